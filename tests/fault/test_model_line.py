"""A model over real sockets: stalls end, cuts are told, Cancel closes the line at once."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Limits, Message
from lpcoach.endpoints.adapter import Served
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.discovery import find_local
from lpcoach.endpoints.keys import Key
from tests.fault.model_server import FaultServer

ASK = [Message("user", "Say something.")]


@pytest.fixture
def line() -> Iterator[FaultServer]:
    """Give a server on a free port."""
    server = FaultServer()
    yield server
    server.stop()


def served(line: FaultServer, case: str) -> Served:
    """The model that plays this case."""
    return Served(Endpoint.of(line.url(case), "m"), Key("sk-local", "memory"), known={})


def fails(model: Served, limits: Limits) -> tuple[ChatFailure, float]:
    """The failure, and how long it took to come."""

    async def go() -> tuple[ChatFailure, float]:
        start = asyncio.get_running_loop().time()
        with pytest.raises(ChatFailure) as caught:
            await model.say(ASK, limits=limits)
        return caught.value, asyncio.get_running_loop().time() - start

    return asyncio.run(go())


def test_a_whole_answer_comes_through(line: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a real socket the text streams, past a proxy that the environment names, with our headers alone."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "env-secret")
    heard: list[str] = []
    said = asyncio.run(served(line, "good").say(ASK, on_text=heard.append))
    assert (said.text, heard[0]) == ("Half a sentence.", "Half a ")
    assert "env-secret" not in str(line.seen) and "sk-local" in str(line.seen)


@pytest.mark.parametrize(("case", "partial"), [("stall", "Half a "), ("silent", ""), ("trickle", "Half a ")])
def test_a_stall_ends_with_what_had_come(line: FaultServer, case: str, partial: str) -> None:
    """Silence before or in an answer, and signs of life without words, end at the idle limit; the socket closes."""
    failure, took = fails(served(line, case), Limits(idle=1.0, total=20, attempts=1))
    assert (failure.kind, failure.partial) == ("timeout", partial)
    assert took < 10 and line.gone.wait(10)


def test_a_cut_in_mid_answer_is_told_and_not_tried_again(line: FaultServer) -> None:
    """A reset keeps what had come, and nothing is asked twice."""
    failure, _ = fails(served(line, "cut"), Limits(idle=5, total=20))
    assert (failure.kind, failure.partial) == ("cut", "Half a ")
    assert len(line.seen) == 1


@pytest.mark.parametrize("case", ["stall", "silent", "trickle"])
def test_cancel_ends_it_and_closes_the_socket_within_a_tenth_of_a_second(line: FaultServer, case: str) -> None:
    """Whatever the server does: the task is over, and the server has seen its client hang up."""

    async def go() -> float:
        line.gone.clear()
        line.seen.clear()
        task = asyncio.create_task(served(line, case).say(ASK))
        while not line.seen:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        start = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        ended = time.monotonic()
        assert await asyncio.to_thread(line.gone.wait, 10)
        return max(ended, line.gone_at) - start

    assert min(asyncio.run(go()) for _ in range(3)) < 0.1


def test_a_port_without_a_server_of_models_is_none(line: FaultServer) -> None:
    """Looking on this machine finds what answers as such a server does, and nothing else."""
    assert find_local(((line.server_address[1], "x"), (9, "nobody"))) == ()


def test_a_port_that_trickles_is_left_after_a_second() -> None:
    """One blank each half second keeps nobody looking, though each byte is in time."""
    with socket.create_server(("127.0.0.1", 0)) as port:

        def trickle() -> None:
            line, _ = port.accept()
            with line, suppress(OSError):
                for part in (b"HTTP/1.1 200 OK\r\nx: ", *[b" "] * 60):
                    line.sendall(part)
                    time.sleep(0.5)

        Thread(target=trickle, daemon=True).start()
        start = time.monotonic()
        assert find_local(((port.getsockname()[1], "x"),)) == () and time.monotonic() - start < 10
