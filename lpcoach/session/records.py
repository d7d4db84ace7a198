"""What is known of finished practices: plain records for charts, reports, tables and the choice of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Final, Literal

from lpcoach.content.terms import CRITERIA, AnswerKind, CriterionId, FlagId, LayerId, Plan, Vote
from lpcoach.scoring.types import Rated
from lpcoach.scoring.votes import practice_level
from lpcoach.session.types import Mode

__all__ = ["PracticeRecord", "StoryRecord", "Strength", "band_of", "coverage"]

Strength = Literal["strong", "shown", "not_shown"]
_RANK: Final[Mapping[str, int]] = {"not_shown": 0, "shown": 1, "strong": 2}


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """One rated thread. ``layers`` are 0 to 3 (3: held under a probe); levels are None where it was not scored.

    ``probes`` says how far the thread answers each kind of probe, 0 to 2; ``bands`` are those of the rating.
    """

    story: int
    question_id: str
    question: str
    about: Literal["system", "people"]
    rater: str
    overall: int | None
    levels: Mapping[CriterionId, int | None]
    layers: Mapping[LayerId, int]
    principles: Mapping[str, Strength]  # only those shown
    flags: tuple[FlagId, ...]
    unscored: str | None
    bank: str = ""  # the story of the bank that it was told from
    probes: Mapping[AnswerKind, int] = field(default_factory=dict)
    bands: Mapping[Rated, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """One finished and rated practice. Samples are kept out of every trend by ``sample``."""

    id: str
    plan: Plan
    mode: Mode
    started_at: datetime
    finished_at: datetime
    minutes: float
    sample: bool
    stories: tuple[StoryRecord, ...]
    own: Mapping[CriterionId, int]
    own_vote: Vote | None
    vote: Vote | None
    offer: bool | None = None

    @property
    def rater(self) -> str:
        """Who rated it; all raters, where its stories have several (a rater of its own then, mixed with none)."""
        return " and ".join(dict.fromkeys(story.rater for story in self.stories))

    @property
    def overall(self) -> float | None:
        """The practice's level: the median over its threads (product.md); None where none was scored."""
        return practice_level(story.overall for story in self.stories)

    @property
    def levels(self) -> dict[CriterionId, float | None]:
        """The practice's level on each criterion."""
        return {c: practice_level(story.levels[c] for story in self.stories) for c in CRITERIA}


def band_of(record: PracticeRecord, name: Rated) -> tuple[float, float] | None:
    """Between which levels a practice's level may well lie: the medians over its threads; None where no rater says."""
    found = [story.bands[name] for story in record.stories if name in story.bands]
    if not found:
        return None
    return float(median(low for low, _ in found)), float(median(high for _, high in found))


def coverage(records: Iterable[PracticeRecord], principles: Iterable[str]) -> dict[str, Strength]:
    """Per principle the best that any story of any practice showed; samples do not count."""
    best: dict[str, Strength] = dict.fromkeys(principles, "not_shown")
    for record in records:
        if record.sample:
            continue
        for story in record.stories:
            for principle, strength in story.principles.items():
                if principle in best and _RANK[strength] > _RANK[best[principle]]:
                    best[principle] = strength
    return best
