"""What a change must exceed before it is called one: the rater's own error on authors that it has not seen.

A level has a band: between which levels raters put it, four times of five. Half of that is the noise of one level; a
mean of n levels has the noise of one over the root of n, and a difference that of both its sides together. A trend
looks at four criteria at once, again and again: there it is doubled, which chance exceeds about once in a hundred
looks. That one rater reads all texts of one author makes part of the error common to both sides, so this is rather too
careful.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from lpcoach.scoring.types import Rated
from lpcoach.session.records import PracticeRecord, StoryRecord

__all__ = ["MOST", "OF_A_TREND", "Change", "Mark", "change", "marks", "of_story", "over_time"]

UNKNOWN: Final = 1.0  # the noise of a level whose rater gives no band
OF_A_TREND: Final = 2.0  # times the noise of one comparison
MOST: Final = 10  # threads at either end of a trend that are compared
Way = Literal["better", "lower", "like"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A level of one thread with its noise."""

    level: float
    noise: float


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two sides, and the noise that it has to exceed."""

    by: float
    noise: float

    @property
    def way(self) -> Way:
        """``like`` where the change is within the noise, whatever its sign."""
        if abs(self.by) <= self.noise:
            return "like"
        return "better" if self.by > 0 else "lower"


def of_story(story: StoryRecord, name: Rated) -> Mark | None:
    """A thread's level, None where it was not scored."""
    level = story.overall if name == "overall" else story.levels[name]
    if level is None:
        return None
    low, high = story.bands.get(name, (level - UNKNOWN, level + UNKNOWN))
    return Mark(level, max((high - low) / 2, UNKNOWN / 2))


def marks(records: Sequence[PracticeRecord], name: Rated) -> tuple[Mark, ...]:
    """The scored threads of these practices, the oldest first."""
    found = (of_story(story, name) for record in records for story in record.stories)
    return tuple(mark for mark in found if mark is not None)


def mean(found: Sequence[Mark]) -> Mark:
    """The mean of some marks, with its noise."""
    count = len(found)
    return Mark(sum(m.level for m in found) / count, sqrt(sum(m.noise**2 for m in found)) / count)


def change(before: Sequence[Mark], after: Sequence[Mark]) -> Change | None:
    """From one side to the other; None where one has no mark."""
    if not before or not after:
        return None
    first, last = mean(before), mean(after)
    return Change(last.level - first.level, sqrt(first.noise**2 + last.noise**2))


def over_time(records: Sequence[PracticeRecord], name: Rated) -> Change | None:
    """From the first third of the threads to the last one; all must be by one rater. None below two threads."""
    found = marks(records, name)
    part = min(MOST, max(1, len(found) // 3))
    moved = change(found[:part], found[-part:]) if len(found) > 1 else None
    return Change(moved.by, OF_A_TREND * moved.noise) if moved else None
