"""Answers to the same question, two at a time: what is shown of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lpcoach.drills.retry import Compared, Tried, compared, tried_twice
from lpcoach.session.rated import RatedStory

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach
    from lpcoach.session.records import PracticeRecord

__all__ = ["Pair", "pair", "twice"]


@dataclass(frozen=True, slots=True)
class Pair:
    """An older and a newer answer, and what lies between them."""

    old: RatedStory
    new: RatedStory
    old_at: datetime
    new_at: datetime
    found: Compared


def twice(coach: Coach, records: list[PracticeRecord]) -> dict[str, list[Tried]]:
    """By question its answers, where the pack still has it and there are two at least; the latest question first."""
    known = {question.id for question in coach.pack.questions}
    return {question: tried for question, tried in tried_twice(records).items() if question in known}


def pair(coach: Coach, tried: list[Tried], first: int = -2) -> Pair:
    """The latest answer beside an earlier one."""
    before, after = tried[first], tried[-1]
    old, new = _told(coach, before), _told(coach, after)
    return Pair(old, new, before.at, after.at, compared(old.rating, new.rating))


def _told(coach: Coach, tried: Tried) -> RatedStory:
    rated = coach.rated(coach.session(tried.practice))
    return next(story for story in rated.stories if story.story == tried.story)
