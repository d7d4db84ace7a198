"""Practices built event by event, with a clock that only moves when told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from lpcoach.content.terms import PhaseId, Plan
from lpcoach.interviewer.types import Asked, AskedKind
from lpcoach.session.events import (
    Answered,
    Event,
    Finished,
    FirstKey,
    PhaseEntered,
    QuestionAsked,
    QuestionPosed,
    Rated,
    Skipped,
    Started,
    StoryEnded,
)
from lpcoach.session.plans import STORIES_OF
from lpcoach.session.steps import apply, replay
from lpcoach.session.types import Session

MONDAY = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """The moment so many seconds into the practice."""
    return MONDAY + timedelta(seconds=seconds)


def started(plan: Plan = "full_loop", practice: str = "p1", *, sample: bool = False) -> Started:
    """The start of a practice of this plan."""
    questions = tuple(f"question_{n}" for n in range(STORIES_OF[plan]))
    return Started(practice, plan, "coached", "fake", 7, questions, {"role": "engineer"}, sample)


def asks(kind: AskedKind, phase: PhaseId, story: int | None = None, text: str = "What did you do?") -> QuestionAsked:
    """A question of this kind."""
    return QuestionAsked(Asked(kind, text, f"{kind}_1"), phase, story)


def story_events(story: int) -> tuple[Event, ...]:
    """One story: a lead question, two probes answered, one skipped."""
    return (
        asks("lead", "deep_dives", story, f"Lead {story}?"),
        FirstKey(),
        Answered(f"Answer {story}: I cut errors from 9% to 4%."),
        asks("probe", "deep_dives", story, "How was it measured?"),
        Answered(f"Measured {story}."),
        asks("probe", "deep_dives", story, "What did you reject?"),
        Skipped(),
        asks("probe", "deep_dives", story, "What broke?"),
        Answered(f"Broke {story}."),
        StoryEnded(),
    )


def loop_events(practice: str = "p1", *, sample: bool = False) -> tuple[Event, ...]:
    """A full loop from the start to the ratings."""
    return (
        started(practice=practice, sample=sample),
        asks("opening", "introductions"),
        Answered("I build ranking systems."),
        PhaseEntered("deep_dives"),
        *(event for story in range(3) for event in story_events(story)),
        PhaseEntered("cross_examination"),
        asks("cross", "cross_examination", 1, "9% of what?"),
        Answered("Of requests in March."),
        asks("hypothetical", "cross_examination", 0, "With half the budget?"),
        Answered("I would drop the larger model."),
        PhaseEntered("your_questions"),
        asks("invitation", "your_questions", None, "What would you like to ask me?"),
        QuestionPosed("What broke last quarter?"),
        QuestionPosed("What would you give up?"),
        Finished(),
        Rated(({"overall": 3}, {"overall": 4}, {"overall": None})),
    )


def timed(events: Iterable[Event], step: float = 10) -> tuple[tuple[datetime, Event], ...]:
    """The events, one every ``step`` seconds."""
    return tuple((at(n * step), event) for n, event in enumerate(events))


def loop() -> Session:
    """A full loop, finished and rated."""
    return replay(timed(loop_events()))


def after(*events: Event, plan: Plan = "full_loop") -> Session:
    """A practice of this plan after these events, all at its first moment."""
    session = apply(None, started(plan), MONDAY)
    for event in events:
        session = apply(session, event, MONDAY)
    return session
