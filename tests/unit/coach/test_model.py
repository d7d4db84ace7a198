"""A practice with a language model: the answer is safe before it is asked, and the embedded net lies below."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from lpcoach.chat.failures import KINDS, ChatFailure
from lpcoach.chat.types import Message, Usage, Wait
from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.coach.model_chatbot import question_prompt, rating_prompt, read_question, read_rating
from lpcoach.coach.model_debrief import keep
from lpcoach.coach.model_turn import Followed
from lpcoach.endpoints.keys import Keys
from lpcoach.errors import InputError, SettingError
from lpcoach.scoring.rater import unscored
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from tests.fakes.chat import Script, ScriptedModel
from tests.fakes.hostile import told_in
from tests.fakes.stories import SOLID
from tests.fakes.typing import OWN, SLOT, tell_loop
from tests.unit.scoring.test_grading import sheet

GOOD = "Aim: x\nQuote: the acceptance rate fell from 12.4% to 9.1%\nQuestion: Whose acceptance was in the 9.1%?"
QUOTES = {"figure": "the acceptance rate fell from 12.4% to 9.1%", "baseline": "fell from 12.4% to 9.1%"}


class Closed:
    """A keyring that nobody may open."""

    def get_password(self, service: str, name: str) -> str | None:
        """Not even look."""
        raise AssertionError("the keyring was opened")

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Not even add."""
        raise AssertionError("the keyring was opened")

    def delete_password(self, service: str, name: str) -> None:
        """Not even take away."""
        raise AssertionError("the keyring was opened")


def model_of(coach: Coach, *scripts: Script, seconds: float = 0.0) -> tuple[LanguageModel, ScriptedModel]:
    """A language model behind the coach that follows the scripts; it interviews and rates, and consent is given."""
    scripted = ScriptedModel(list(scripts), seconds=seconds)
    lm = LanguageModel(coach, keys=Keys({}), serve=lambda *_: scripted, environ={})
    for name, value in {"interviewer": "model", "rater": "model", "endpoint": "http://127.0.0.1:9/v1"}.items():
        coach.set(name, value)
    coach.set("model", "m")
    lm.agree()
    return lm, scripted


def answered(coach: Coach) -> Session:
    """One story, its lead question answered, the next question not asked yet."""
    return coach.answer(coach.start("one_story"), SOLID, slot=SLOT, ask=False)


def test_the_models_question_is_asked_and_kept_as_the_models(coach: Coach) -> None:
    """It streams, is checked, and stands in the practice with who asked it."""
    lm, _ = model_of(coach, GOOD)
    heard: list[str] = []
    followed = asyncio.run(lm.follow(answered(coach), on_text=heard.append))
    turn = open_turn(coach.session(followed.session.id))
    assert turn is not None and turn.asked.by == "scripted on this machine"
    assert turn.asked.text == heard[-1] == "Whose acceptance was in the 9.1%?"
    assert (followed.note, turn.asked.note) == ("", "")


def test_the_answer_is_committed_before_anything_is_asked(coach: Coach) -> None:
    """When the model hears of it, the answer is in the store."""
    kept: list[str | None] = []

    def look(messages: Sequence[Message]) -> str:
        under = coach.under_way()
        kept.append(under.turns[-1].answer if under else None)
        return GOOD

    lm, _ = model_of(coach, look)
    asyncio.run(lm.follow(answered(coach)))
    assert kept == [SOLID]


@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_ends_in_the_embedded_interviewer(coach: Coach, kind: str) -> None:
    """One calm sentence says why, what had come is kept, and the loop goes on."""
    lm, _ = model_of(coach, ChatFailure(kind, "models.example", partial="Question: Which rows"))  # type: ignore[arg-type]
    followed = asyncio.run(lm.follow(answered(coach)))
    turn = open_turn(followed.session)
    assert turn is not None and turn.asked.by == "embedded" and followed.asked == turn.asked
    assert followed.note.startswith("The embedded interviewer asks this one: ") and followed.note in turn.asked.note
    assert ("Which rows" in turn.asked.note) == (kind != "rules") and followed.partial == "Which rows"


def test_without_consent_nothing_is_sent(coach: Coach) -> None:
    """Consent is for a host; a new host is asked for anew, and it can be taken back."""
    lm, scripted = model_of(coach, GOOD)
    lm.withdraw()
    followed = asyncio.run(lm.follow(answered(coach)))
    assert "you have not yet agreed" in followed.note and not scripted.heard
    lm.agree()
    coach.set("endpoint", "https://models.example/v1")
    assert not lm.agreed


def test_cancel_stops_at_once_and_the_embedded_interviewer_asks(coach: Coach) -> None:
    """Cancel ends the waiting long before the model would have spoken; over a real line it is timed elsewhere."""
    lm, _ = model_of(coach, GOOD, seconds=30)
    session = answered(coach)

    async def go() -> tuple[Followed, float]:
        task = asyncio.create_task(lm.follow(session))
        await asyncio.sleep(0.8)
        loop = asyncio.get_running_loop()
        start = loop.time()
        lm.cancel()
        return await task, loop.time() - start

    followed, took = asyncio.run(go())
    assert "you stopped it" in followed.note and followed.asked is not None and took < 2


