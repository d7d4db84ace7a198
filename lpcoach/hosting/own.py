"""What concerns one kernel, for its visitor only: the line of a page, a look at it, its farewell."""

from __future__ import annotations

import json
import logging
import struct
import time
from contextlib import suppress
from typing import Any, Final

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.iostream import StreamBufferFullError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler, read_header_from_binary_message

from lpcoach.hosting.handlers import Guarded, own_origin
from lpcoach.hosting.limits import LINES
from lpcoach.hosting.pool import KernelPool

__all__ = ["Farewell", "Line", "OwnKernel"]

log = logging.getLogger("lpcoach.hosting")
SENT: Final = 16 * 2**20  # bytes that may wait for a browser that reads too slowly
RATE, BURST = 30, 150  # messages a second from a browser, and how many at once; a person typing sends ten


class Owned(Guarded):
    """What concerns one kernel: for its visitor only. Another's kernel is not told from one that never was."""

    async def prepare(self) -> None:
        """Let its visitor pass."""
        await super().prepare()  # type: ignore[misc]
        pool: KernelPool = self.settings["kernel_manager"]
        kernel = self.path_args[0] if self.path_args else self.path_kwargs.get("kernel_id", "")
        if self.current_user is None or not pool.seats.owns(self.current_user.username, kernel):
            raise HTTPError(404)

    def get_login_url(self) -> str:
        """No way leads from here to a login."""
        raise HTTPError(404)


class OwnKernel(Owned, KernelHandler):  # type: ignore[misc]
    """A kernel as it stands; it is ended by its page's farewell only."""

    SUPPORTED_METHODS = ("GET",)


class Farewell(Owned, VoilaShutdownKernelHandler):  # type: ignore[misc]
    """What a page sends when it is closed."""

    async def post(self, kernel_id: str) -> None:
        """End the page's kernel."""
        await self.settings["kernel_manager"].leave(kernel_id)
        self.set_status(204)
        self.finish()


class Line(Owned, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The line between a page and its kernel."""

    left, counted = float(BURST), 0.0
    connection: Any = None
    asked = ""  # the kernel
    joined = False  # whether the page is counted as there

    def check_origin(self, origin: str | None = None) -> bool:
        """Only a page of this site: another site's, and a script that names none, are refused."""
        return own_origin(self)

    async def get(self, kernel_id: str) -> None:
        """Open it; a script that names no origin does not get so far as a handshake."""
        if not own_origin(self):
            raise HTTPError(403)
        lines = self.settings["kernel_manager"].lines[kernel_id]
        if len(lines) >= LINES:
            raise HTTPError(429)
        lines.add(self)
        self.asked = kernel_id
        try:
            await super().get(kernel_id=kernel_id)  # type: ignore[misc]
        finally:
            if not self.joined:
                self.on_close()

    async def pre_get(self) -> None:
        """Find the kernel; who was cut meanwhile has no use for it."""
        await super().pre_get()
        if self.connection is None:
            raise HTTPError(400)

    async def open(self, kernel_id: str) -> None:
        """Count the page as there."""
        self.counted = time.monotonic()
        self.ws_connection.stream.max_write_buffer_size = SENT
        self.settings["kernel_manager"].seats.connected(kernel_id, 1)
        self.joined = True
        await super().open(kernel_id)

    def on_message(self, message: str | bytes) -> None:
        """Hand it on, unless there are more than any page sends."""
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.counted) * RATE) - 1
        self.counted = now
        if self.left < 0:
            self.close(1008, "too many messages")
        elif isinstance(message, str) and not _kind(message):
            self.close(1003, "not a message of a page")
        elif self.connection is not None:
            try:
                super().on_message(message)
            except Exception as fault:  # what a stranger may send has no end
                log.info("line closed: a message that Jupyter cannot take (%s)", type(fault).__name__)
                self.close(1003, "not a message of a page")

    def write_message(self, message: str | bytes, binary: bool = False) -> Any:  # noqa: ANN401
        """Hand it on; not what a kernel prints (it may name the server's folders), and not to who does not read."""
        if _kind(message) in {"stream", "error"}:
            return None
        try:
            return super().write_message(message, binary)
        except StreamBufferFullError:
            self.close()
            raise WebSocketClosedError from None

    def on_close(self) -> None:
        """Count the page as gone; of a line that was cut before it stood only the traces are wiped away."""
        connection, self.connection = self.connection, None
        pool: KernelPool = self.settings["kernel_manager"]
        if lines := pool.lines.get(self.asked):
            lines.discard(self)
            if not lines:
                del pool.lines[self.asked]
        if not self.joined:
            if connection is not None:
                _forget(connection)
            return
        pool.seats.connected(self.kernel_id, -1)
        if connection is not None:
            with suppress(KeyError):  # its kernel went in the moment in which it came
                connection.disconnect()


def _forget(connection: Any) -> None:  # noqa: ANN401
    """Undo what Jupyter does before the handshake; its own way out counts a line that it has not counted in."""
    key = getattr(connection, "session_key", "")
    if connection._open_sessions.get(key) is connection.websocket_handler:
        del connection._open_sessions[key]


def _kind(message: str | bytes) -> str:
    """What kind of message it is, in the old form (JSON) or the present one; empty where it is none."""
    try:
        header = json.loads(message)["header"] if isinstance(message, str) else read_header_from_binary_message(message)
        return str(header["msg_type"])
    except (ValueError, TypeError, KeyError, IndexError, struct.error):
        return ""
