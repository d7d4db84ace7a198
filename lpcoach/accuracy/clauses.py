"""Fitting the learned readers: one regularised linear model a signal, on sentences that a reader labelled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from lpcoach.accuracy.rows import Row
from lpcoach.content.terms import SIGNALS, SignalId
from lpcoach.reading.learned import terms_of
from lpcoach.reading.reader import fresh, ruled

__all__ = ["LEARNED", "Labelled", "Readers", "fit_readers", "labelled"]

LEARNED: Final[tuple[SignalId, ...]] = tuple(signal for signal in SIGNALS if signal != "contradiction")
STRENGTH: Final = 0.1  # of the regularisation, inverse
TEXTS: Final = 4  # a term stands in at least so many texts
AUTHORS: Final = 3  # and in those of so many authors
LABELLERS: Final = 5
KEPT: Final = 500  # terms a signal
RULED: Final[frozenset[SignalId]] = frozenset({"unsafe_choice", "novelty_first"})  # too few writers to learn from
FEWEST: Final = 5  # clauses from which a signal is learned


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences of a row: their terms, and for each signal 0, a half (named) or 1 (shown in full)."""

    row: Row
    terms: tuple[frozenset[str], ...]
    shown: Any  # an array of sentences by LEARNED


@dataclass(frozen=True, slots=True)
class Readers:
    """Fitted readers: for each signal a start and the points of its terms."""

    bias: tuple[float, ...]
    points: tuple[Mapping[str, float], ...]

    def weights(self, text: Labelled) -> Any:  # noqa: ANN401
        """The weight of each signal in each sentence."""
        scores = np.array(
            [
                [
                    bias + sum(points.get(term, 0.0) for term in terms)
                    for bias, points in zip(self.bias, self.points, strict=True)
                ]
                for terms in text.terms
            ]
        ).reshape(len(text.terms), len(LEARNED))
        return 1 / (1 + np.exp(-scores))


def labelled(row: Row) -> Labelled:
    """A row's sentences with the labels that stand at their spans."""
    found = fresh(row.thread)
    terms = terms_of(row.thread.question, found, [ruled(sentence) for sentence in found])
    labels = [row.labels.get((s.start, s.start + len(s.text)), {}) for s in found]
    shown = np.array([[label.get(signal, 0) / 2 for signal in LEARNED] for label in labels])
    return Labelled(row, tuple(frozenset(t) for t in terms), shown.reshape(len(found), len(LEARNED)))


def fit_readers(texts: Sequence[Labelled]) -> Readers:
    """Readers fitted on these texts. Who labelled a sentence is known in fitting and averaged out after it."""
    names = list(_vocabulary(texts))
    place = {name: at for at, name in enumerate(names)}
    rows = [[place[term] for term in sorted(terms) if term in place] for text in texts for terms in text.terms]
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    known = csr_matrix((np.ones(bounds[-1]), np.concatenate(rows), bounds), shape=(len(rows), len(names)))
    who = np.array([[float(text.row.labeller == n) for n in range(LABELLERS)] for text in texts for _ in text.terms])
    shown = np.vstack([text.shown for text in texts])
    share = np.asarray(known.mean(axis=0)).ravel()
    spread = np.sqrt(share * (1 - share))
    every = hstack([known, csr_matrix(who)]).tocsr()
    fitted = [
        (-9.0, {f"r {signal} 2": 11.0}) if signal in RULED else _fit(every, shown[:, n], names, spread)
        for n, signal in enumerate(LEARNED)
    ]
    return Readers(tuple(bias for bias, _ in fitted), tuple(points for _, points in fitted))


def _vocabulary(texts: Sequence[Labelled]) -> Iterator[str]:
    """Terms that stand in several texts of several authors; the edits of an answer are one text."""
    authors: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for text in texts:
        for term in frozenset[str]().union(*text.terms):
            authors[term].add(text.row.author)
            count[term] += 1
    fewest = min(AUTHORS, len({text.row.author for text in texts}))
    return (term for term in sorted(count) if count[term] >= TEXTS and len(authors[term]) >= fewest)


def _fit(known: Any, shown: Any, names: Sequence[str], spread: Any) -> tuple[float, dict[str, float]]:  # noqa: ANN401
    seen = shown > 0
    if seen.sum() < FEWEST:
        return -9.0, {}
    left = shown < 1
    rows = vstack([known[seen], known[left]])
    answers = np.r_[np.ones(seen.sum()), np.zeros(left.sum())]
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(rows, answers, sample_weight=np.r_[shown[seen], 1 - shown[left]])
    points = model.coef_[0]
    own = points[: len(names)]
    kept = np.argsort(-np.abs(own) * spread, kind="stable")[:KEPT]
    bias = float(model.intercept_[0] + points[len(names) :].mean())
    return bias, {names[n]: round(float(own[n]), 2) for n in sorted(kept) if abs(own[n]) >= 0.005}
