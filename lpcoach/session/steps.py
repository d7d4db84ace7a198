"""One step: (session, event, now) -> session. What does not fit is a SessionError in plain words.

What is already so may happen again and changes nothing (two tabs, a second click): the first key, a pause,
a phase that is under way, the end. It still counts as an event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from lpcoach.errors import SessionError
from lpcoach.session.events import (
    Event,
    Finished,
    OwnRated,
    Paused,
    PhaseEntered,
    Rated,
    Resumed,
    Started,
)
from lpcoach.session.plans import PHASES_OF, STORIES_OF
from lpcoach.session.threads import open_turn, stories
from lpcoach.session.turns import changed_turn, step, story_over
from lpcoach.session.types import OwnRating, Session

__all__ = ["apply", "replay"]


def apply(session: Session | None, event: Event, now: datetime) -> Session:
    """The session after the event. A time before the last event is lifted to the last event's."""
    moment = _moment(session, now)
    if session is None:
        if not isinstance(event, Started):
            raise SessionError("This practice has not been started; start a loop or a story first.")
        return _start(event, moment)
    if session.paused_at is not None and not isinstance(event, Paused | Resumed):
        raise SessionError("This practice is paused; resume it first.")
    if session.phase is None and not isinstance(event, OwnRated | Rated | Finished):
        raise SessionError("This practice is finished; nothing more can be asked or answered in it.")
    return replace(step(event, session, moment), seq=session.seq + 1, last_at=moment)


def replay(recorded: Iterable[tuple[datetime, Event]]) -> Session:
    """The session that recorded events lead to, in their order."""
    session: Session | None = None
    for at, event in recorded:
        session = apply(session, event, at)
    if session is None:
        raise SessionError("There is no such practice: nothing is recorded of it.")
    return session


def _moment(session: Session | None, now: datetime) -> datetime:
    if now.tzinfo is None or now.utcoffset() is None:
        raise SessionError("The time of an event needs a time zone; none was given.")
    try:
        moment = now.astimezone(UTC)
    except OverflowError:
        raise SessionError("The time of an event is out of range; check the clock of this machine.") from None
    return moment if session is None else max(moment, session.last_at or session.started_at)


def _start(event: Started, now: datetime) -> Session:
    wanted = STORIES_OF[event.plan]
    if len(set(event.questions)) != wanted or len(event.questions) != wanted:
        raise SessionError(f"The plan {event.plan} needs {wanted} different lead questions, not {event.questions}.")
    phases = PHASES_OF[event.plan]
    return Session(
        id=event.id,
        plan=event.plan,
        mode=event.mode,
        pack=event.pack,
        seed=event.seed,
        questions=event.questions,
        phases=phases,
        started_at=now,
        seq=1,
        phase=phases[0],
        last_at=now,
        sample=event.sample,
        notes=event.notes,
    )


@step.register
def _(event: Started, session: Session, now: datetime) -> Session:
    raise SessionError("This practice has been started already; resume it.")


@step.register
def _(event: PhaseEntered, session: Session, now: datetime) -> Session:
    if event.phase == session.phase:
        return session
    if session.phase is None or event.phase not in session.phases:
        raise SessionError(f"The phase {event.phase} is not part of the plan {session.plan}.")
    if session.phases.index(event.phase) < session.phases.index(session.phase):
        raise SessionError(f"The phase {event.phase} is over; a practice goes on and not back.")
    return replace(story_over(session, now), phase=event.phase)


@step.register
def _(event: Paused, session: Session, now: datetime) -> Session:
    return session if session.paused_at else replace(session, paused_at=now)


@step.register
def _(event: Resumed, session: Session, now: datetime) -> Session:
    if session.paused_at is None:
        return session
    away = (now - session.paused_at).total_seconds()
    turn = open_turn(session)
    if turn is not None and turn.first_key_at is None:
        session = changed_turn(session, replace(turn, paused_seconds=turn.paused_seconds + away))
    return replace(session, paused_at=None, paused_seconds=session.paused_seconds + away)


@step.register
def _(event: OwnRated, session: Session, now: datetime) -> Session:
    _check_finished(session)
    if session.own is not None:
        raise SessionError("Your own rating of this practice is recorded already; it is given once, before the reveal.")
    if any(not 1 <= level <= 5 for level in event.levels.values()):
        raise SessionError("A level is a whole number from 1 to 5.")
    return replace(session, own=OwnRating(event.levels, event.vote, now))


@step.register
def _(event: Rated, session: Session, now: datetime) -> Session:
    _check_finished(session)
    told = len(stories(session))
    if len(event.ratings) != told:
        raise SessionError(f"There are {len(event.ratings)} ratings for {told} stories; each story needs one.")
    return replace(session, ratings=event.ratings, votes=dict(event.votes), rated_note=event.note)


def _check_finished(session: Session) -> None:
    if session.phase is not None:
        raise SessionError("A practice is rated once it is finished; show the debrief first.")


@step.register
def _(event: Finished, session: Session, now: datetime) -> Session:
    if session.phase is None:
        return session
    return replace(story_over(session, now), phase=None, finished_at=now)
