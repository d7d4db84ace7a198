"""The way out of a demo: only to addresses of the open internet, whatever a name resolves to, now or a moment later."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx2

from lpcoach.endpoints.places import is_public

__all__ = ["Public"]

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def _resolved(name: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return [str(one[4][0]) for one in found]


class Public(httpx2.AsyncBaseTransport):
    """Resolves the name once, refuses unless all its addresses are public, and connects to one that it has looked at.

    The certificate is still checked against the name. A name that is refused fails as one that does not exist.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport | None = None, resolve: Resolve = _resolved) -> None:
        once = httpx2.Limits(max_keepalive_connections=0)  # lines are kept by address, which two names may share
        self._inner = inner or httpx2.AsyncHTTPTransport(trust_env=False, limits=once)
        self._resolve = resolve

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it to the first address that takes it."""
        name, failed = request.url.host, httpx2.ConnectError("There is no such host.", request=request)
        addresses = await self._resolve(name, request.url.port or 443)
        if request.url.scheme != "https" or not all(map(is_public, addresses)):
            raise failed
        request.extensions = {**request.extensions, "sni_hostname": name}
        for address in addresses:
            request.url = request.url.copy_with(host=address)
            try:
                return await self._inner.handle_async_request(request)
            except httpx2.ConnectError as error:
                failed = error
        raise failed

    async def aclose(self) -> None:
        """Close what lies below."""
        await self._inner.aclose()
