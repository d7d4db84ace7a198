"""What follows from what in a practice: the next probe, the next story, the next part of the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.interviewer.cross import cross_questions, hypothetical, put_before
from lpcoach.interviewer.probing import next_probe
from lpcoach.interviewer.turns import invitation, opening
from lpcoach.interviewer.types import Asked
from lpcoach.reading.reader import read
from lpcoach.reading.story import about_of
from lpcoach.reading.types import Reply, Thread
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating
from lpcoach.scoring.wire import dump_rating
from lpcoach.session import events
from lpcoach.session.rated import Rated
from lpcoach.session.standing import standing
from lpcoach.session.steps import apply
from lpcoach.session.threads import exchange, stories, thread
from lpcoach.session.types import Session

__all__ = ["Step", "follow", "next_lead", "open_phase", "rated", "ratings", "sample"]

CROSS_QUESTIONS = 3
SAMPLE_PACE = timedelta(seconds=40)  # between the events of the sample loop, so that its clock reads like an hour's


class Step:
    """Events taken together: all are committed or none. ``taken`` are those since ``first_seq``."""

    def __init__(self, session: Session | None, now: datetime) -> None:
        self._session = session
        self.now = now
        self.first_seq = session.seq if session else 0
        self.taken: list[tuple[events.Event, datetime]] = []

    @property
    def session(self) -> Session:
        """The session as it stands after the events so far."""
        assert self._session is not None, "the first event of a step without a session is Started"
        return self._session

    def add(self, event: events.Event, at: datetime | None = None) -> None:
        """Take one event; SessionError where it does not fit."""
        moment = at or self.now
        self._session = apply(self._session, event, moment)
        self.taken.append((event, moment))

    def first_key(self, at: datetime) -> None:
        """Note when typing began, unless it is known."""
        turn = self.session.turns[-1] if self.session.turns else None
        if turn is not None and turn.open and turn.first_key_at is None:
            self.add(events.FirstKey(), max(turn.asked_at, min(at, self.now)))


def open_phase(step: Step, pack: Pack) -> None:
    """Ask what a phase begins with, unless it has begun."""
    session = step.session
    if session.phase is None or any(turn.phase == session.phase for turn in session.turns):
        return
    if session.phase == "introductions":
        step.add(events.QuestionAsked(opening(pack), "introductions"))
    elif session.phase == "deep_dives":
        next_lead(step, pack)
    elif session.phase == "cross_examination":
        _next_cross(step, pack)
    else:
        step.add(events.QuestionAsked(invitation(pack), "your_questions"))


def next_lead(step: Step, pack: Pack) -> None:
    """Ask for the next story, if one is left."""
    told = len(stories(step.session))
    if step.session.phase != "deep_dives" or told >= len(step.session.questions):
        return
    lead = next((q for q in pack.questions if q.id == step.session.questions[told]), None)
    if lead is not None:
        asked = Asked(kind="lead", text=lead.text, source=lead.id)
        step.add(events.QuestionAsked(asked, "deep_dives", told))


def follow(step: Step, pack: Pack) -> None:
    """Ask what follows from the turn that was just closed."""
    session = step.session
    if session.phase == "deep_dives" and session.story is not None:
        _next_probe(step, pack, session.story)
    elif session.phase == "cross_examination":
        _next_cross(step, pack)


def _next_probe(step: Step, pack: Pack, story: int) -> None:
    session = step.session
    lead = next((q for q in pack.questions if q.id == session.questions[story]), None)
    probe = None
    if lead is not None and exchange(session, story)[0].answer is not None:
        # With the lead questions, which part the probes of one story from those of another.
        asked = [turn.asked for turn in session.turns]
        probe = next_probe(read(thread(session, story)), pack, lead, asked, session.seed, story)
    if probe is not None:
        step.add(events.QuestionAsked(probe, "deep_dives", story))
    else:
        step.add(events.StoryEnded())
        next_lead(step, pack)


def _next_cross(step: Step, pack: Pack) -> None:
    """The next question of the Bar Raiser: from the claims of the deep dives, then one hypothetical."""
    session = step.session
    done = {turn.asked.source for turn in session.turns if turn.phase == "cross_examination"}
    told = told_in_deep_dives(session)
    readings = [read(each) for each in told]
    planned = list(cross_questions(told, readings, pack, seed=session.seed, limit=CROSS_QUESTIONS))
    about = {question.text: question.about for question in pack.questions}
    kinds = [about_of(one.thread, one.layers, about.get(one.thread.question)) for one in readings]
    change = hypothetical(told, pack, seed=session.seed, about=kinds)
    for asked in [*planned, *([change] if change else [])]:
        if asked.source not in done:
            story = asked.quotes[0].story if asked.quotes else None
            step.add(events.QuestionAsked(asked, "cross_examination", story))
            return


def told_in_deep_dives(session: Session) -> list[Thread]:
    """The threads as they stood before the cross-examination, so that its questions stay the same while it runs."""
    return [_deep_dive(session, story) for story in stories(session)]


def _deep_dive(session: Session, story: int) -> Thread:
    lead, *later = [turn for turn in exchange(session, story) if turn.phase == "deep_dives"]
    replies = tuple(Reply(turn.asked.text, turn.answer) for turn in later if turn.answer is not None)
    return Thread(lead.asked.text, lead.answer or "", replies)


def ratings(session: Session, pack: Pack, questions: Mapping[str, LeadQuestion]) -> tuple[Mapping[str, object], ...]:
    """One rating a story, as the store keeps it."""
    held = standing(session)
    return tuple(
        dump_rating(
            rate(
                thread(session, story),
                pack,
                question=questions.get(session.questions[story]),
                standing=[clash for clash in held if clash.story_a == clash.story_b == story],
            )
        )
        for story in stories(session)
    )


def rated(
    session: Session,
    pack: Pack,
    questions: Mapping[str, LeadQuestion],
    given: Sequence[Rating] | None = None,
    note: str = "",
) -> events.Rated:
    """The ratings, the embedded rater's or those ``given``, with the votes that follow, as they are written."""
    found = ratings(session, pack, questions) if given is None else tuple(map(dump_rating, given))
    return events.Rated(found, Rated.of(replace(session, ratings=found), pack, questions).votes, note)


