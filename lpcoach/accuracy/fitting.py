"""From rated answers to a weights file; each text is read by readers that never saw its author."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from lpcoach.accuracy.clauses import LEARNED, Labelled, Readers, Sentences
from lpcoach.accuracy.measures import Pair, agreement, flag_score
from lpcoach.accuracy.rows import WRITER, Question, Row
from lpcoach.accuracy.scales import fit_scale
from lpcoach.accuracy.tested import fit_principles
from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS, STAR_PARTS, FlagId, SignalId
from lpcoach.reading.weights import Counts, Scale, peak
from lpcoach.scoring.flags import called_for
from lpcoach.scoring.own_questions import QUESTION_FLAGS, QUESTION_LEVELS, SEEN, seen_in, weigh_question

__all__ = ["Fits", "question_figures", "question_scales", "weights_text"]

NAMED: Final = np.linspace(0.5, 0.999, 60)  # quantiles tried as a signal's mark
LEAST: Final = 0.05  # weight under which nothing is shown
EAGER: Final = 0.4  # part of the best mark from which a signal counts: a miss costs more than a doubt
SURE: Final = 0.8  # share of what is quoted that a reader must have seen as well
DOUBTFUL: Final = 0.6  # where fewer are right nothing is quoted
FEWEST: Final = 8  # sentences by which that share is judged
PRECISE: Final = 0.7
PRICE: Final = 0.15
BESIDE: Final = ("p ", "n ")  # how the terms of the sentence before and of the one after begin
PEAKS: Final[dict[str, SignalId]] = {"unsafe": "unsafe_choice", "novelty": "novelty_first"}


class Fits:
    """Readers for every set of authors left out; each is fitted once. Writers who rated themselves are in all."""

    def __init__(self, texts: Sequence[Labelled]) -> None:
        self.sentences = Sentences(texts)
        self.texts = texts
        self.everyone = sorted({text.row.author for text in texts})
        self.authors = sorted({text.row.author for text in texts if text.row.kind != WRITER})
        self._readers: dict[frozenset[str], Readers] = {}

    def readers(self, without: frozenset[str]) -> Readers:
        """Readers that never saw these authors."""
        if without not in self._readers:
            self._readers[without] = self.sentences.fit(without)
        return self._readers[without]

    def unseen(self, without: frozenset[str]) -> list[tuple[Labelled, Any]]:
        """The texts of all others, each with its weights by readers that saw neither ``without`` nor its author."""
        found: list[tuple[Labelled, Any]] = []
        for author in self.everyone:
            if author in without:
                continue
            weights = self.sentences.weights(self.readers(without | {author}), {author})
            mine = [n for n, text in enumerate(self.texts) if text.row.author == author]
            found += [(self.texts[n], weights[self.sentences.of == n]) for n in mine]
        return found


def weights_text(
    fits: Fits,
    without: frozenset[str],
    questions: Sequence[Question],
    made: Mapping[str, Any],
    bands: Mapping[str, Any] | None = None,
) -> str:
    """The weights file that comes from all authors but these."""
    read = fits.unseen(without)
    rated = [(text, weights) for text, weights in read if text.row.kind != WRITER]
    marks = [
        _marks(np.concatenate([w[:, n] for _, w in rated]), np.concatenate([t.shown[:, n] for t, _ in rated]))
        for n in range(len(LEARNED))
    ]
    readers = fits.readers(without)
    named = np.array([mark["named"] for mark in marks])
    counts = [(text.row, _counts(weights, named), _peaks(weights, named)) for text, weights in read]
    names, principles = fit_principles([(row, count) for row, count, _ in counts])
    obj = {
        "made": made,
        "detectors": [
            {"signal": signal, "bias": round(bias, 3), **mark}
            for signal, bias, mark in zip(LEARNED, readers.bias, marks, strict=True)
        ],
        "scales": {**dict(_scales(counts)), **dict(question_scales(questions))},
        "bands": bands or {},
        "named": names,
        "principles": principles,
        "terms": _terms(readers),
    }
    return _written(obj)


def _marks(weights: Any, shown: Any) -> dict[str, float]:  # noqa: ANN401 - arrays
    """From which weight a signal counts, is full, and is sure enough to be quoted, and how often that was right."""
    named = max(LEAST, EAGER * _best(weights, shown > 0))
    full = max(named, _best(weights, shown >= 1))
    sure, right = _sure(weights, shown > 0)
    found = {"named": named, "full": full, "sure": max(named, sure)}
    return {**{name: round(mark, 3) for name, mark in found.items()}, "right": round(right, 2)}


def _best(weights: Any, truth: Any) -> float:  # noqa: ANN401
    """The mark at which F1 is best."""
    best, mark = -1.0, 1.0
    for cut in np.quantile(weights, NAMED):
        hit = weights >= cut
        f1 = 2 * (hit & truth).sum() / max(1, hit.sum() + truth.sum())
        if f1 > best:
            best, mark = float(f1), float(cut)
    return mark


def _sure(weights: Any, truth: Any) -> tuple[float, float]:  # noqa: ANN401
    """The lowest mark above which enough is right, and the share; else where most is, or none where that is little."""
    order = np.argsort(-weights, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    right = right[FEWEST - 1 :]
    enough = np.flatnonzero(right >= SURE)
    at = int(enough[-1]) if len(enough) else int(np.argmax(right))
    if right[at] < DOUBTFUL:
        return 1.0, float(right[at])
    return float(weights[order[at + FEWEST - 1]]), float(right[at])


def _counts(weights: Any, named: Any) -> dict[str, float]:  # noqa: ANN401
    total = np.where(weights >= named, weights, 0.0).sum(axis=0)
    return {str(signal): float(count) for signal, count in zip(LEARNED, total, strict=True) if count}


def _peaks(weights: Any, named: Any) -> dict[str, float]:  # noqa: ANN401
    held = np.where(weights >= named, weights, 0.0)
    return {flag: peak(list(held[:, LEARNED.index(signal)])) for flag, signal in PEAKS.items()}


def _scales(told: Sequence[tuple[Row, Counts, Mapping[str, float]]]) -> Iterator[tuple[str, Any]]:
    rated = [(row, counts) for row, counts, _ in told if row.kind != WRITER]
    # On a criterion one more bare figure shows nothing more.
    once = [(row, {**counts, "figure": min(counts.get("figure", 0.0), 1.0)}) for row, counts in rated]
    answers = [(row, counts) for row, counts in rated if not row.base]
    for name in ("overall", *CRITERIA):
        yield name, _scale(rated if name == "overall" else once, _level(name), 4)
    for kind in ANSWER_KINDS:
        yield f"probe {kind}", _scale(answers, _of("probes", kind), 2)
    for part in STAR_PARTS:
        yield f"star {part}", _scale(answers, _of("star", part), 1)
    for layer in LAYERS:
        scale = fit_scale([counts for _, counts in answers], [[row.layers[layer]] for row, _ in answers], 2)
        yield layer, {"cuts": scale.cuts, "points": scale.points}
    for flag in FLAGS:
        if flag in PEAKS:
            scores = [(peaks[flag], row) for row, _, peaks in told if row.kind != WRITER and not row.base]
            yield f"flag {flag}", {"cuts": [round(_raising(scores, flag), 3)], "points": {}}
        else:
            yield f"flag {flag}", _flag_scale(flag, [(row, counts) for row, counts, _ in told], answers)


def _level(name: str) -> Callable[[Mapping[str, Any]], int]:
    return lambda rating: (rating[name] or 1) - 1


def _of(group: str, name: str) -> Callable[[Mapping[str, Any]], int]:
    return lambda rating: int(rating[group][name])


def _flag_scale(
    flag: FlagId, told: Sequence[tuple[Row, Counts]], answers: Sequence[tuple[Row, Counts]]
) -> dict[str, Any]:
    """A scale of what speaks against a flag, cut where it is raised best; writers' own flags teach as well."""
    known = [(row, counts) for row, counts in told if all(r["red_flags"] for r in row.ratings)]
    clear = _fitted(known, lambda r: int(not r["red_flags"][flag]), 1)
    asked = [(-clear.score(counts), row) for row, counts in answers if called_for(flag, row.thread.question)]
    cut = -_raising(asked, flag)
    return {"cuts": [round(cut, 3)], "points": clear.points}


