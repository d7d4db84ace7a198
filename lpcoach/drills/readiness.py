"""What is prepared, what remains, and whether it fits into the days that are left. No forecast of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["Item", "Readiness", "readiness"]

A_DAY: Final = 25  # minutes of practice that are counted on


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a prepared person has: whether it is there, how it stands in words, and what it would take."""

    what: str
    there: bool
    note: str
    minutes: int
    to: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """``fits`` is None without an interview date; ``late`` on the eve and the day, when nothing new is begun."""

    there: tuple[Item, ...]
    remains: tuple[Item, ...]
    minutes: int
    fits: Literal["easily", "just", "no", "late"] | None


def readiness(items: Sequence[Item], days_left: int | None) -> Readiness:
    """Sort what is there from what remains, and hold the minutes against the days."""
    remains = tuple(item for item in items if not item.there)
    minutes = sum(item.minutes for item in remains)
    fits: Literal["easily", "just", "no", "late"] | None = None
    if days_left is not None:
        room = max(0, days_left) * A_DAY
        fits = "late" if days_left <= 1 else "easily" if minutes * 2 <= room else "just" if minutes <= room else "no"
    return Readiness(tuple(item for item in items if item.there), remains, minutes, fits)
