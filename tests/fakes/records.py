"""Records of finished practices, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from lpcoach.content.terms import CRITERIA, LAYERS, FlagId, LayerId, Plan
from lpcoach.session.records import PracticeRecord, StoryRecord, Strength

FIRST_DAY = datetime(2025, 3, 3, 10, 15, tzinfo=UTC)  # the same day almost everywhere on earth


def depth(*reached: int) -> Mapping[LayerId, int]:
    """How far each layer was reached, in the order of the ladder; what is not given is 0."""
    return dict(zip(LAYERS, (*reached, *[0] * (len(LAYERS) - len(reached))), strict=True))


def story_record(
    overall: int | None = 3,
    *,
    story: int = 0,
    layers: Mapping[LayerId, int] | None = None,
    principles: Mapping[str, Strength] | None = None,
    about: Literal["system", "people"] = "system",
    flags: Sequence[FlagId] = (),
) -> StoryRecord:
    """A rated story, with the same level on each criterion; ``overall`` None: not scored."""
    return StoryRecord(
        story=story,
        question_id=f"question_{story}",
        question=f"Lead {story}?",
        about=about,
        rater="embedded 1",
        overall=overall,
        levels=dict.fromkeys(CRITERIA, overall),
        layers=layers or depth(),
        principles=principles or {},
        flags=tuple(flags),
        unscored=None if overall is not None else "too short to rate",
    )


def practice_record(
    *stories: StoryRecord, day: int = 0, plan: Plan = "one_story", sample: bool = False
) -> PracticeRecord:
    """A practice of these stories, so many days after the first."""
    start = FIRST_DAY + timedelta(days=day)
    return PracticeRecord(
        id=f"p{day}",
        plan=plan,
        mode="coached",
        started_at=start,
        finished_at=start + timedelta(minutes=30),
        minutes=20.0,
        sample=sample,
        stories=stories,
        own={"evidence": 3},
        own_vote="inclined",
        vote=None,
    )


def levels(*overall: int | None) -> tuple[PracticeRecord, ...]:
    """Practices of one story each, with these levels, a day apart."""
    return tuple(practice_record(story_record(level), day=day) for day, level in enumerate(overall))
