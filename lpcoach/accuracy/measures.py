"""Measures of agreement, in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean
from typing import Final

__all__ = ["Pair", "agreement", "flag_score", "interval", "kappa"]

Pair = tuple[int, tuple[int, ...]]  # the rater's mark, and the marks of those it is measured by
DRAWS: Final = 400


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Quadratic weighted kappa; 1 where nobody differs."""
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(n * m * (a - b) ** 2 for a, n in left.items() for b, m in right.items()) / len(pairs)
    seen = sum((a - b) ** 2 for a, b in pairs)
    return 1 - seen / expected if expected else 1.0


def agreement(pairs: Sequence[Pair]) -> float:
    """The mean kappa with each of the raters."""
    return mean(kappa([(mark, given[n]) for mark, given in pairs]) for n in range(len(pairs[0][1])))


def interval(pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], float] = agreement) -> tuple[float, float]:
    """The middle 95 % of the measure over samples drawn with replacement; the same on each run."""
    chance = random.Random(0)
    drawn = sorted(measure(chance.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def flag_score(pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """(F1, precision, recall) of a mark of 0 or 1, against the mean of the raters."""
    truth = [mean(given) for _, given in pairs]
    hit = sum(mark * share for (mark, _), share in zip(pairs, truth, strict=True))
    raised, there = sum(mark for mark, _ in pairs), sum(truth)
    return 2 * hit / max(1e-9, raised + there), hit / max(1, raised), hit / max(1e-9, there)
