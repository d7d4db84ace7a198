"""What a practice may do, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lpcoach.errors import SessionError
from lpcoach.reading.types import Quote
from lpcoach.session.events import (
    Answered,
    ClaimCorrected,
    Event,
    Finished,
    FirstKey,
    OwnRated,
    Paused,
    PhaseEntered,
    QuestionPosed,
    Rated,
    Resumed,
    Skipped,
    Started,
    StoryEnded,
    StoryTaken,
)
from lpcoach.session.steps import apply, replay
from lpcoach.session.threads import open_turn
from tests.fakes.practices import MONDAY, after, asks, at, loop, loop_events, started, timed

LEAD = asks("lead", "deep_dives", 0)
TOLD = (PhaseEntered("deep_dives"), LEAD, Answered("I cut errors by 4%."))
INVITED = (PhaseEntered("your_questions"), asks("invitation", "your_questions"))


def test_full_loop_runs_through_all_phases() -> None:
    """A loop from the introduction to the ratings ends finished, with every turn kept."""
    session = loop()
    assert (session.phase, session.seq, session.finished_at is not None) == (None, len(loop_events()), True)
    assert [turn.answer is None for turn in session.turns].count(True) == 3
    assert session.ended_stories == (0, 1, 2)


@pytest.mark.parametrize(("plan", "phase"), [("one_story", "deep_dives"), ("question_again", "deep_dives")])
def test_short_plans_start_in_the_deep_dives(plan: str, phase: str) -> None:
    """A plan of one story has one phase and starts in it."""
    session = apply(None, started(plan), MONDAY)  # type: ignore[arg-type]
    assert session.phases == (phase,)
    assert session.phase == phase


@pytest.mark.parametrize(
    ("before", "event", "words"),
    [
        ((), started(), "started already"),
        ((), Answered("x"), "No question is open"),
        ((), Skipped(), "No question is open"),
        ((), FirstKey(), "No question is open"),
        ((), StoryEnded(), "No story is under way"),
        ((), LEAD, "not asked in the phase introductions"),
        ((asks("opening", "introductions"),), asks("opening", "introductions"), "open already"),
        ((PhaseEntered("deep_dives"),), PhaseEntered("introductions"), "goes on and not back"),
        ((PhaseEntered("deep_dives"),), asks("lead", "deep_dives", 1), "about story 2"),
        ((PhaseEntered("deep_dives"),), asks("probe", "deep_dives", 0), "about story 1"),
        (TOLD, asks("lead", "deep_dives", 1), "end it before the next"),
        (TOLD, ClaimCorrected(0, Quote("answer", 0, 3, "You"), "x"), "not said in story 1"),
        (TOLD, ClaimCorrected(2, Quote("answer", 0, 1, "I"), "x"), "Story 3 has not been asked"),
        (TOLD, ClaimCorrected(0, Quote("probe:9", 0, 1, "I"), "x"), "not said in story 1"),
        ((PhaseEntered("cross_examination"),), asks("cross", "cross_examination", 0), "about story 1"),
        ((), QuestionPosed("Why?"), "once the interviewer has invited"),
        (INVITED, QuestionPosed(" \n"), "is empty"),
        ((Paused(),), asks("opening", "introductions"), "paused; resume it"),
        ((), Rated(()), "once it is finished"),
        ((), OwnRated({"bar": 3}), "once it is finished"),
        ((Finished(),), OwnRated({"bar": 6}), "from 1 to 5"),
        ((Finished(), OwnRated({"bar": 3})), OwnRated({"bar": 4}), "given once"),
        ((Finished(),), Rated(({},)), "1 ratings for 0 stories"),
        ((Finished(),), asks("opening", "introductions"), "is finished"),
        ((Finished(),), PhaseEntered("deep_dives"), "is finished"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(before: tuple[Event, ...], event: Event, words: str) -> None:
    """An event that does not fit raises a SessionError that says why."""
    with pytest.raises(SessionError, match=words):
        apply(after(*before), event, MONDAY)


def test_a_phase_outside_the_plan_is_refused() -> None:
    """One story has no cross-examination."""
    with pytest.raises(SessionError, match="not part of the plan one_story"):
        apply(after(plan="one_story"), PhaseEntered("cross_examination"), MONDAY)


def test_all_stories_told_is_all() -> None:
    """A plan of one story asks for no second one."""
    session = after(LEAD, Answered("x"), StoryEnded(), plan="one_story")
    with pytest.raises(SessionError, match="All 1 stories"):
        apply(session, asks("lead", "deep_dives", 1), MONDAY)


@pytest.mark.parametrize("event", [Answered("x" * 100_001), FirstKey()])
def test_nothing_comes_before_the_start(event: Event) -> None:
    """Only a start makes a practice."""
    with pytest.raises(SessionError, match="has not been started"):
        apply(None, event, MONDAY)


def test_a_start_needs_the_plans_number_of_questions() -> None:
    """Three different lead questions make a full loop, not two and one twice."""
    with pytest.raises(SessionError, match="3 different lead questions"):
        apply(None, Started("p", "full_loop", "coached", "fake", 1, ("a", "b", "a")), MONDAY)


def test_longest_answer_is_100_000_characters() -> None:
    """The 100,000th character is taken, the next one is refused with the figure."""
    session = after(*TOLD[:2])
    assert len(apply(session, Answered("x" * 100_000), MONDAY).turns[-1].answer or "") == 100_000
    with pytest.raises(SessionError, match="100,001 characters, 1 more"):
        apply(session, Answered("x" * 100_001), MONDAY)


def test_finishing_twice_is_the_same_as_once() -> None:
    """A second finish changes nothing but the count of events, even later."""
    once = apply(after(*TOLD), Finished(), at(5))
    twice = apply(once, Finished(), at(50))
    assert twice == replace(once, seq=once.seq + 1, last_at=at(50))


@pytest.mark.parametrize("event", [PhaseEntered("introductions"), Resumed()])
def test_what_is_so_already_changes_nothing(event: Event) -> None:
    """Entering the phase under way or resuming what runs is no fault and no change."""
    session = after()
    assert apply(session, event, MONDAY) == replace(session, seq=session.seq + 1)


def test_second_first_key_keeps_the_first() -> None:
    """Another tab's first key does not move the end of thinking."""
    session = apply(apply(after(*TOLD[:2]), FirstKey(), at(3)), FirstKey(), at(9))
    assert session.turns[-1].first_key_at == at(3)


