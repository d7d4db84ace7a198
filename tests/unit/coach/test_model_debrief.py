"""What else a language model does with a practice: it rates at the debrief, replies, retells; and what it took."""

from __future__ import annotations

import asyncio

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Message, Usage, Wait
from lpcoach.coach import Coach
from lpcoach.coach.model_chatbot import rating_prompt, read_rating
from lpcoach.coach.model_debrief import keep
from lpcoach.errors import InputError
from lpcoach.scoring.rater import unscored
from lpcoach.session.types import Session
from tests.fakes.hostile import told_in
from tests.fakes.model import QUOTES, answered, model_of
from tests.fakes.stories import SOLID
from tests.fakes.typing import OWN, SLOT
from tests.unit.scoring.test_grading import sheet


def finished(coach: Coach) -> Session:
    """One story told, finished and rated by oneself, the other rating still to come."""
    session = coach.finish(coach.end_story(coach.answer(coach.start("one_story"), SOLID, slot=SLOT), slot=SLOT))
    return coach.rate_self(session, OWN, "inclined", rate=False)


def test_the_debrief_rates_by_the_model_with_cost_before_and_after(coach: Coach) -> None:
    """Each story is rated, progress is told, the price is said before and kept after."""
    lm, _ = model_of(coach, sheet(QUOTES))
    session, seen = finished(coach), list[str]()
    before = asyncio.run(lm.cost_before(session))
    done = asyncio.run(lm.debrief(session, lambda progress: seen.append(progress.words)))
    assert "about" in before and "free" in before and "Story 1 of 1" in seen
    rated = coach.rated(done.session)
    assert rated.stories[0].rating.rater == "scripted on this machine"
    assert "tokens" in done.session.rated_note and coach.session(session.id).rated_note == done.note
    assert not lm.unrated(done.session)


def test_a_debrief_without_any_verdict_keeps_nothing(coach: Coach) -> None:
    """The practice still awaits its rating; the embedded rater can give it. What lasts is not tried story by story."""
    lm, scripted = model_of(coach, ChatFailure("quota", "models.example"))
    session = coach.enter(coach.start("full_loop"), "deep_dives")
    for _ in range(2):
        session = coach.end_story(coach.answer(session, SOLID, slot=SLOT, ask=False), slot=SLOT)
    done = asyncio.run(lm.debrief(coach.rate_self(coach.finish(session), OWN, "inclined", rate=False)))
    assert "no credit" in done.note and "Try it" in done.note and lm.unrated(done.session)
    assert len(scripted.heard) == 1
    assert coach.rated(lm.rate_embedded(done.session)).stories[0].rating.rater.startswith("embedded")


def test_what_a_failed_rating_took_is_said(coach: Coach) -> None:
    """Tokens of calls that gave no verdict are counted and priced; nothing is kept of them."""
    failure = ChatFailure("cut", "models.example").after(Usage(900, 100, estimated=True))
    lm, session = model_of(coach, failure)[0], finished(coach)
    done = asyncio.run(lm.debrief(session))
    assert "broke off in mid-answer. It took about 1,000 tokens" in done.note and not done.session.ratings


def test_a_story_without_a_verdict_is_in_no_trend(coach: Coach) -> None:
    """What is not scored has the reason, and no level, vote or median comes from it."""
    session = keep(coach, finished(coach), [unscored("not scored: the model declined to answer", "m")], "Rated by m.")
    record = coach.records()[-1]
    assert record.stories[0].unscored == "not scored: the model declined to answer"
    assert record.overall is None and set(record.levels.values()) == {None} and record.vote is None
    assert coach.rated(session).debrief.vote is None


def test_a_played_reply_is_kept_as_played(coach: Coach) -> None:
    """The reply stands with its model's name beside the question; a failure leaves the question as it was."""
    lm, _ = model_of(coach, "We keep a list of what broke. <b>See</b> [it](x) each quarter.")
    session = coach.start("full_loop")
    for phase in session.phases[1:]:
        session = coach.enter(session, phase)
    session = coach.pose(session, "What broke last quarter?", slot=SLOT)
    replied = asyncio.run(lm.reply(session))
    turn = coach.session(session.id).turns[-1]
    assert turn.reply == replied.text == "We keep a list of what broke. See each quarter."
    assert turn.replied_by == "scripted on this machine"
    again = coach.pose(replied.session, "And what will break next?", slot=SLOT)
    lm, _ = model_of(coach, ChatFailure("server", "models.example"))
    assert asyncio.run(lm.reply(again)).note == "models.example has a fault of its own."


def test_what_a_stopped_reply_had_said_is_kept_on_the_page(coach: Coach) -> None:
    """Who stops a reply half-way keeps what was seen, beside why no reply is played."""
    session = coach.start("full_loop")
    for phase in session.phases[1:]:
        session = coach.enter(session, phase)
    session = coach.pose(session, "What broke last quarter?", slot=SLOT)
    lm, _ = model_of(coach, "We keep a list of what broke.")
    found = asyncio.run(lm.reply(session, lambda _: lm.cancel()))
    assert found.note.startswith("You stopped it.") and "as far as: “We keep a list" in found.note
    assert not coach.session(session.id).turns[-1].reply


def test_each_wait_of_a_reply_and_of_a_retelling_is_told(coach: Coach) -> None:
    """Who asked sees that the server is busy and when it is asked again."""
    lm, scripted = model_of(coach, "The acceptance rate fell from 12.4% to 9.1%.", "The feed broke more than once.")
    scripted.pause = Wait(2.0, 2, "the server is busy")
    waits: list[Wait] = []
    told = answered(coach)
    asyncio.run(lm.retell(told, 0, {}, waits.append))
    session = coach.start("full_loop")
    for phase in session.phases[1:]:
        session = coach.enter(session, phase)
    asyncio.run(lm.reply(coach.pose(session, "What broke last quarter?", slot=SLOT), on_wait=waits.append))
    assert waits == [scripted.pause] * 2


def test_a_pasted_rating_is_computed_from_its_quotes(coach: Coach) -> None:
    """The form is validated and every quote looked up, as for any model."""
    session = finished(coach)
    prompt = rating_prompt(coach, session, 0)
    assert "JSON schema" in prompt and told_in([Message("user", ""), Message("user", prompt)])
    script = sheet(QUOTES)
    assert callable(script)
    rating = read_rating(
        coach, session, 0, f"```json\n{script([Message('user', prompt.split('The checks:')[1])])}\n```"
    )
    assert rating.criteria["evidence"].level == 3 and rating.rater == "your chatbot"
    with pytest.raises(InputError, match="no filled form"):
        read_rating(coach, session, 0, "I would give this a 5.")
    invented = sheet(dict.fromkeys(QUOTES, "we halved the latency of search"))
    assert callable(invented)
    with pytest.raises(InputError, match="no quote of the model is in your text"):
        read_rating(coach, session, 0, invented([Message("user", prompt.split("The checks:")[1])]))
