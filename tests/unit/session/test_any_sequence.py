"""Whatever happens in whatever order, a practice stays sound."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.terms import CRITERIA, PHASES, VOTES, Plan
from lpcoach.errors import SessionError
from lpcoach.interviewer.types import Asked, AskedKind
from lpcoach.reading.types import Quote
from lpcoach.session import clock
from lpcoach.session import events as e
from lpcoach.session.plans import STORIES_OF
from lpcoach.session.steps import apply, replay
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session
from tests.fakes.practices import at, loop_events

TEXT = st.text(st.characters(), max_size=12)
STORY = st.none() | st.integers(-1, 3)
KINDS: tuple[AskedKind, ...] = get_args(AskedKind)
ASKED = st.builds(Asked, st.sampled_from(KINDS), TEXT, st.just("source"))
QUOTE = st.builds(Quote, st.sampled_from(["answer", "probe:0", "junk"]), st.integers(-2, 9), st.integers(-2, 9), TEXT)


def started(plan: Plan) -> e.Started:
    """A sound start of this plan."""
    return e.Started("p", plan, "coached", "fake", 1, tuple("abc"[: STORIES_OF[plan]]))


EVENT: st.SearchStrategy[e.Event] = st.one_of(
    st.sampled_from(loop_events()),
    st.builds(started, st.sampled_from(get_args(Plan))),
    st.builds(e.QuestionAsked, ASKED, st.sampled_from(PHASES), STORY),
    st.builds(e.Answered, TEXT),
    st.builds(e.QuestionPosed, TEXT),
    st.builds(e.PhaseEntered, st.sampled_from(PHASES)),
    st.builds(e.ClaimCorrected, st.integers(-1, 3), QUOTE, TEXT),
    st.builds(
        e.OwnRated, st.dictionaries(st.sampled_from(CRITERIA), st.integers(-1, 7)), st.none() | st.sampled_from(VOTES)
    ),
    st.builds(e.StoryTaken, st.integers(-1, 3), TEXT),
    st.builds(lambda n: e.Rated(({"overall": 3},) * n), st.integers(0, 3)),
    st.sampled_from([e.Paused(), e.Resumed(), e.Skipped(), e.StoryEnded(), e.Finished(), e.FirstKey()]),
)
Recorded = list[tuple[datetime, e.Event]]
MOMENT = st.integers(-90, 9000).map(at)
INSERTED = st.lists(st.tuples(st.integers(0, 50), MOMENT, EVENT), max_size=12)


def strewn(inserted: list[tuple[int, datetime, e.Event]], cut: int) -> Recorded:
    """A full loop with other events strewn in, broken off somewhere."""
    recorded: Recorded = [(at(n), event) for n, event in enumerate(loop_events())]
    for place, moment, event in inserted:
        recorded.insert(place, (moment, event))
    return recorded[:cut]


TIMED = st.lists(st.tuples(MOMENT, EVENT), max_size=40) | st.builds(strewn, INSERTED, st.integers(1, 70))


def grown(recorded: Recorded) -> tuple[Session, Recorded]:
    """A session grown event by event, refused events left out, and what was taken."""
    start = started("full_loop")
    session = apply(None, start, at(0))
    taken: Recorded = [(at(0), start)]
    for moment, event in recorded:
        before = copy.deepcopy(session)
        try:
            session = apply(session, event, moment)
        except SessionError:
            assert session == before
            continue
        taken.append((moment, event))
        assert before.seq + 1 == session.seq
        closed = [turn for turn in before.turns if not turn.open]
        assert list(session.turns[: len(closed)]) == closed
    return session, taken


@settings(max_examples=150)
@given(TIMED)
def test_any_event_applies_or_is_refused(recorded: Recorded) -> None:
    """Nothing but a SessionError is raised, and a refused event leaves the session as it was."""
    session, _ = grown(recorded)
    assert sum(turn.open for turn in session.turns) <= 1
    assert session.phase is not None or not any(turn.open for turn in session.turns)


@settings(max_examples=80)
@given(TIMED)
def test_replay_through_json_is_the_same_session(recorded: Recorded) -> None:
    """What was recorded, through JSON and back, leads to the session that was seen."""
    session, taken = grown(recorded)
    assert replay((moment, e.from_json(*e.to_json(event))) for moment, event in taken) == session


@settings(max_examples=80)
@given(TIMED, st.integers(-90, 9000).map(at), st.integers(0, 500))
def test_clock_and_threads_hold_for_any_session(recorded: Recorded, now: datetime, words: int) -> None:
    """Minutes are never negative and add up over phases; every story has a thread."""
    session, _ = grown(recorded)
    phases = [clock.phase_minutes(session, phase, now, words) for phase in PHASES]
    assert min(phases) >= 0
    assert abs(sum(phases) - clock.total_minutes(session, now, words)) < 1e-9
    assert all(thread(session, story).question is not None for story in stories(session))
