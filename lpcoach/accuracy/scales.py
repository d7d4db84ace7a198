"""Fitting the scales: points for evidence, never of the wrong sign, and cuts that share out the marks as raters do."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize

from lpcoach.accuracy.clauses import LEARNED
from lpcoach.content.terms import AGAINST
from lpcoach.reading.weights import STEPS, Counts, Scale, steps

__all__ = ["fit_scale"]

RIDGE: Final = 4.0
EVEN: Final = 0.5  # how far the cuts share out the marks as raters do, and how far they lie where a mark is as likely


def fit_scale(
    counts: Sequence[Counts],
    marks: Sequence[Sequence[int]],
    of: int,
    signals: Sequence[str] = LEARNED,
    opposed: Set[str] = AGAINST,
    ridge: float = RIDGE,
) -> Scale:
    """A scale of marks 0 to ``of``: an ordinal model over the steps of each signal."""
    filled = np.array([[part for s in signals for part in steps(row.get(s, 0.0))] for row in counts])
    width = len(STEPS) - 1
    against = np.repeat([s in opposed for s in signals], width)
    given = np.array(marks)
    points, middle = _ordinal(filled, given, of, against, ridge)
    scale = {s: tuple(round(float(p), 3) for p in points[n * width : (n + 1) * width]) for n, s in enumerate(signals)}
    kept = {s: row for s, row in scale.items() if any(row)}
    scores = np.array([Scale(kept, ()).score(row) for row in counts])
    shares = [float(np.quantile(scores, (given < mark).mean())) for mark in range(1, of + 1)]
    cuts = [EVEN * share + (1 - EVEN) * half for share, half in zip(shares, middle, strict=True)]
    return Scale(kept, tuple(round(float(cut), 3) for cut in cuts))


def _ordinal(filled: Any, given: Any, of: int, against: Any, ridge: float) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """Points by maximum likelihood of a proportional-odds model, with a ridge."""
    rows = np.repeat(filled, given.shape[1], axis=0)
    above = (given.reshape(-1)[:, None] > np.arange(of)[None]).astype(float)
    width, share = rows.shape[1], 1 / given.shape[1]

    def loss(values: Any) -> tuple[float, Any]:  # noqa: ANN401
        points, gaps = values[:width], np.exp(values[width + 1 :])
        odds = (rows @ points)[:, None] - (values[width] + np.concatenate([[0.0], np.cumsum(gaps)]))[None]
        wrong = (1 / (1 + np.exp(-odds)) - above) * share
        by_cut = -wrong.sum(axis=0)
        slope = [by_cut.sum(), *(by_cut[n:].sum() * gaps[n - 1] for n in range(1, of))]
        total = ((np.logaddexp(0, odds) - above * odds) * share).sum() + ridge / 2 * (points**2).sum()
        return float(total), np.concatenate([rows.T @ wrong.sum(axis=1) + ridge * points, slope])

    sides = [(None, 0.0) if bad else (0.0, None) for bad in against]
    found = minimize(
        loss, np.zeros(width + of), jac=True, method="L-BFGS-B",
        bounds=[*sides, (None, None), *[(-4.0, 3.0)] * (of - 1)], options={"maxiter": 500},
    )  # fmt: skip
    gaps = np.exp(found.x[width + 1 :])
    return found.x[:width], found.x[width] + np.concatenate([[0.0], np.cumsum(gaps)])
