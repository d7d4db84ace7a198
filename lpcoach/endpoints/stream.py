"""Listening to a stream: what is text, what is the end, and what is neither."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lpcoach.chat.failures import ChatFailure, FailureKind
from lpcoach.chat.types import Limits, Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["Heard", "listen"]

_LONGEST_TOKEN: Final = 12  # characters for each token allowed; a server that goes on beyond is stopped
_MOST_TOKENS: Final = 10_000_000  # of one call; what says more has not counted
_ENDS: Final[dict[str, FailureKind]] = {"length": "length", "content_filter": "filtered"}


@dataclass
class Heard:
    """What one call has brought so far."""

    host: str
    limits: Limits
    on_text: Callable[[str], None] | None = None
    parts: list[str] = field(default_factory=list)
    usage: Usage | None = None
    chunks: int = 0
    end: str | None = None
    refusal: bool = False

    def begin(self) -> None:
        """Forget what an attempt before brought; nothing of it was text."""
        self.chunks, self.end, self.refusal, self.usage = 0, None, False, None

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self.parts)

    def fail(self, kind: FailureKind) -> ChatFailure:
        """A failure that keeps what has come."""
        return ChatFailure(kind, self.host, partial=self.text)


async def listen(client: AsyncOpenAI, request: dict[str, Any], heard: Heard) -> None:
    """Send the request and hear its answer to the end; raises for whatever is no whole answer."""
    loop = asyncio.get_running_loop()
    size = 0
    async with asyncio.timeout(heard.limits.idle) as idle:
        stream = await client.chat.completions.create(**request)
        if not hasattr(stream, "__aiter__"):
            raise heard.fail("garbage")
        async with stream:
            async for chunk in stream:
                said = _take(chunk, heard)
                if said is None:
                    continue
                idle.reschedule(loop.time() + heard.limits.idle)
                size += len(said)
                if size > heard.limits.received * _LONGEST_TOKEN:
                    raise heard.fail("length")
                if said and heard.on_text is not None:
                    heard.on_text(heard.text)
    _check_end(heard)


def _take(chunk: Any, heard: Heard) -> str | None:  # noqa: ANN401 - whatever a server sends
    """Take a chunk; None where it was only a sign of life."""
    usage = getattr(chunk, "usage", None)
    counts = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    if all(isinstance(count, int) and 0 <= count <= _MOST_TOKENS for count in counts):
        heard.usage = Usage(*counts)  # type: ignore[arg-type]  # both are whole numbers here
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return None
    heard.chunks += 1
    choice = choices[0]
    heard.end = getattr(choice, "finish_reason", None) or heard.end
    delta = getattr(choice, "delta", None)
    heard.refusal |= bool(getattr(delta, "refusal", None))
    said = getattr(delta, "content", None)
    if isinstance(said, str) and said:
        heard.parts.append(said)
        return said
    return "" if getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None) else None


def _check_end(heard: Heard) -> None:
    if heard.refusal:
        raise heard.fail("refused")
    if heard.end in _ENDS:
        raise heard.fail(_ENDS[heard.end])
    if heard.end is None:
        raise heard.fail("cut" if heard.chunks else "garbage")
    if not heard.text.strip():
        raise heard.fail("garbage")
