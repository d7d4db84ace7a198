"""Your own chatbot: the whole prompt to copy, the reply to paste, and the same checks on it as on any model's.

``question_prompt(coach, session)`` gives the text for the next question, "" where none is due that a model may word;
``read_question(coach, session, reply)`` asks what the reply holds and commits it. ``rating_prompt(coach, session,
story)`` and ``read_rating(coach, session, story, reply)`` do the same for a rating, which the page hands on with all
others to ``model_debrief.keep``. A reply that cannot be used is an InputError that says why and what to do; nothing is
changed then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lpcoach.chat.types import Message
from lpcoach.coach import loop
from lpcoach.coach.model_turn import WORDED, Followed, due, task_for
from lpcoach.content.terms import CRITERIA
from lpcoach.endpoints.ladder import LAST_RUNG, asked_on, filled
from lpcoach.errors import InputError
from lpcoach.interviewer.asking import checked, messages_for
from lpcoach.reading.history import told_alone
from lpcoach.reading.reader import read
from lpcoach.scoring.grading import form_for, points_of
from lpcoach.scoring.grading import messages_for as grading_messages
from lpcoach.scoring.grading_verdict import highest_of, rated, verdict_of
from lpcoach.scoring.rater import rate, unscored
from lpcoach.scoring.types import Rating
from lpcoach.session import events
from lpcoach.session.threads import thread
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["CHATBOT", "question_prompt", "rating_prompt", "read_question", "read_rating"]

CHATBOT: Final = "your chatbot"
_LONGEST: Final = 100_000
_ELSE: Final = "Ask your chatbot once more and paste again, or let the embedded one go on."


def question_prompt(coach: Coach, session: Session) -> str:
    """The prompt for the next question as one text."""
    event = due(coach, session)
    if not isinstance(event, events.QuestionAsked) or event.asked.kind not in WORDED:
        return ""
    return _as_text(messages_for(task_for(coach, session, event.asked))[0])


def read_question(coach: Coach, session: Session, reply: str) -> Followed:
    """Ask the question that was pasted, if it keeps the rules."""
    event = due(coach, session)
    if not isinstance(event, events.QuestionAsked):
        return Followed(session, None)
    found = checked(_bounded(reply), task_for(coach, session, event.asked), coach.pack, CHATBOT)
    if isinstance(found, list):
        raise InputError(f"That question is not asked, since {'; '.join(found[:3])}. {_ELSE}")
    step = loop.Step(session, coach.now())
    step.add(events.QuestionAsked(found, event.phase, event.story))
    return Followed(coach.commit(step), found)


def rating_prompt(coach: Coach, session: Session, story: int) -> str:
    """The prompt for a story's rating as one text."""
    messages = grading_messages(thread(session, story), CRITERIA)[0]
    return _as_text(asked_on(messages, form_for(CRITERIA), LAST_RUNG))


def read_rating(coach: Coach, session: Session, story: int, reply: str) -> Rating:
    """The rating that follows from the checks pasted: quotes looked up, levels computed here."""
    try:
        form = filled(_bounded(reply), form_for(CRITERIA))
    except ValueError as why:
        raise InputError(f"That reply is no filled form: {why}. {_ELSE}") from None
    told = thread(session, story)
    reading = read(told)
    question = coach.question(session, story)
    embedded = rate(told_alone(told), coach.pack, question=question)
    if unread := reading.unreadable or embedded.unscored:
        return unscored(unread, CHATBOT)
    verdict = verdict_of(points_of(form), told, reading, highest_of(embedded))
    if verdict.void:
        raise InputError(f"That reply rates nothing: {verdict.void}. {_ELSE}")
    return rated([verdict], reading, coach.pack, question, CHATBOT)


def _as_text(messages: Sequence[Message]) -> str:
    return "\n\n".join(message.content for message in messages)


def _bounded(reply: str) -> str:
    if not reply.strip():
        raise InputError("Nothing was pasted. Copy the prompt, give it to your chatbot, and paste its whole reply.")
    return reply[:_LONGEST]
