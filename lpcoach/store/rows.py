"""What the store hands out besides sessions, and how times are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lpcoach.content.terms import Plan

__all__ = ["Draft", "PracticeRow", "Revision", "iso"]


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice in a list; ``last_seq`` is the number of its last event, from 0."""

    id: str
    plan: Plan
    started_at: datetime
    finished_at: datetime | None
    sample: bool
    last_seq: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer (one tab's kernel) had typed into a slot. ``rev`` counts up within slot and writer."""

    slot: str
    writer: str
    rev: int
    at: datetime
    text: str
    submitted: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A story as it stood from ``at`` on, counted from 0; ``body`` is JSON. A deletion is one more revision."""

    id: str
    rev: int
    at: datetime
    kind: str
    body: Mapping[str, Any]


def iso(at: datetime) -> str:
    """A moment as it is written: in UTC, always with microseconds, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
