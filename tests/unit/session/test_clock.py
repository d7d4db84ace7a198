"""Interview minutes are what the hour would have taken aloud."""

from __future__ import annotations

import pytest

from lpcoach.session import clock
from lpcoach.session.events import Answered, Finished, FirstKey, Paused, PhaseEntered, QuestionPosed, Resumed, Skipped
from lpcoach.session.steps import apply
from lpcoach.session.types import Session
from tests.fakes.practices import after, asks, at

SEVENTY = "word " * 70  # half a minute aloud


def asked(seconds: float = 0) -> Session:
    """A story of which the lead question, 14 words, was asked then."""
    return apply(after(plan="one_story"), asks("lead", "deep_dives", 0, "word " * 14), at(seconds))


def test_words_are_spoken_at_140_a_minute() -> None:
    """140 words take a minute, none take none."""
    assert (clock.spoken_seconds(140), clock.spoken_seconds(0)) == (60, 0)


def test_turn_is_hearing_thinking_and_telling() -> None:
    """14 words heard, 20 seconds thought, 70 words told are 56 seconds, however long the typing took."""
    session = apply(apply(asked(), FirstKey(), at(20)), Answered(SEVENTY), at(900))
    assert clock.turn_seconds(session.turns[0], at(5000)) == pytest.approx(6 + 20 + 30)


def test_thinking_counts_for_a_minute_at_most() -> None:
    """An hour before the first key is charged as a minute."""
    session = apply(asked(), FirstKey(), at(3600))
    assert clock.turn_seconds(session.turns[0], at(3600)) == pytest.approx(6 + 60)


def test_open_turn_runs_live_with_the_draft() -> None:
    """Before the first key thinking runs, and the words of the draft count as they come."""
    session = asked()
    assert clock.turn_seconds(session.turns[0], at(10)) == pytest.approx(16)
    assert clock.total_minutes(session, at(10), draft_words=70) == pytest.approx(46 / 60)


def test_pasted_answer_is_charged_by_words() -> None:
    """An answer that came in one go without a first key costs what it takes to tell."""
    session = apply(asked(), Answered(SEVENTY), at(2))
    assert clock.total_minutes(session, at(900), draft_words=500) == pytest.approx((6 + 2 + 30) / 60)


def test_skipped_turn_costs_hearing_and_thinking_only() -> None:
    """A draft that was not submitted is not told."""
    session = apply(asked(), Skipped(), at(10))
    assert clock.total_minutes(session, at(900), draft_words=500) == pytest.approx(16 / 60)


def test_pauses_do_not_count() -> None:
    """A pause of an hour stops thinking and the wall clock, while it lasts and afterwards."""
    paused = apply(asked(), Paused(), at(10))
    assert clock.total_minutes(paused, at(3610)) == pytest.approx(16 / 60)
    assert clock.wall_minutes(paused, at(3610)) == pytest.approx(10 / 60)
    resumed = apply(apply(paused, Resumed(), at(3610)), FirstKey(), at(3615))
    assert clock.total_minutes(resumed, at(4000)) == pytest.approx(21 / 60)
    assert clock.wall_minutes(resumed, at(3620)) == pytest.approx(20 / 60)


def test_wall_minutes_stop_at_the_end() -> None:
    """A finished practice took as long as it took."""
    assert clock.wall_minutes(apply(asked(), Finished(), at(600)), at(9999)) == 10


def test_clock_set_back_costs_nothing() -> None:
    """A now before the question is asked counts as no thought."""
    assert clock.turn_seconds(asked(100).turns[0], at(0)) == pytest.approx(6)
    assert clock.wall_minutes(asked(100), at(-50)) == 0


def test_budgets_warn_when_used_up() -> None:
    """A story may take a third of 40 minutes; beyond that its state is over, and a plan of one story likewise."""
    within = clock.story_budget(asked(), 0, at(0), draft_words=100)
    over = clock.phase_budget(asked(), "deep_dives", at(0), draft_words=140 * 14)
    assert (within.state, over.state) == ("within", "over")
    assert within.allowed == over.allowed == pytest.approx(40 / 3)


def test_phases_are_charged_apart() -> None:
    """What was said in one phase does not use up another's minutes; a pack's own minutes are taken."""
    session = after(asks("opening", "introductions", None, "word " * 14), Answered(SEVENTY), PhaseEntered("deep_dives"))
    assert clock.phase_minutes(session, "introductions", at(0)) == pytest.approx(36 / 60)
    assert clock.phase_minutes(session, "deep_dives", at(0)) == 0
    assert clock.phase_budget(session, "introductions", at(0), minutes={"introductions": 0.5}).state == "over"


def test_invitation_is_heard_once() -> None:
    """A second question of the candidate's own costs its telling only."""
    invited = after(PhaseEntered("your_questions"), asks("invitation", "your_questions", None, "word " * 14))
    session = apply(apply(invited, QuestionPosed(SEVENTY), at(0)), QuestionPosed(SEVENTY), at(90))
    assert clock.phase_minutes(session, "your_questions", at(90)) == pytest.approx(66 / 60)
