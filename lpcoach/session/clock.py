"""Interview minutes: what the typed hour would have taken aloud. The clock warns and never cuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from lpcoach.content.terms import PhaseId
from lpcoach.session.plans import MINUTES, STORIES_OF
from lpcoach.session.types import Session, Turn

__all__ = [
    "WORDS_A_MINUTE",
    "Budget",
    "phase_budget",
    "phase_minutes",
    "spoken_seconds",
    "story_budget",
    "story_budget_minutes",
    "story_minutes",
    "total_minutes",
    "turn_seconds",
    "wall_minutes",
    "words_of",
]

WORDS_A_MINUTE: Final = 140
LONGEST_THOUGHT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Budget:
    """Interview minutes used of those allowed; ``over`` is a warning, not an end."""

    used: float
    allowed: float

    @property
    def state(self) -> Literal["within", "over"]:
        """Whether the minutes allowed are used up."""
        return "over" if self.used > self.allowed else "within"


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def spoken_seconds(words: int) -> float:
    """How long so many words take aloud."""
    return words * 60 / WORDS_A_MINUTE


def turn_seconds(turn: Turn, now: datetime, draft_words: int = 0) -> float:
    """Hearing the question, thinking up to the first key, telling what is typed (so far, while it is open)."""
    until = turn.first_key_at or turn.answered_at or now
    thought = (until - turn.asked_at).total_seconds() - turn.paused_seconds
    told = draft_words if turn.open else words_of(turn.answer or "")
    return spoken_seconds(words_of(turn.asked.text) + told) + min(max(thought, 0.0), LONGEST_THOUGHT)


def _minutes(session: Session, turns: Iterable[Turn], now: datetime, draft_words: int) -> float:
    moment = session.paused_at or now
    return sum(turn_seconds(turn, moment, draft_words) for turn in turns) / 60


def phase_minutes(session: Session, phase: PhaseId, now: datetime, draft_words: int = 0) -> float:
    """Interview minutes of a phase; ``draft_words`` count where a turn is open."""
    return _minutes(session, (turn for turn in session.turns if turn.phase == phase), now, draft_words)


def story_minutes(session: Session, story: int, now: datetime, draft_words: int = 0) -> float:
    """Interview minutes of a story within the deep dives (its cross-examination counts for that phase)."""
    turns = (turn for turn in session.turns if turn.story == story and turn.phase == "deep_dives")
    return _minutes(session, turns, now, draft_words)


def total_minutes(session: Session, now: datetime, draft_words: int = 0) -> float:
    """Interview minutes of the whole practice."""
    return _minutes(session, session.turns, now, draft_words)


def wall_minutes(session: Session, now: datetime) -> float:
    """Minutes by the clock on the wall from the start to the end, without pauses."""
    until = session.finished_at or session.paused_at or now
    return max((until - session.started_at).total_seconds() - session.paused_seconds, 0.0) / 60


def story_budget_minutes(minutes: Mapping[PhaseId, float] = MINUTES) -> float:
    """The minutes that one story may take: in every plan the third part of a full loop's deep dives."""
    return minutes["deep_dives"] / STORIES_OF["full_loop"]


def story_budget(
    session: Session, story: int, now: datetime, draft_words: int = 0, minutes: Mapping[PhaseId, float] = MINUTES
) -> Budget:
    """Minutes used and allowed for a story."""
    return Budget(story_minutes(session, story, now, draft_words), story_budget_minutes(minutes))


def phase_budget(
    session: Session, phase: PhaseId, now: datetime, draft_words: int = 0, minutes: Mapping[PhaseId, float] = MINUTES
) -> Budget:
    """Minutes used and allowed for a phase; a plan of one story has one story's share of the deep dives."""
    stories = STORIES_OF[session.plan]
    allowed = story_budget_minutes(minutes) * stories if phase == "deep_dives" else minutes[phase]
    return Budget(phase_minutes(session, phase, now, draft_words), allowed)
