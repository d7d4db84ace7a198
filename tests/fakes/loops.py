"""Whole loops for the debrief, told from the rated answers of the calibration data, with the shipped pack."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from lpcoach.coach import loop
from lpcoach.content.loader import load_pack
from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import Plan
from lpcoach.interviewer.types import Asked
from lpcoach.scoring.principles import likest
from lpcoach.session import events
from lpcoach.session.plans import STORIES_OF
from lpcoach.session.rated import Rated
from lpcoach.store import Store
from tests.fakes.practices import MONDAY

DATA = Path(__file__).parents[1] / "data" / "calibration" / "answers.jsonl"
CLASH = (
    "At a payments company I led the team of five that built the fraud model. We launched it on 3 March 2022, and "
    "chargebacks fell from 0.42% to 0.31% of volume. In May I saw approvals of travel merchants go from 91% to 84%. "
    "I labelled 300 declined orders by hand; most were first bookings from new devices. The same afternoon I put "
    "that segment back on the previous model, and I added a null-rate alarm on the top 40 features."
)
UNDONE = (
    "By component. Our engineering manager was leading it; I was one of the four engineers under him, and chargebacks "
    "fell from 0.42% to 0.35% of volume."
)
# By the raters' levels, not by what this rater makes of them: both gave each strong story 5, the unsafe one is the
# first answer of its kind in the file, which both flagged, and the contradiction stands beside two of the strong.
SIMULATED = {
    "strong": ("t-054", "t-198", "t-049"),
    "moved": ("t-055", "t-141", "t-034"),
    "mixed": ("t-196", "t-088", "t-070"),
    "unsafe": ("t-088", "t-054", "t-013"),
    "weak": ("t-144", "t-178", "t-127"),
}
TAKEN: dict[int, list[tuple[events.Event, datetime]]] = {}  # by the practice told: their ids are all the same
REGRESSED = "Tell me about a time you owned an ML system in production that regressed after launch."


@cache
def pack() -> Pack:
    """The shipped pack."""
    return load_pack()


@cache
def questions() -> dict[str, LeadQuestion]:
    """Its lead questions by id."""
    return {question.id: question for question in pack().questions}


@cache
def answers() -> dict[str, tuple[str, str]]:
    """Question and answer of each rated text by its id."""
    rows = map(json.loads, DATA.read_text("utf-8").splitlines())
    return {row["id"]: (row["question"], row["answer"]) for row in rows}


def told(
    texts: Sequence[tuple[str, str] | tuple[str, str, str]],
    *,
    plan: Plan = "full_loop",
    cross: Sequence[str | None] = (),
    own: events.OwnRated | None = None,
    practice: str = "0" * 32,
) -> Rated:
    """A practice of these (question, answer, reply to a probe), its cross-examination answered in turn, and rated."""
    leads: list[LeadQuestion] = []
    for text in texts:
        alike = likest(text[0], [question for question in pack().questions if question not in leads])
        leads.append(alike or next(question for question in pack().questions if question not in leads))
    step = loop.Step(None, MONDAY)
    step.add(events.Started(practice, plan, "coached", "amazon_ai_engineer 1.0", 7, tuple(q.id for q in leads)))
    assert len(texts) == STORIES_OF[plan]
    if plan == "full_loop":
        loop.open_phase(step, pack())
        _add(step, events.Answered("I run the ranking service that shoppers meet 40 million times a day."))
        _add(step, events.PhaseEntered("deep_dives"))
    for story, (lead, (_, answer, *replies)) in enumerate(zip(leads, texts, strict=True)):
        _add(step, events.QuestionAsked(Asked("lead", lead.text, lead.id), "deep_dives", story))
        _add(step, events.Answered(answer))
        for reply in replies:
            _add(step, events.QuestionAsked(Asked("probe", "How did you find it?", "p"), "deep_dives", story))
            _add(step, events.Answered(reply))
        _add(step, events.StoryEnded())
    if plan == "full_loop":
        _add(step, events.PhaseEntered("cross_examination"))
        loop.open_phase(step, pack())
        _cross(step, cross)
        _add(step, events.PhaseEntered("your_questions"))
        loop.open_phase(step, pack())
    _add(step, events.Finished())
    if own:
        _add(step, own)
    _add(step, loop.rated(step.session, pack(), questions()))
    rated = Rated.of(step.session, pack(), questions())
    TAKEN[id(rated)] = list(step.taken)
    return rated


def _cross(step: loop.Step, replies: Sequence[str | None]) -> None:
    left = list(replies)
    while step.session.turns[-1].open:
        reply = left.pop(0) if left else None
        _add(step, events.Skipped() if reply is None else events.Answered(reply))
        loop.follow(step, pack())


def _add(step: loop.Step, event: events.Event) -> None:
    step.now += timedelta(seconds=40)
    step.add(event)


@cache
def simulated(kind: str) -> Rated:
    """One of the simulated practices whose debriefs are kept as golden files."""
    own = events.OwnRated({"evidence": 4, "depth": 4, "alignment": 3, "bar": 3}, "inclined")
    by_id = answers()
    if kind == "one_story":
        return told([by_id["t-196"]], plan="one_story", own=own)
    if kind == "unscored":
        return told([("Why?", "We fixed it the next day."), ("Why?", ""), ("Why?", "I do not know.")], own=own)
    if kind == "contradiction":
        first, _, last = SIMULATED["strong"]
        return told([(REGRESSED, CLASH, UNDONE), by_id[first], by_id[last]], own=own)
    return told([by_id[name] for name in SIMULATED[kind]], own=own)


def write(store: Store, rated: Rated) -> None:
    """Put a simulated practice into a workbook, event by event as it was told."""
    store.append_all(rated.session.id, 0, TAKEN[id(rated)])
