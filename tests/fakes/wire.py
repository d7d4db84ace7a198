"""What servers send, good and bad, through ``httpx2.MockTransport``: no socket is opened."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import httpx2

from lpcoach.endpoints.adapter import Served
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.keys import Key

__all__ = ["Body", "chunk", "error", "events", "sse", "transport", "wired"]

Answer = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]


class Body(httpx2.AsyncByteStream):
    """A body in parts; an exception among them is raised where it stands."""

    def __init__(self, parts: Iterable[bytes | Exception]) -> None:
        self.parts = list(parts)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Send part after part."""
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            yield part

    async def aclose(self) -> None:
        """Nothing is open."""


def chunk(content: str | None = None, *, end: str | None = None, **delta: object) -> bytes:
    """One event of a stream of chat completions."""
    choice = {"index": 0, "delta": {"content": content, **delta}, "finish_reason": end}
    return event({"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})


def event(body: object) -> bytes:
    """Any JSON as an event."""
    return f"data: {json.dumps(body)}\n\n".encode()


def events(*texts: str, end: str | None = "stop", sent: int = 7, received: int = 3) -> list[bytes]:
    """A whole stream that says these texts, with its usage."""
    usage = {"prompt_tokens": sent, "completion_tokens": received, "total_tokens": sent + received}
    last = event(
        {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
    )
    return [*(chunk(text) for text in texts), chunk(end=end), last, b"data: [DONE]\n\n"]


def sse(*parts: bytes | Exception) -> httpx2.Response:
    """A stream made of these parts."""
    return httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=Body(parts))


def error(status: int, body: object, **headers: str) -> httpx2.Response:
    """A refusal; a string is sent as it is."""
    if isinstance(body, str):
        return httpx2.Response(status, headers=headers, text=body)
    return httpx2.Response(status, headers=headers, json=body)


def transport(*answers: Answer, seen: list[httpx2.Request] | None = None) -> httpx2.MockTransport:
    """A network that gives these answers in turn, the last one again and again."""
    left = list(answers)

    def handle(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(request)
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    return httpx2.MockTransport(handle)


def wired(
    *answers: Answer,
    url: str = "https://models.example/v1",
    key: str | None = "sk-secret",
    **named: Any,  # noqa: ANN401
) -> Served:
    """A model behind that network; pauses take no time and are noted in ``waits``."""
    seen: list[httpx2.Request] = named.pop("seen", [])
    waits: list[float] = named.pop("waits", [])

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    found = Key(key, "memory") if key is not None else None
    return Served(Endpoint.of(url, "m"), found, transport(*answers, seen=seen), pause, {})
