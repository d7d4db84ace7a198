"""A candidate who goes through a practice by the coach's own calls."""

from __future__ import annotations

from lpcoach.coach import Coach
from lpcoach.content.terms import CriterionId
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from tests.fakes.stories import PARTIAL, SOLID, THIN

STORIES = (SOLID, PARTIAL, THIN)
OWN: dict[CriterionId, int] = {"evidence": 3, "depth": 3, "alignment": 4, "bar": 2}
SLOT = "a tab"


def answer_all(coach: Coach, session: Session) -> Session:
    """Answer whatever is open in this phase, until nothing is: stories in turn, and a line for each probe."""
    phase, number = session.phase, 0
    while session.phase == phase and (turn := open_turn(session)) is not None:
        number += 1
        lead = turn.asked.kind == "lead"
        text = STORIES[(turn.story or 0) % 3] if lead else f"Reply {number}: it took {number + 2} days, I think."
        session = coach.answer(session, text, slot=SLOT)
    return session


def tell_loop(coach: Coach) -> Session:
    """Tell a full loop from the introduction to the end."""
    session = answer_all(coach, coach.start("full_loop"))
    session = answer_all(coach, coach.enter(session, "deep_dives"))
    session = answer_all(coach, coach.enter(session, "cross_examination"))
    session = coach.enter(session, "your_questions")
    session = coach.pose(session, "What broke last quarter that you now test for?", slot=SLOT)
    return coach.finish(coach.pose(session, "Which gate do you trust least?", slot=SLOT))


def tell_story(coach: Coach, answer: str = PARTIAL, *, rate: bool = True) -> Session:
    """Tell one story without its probes, finish it and, if wanted, rate it."""
    session = coach.answer(coach.start("one_story"), answer, slot=SLOT)
    if session.story is not None:
        session = coach.end_story(session, slot=SLOT)
    session = coach.finish(session)
    return coach.rate_self(session, OWN, "inclined") if rate else session
