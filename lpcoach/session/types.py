"""A practice as it stands: frozen values only. Times are aware datetimes in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from lpcoach.content.terms import CriterionId, PhaseId, Plan, RaterId, Vote
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Quote

__all__ = ["Correction", "Mode", "OwnRating", "Session", "Turn"]

Mode = Literal["coached", "realistic"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it. ``story`` counts from 0; None where it belongs to no story.

    ``answer`` is None while it is open or when it was skipped; ``answered_at`` is when it closed, either way.
    ``paused_seconds`` is how long the practice was paused between the question and the first key.
    ``reply`` is what a model played in reply to the candidate's own question, ``replied_by`` its name.
    """

    phase: PhaseId
    asked: Asked
    asked_at: datetime
    story: int | None = None
    first_key_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    skipped: bool = False
    paused_seconds: float = 0.0
    reply: str = ""
    replied_by: str = ""

    @property
    def open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answer is None and not self.skipped


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim that the candidate corrected openly."""

    story: int
    quote: Quote
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnRating:
    """The candidate's own levels, given before the reveal."""

    levels: Mapping[CriterionId, int]
    vote: Vote | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One practice. ``phase`` is None once the last phase is left; then only own rating and ratings may follow.

    ``questions`` are the ids of the lead questions, chosen from ``seed`` at the start.
    ``seq`` is the number of events that led here (the next event has this number).
    ``paused_at`` is set while it is paused, ``paused_seconds`` adds up earlier pauses; ``last_at`` is the time of the
    last event (clocks go back, sessions do not). ``sample`` marks the sample loop (kept out of every trend).
    """

    id: str
    plan: Plan
    mode: Mode
    pack: str
    seed: int
    questions: tuple[str, ...]
    phases: tuple[PhaseId, ...]
    started_at: datetime
    seq: int
    phase: PhaseId | None
    story: int | None = None
    turns: tuple[Turn, ...] = ()
    corrections: tuple[Correction, ...] = ()
    own: OwnRating | None = None
    ratings: tuple[Mapping[str, object], ...] = ()  # one JSON object a story, as written at the debrief
    rated_note: str = ""
    votes: Mapping[RaterId | Literal["whole"], Vote] = field(default_factory=dict)  # by rater, as written with them
    ended_stories: tuple[int, ...] = ()
    taken: Mapping[int, str] = field(default_factory=dict)  # by story, the story of the bank that it was told from
    paused_at: datetime | None = None
    paused_seconds: float = 0.0
    last_at: datetime | None = None
    finished_at: datetime | None = None
    sample: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)  # role, customer, job description as they stood