def test_a_practice_that_went_another_way_is_left_alone(coach: Coach) -> None:
    """What was paused or ended while the model was thinking stays so; nothing is asked into it."""
    session = answered(coach)

    def meanwhile(messages: Sequence[Message]) -> str:
        coach.end_story(session, slot=SLOT)
        return GOOD

    lm, _ = model_of(coach, meanwhile)
    followed = asyncio.run(lm.follow(session))
    assert followed.asked is None and followed.session.story is None


def test_a_page_that_opens_on_an_answered_question_can_go_on(coach: Coach) -> None:
    """Where the kernel died between answer and question, the question is still due, once."""
    lm, _ = model_of(coach, GOOD)
    session = answered(coach)
    assert lm.awaits(session)
    followed = asyncio.run(lm.follow(session))
    assert not lm.awaits(followed.session)
    assert asyncio.run(lm.follow(followed.session)).asked is None


def test_embedded_stays_the_default(coach: Coach) -> None:
    """Without a choice no model is asked, and answers go on as before."""
    assert not coach.language_model.asks and not coach.language_model.rates
    session = coach.answer(coach.start("one_story"), SOLID, slot=SLOT)
    assert session.turns[-1].asked.by == "embedded"
    with pytest.raises(SettingError):
        LanguageModel(coach, environ={"LPCOACH_MODELS": "off"}).endpoint()


def test_in_a_demo_a_key_stays_in_memory_and_the_server_is_not_looked_at(coach: Coach) -> None:
    """Whatever a visitor sends, the keyring of who runs it is never opened, and its own network is no address."""
    lm = LanguageModel(coach, keys=Keys({}, Closed()), environ={"LPCOACH_HOSTED": "demo"})
    coach.set("endpoint", "https://models.example/v1")
    coach.set("keyring", True)
    assert lm.key_words() == "There is no key for models.example yet."
    lm.take_key("sk-mine", keep=True)
    assert lm.key_words().startswith("The key is in the memory of this page")
    lm.forget_key()
    assert asyncio.run(lm.find_local()) == ()
    hosts = "127.0.0.1", "localhost", "db.internal", "10.0.0.1", "169.254.169.254", "[::1]", "models.example:8443"
    for address in ("http://models.example", *(f"https://{host}/v1" for host in hosts)):
        coach.set("endpoint", address)
        with pytest.raises(SettingError, match="public address"):
            lm.endpoint()


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
    for name in ("interviewer", "rater"):
        coach.set(name, "embedded")  # while the loop is told
    told = tell_loop(coach)
    done = asyncio.run(lm.debrief(coach.rate_self(told, OWN, "inclined", rate=False)))
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


def test_each_wait_of_a_reply_and_of_a_retelling_is_told(coach: Coach) -> None:
    """Who asked sees that the server is busy and when it is asked again."""
    lm, scripted = model_of(coach, "The acceptance rate fell from 12.4% to 9.1%.")
    scripted.pause = Wait(2.0, 2, "the server is busy")
    waits: list[Wait] = []
    told = answered(coach)
    asyncio.run(lm.retell(told, 0, {}, waits.append))
    session = coach.start("full_loop")
    for phase in session.phases[1:]:
        session = coach.enter(session, phase)
    asyncio.run(lm.reply(coach.pose(session, "What broke last quarter?", slot=SLOT), on_wait=waits.append))
    assert waits == [scripted.pause] * 2


def test_your_own_chatbot_passes_the_same_checks(coach: Coach) -> None:
    """The prompt is one text; a pasted question is asked if it keeps the rules, else it is said why."""
    session = answered(coach)
    prompt = question_prompt(coach, session)
    assert "Rules for the question" in prompt and "acceptance" in prompt
    with pytest.raises(InputError, match="since"):
        read_question(coach, session, "Question: What is your favourite colour?")
    with pytest.raises(InputError, match="Nothing was pasted"):
        read_question(coach, session, "  ")
    followed = read_question(coach, session, f"Sure, here it is:\n{GOOD}\n")
    assert followed.asked is not None and followed.asked.by == "your chatbot"


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


def test_settings_keep_no_key(coach: Coach) -> None:
    """A key is in memory and in no setting, export or file of the workbook."""
    lm, _ = model_of(coach, GOOD)
    lm.take_key("sk-very-secret", keep=False)
    assert "memory" in lm.key_words()
    held = b"".join(path.read_bytes() for path in coach.store.path.parent.iterdir() if path.is_file())
    assert b"sk-very-secret" not in held and "sk-very-secret" not in str(coach.store.settings())
    with pytest.raises(SettingError):
        coach.set("samples", 2)


def test_the_model_words_the_bar_raisers_first_question_too(coach: Coach) -> None:
    """The cross-examination is entered without a question; the one due is the model's, about the words planned."""
    session = coach.answer(coach.enter(coach.start("full_loop"), "deep_dives"), SOLID, slot=SLOT)
    session = coach.enter(session, "cross_examination", ask=False)
    assert open_turn(session) is None

    def bar_raiser(messages: Sequence[Message]) -> str:
        words = messages[1].content.split("<said-")[1].split('"')[1]
        return f"Quote: {words}\nQuestion: You said “{words}”, so what speaks against it?"

    lm, _ = model_of(coach, bar_raiser)
    followed = asyncio.run(lm.follow(session))
    assert followed.asked is not None and followed.asked.kind in {"cross", "hypothetical"} and not followed.note
    later = coach.answer(followed.session, "It held for a month.", slot=SLOT)
    texts = [turn.asked.source for turn in later.turns if turn.phase == "cross_examination"]
    assert len(texts) == len(set(texts))
