"""Try it: each thing that can be wrong is named, with what to do; nothing is called fine that was not seen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import httpx2
import pytest

from lpcoach.coach.model_try import try_endpoint
from lpcoach.endpoints.keys import Keys
from tests.fakes.wire import error, events, sse, wired

Answer = httpx2.Response | Exception
LISTED = {"object": "list", "data": [{"id": "m", "object": "model"}]}
FORM = json.dumps({"word": "seven", "even": False})
CASES: dict[str, tuple[Callable[[], list[Answer]], str]] = {
    "works": (lambda: [error(200, LISTED), sse(*events(FORM))], "+reachable +key +model +schema ?price"),
    "nobody there": (lambda: [httpx2.ConnectError("x")], "-reachable Check the address, and that the server runs."),
    "a list for anybody, a wrong key": (lambda: [error(200, LISTED), error(401, {})], "+reachable -key Copy it again"),
    "a key refused at the list": (lambda: [error(401, {})], "+reachable -key Copy it again"),
    "no list, no such model": (
        lambda: [error(404, {}), error(404, {"error": {"message": "no such model", "code": "model_not_found"}})],
        "+reachable -model Write the model as the server lists it.",
    ),
    "a web page": (lambda: [error(404, {}), error(200, "<html>")], "+reachable -model Check the address"),
    "talk in place of a form": (
        lambda: [error(200, LISTED), *(sse(*events("Seven is odd.")) for _ in range(2))],
        "+reachable +key +model -schema its ratings will not be scored",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_works_is_said_up_to_what_does_not(case: str) -> None:
    """A key is called accepted only once something was answered with it; what fails says what to do, and ends it."""
    answers, expected = CASES[case]
    found = asyncio.run(try_endpoint(wired(*answers()), lambda _: None))
    marks = [f"{'?' if one.fine is None else '+' if one.fine else '-'}{one.name}" for one in found]
    wanted = [word for word in expected.split() if word[0] in "+-?"]
    assert marks == wanted
    assert found[-1].words.find(expected.removeprefix(" ".join(wanted)).strip()) >= 0


def test_a_server_asked_without_a_key_that_wants_one_says_so() -> None:
    """On this machine none is sent at first; a refusal then means that one is wanted, not that it is wrong."""
    served = wired(error(200, LISTED), error(401, {}), url="http://127.0.0.1:9/v1")
    served.key = Keys({}).find(served.endpoint, in_keyring=False)
    found = asyncio.run(try_endpoint(served, lambda _: None))
    assert found[-1].words == "Key: there is no key for the server on this machine. Type one above."
