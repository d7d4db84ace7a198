"""Which contradictions are left standing: only those that were put, and neither corrected nor taken up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from lpcoach.session.events import ClaimCorrected
from lpcoach.session.standing import standing
from lpcoach.session.steps import apply
from lpcoach.session.types import Session
from tests.fakes.loops import CLASH, REGRESSED, UNDONE, answers, told


@cache
def loop() -> Session:
    """A loop whose question about the two statements was answered."""
    return told([(REGRESSED, CLASH, UNDONE), answers()["t-054"], answers()["t-198"]], cross=["x"]).session


def loop_with(reply: str | None) -> int:
    """How many contradictions stand after this reply to the question about the two statements."""
    turns = tuple(replace(turn, answer=reply) if turn.answer == "x" else turn for turn in loop().turns)
    return len(standing(replace(loop(), turns=turns)))


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        (None, 1),
        ("I don't know, both feel right to me.", 1),
        ("It was a great success for the company and everybody was happy.", 1),
        ("That is not important for the payments company, the team delivered and the fraud model is fine.", 1),
        ("The fraud model was built at a payments company, let us talk about something else.", 1),
        ("The first holds: I led the team. In the reply I misspoke, he led the second half only.", 0),
        ("The second one is right. I put it wrongly in the answer.", 0),
        ("Good catch. The first statement is wrong: I overstated my role.", 0),
        ("Both are true: I led until May, he led from then on.", 0),
        ("My mistake, sorry, it was him.", 0),
        ("Our engineering manager was leading it; I led two of the five for the second half.", 0),
    ],
)
def test_a_reply_settles_it_when_it_takes_up_one_of_the_two(reply: str | None, left: int) -> None:
    """Skipped, not known or talked around leaves it; saying what held of the two settles it."""
    assert loop_with(reply) == left


def test_an_open_correction_lifts_it() -> None:
    """Correcting one of the two statements is enough."""
    rated = told([(REGRESSED, CLASH, UNDONE), answers()["t-054"], answers()["t-198"]])
    (clash,) = standing(rated.session)
    open_again = replace(rated.session, phase="cross_examination", finished_at=None, ratings=(), votes={})
    corrected = ClaimCorrected(story=clash.story_b, quote=clash.b, text="I led it until May, then he did.")
    assert rated.session.last_at is not None
    assert standing(apply(open_again, corrected, rated.session.last_at)) == ()


def test_what_was_not_put_holds_nobody_down() -> None:
    """One story has no cross-examination, so nothing in it stands against it."""
    assert standing(told([(REGRESSED, CLASH, UNDONE)], plan="one_story").session) == ()
