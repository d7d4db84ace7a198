"""Rated practices, told by hand and rated by the embedded rater."""

from __future__ import annotations

from datetime import timedelta

from lpcoach.coach.loop import ratings, sample
from lpcoach.interviewer.types import Asked
from lpcoach.session import events
from lpcoach.session.rated import Rated
from lpcoach.session.steps import apply
from lpcoach.session.types import Session
from tests.fakes.pack import small_pack
from tests.fakes.practices import MONDAY

QUESTIONS = {question.id: question for question in small_pack().questions}


def sample_loop() -> Rated:
    """The small pack's sample loop."""
    session = sample(small_pack(), QUESTIONS, "sample", MONDAY).session
    return Rated.of(session, small_pack(), QUESTIONS)


def one_story(answer: str | None, *replies: str | None, own: events.OwnRated | None = None) -> Session:
    """One story that was finished and rated: its answer, and what was said to each probe; None: skipped."""
    lead = QUESTIONS["q_regressed"]
    session = _told(None, events.Started("p1", "one_story", "coached", "small 1.0", 7, (lead.id,)))
    asked = [Asked("lead", lead.text, lead.id), *[Asked("probe", f"Probe {n}?", f"p_{n}") for n in range(len(replies))]]
    for question, text in zip(asked, (answer, *replies), strict=True):
        session = _told(session, events.QuestionAsked(question, "deep_dives", 0))
        session = _told(session, events.Skipped() if text is None else events.Answered(text))
    session = _told(_told(session, events.Finished()), own) if own else _told(session, events.Finished())
    return _told(session, events.Rated(ratings(session, small_pack(), QUESTIONS)))


def rated(session: Session) -> Rated:
    """The session with what its ratings are worth."""
    return Rated.of(session, small_pack(), QUESTIONS)


def _told(session: Session | None, event: events.Event) -> Session:
    moment = (session.last_at or MONDAY) + timedelta(seconds=30) if session else MONDAY
    return apply(session, event, moment)
