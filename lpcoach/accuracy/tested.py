"""Fitting which principles a story shows: by the terms of its question and by the signals of its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from lpcoach.accuracy.clauses import LEARNED, logistic
from lpcoach.accuracy.rows import Row
from lpcoach.reading.weights import Counts
from lpcoach.scoring.principles import FULL, asked

__all__ = ["fit_principles"]

RIDGE: Final = 2.0
SCALED: Final = 0.7  # of a clause against a term of the question
TEXTS: Final = 3
LEAST: Final = 0.02  # points under which nothing is written
LATER: Final = 0.15  # what a principle loses for each one that was named before it


def fit_principles(told: Sequence[tuple[Row, Counts]]) -> tuple[list[str], dict[str, list[int]]]:
    """The principles; and for terms, for signals and for the start ("") places among them and hundredths of points."""
    names = sorted({name for row, _ in told for r in row.ratings for name in r["principles"] or ()})
    questions = [asked(row.thread.question) for row, _ in told]
    spread = Counter(term for question in questions for term in question)
    terms = sorted(term for term, n in spread.items() if n >= TEXTS)
    known = np.array([
        [*(float(term in question) for term in terms), *(SCALED * min(counts.get(s, 0.0), FULL) for s in LEARNED), 1.0]
        for question, (_, counts) in zip(questions, told, strict=True)
    ])  # fmt: skip
    given = np.array([_given(row, names) for row, _ in told])
    points = logistic(csr_matrix(known), given, RIDGE)
    points[len(terms) : -1] *= SCALED
    columns = (*terms, *LEARNED, "")
    return names, {
        column: [n for place, p in enumerate(row) if abs(p) >= LEAST for n in (place, round(float(p) * 100))]
        for column, row in zip(columns, points, strict=True)
    }


def _given(row: Row, names: Sequence[str]) -> list[float]:
    worth = dict.fromkeys(names, 0.0)
    for rating in row.ratings:
        for place, name in enumerate(rating["principles"] or ()):
            worth[name] += (1 - LATER * place) / len(row.ratings)
    return list(worth.values())
