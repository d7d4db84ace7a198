"""The same question again: what the new telling gained and lost, evidence by evidence, and whether it is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lpcoach.content.terms import CRITERIA, SignalId
from lpcoach.drills.noise import Change, Mark, change
from lpcoach.reading.types import Evidence
from lpcoach.scoring.types import Rated, Rating
from lpcoach.session.records import PracticeRecord

__all__ = ["Compared", "Tried", "compared", "tried_twice"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to a question: the practice and the story in it."""

    practice: str
    story: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """``changes`` by criterion and overall; empty where ``why`` says why the two are not compared."""

    gained: tuple[Evidence, ...]
    lost: tuple[Evidence, ...]
    kept: tuple[SignalId, ...]
    changes: dict[Rated, Change]
    why: str = ""


def tried_twice(records: Sequence[PracticeRecord]) -> dict[str, list[Tried]]:
    """By question its answers, the oldest first, where there are two at least; the question tried last comes first."""
    found: dict[str, list[Tried]] = {}
    for record in records:
        for story in record.stories:
            if story.question_id and not record.sample:
                found.setdefault(story.question_id, []).append(Tried(record.id, story.story, record.finished_at))
    twice = {question: tried for question, tried in found.items() if len(tried) > 1}
    return dict(sorted(twice.items(), key=lambda item: item[1][-1].at, reverse=True))


def compared(old: Rating, new: Rating) -> Compared:
    """Hold two ratings of the same question against each other."""
    before, after = _shown(old), _shown(new)
    gained = tuple(item for signal, item in after.items() if signal not in before)
    lost = tuple(item for signal, item in before.items() if signal not in after)
    kept = tuple(signal for signal in before if signal in after)
    if old.overall is None or new.overall is None:
        return Compared(gained, lost, kept, {}, f"not scored: {old.unscored or new.unscored}")
    if old.rater != new.rater:
        return Compared(gained, lost, kept, {}, f"rated by {old.rater} and by {new.rater}")
    names: tuple[Rated, ...] = ("overall", *CRITERIA)
    changes = {name: found for name in names if (found := _change(old, new, name)) is not None}
    return Compared(gained, lost, kept, changes)


def _shown(rating: Rating) -> dict[SignalId, Evidence]:
    items = (item for criterion in CRITERIA for item in rating.criteria[criterion].strongest())
    return {item.signal: item for item in items}


def _change(old: Rating, new: Rating, name: Rated) -> Change | None:
    return change(_mark(old, name), _mark(new, name))


def _mark(rating: Rating, name: Rated) -> list[Mark]:
    level = rating.overall if name == "overall" else rating.criteria[name].level
    if level is None:
        return []
    low, high = rating.bands.get(name, (level - 1, level + 1))
    return [Mark(level, max((high - low) / 2, 0.5))]
