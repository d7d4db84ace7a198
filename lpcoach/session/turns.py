"""The steps that change turns and stories: what is asked, answered, skipped, ended, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Final

from lpcoach.content.terms import PhaseId
from lpcoach.errors import SessionError
from lpcoach.interviewer.types import Asked, AskedKind
from lpcoach.session.events import (
    Answered,
    ClaimCorrected,
    FirstKey,
    QuestionAsked,
    QuestionPosed,
    Replied,
    Skipped,
    StoryEnded,
    StoryTaken,
)
from lpcoach.session.threads import open_turn, stories, thread
from lpcoach.session.types import Correction, Session, Turn

__all__ = ["LONGEST_ANSWER", "changed_turn", "step", "story_over"]

LONGEST_ANSWER: Final = 100_000

_PHASE_OF: Final[Mapping[AskedKind, PhaseId]] = {
    "opening": "introductions",
    "lead": "deep_dives",
    "probe": "deep_dives",
    "cross": "cross_examination",
    "hypothetical": "cross_examination",
    "invitation": "your_questions",
}


@singledispatch
def step(event: object, session: Session, now: datetime) -> Session:
    """What an event changes in a session that it reaches; ``now`` is sound and not before the last event."""
    raise SessionError(f"A practice knows no {type(event).__name__}.")


def _fitting(text: str, what: str) -> str:
    over = len(text) - LONGEST_ANSWER
    if over > 0:
        raise SessionError(
            f"{what} has {len(text):,} characters, {over:,} more than can be submitted. "
            "It is kept as a draft; shorten it and submit again."
        )
    return text


def _awaited(session: Session) -> Turn:
    turn = open_turn(session)
    if turn is None:
        raise SessionError("No question is open now, so there is nothing to answer or skip.")
    return turn


def _closed(session: Session, now: datetime) -> Session:
    """The session with its open turn skipped, when there is one."""
    turn = open_turn(session)
    return session if turn is None else changed_turn(session, replace(turn, skipped=True, answered_at=now))


def changed_turn(session: Session, turn: Turn) -> Session:
    """The session with its last turn replaced by ``turn``."""
    return replace(session, turns=(*session.turns[:-1], turn))


def story_over(session: Session, now: datetime) -> Session:
    """The session with the story under way ended and the open question skipped, where there are such."""
    closed = _closed(session, now)
    ended = () if closed.story is None else (closed.story,)
    return replace(closed, story=None, ended_stories=closed.ended_stories + ended)


@step.register
def _(event: QuestionAsked, session: Session, now: datetime) -> Session:
    if open_turn(session) is not None:
        raise SessionError("A question is open already; answer or skip it before the next.")
    asked = event.asked
    if event.phase != session.phase or event.phase != _PHASE_OF[asked.kind]:
        raise SessionError(f"A question of the kind {asked.kind} is not asked in the phase {session.phase}.")
    _check_story(session, asked, event.story)
    turn = Turn(event.phase, asked, now, event.story)
    story = event.story if asked.kind == "lead" else session.story
    return replace(session, turns=(*session.turns, turn), story=story)


def _check_story(session: Session, asked: Asked, story: int | None) -> None:
    told = stories(session)
    if asked.kind == "lead":
        if session.story is not None:
            raise SessionError(f"Story {session.story + 1} is under way; end it before the next.")
        if len(told) >= len(session.questions):
            raise SessionError(f"All {len(told)} stories of this practice have been asked for.")
        fits = story == len(told)
    elif asked.kind == "probe":
        fits = story is not None and story == session.story
    elif asked.kind in ("cross", "hypothetical"):
        fits = story is None or story in told
    else:
        fits = story is None
    if not fits:
        which = "no story" if story is None else f"story {story + 1}"
        raise SessionError(f"A question of the kind {asked.kind} cannot be asked about {which} now.")


@step.register
def _(event: FirstKey, session: Session, now: datetime) -> Session:
    turn = _awaited(session)
    return session if turn.first_key_at else changed_turn(session, replace(turn, first_key_at=now))


@step.register
def _(event: Answered, session: Session, now: datetime) -> Session:
    answer = _fitting(event.text, "The answer")
    return changed_turn(session, replace(_awaited(session), answer=answer, answered_at=now))


@step.register
def _(event: Skipped, session: Session, now: datetime) -> Session:
    _awaited(session)
    return _closed(session, now)


@step.register
def _(event: StoryTaken, session: Session, now: datetime) -> Session:
    if session.phase != "deep_dives" or event.story not in stories(session):
        raise SessionError(
            f"Story {event.story + 1} is not asked for now, so no story of the bank can be taken for it."
        )
    left = {story: bank for story, bank in session.taken.items() if story != event.story}
    return replace(session, taken={**left, event.story: event.bank} if event.bank else left)


@step.register
def _(event: StoryEnded, session: Session, now: datetime) -> Session:
    if session.story is None:
        raise SessionError("No story is under way, so there is none to end.")
    return story_over(session, now)


@step.register
def _(event: QuestionPosed, session: Session, now: datetime) -> Session:
    text = _fitting(event.text, "The question")
    if not text.strip():
        raise SessionError("The question is empty; type one first.")
    turn = open_turn(session)
    if turn is not None and turn.asked.kind == "invitation":
        return changed_turn(session, replace(turn, answer=text, answered_at=now))
    asked = next((turn.asked for turn in session.turns if turn.asked.kind == "invitation"), None)
    if asked is None or session.phase != "your_questions":
        raise SessionError("Your questions come in the last phase, once the interviewer has invited them.")
    # The invitation was heard once: a later question takes no time to hear it again.
    posed = Turn("your_questions", replace(asked, text=""), asked_at=now, answer=text, answered_at=now)
    return replace(session, turns=(*session.turns, posed))


@step.register
def _(event: Replied, session: Session, now: datetime) -> Session:
    turn = session.turns[-1] if session.turns else None
    if turn is None or turn.asked.kind != "invitation" or turn.answer is None or turn.reply:
        raise SessionError("There is no question of yours that awaits a reply.")
    return changed_turn(session, replace(turn, reply=_fitting(event.text, "The reply"), replied_by=event.by))


@step.register
def _(event: ClaimCorrected, session: Session, now: datetime) -> Session:
    text = _fitting(event.text, "The correction")
    said = dict(thread(session, event.story).places()).get(event.quote.where, "")
    quote = event.quote
    if not quote.text or not 0 <= quote.start < quote.end or said[quote.start : quote.end] != quote.text:
        raise SessionError(f"What is to be corrected is not said in story {event.story + 1}.")
    return replace(session, corrections=(*session.corrections, Correction(event.story, quote, text, now)))
