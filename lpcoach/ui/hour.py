"""The hour as plain values: where a practice stands in it, and the clock of the turn that is open. No widgets here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from lpcoach.content.models import Pack
from lpcoach.content.terms import PhaseId
from lpcoach.session.clock import (
    phase_minutes,
    spoken_seconds,
    story_budget_minutes,
    story_minutes,
    total_minutes,
    wall_minutes,
    words_of,
)
from lpcoach.session.plans import STORIES_OF
from lpcoach.session.threads import open_turn, stories
from lpcoach.session.types import Session, Turn

__all__ = ["hour_values", "phase_name", "place", "turn_clock"]


def phase_name(pack: Pack, phase: PhaseId) -> str:
    """The pack's name of a phase."""
    return next(part.name for part in pack.pack.phases if part.id == phase)


def place(session: Session) -> int:
    """How many phases of the plan lie behind."""
    return session.phases.index(session.phase) if session.phase else len(session.phases)


def hour_values(session: Session, pack: Pack, where: str, now: datetime) -> dict[str, Any]:
    """What the frame shows: where one is, minutes used and planned, and each part to scale."""
    return {
        "where": where,
        "minutes": int(total_minutes(session, now)),
        "budget": _planned(session, pack),
        "wall": int(wall_minutes(session, now)),
        "parts": [_part(session, pack, number, now) for number in range(len(session.phases))],
    }


def _part(session: Session, pack: Pack, number: int, now: datetime) -> dict[str, Any]:
    phase, here = session.phases[number], place(session)
    minutes = _share(session, pack, phase)
    return {
        "name": phase_name(pack, phase),
        "minutes": minutes,
        "percent": min(100, round(100 * phase_minutes(session, phase, now) / minutes)),
        "state": "is-done" if number < here else "is-now" if number == here else "",
        "stories": len(session.questions) if phase == "deep_dives" else 1,
    }


def _planned(session: Session, pack: Pack) -> int:
    if session.plan == "full_loop":
        return sum(part.minutes for part in pack.pack.phases)
    return round(_minutes(pack, "deep_dives") / STORIES_OF["full_loop"] * STORIES_OF[session.plan])


def _share(session: Session, pack: Pack, phase: PhaseId) -> float:
    return _minutes(pack, phase) if session.plan == "full_loop" else _planned(session, pack)


def _minutes(pack: Pack, phase: PhaseId) -> float:
    return next(part.minutes for part in pack.pack.phases if part.id == phase)


def turn_clock(
    session: Session, pack: Pack, phase: PhaseId, first_key: datetime | None, now: datetime
) -> dict[str, Any]:
    """What the editor needs to count live: seconds used before this turn, and what the turn has cost so far."""
    turn = open_turn(session)
    closed = session if turn is None else replace(session, turns=session.turns[:-1])
    told = stories(session) if phase == "deep_dives" else ()
    allowed = {part.id: float(part.minutes) for part in pack.pack.phases}
    used = story_minutes(closed, told[-1], now) if told else phase_minutes(closed, phase, now)
    return {
        "label": "This story" if told else "This part",
        "part": used * 60,
        "budget": story_budget_minutes(allowed) if told else allowed[phase],
        "phase": phase_minutes(closed, phase, now) * 60,
        "total": total_minutes(closed, now) * 60,
        "wall": wall_minutes(session, now) * 60,
        "hear": spoken_seconds(words_of(turn.asked.text)) if turn else 0.0,
        "since": _since(turn, now) if turn else 0.0,
        "thought": _since(turn, first_key) if turn and first_key else None,
    }


def _since(turn: Turn, until: datetime) -> float:
    return max(0.0, (until - turn.asked_at).total_seconds() - turn.paused_seconds)
