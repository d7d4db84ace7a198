"""Fitting the learned readers: regularised logistic models of all signals at once, on sentences that were labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from lpcoach.accuracy.rows import Row
from lpcoach.content.terms import SIGNALS, SignalId
from lpcoach.reading.learned import terms_of
from lpcoach.reading.reader import fresh, ruled

__all__ = ["LEARNED", "Labelled", "Readers", "Sentences", "labelled", "logistic"]

LEARNED: Final[tuple[SignalId, ...]] = tuple(signal for signal in SIGNALS if signal != "contradiction")
RIDGE: Final = 15.0
STEPS: Final = 50  # of the fit; more change nothing on authors left out
TEXTS: Final = 4  # a term stands in at least so many texts
AUTHORS: Final = 3  # and in those of so many authors
KEPT: Final = 1200  # terms a signal


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


def labelled(row: Row) -> Labelled:
    """A row's sentences with the labels that stand at their spans."""
    found = fresh(row.thread)
    terms = terms_of(row.thread.question, found, [ruled(sentence) for sentence in found])
    labels = [row.labels.get((s.start, s.start + len(s.text)), {}) for s in found]
    shown = np.array([[label.get(signal, 0) / 2 for signal in LEARNED] for label in labels])
    return Labelled(row, tuple(frozenset(t) for t in terms), shown.reshape(len(found), len(LEARNED)))


class Sentences:
    """All sentences of all texts as one matrix of terms, from which readers for any set of authors are fitted."""

    def __init__(self, texts: Sequence[Labelled]) -> None:
        self.texts = texts
        self.author = np.array([text.row.author for text in texts])
        self.of = np.repeat(np.arange(len(texts)), [len(text.terms) for text in texts])
        count = Counter(term for text in texts for term in frozenset[str]().union(*text.terms))
        self.names = np.array(sorted(term for term, n in count.items() if n >= TEXTS))
        place = {name: at for at, name in enumerate(self.names)}
        rows = [sorted(place[t] for t in terms if t in place) for text in texts for terms in text.terms]
        bounds = np.cumsum([0, *(len(row) for row in rows)])
        self.known = csr_matrix((np.ones(bounds[-1]), np.concatenate(rows), bounds), shape=(len(rows), len(self.names)))
        self.shown = np.vstack([text.shown for text in texts])
        labeller = np.array([text.row.labeller for text in texts])[self.of]
        self.who = (labeller[:, None] == np.unique(labeller)[None]).astype(float)
        held = csr_matrix((np.ones(len(self.of)), (self.of, np.arange(len(self.of)))))
        self.within = (held @ self.known > 0).astype(float).tocsr()

    def fit(self, without: Set[str]) -> Readers:
        """Readers that never saw these authors. Who labelled a sentence is known in fitting and averaged out after."""
        mine = ~np.isin(self.author, sorted(without))
        rows = mine[self.of]
        columns = self._spread(mine)
        known, who = self.known[rows][:, columns], self.who[rows]
        ends = np.ones((known.shape[0], 1))
        every = hstack([known, csr_matrix(who), csr_matrix(ends)]).tocsr()
        points = logistic(every, self.shown[rows])
        own, by_labeller = points[: len(columns)], points[len(columns) : -1]
        bias = points[-1] + by_labeller[who.sum(axis=0) > 0].mean(axis=0)
        share = np.asarray(known.mean(axis=0)).ravel()
        return Readers(
            tuple(round(float(start), 3) for start in bias),
            tuple(_kept(own.T, np.sqrt(share * (1 - share)), self.names[columns])),
        )

    def weights(self, readers: Readers, authors: Set[str]) -> Any:  # noqa: ANN401 - an array
        """The weight of each signal in each sentence of these authors; the other sentences are left at zero."""
        rows = np.isin(self.author, sorted(authors))[self.of]
        place = {str(name): at for at, name in enumerate(self.names)}
        points = np.zeros((len(self.names), len(LEARNED)))
        for n, row in enumerate(readers.points):
            for term, worth in row.items():
                points[place[term], n] = worth
        found = np.zeros(self.shown.shape)
        # Rounded, so that no tie between two of them hangs on the order in which a machine adds up.
        found[rows] = np.round(1 / (1 + np.exp(-(self.known[rows] @ points + np.array(readers.bias)))), 6)
        return found

    def _spread(self, mine: Any) -> Any:  # noqa: ANN401 - arrays
        """Terms that stand in several texts of several authors."""
        authors = np.unique(self.author[mine])
        by_author = [np.asarray(self.within[self.author == name].sum(axis=0)).ravel() for name in authors]
        several = sum((count > 0).astype(int) for count in by_author) >= min(AUTHORS, len(authors))
        return np.flatnonzero(several & (sum(by_author) >= TEXTS))


def logistic(known: Any, shown: Any, ridge: float = RIDGE) -> Any:  # noqa: ANN401 - arrays
    """Points by maximum likelihood with a ridge, a label of a half being half a case of each; the last row is free."""
    across = known.T.tocsr()
    shape = (known.shape[1], shown.shape[1])
    price = np.full((shape[0], 1), ridge)
    price[-1] = 1e-3

    def loss(values: Any) -> tuple[float, Any]:  # noqa: ANN401
        points = values.reshape(shape)
        scores = known @ points
        wrong = 1 / (1 + np.exp(-scores)) - shown
        total = (np.logaddexp(0, scores) - shown * scores).sum() + 0.5 * (price * points * points).sum()
        return float(total), (across @ wrong + price * points).ravel()

    start = np.zeros(shape[0] * shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.reshape(shape)


def _kept(points: Any, spread: Any, names: Any) -> list[dict[str, float]]:  # noqa: ANN401 - arrays
    """For each signal the terms that weigh most over all sentences, rounded as they are written."""
    kept = []
    for own in points:
        best = np.sort(np.argsort(-np.abs(own) * spread, kind="stable")[:KEPT])
        kept.append({str(names[n]): round(float(own[n]), 2) for n in best if abs(own[n]) >= 0.005})
    return kept
