"""Between which levels the raters' level lies when this rater gives one, on authors that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lpcoach.accuracy.measures import Pair

__all__ = ["bands_of"]

OUTSIDE: Final = 0.1  # share left out on each side
LEVELS: Final = 5


def bands_of(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """For each level from 1 the lowest and highest level of the raters, four fifths of them within; it never falls."""
    found: list[tuple[int, int]] = []
    for level in range(1, LEVELS + 1):
        given = sorted(mark for rated, marks in pairs if rated == level for mark in marks)
        if not given:
            found.append((max(1, level - 1), min(LEVELS, level + 1)))
            continue
        cut = int(OUTSIDE * len(given))
        low, high = given[cut], given[len(given) - 1 - cut]
        before = found[-1] if found else (1, 1)
        found.append((max(before[0], min(low, level)), max(before[1], high, level)))
    return found
