"""One turn with a model: the answer is kept before it is asked, and the embedded interviewer stands behind it."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from lpcoach.chat.failures import ChatFailure, because, remedy
from lpcoach.chat.plain import plain
from lpcoach.chat.types import Wait
from lpcoach.coach import loop
from lpcoach.coach.model_once import once
from lpcoach.errors import SettingError
from lpcoach.interviewer.asking import Question, Task, ask, shown
from lpcoach.interviewer.gaps import gaps
from lpcoach.interviewer.no_story import SOURCE as NO_STORY
from lpcoach.interviewer.types import Asked
from lpcoach.reading.history import BUDGET
from lpcoach.reading.reader import read
from lpcoach.reading.story import about_of
from lpcoach.session import events
from lpcoach.session.threads import exchange, stories, thread
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach
    from lpcoach.coach.model import LanguageModel

__all__ = ["Followed", "due", "follow", "follow_embedded", "task_for"]

WORDED: Final = frozenset({"probe", "cross", "hypothetical"})  # what a model may word; lead questions are the pack's
_PARTIAL: Final = 300
_SMALLER: Final = 4


@dataclass(frozen=True, slots=True)
class Followed:
    """The practice after its next question. ``asked`` is None where none was due.

    ``note`` says why the embedded interviewer asked in the model's place; ``partial`` is what the model had said until
    then.
    """

    session: Session
    asked: Asked | None
    note: str = ""
    partial: str = ""


def due(coach: Coach, session: Session) -> events.QuestionAsked | events.StoryEnded | None:
    """What is to happen next by itself: a question, or the end of the story; None where the candidate is to act."""
    taken = _next(coach, session).taken
    event = taken[0][0] if taken else None
    return event if isinstance(event, events.QuestionAsked | events.StoryEnded) else None


def _next(coach: Coach, session: Session) -> loop.Step:
    step = loop.Step(session, coach.now())
    closed = session.turns and not session.turns[-1].open
    if closed and session.phase in {"deep_dives", "cross_examination"} and session.paused_at is None:
        loop.follow(step, coach.pack)
    return step


def follow_embedded(coach: Coach, session: Session, note: str = "") -> Followed:
    """Ask the embedded question that is due, if one is."""
    step = _next(coach, session)
    if not step.taken:
        return Followed(session, None)
    first = step.taken[0][0]
    if not isinstance(first, events.QuestionAsked) or not note:
        return Followed(coach.commit(step), first.asked if isinstance(first, events.QuestionAsked) else None)
    return _asked(coach, session, first, replace(first.asked, note=note), Followed(session, None, note=note))


async def follow(
    lm: LanguageModel,
    session: Session,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None,
) -> Followed:
    """Ask by the model where it is chosen and a question of its kind is due; else, or when it fails, embedded."""
    coach = lm.coach
    first = due(coach, session)
    if (
        not isinstance(first, events.QuestionAsked)
        or first.asked.kind not in WORDED
        or not lm.asks
        or first.asked.source == NO_STORY
    ):
        return follow_embedded(coach, session)
    try:
        async with once(lm, f"{session.id}:{session.seq}:question", on_wait):
            now = coach.session(session.id)  # another tab may have asked it
            return await _ask(lm, session, first, on_text, on_wait) if now.seq == session.seq else Followed(now, None)
    except ChatFailure as failure:  # stopped while another tab asks
        return follow_embedded(coach, coach.session(session.id), _note(failure))


async def _ask(
    lm: LanguageModel,
    session: Session,
    first: events.QuestionAsked,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None,
) -> Followed:
    """By the model, else embedded; committed before it returns."""
    seen = ""

    def show(text: str) -> None:
        nonlocal seen
        seen = text
        if on_text is not None:
            on_text(text)

    try:
        found = await lm.stoppable(_worded(lm, session, first.asked, show, on_wait))
    except (ChatFailure, SettingError) as failure:
        note = _note(failure)
        said = failure.partial if isinstance(failure, ChatFailure) else ""
        partial = plain(seen or shown(said), _PARTIAL)  # who stops it keeps what was seen
        kept = f"{note} It had got as far as: “{partial}”" if partial and failure_keeps(failure) else note
        asked = replace(first.asked, note=kept)
        return _asked(lm.coach, session, first, asked, Followed(session, None, note=note, partial=partial))
    return _asked(lm.coach, session, first, replace(found.asked, note=found.sent), Followed(session, None))


def failure_keeps(failure: Exception) -> bool:
    """Whether what had come is worth keeping: not where it broke the rules."""
    return isinstance(failure, ChatFailure) and failure.kind != "rules"


def _note(failure: ChatFailure | SettingError) -> str:
    return f"The embedded interviewer asks this one: {because(failure)}.{remedy(failure)}"


async def _worded(
    lm: LanguageModel,
    session: Session,
    planned: Asked,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None,
) -> Question:
    model, task, began = lm.served(), task_for(lm.coach, session, planned), time.monotonic()
    asked = functools.partial(ask, model, task, lm.coach.pack, on_text=on_text, on_wait=on_wait, since=began)
    try:
        return await asked()
    except ChatFailure as failure:
        if failure.kind != "context":
            raise
        return await asked(budget=BUDGET // _SMALLER)


def task_for(coach: Coach, session: Session, planned: Asked) -> Task:
    """What the model is to ask: the same moment, the same ground as the embedded interviewer's question."""
    told = [thread(session, story) for story in stories(session)]
    if planned.kind != "probe":
        story = planned.quotes[0].story if planned.quotes else 0
        asked = [turn.asked.text for turn in session.turns if turn.phase == "cross_examination"]
        return Task(planned, told, story, asked=asked)
    story = session.story or 0
    lead = coach.question(session, story)
    reading = read(told[story])
    return Task(
        planned,
        told,
        story,
        gaps=gaps(reading, about=about_of(reading.thread, reading.layers, lead.about if lead else None)),
        answered=frozenset(kind for kind, level in reading.probes.items() if level > 1),
        asked=[turn.asked.text for turn in exchange(session, story)[1:]],
    )


def _asked(coach: Coach, session: Session, due_now: events.QuestionAsked, asked: Asked, followed: Followed) -> Followed:
    """Commit the question, unless the practice went another way while the model was thinking."""
    now = coach.session(session.id)
    if now.seq != session.seq:
        return replace(followed, session=now)
    step = loop.Step(now, coach.now())
    step.add(events.QuestionAsked(asked, due_now.phase, due_now.story))
    return replace(followed, session=coach.commit(step), asked=asked)
