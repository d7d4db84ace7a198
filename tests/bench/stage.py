"""Brings a workbook to where each page has something to show."""

from __future__ import annotations

from pathlib import Path

from lpcoach.coach import Coach
from lpcoach.content.terms import PHASES, PhaseId
from lpcoach.session.types import Session
from tests.browser.walk import ANSWERS, INTRODUCTION, REPLIES

__all__ = ["finished_loop", "under_way"]

STORIES = ("t-016", "t-001", "t-043")


def _answer(coach: Coach, session: Session, text: str) -> Session:
    return coach.answer(session, text, slot=f"{session.id}:{len(session.turns) - 1}")


def _tell(coach: Coach, session: Session) -> Session:
    while session.turns[-1].open and session.turns[-1].asked.kind in {"lead", "probe", "cross", "hypothetical"}:
        turn = session.turns[-1]
        lead = turn.asked.kind == "lead" and turn.story is not None
        text = ANSWERS[STORIES[turn.story or 0]] if lead else REPLIES[len(session.turns) % len(REPLIES)]
        session = _answer(coach, session, text)
    return session


def under_way(home: Path, phase: PhaseId) -> None:
    """A loop that stands at the first question of ``phase``."""
    coach = Coach.open(home)
    session = coach.start("full_loop")
    if phase != "introductions":
        session = _answer(coach, session, INTRODUCTION)
    for part in PHASES[1 : PHASES.index(phase) + 1]:
        session = coach.enter(session, part)
        if part != phase:
            session = _tell(coach, session)
    coach.pause(session)  # a page of the loop resumes it; the others leave it alone
    coach.store.close()


def finished_loop(home: Path) -> None:
    """One loop, told and rated."""
    coach = Coach.open(home)
    session = _answer(coach, coach.start("full_loop"), INTRODUCTION)
    for part in PHASES[1:3]:
        session = _tell(coach, coach.enter(session, part))
    session = coach.pose(coach.enter(session, "your_questions"), "What breaks first when an owner leaves?", slot="q")
    own = {"evidence": 3, "depth": 3, "alignment": 3, "bar": 3}
    coach.rate_self(coach.finish(session), own, "inclined")  # type: ignore[arg-type]
    coach.store.close()
