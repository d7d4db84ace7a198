"""From rated answers to a weights file, each author's texts read by readers that never saw that author."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from lpcoach.accuracy.clauses import LEARNED, Labelled, Readers, fit_readers
from lpcoach.accuracy.measures import Pair, agreement
from lpcoach.accuracy.rows import Question
from lpcoach.accuracy.scales import fit_scale
from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS, SignalId
from lpcoach.reading.weights import Counts, Scale
from lpcoach.scoring.own_questions import QUESTION_FLAGS, QUESTION_LEVELS, SEEN, seen_in, weigh_question

__all__ = ["Fits", "question_figures", "question_scales", "weights_text"]

NAMED: Final = np.linspace(0.5, 0.999, 60)  # quantiles tried as a signal's mark
LEAST: Final = 0.1  # weight under which nothing is shown
EAGER: Final = 0.75  # part of the best mark from which a signal is named: a miss costs more than a doubt


EXPLAINING: Final[tuple[SignalId, ...]] = ("cause", "figure", "ruled_out", "measured")


class Fits:
    """Readers for every set of authors that is needed; each set is fitted once."""

    def __init__(self, texts: Sequence[Labelled]) -> None:
        self.texts = texts
        self.authors = sorted({text.row.author for text in texts})
        self._readers: dict[tuple[str, ...], Readers] = {}

    def readers(self, authors: Sequence[str]) -> Readers:
        """Readers fitted on these authors."""
        key = tuple(sorted(authors))
        if key not in self._readers:
            self._readers[key] = fit_readers([text for text in self.texts if text.row.author in key])
        return self._readers[key]

    def unseen(self, authors: Sequence[str]) -> list[tuple[Labelled, Any]]:
        """The texts of ``authors``, each with its weights by readers fitted on the others of them."""
        return [
            (text, self.readers([a for a in authors if a != author]).weights(text))
            for author in authors
            for text in self.texts
            if text.row.author == author
        ]


def weights_text(
    fits: Fits,
    authors: Sequence[str],
    questions: Sequence[Question],
    made: Mapping[str, Any],
    bands: Mapping[str, Any] | None = None,
) -> str:
    """The weights file that comes from these authors alone."""
    read = fits.unseen(authors)
    marks = [
        _marks(np.concatenate([w[:, n] for _, w in read]), np.concatenate([t.shown[:, n] for t, _ in read]))
        for n in range(len(LEARNED))
    ]
    readers = fits.readers(authors)
    counts = [_counts(weights, marks) for _, weights in read]
    answers = [(text.row, row) for (text, _), row in zip(read, counts, strict=True) if not text.row.base]
    obj = {
        "made": made,
        "detectors": [
            {"signal": signal, "bias": round(bias, 3), "named": named, "full": full}
            for signal, bias, (named, full) in zip(LEARNED, readers.bias, marks, strict=True)
        ],
        "scales": {**dict(_scales(answers)), **dict(question_scales(questions))},
        "bands": bands or {},
        "terms": _terms(readers),
    }
    return _written(obj)


def _marks(weights: Any, shown: Any) -> tuple[float, float]:  # noqa: ANN401 - arrays
    """From which weight a signal is named, and from which it is shown in full: where F1 is best."""
    named = max(LEAST, EAGER * _best(weights, shown > 0))
    return round(named, 3), round(max(named, _best(weights, shown >= 1)), 3)


def _best(weights: Any, truth: Any) -> float:  # noqa: ANN401
    best, mark = -1.0, 1.0
    for cut in np.quantile(weights, NAMED):
        hit = weights >= cut
        f1 = 2 * (hit & truth).sum() / max(1, hit.sum() + truth.sum())
        if f1 > best:
            best, mark = float(f1), float(cut)
    return mark


def _counts(weights: Any, marks: Sequence[tuple[float, float]]) -> dict[str, float]:  # noqa: ANN401
    named = np.array([mark for mark, _ in marks])
    total = np.where(weights >= named, weights, 0.0).sum(axis=0)
    return {str(signal): float(count) for signal, count in zip(LEARNED, total, strict=True) if count}


def _scales(answers: Sequence[tuple[Any, Counts]]) -> Iterator[tuple[str, Any]]:
    counts = [row for _, row in answers]
    rated = [row.ratings for row, _ in answers]
    for name in ("overall", *CRITERIA):
        yield name, _scale(counts, [[(r[name] or 1) - 1 for r in pair] for pair in rated], 4)
    for kind in ANSWER_KINDS:
        yield f"probe {kind}", _scale(counts, [[r["probes"][kind] for r in pair] for pair in rated], 2)
    for part in ("task", "result"):
        yield f"star {part}", _scale(counts, [[int(r["star"][part]) for r in pair] for pair in rated], 1)
    for layer in LAYERS:
        yield layer, _scale(counts, [[row.layers[layer]] for row, _ in answers], 2, (layer, *EXPLAINING))
    for flag in FLAGS:
        yield f"without {flag}", _scale(counts, [[int(not r["red_flags"][flag]) for r in pair] for pair in rated], 1)


def question_scales(questions: Sequence[Question]) -> Iterator[tuple[str, Any]]:
    """The scales for the candidate's own questions."""
    counts = [seen_in(weigh_question(question.text, question.context)) for question in questions]
    for name in QUESTION_LEVELS:
        scale = fit_scale(counts, [[r[name] - 1 for r in q.ratings] for q in questions], 4, SEEN, QUESTION_FLAGS)
        yield f"question {name}", {"cuts": scale.cuts, "points": scale.points}


def question_figures(questions: Sequence[Question]) -> dict[str, float]:
    """The agreement on questions, each context rated by scales fitted on the others."""
    pairs: dict[str, list[Pair]] = {name: [] for name in QUESTION_LEVELS}
    for context in sorted({question.context for question in questions}):
        scales = dict(question_scales([q for q in questions if q.context != context]))
        for question in (q for q in questions if q.context == context):
            counts = seen_in(weigh_question(question.text, question.context))
            for name in QUESTION_LEVELS:
                found = scales[f"question {name}"]
                mark = 1 + Scale(found["points"], found["cuts"]).mark(counts)
                pairs[name].append((mark, tuple(r[name] for r in question.ratings)))
    return {name: round(agreement(row), 3) for name, row in pairs.items()}


def _scale(
    counts: Sequence[Counts], marks: Sequence[Sequence[int]], of: int, signals: Sequence[SignalId] = LEARNED
) -> dict[str, Any]:
    scale = fit_scale(counts, marks, of, signals)
    return {"cuts": scale.cuts, "points": scale.points}


def _terms(readers: Readers) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for place, points in enumerate(readers.points):
        for term, worth in points.items():
            if round(worth * 100):
                rows.setdefault(term, []).extend((place, round(worth * 100)))
    return dict(sorted(rows.items()))


def _written(obj: Mapping[str, Any]) -> str:
    """JSON with a line for each entry, so that a change can be read."""
    parts = []
    for name, value in obj.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}:{_short(v)}" for k, v in value.items())
            parts.append(f'"{name}":{{\n{rows}\n}}')
        else:
            rows = ",\n".join(_short(v) for v in value)
            parts.append(f'"{name}":[\n{rows}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _short(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
