"""A client of ``openai`` for one call: imported in a thread; no header, redirect or proxy but those chosen here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.keys import Key

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

__all__ = ["client_for"]

_SENT: Final = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-length", "content-type", "user-agent"}
)
_CONNECT_SECONDS: Final = 15.0


@asynccontextmanager
async def client_for(
    endpoint: Endpoint, key: Key, *, idle: float, transport: httpx2.AsyncBaseTransport | None = None
) -> AsyncIterator[AsyncOpenAI]:
    """A client of its own for this call and this event loop, closed behind it."""
    client = await asyncio.to_thread(_make, endpoint, key, idle, transport)
    try:
        yield client
    finally:
        await client.close()


def _make(endpoint: Endpoint, key: Key, idle: float, transport: httpx2.AsyncBaseTransport | None) -> AsyncOpenAI:
    import httpx2  # noqa: PLC0415 - half a second, in a thread, at the first call
    import openai  # noqa: PLC0415

    from lpcoach.endpoints.bounded import bound  # noqa: PLC0415
    from lpcoach.endpoints.public import Public  # noqa: PLC0415

    async def only_ours(request: httpx2.Request) -> None:
        """Drop what the environment or the library would add: organization, custom headers, facts of this machine."""
        for name in list(request.headers):
            if name.lower() not in _SENT:
                del request.headers[name]
        request.headers["authorization"] = f"Bearer {key.text}"
        request.headers["user-agent"] = "lpcoach"
        request.headers["accept-encoding"] = "identity"

    return openai.AsyncOpenAI(
        api_key=key.text,
        base_url=endpoint.base_url,
        organization="",
        project="",
        max_retries=0,
        http_client=openai.DefaultAsyncHttpx2Client(
            transport=transport or (Public() if endpoint.public else None),
            trust_env=not endpoint.loopback,
            follow_redirects=False,
            timeout=httpx2.Timeout(idle, connect=min(idle, _CONNECT_SECONDS)),
            event_hooks={"request": [only_ours], "response": [bound]},
        ),
    )