def sample(pack: Pack, questions: Mapping[str, LeadQuestion], practice: str, now: datetime) -> Step:
    """The pack's sample loop, told event by event and rated like any other; marked as a sample."""
    loop = pack.samples.loop
    told = {story.id: story for story in pack.samples.stories}
    chosen = [told[story] for story in loop.stories]
    step = Step(None, now - timedelta(hours=1))
    step.add(
        events.Started(
            id=practice,
            plan="full_loop",
            mode="coached",
            pack=f"{pack.pack.id} {pack.pack.version}",
            seed=1,
            questions=tuple(story.question for story in chosen),
            sample=True,
        )
    )
    open_phase(step, pack)
    _say(step, loop.introduction)
    _go(step, events.PhaseEntered("deep_dives"))
    for number, story in enumerate(chosen):
        lead = questions[story.question]
        step.add(events.QuestionAsked(Asked("lead", lead.text, lead.id), "deep_dives", number))
        _say(step, story.answer)
        for reply in story.probes:
            step.add(events.QuestionAsked(Asked("probe", reply.question, story.id), "deep_dives", number))
            _say(step, reply.answer)
        _go(step, events.StoryEnded())
    _go(step, events.PhaseEntered("cross_examination"))
    for put in loop.cross:
        # As they were put when the answers were written: what would be asked today may be other questions.
        asked = put_before(pack, put.opening, put.question, told_in_deep_dives(step.session))
        step.add(events.QuestionAsked(asked, "cross_examination", asked.quotes[0].story if asked.quotes else None))
        _say(step, put.answer)
    _go(step, events.PhaseEntered("your_questions"))
    open_phase(step, pack)
    for question in loop.questions:
        _go(step, events.QuestionPosed(question))
    _go(step, events.Finished())
    step.add(rated(step.session, pack, questions))
    return step


def _go(step: Step, event: events.Event) -> None:
    step.now += SAMPLE_PACE
    step.add(event)


def _say(step: Step, text: str) -> None:
    step.add(events.FirstKey(), step.now + SAMPLE_PACE / 2)
    _go(step, events.Answered(text))
