"""A practice with a language model: the answer is safe before it is asked, and the embedded net lies below."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from lpcoach.chat.failures import KINDS, ChatFailure
from lpcoach.chat.types import Message
from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.coach.model_chatbot import question_prompt, read_question
from lpcoach.coach.model_turn import Followed
from lpcoach.endpoints.keys import Keys
from lpcoach.errors import InputError, SettingError
from lpcoach.session.threads import open_turn
from tests.fakes.model import GOOD, answered, model_of
from tests.fakes.stories import SOLID
from tests.fakes.typing import SLOT


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
    lm, scripted = model_of(coach, GOOD, seconds=30)
    session = answered(coach)

    async def go() -> tuple[Followed, float]:
        task = asyncio.create_task(lm.follow(session))
        while not scripted.heard:
            await asyncio.sleep(0.01)
        start = asyncio.get_running_loop().time()
        lm.cancel()
        return await task, asyncio.get_running_loop().time() - start

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


class Opened(Closed):
    """A keyring that holds what it is given."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Add."""
        self.held[name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Take away."""
        del self.held[name]


def test_everything_deleted_takes_kept_keys_too_whatever_was_agreed(coach: Coach) -> None:
    """A key kept for a host never agreed to, or no longer, leaves the keyring, also when that is switched off."""
    ring = Opened()
    lm = LanguageModel(coach, keys=Keys({}, ring), environ={})
    for host in ("one", "two"):
        coach.set("endpoint", f"https://{host}.example/v1")
        lm.take_key("sk-mine", keep=True)
    lm.agree()
    lm.withdraw()
    coach.set("keyring", False)
    assert set(ring.held) == {"one.example", "two.example"}
    lm.forget_all_keys()
    assert not ring.held


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