def test_a_story_may_be_taken_from_the_bank_and_given_back() -> None:
    """The practice knows from which story it is told; only stories that are asked for can be."""
    session = after(PhaseEntered("deep_dives"), LEAD, StoryTaken(0, "s1"))
    assert session.taken == {0: "s1"}
    assert apply(session, StoryTaken(0, ""), at(90)).taken == {}
    with pytest.raises(SessionError, match="Story 2 is not asked for"):
        apply(session, StoryTaken(1, "s1"), at(90))


@pytest.mark.parametrize("leaving", [StoryEnded(), PhaseEntered("cross_examination"), Finished()])
def test_leaving_skips_the_open_question_and_ends_the_story(leaving: Event) -> None:
    """A story left with an open probe is ended, and the probe is skipped."""
    session = apply(after(*TOLD, asks("probe", "deep_dives", 0)), leaving, at(9))
    assert (session.turns[-1].skipped, session.turns[-1].answered_at) == (True, at(9))
    assert (session.story, session.ended_stories, open_turn(session)) == (None, (0,), None)


def test_phases_may_be_passed_over() -> None:
    """A phase may be left early, even before it began."""
    assert after(PhaseEntered("your_questions")).phase == "your_questions"


def test_questions_of_ones_own_are_answered_turns() -> None:
    """The first question answers the invitation, each later one is a turn of its own."""
    session = after(*INVITED, QuestionPosed("Why?"), QuestionPosed("How long?"))
    assert [(turn.asked.kind, turn.answer) for turn in session.turns] == [
        ("invitation", "Why?"),
        ("invitation", "How long?"),
    ]


def test_open_correction_is_kept_with_its_quote() -> None:
    """A correction names the exact words that it corrects."""
    quote = Quote("answer", 16, 18, "4%")
    session = apply(after(*TOLD), ClaimCorrected(0, quote, "It was 3%."), at(4))
    assert [(c.quote, c.text, c.at) for c in session.corrections] == [(quote, "It was 3%.", at(4))]


def test_time_never_runs_back() -> None:
    """An event before the last one happens at the last one's time."""
    session = apply(apply(None, started(), at(100)), asks("opening", "introductions"), at(40))
    assert session.turns[-1].asked_at == at(100)


def test_time_needs_a_zone_and_becomes_utc() -> None:
    """A naive time is refused, another zone is turned into UTC, a time out of range is refused."""
    with pytest.raises(SessionError, match="time zone"):
        apply(None, started(), datetime(2025, 3, 3))
    east = timezone(timedelta(hours=9))
    assert apply(None, started(), MONDAY.astimezone(east)).started_at.tzinfo is UTC
    with pytest.raises(SessionError, match="out of range"):
        apply(None, started(), datetime.min.replace(tzinfo=east))


def test_replay_of_nothing_is_refused() -> None:
    """No events, no practice."""
    with pytest.raises(SessionError, match="no such practice"):
        replay(())


def test_half_a_surrogate_pair_is_made_sound() -> None:
    """Text that no file can carry is replaced code point for code point, so that spans stay right."""
    session = after(*TOLD[:2], Answered("a\ud83db"))
    assert session.turns[-1].answer == "a\ufffdb"
    assert replay(timed(loop_events())) == loop()
