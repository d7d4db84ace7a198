"""A reply of bounded size: a server can neither fill the memory nor keep the event loop busy with unpacking."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

from lpcoach.chat.failures import ChatFailure

__all__ = ["MOST", "MOST_STREAMED", "bound"]

MOST = 2_000_000  # bytes of an error or of a list of models
MOST_STREAMED = 8_000_000  # of a stream, whose every word comes in some 400 bytes of wrapping


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends with a failure once it is too long."""

    def __init__(self, inner: httpx2.AsyncByteStream, most: int) -> None:
        self._inner, self._left = inner, most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            self._left -= len(part)
            if self._left < 0:
                raise ChatFailure("garbage")
            yield part

    async def aclose(self) -> None:
        await self._inner.aclose()


async def bound(response: httpx2.Response) -> None:
    """Bound the body of a response that was asked for unpacked; one that comes packed all the same is not opened."""
    packed = response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity")
    if packed or not isinstance(response.stream, httpx2.AsyncByteStream):
        raise ChatFailure("garbage")
    streamed = "event-stream" in response.headers.get("content-type", "")
    response.stream = _Bounded(response.stream, MOST_STREAMED if streamed else MOST)
