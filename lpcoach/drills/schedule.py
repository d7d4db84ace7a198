"""When which family of questions comes up again: spaced by FSRS, fitted to the interview, five minutes a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from fsrs import Card, Rating, Scheduler

from lpcoach.drills.types import Attempt

__all__ = ["A_DAY", "MINUTES_A_DAY", "Family", "day_of", "due_today", "families"]

MINUTES_A_DAY: Final = 5
A_DAY: Final = 4  # a question takes 75 seconds: 20 to choose, the rest for the headline
_FSRS: Final = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of questions: ``due`` is None where it was never asked, ``last`` the day on which it was."""

    id: str
    due: date | None
    last: date | None
    asked: int


def day_of(at: datetime) -> date:
    """The day on the clock of this machine."""
    return at.astimezone().date()


def families(ids: Sequence[str], attempts: Sequence[Attempt], interview: date | None) -> tuple[Family, ...]:
    """Each family with the day on which it is due, worked out anew from all its attempts."""
    mine: dict[str, list[Attempt]] = {each: [] for each in ids}
    for attempt in attempts:
        if attempt.drill == "recall" and attempt.text("family") in mine:
            mine[attempt.text("family")].append(attempt)
    window = -(-len(ids) // A_DAY)  # so many days before the interview hold one last question of each
    found = []
    for place, (family, tried) in enumerate(mine.items()):
        last = day_of(tried[-1].at) if tried else None
        due = _due(tried) if tried else None
        if last is not None and due is not None:
            due = _fitted(last, due, interview, place % window, window)
        found.append(Family(family, due, last, len(tried)))
    return tuple(found)


def _due(tried: Sequence[Attempt]) -> date:
    """The day that FSRS gives after these attempts; a clock that was set back counts as no time passed."""
    card, moment = Card(card_id=1, due=tried[0].at.astimezone(UTC)), tried[0].at.astimezone(UTC)
    for attempt in tried:
        moment = max(moment, attempt.at.astimezone(UTC))
        grade = Rating(min(4, max(1, int(attempt.number("grade") or 1))))
        card, _ = _FSRS.review_card(card, grade, moment)
    return max(day_of(card.due), day_of(moment) + _DAY)


def _fitted(last: date, due: date, interview: date | None, place: int, window: int) -> date:
    """Never later than this family's day among the last ones before the interview, if that is still ahead."""
    if interview is None:
        return due
    cap = interview - _DAY * (2 + place)  # the eve has nothing that must be done
    if interview > last >= interview - _DAY * (1 + window):
        return max(due, interview)  # it had its last turn, and leaves room to the others
    if cap <= last:
        return due
    return min(due, cap)


def due_today(found: Sequence[Family], today: date, interview: date | None = None) -> tuple[Family, ...]:
    """What to ask today, at most so many as five minutes hold: the longest overdue first, then what is new.

    What is overdue leaves half of the day to new families, so that none is crowded out. On the eve of the interview and
    on its day nothing is new.
    """
    asked = [family for family in found if family.last == today]
    left = max(0, A_DAY - len(asked))
    overdue = sorted((f for f in found if f.due is not None and f.due <= today), key=lambda f: (f.due, f.asked))
    late = interview is not None and today <= interview <= today + _DAY
    new = [] if late else [family for family in found if family.due is None]
    kept = min(len(new), left, max(0, A_DAY // 2 - sum(family.asked == 1 for family in asked)))
    return tuple([*overdue[: left - kept], *new][:left])
