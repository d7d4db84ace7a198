"""A thread is what was asked and answered on a story, in order."""

from __future__ import annotations

import pytest

from lpcoach.errors import SessionError
from lpcoach.session.events import Answered, PhaseEntered, Skipped
from lpcoach.session.threads import exchange, open_turn, stories, thread, where_of
from tests.fakes.practices import after, asks, loop


def test_thread_has_probes_and_cross_examination_without_skipped() -> None:
    """Story 2's thread ends with what the Bar Raiser asked on it; the skipped probe is left out."""
    told = thread(loop(), 1)
    assert (told.question, told.answer[:8]) == ("Lead 1?", "Answer 1")
    assert [reply.question for reply in told.probes] == ["How was it measured?", "What broke?", "9% of what?"]


def test_where_of_leads_back_to_the_text() -> None:
    """The place of every answered turn of a story holds that turn's answer."""
    session = loop()
    for turn in session.turns:
        where = where_of(session, turn)
        if turn.story is None or turn.skipped:
            assert where is None
        else:
            assert where is not None
            assert thread(session, turn.story).text(where) == turn.answer


def test_stories_are_those_asked_for() -> None:
    """A story counts from its lead question on."""
    assert stories(loop()) == (0, 1, 2)
    assert stories(after()) == ()


def test_exchange_keeps_open_and_skipped_turns() -> None:
    """All turns of a story are in its exchange."""
    assert len(exchange(loop(), 0)) == 5


def test_skipped_lead_is_an_empty_answer() -> None:
    """A story whose lead question was skipped has a thread with nothing in it."""
    session = after(PhaseEntered("deep_dives"), asks("lead", "deep_dives", 0), Skipped())
    assert (thread(session, 0).answer, thread(session, 0).probes) == ("", ())


def test_story_not_asked_for_has_no_thread() -> None:
    """A story that was never asked for is named with the number that a person knows."""
    with pytest.raises(SessionError, match="Story 3 has not been asked for"):
        thread(after(), 2)


def test_open_turn_is_the_last_one_or_none() -> None:
    """A question is open from when it is asked to when it is answered."""
    asked = after(asks("opening", "introductions"))
    answered = after(asks("opening", "introductions"), Answered("x"))
    assert open_turn(asked) is asked.turns[0]
    assert open_turn(answered) is None