def _raising(scores: Sequence[tuple[float, Row]], flag: FlagId) -> float:
    """From which score a flag is raised: where F1 is best, a precision under the aim costing a little of it."""
    best, mark = -1.0, 9.0
    given = [(score, tuple(int(r["red_flags"][flag]) for r in row.ratings)) for score, row in scores]
    for cut in sorted({score for score, _ in given}):
        f1, precision, _ = flag_score([(int(score >= cut), marks) for score, marks in given])
        worth = f1 - (PRICE if precision < PRECISE else 0.0)
        if worth > best:
            best, mark = worth, cut
    return mark


def question_scales(questions: Sequence[Question]) -> Iterator[tuple[str, Any]]:
    """The scales for the candidate's own questions."""
    counts = [seen_in(weigh_question(question.text, question.context)) for question in questions]
    for name in QUESTION_LEVELS:
        scale = fit_scale(counts, [[r[name] - 1 for r in q.ratings] for q in questions], 4, SEEN, QUESTION_FLAGS, 1.0)
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


def _scale(answers: Sequence[tuple[Row, Counts]], mark: Callable[[Mapping[str, Any]], int], of: int) -> dict[str, Any]:
    scale = _fitted(answers, mark, of)
    return {"cuts": scale.cuts, "points": scale.points}


def _fitted(answers: Sequence[tuple[Row, Counts]], mark: Callable[[Mapping[str, Any]], int], of: int) -> Scale:
    return fit_scale([counts for _, counts in answers], [[mark(r) for r in row.ratings] for row, _ in answers], of)


def _terms(readers: Readers) -> dict[str, list[int]]:
    """The points of each term; what caps a story by a flag is judged without the terms of the sentences beside it."""
    rows: dict[str, list[int]] = {}
    for place, points in enumerate(readers.points):
        for term, worth in points.items():
            if round(worth * 100) and not (LEARNED[place] == PEAKS["unsafe"] and term.startswith(BESIDE)):
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
