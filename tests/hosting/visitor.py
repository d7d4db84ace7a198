"""Visitors of a demo without a browser: what one asks, opens, types and cuts."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.web import decode_signed_value
from tornado.websocket import WebSocketClientConnection, websocket_connect

from lpcoach.coach import Coach
from lpcoach.hosting.visitors import COOKIE
from tests.hosting.site import PATIENCE, Server

__all__ = ["Line", "Visitor", "kernel_in", "run"]

Heard = asyncio.Queue[str | bytes | None]
OPEN: list[WebSocketClientConnection] = []


def run(code: Awaitable[None]) -> None:
    """Run a test that waits, and close every line that it has opened."""

    async def inside() -> None:
        try:
            await code
        finally:
            for socket in OPEN:
                socket.close()
                if socket.protocol is not None:
                    socket.protocol._abort()
            OPEN.clear()
            await asyncio.sleep(0.05)

    with ThreadPoolExecutor(1) as apart:  # where browser tests ran before, this thread has a loop already
        apart.submit(asyncio.run, inside()).result()


@dataclass
class Visitor:
    """A browser without a window: it keeps its cookie and opens pages."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """One request; errors and redirects are answers like any other."""
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None if method in {"GET", "HEAD", "DELETE", "OPTIONS"} else ""
        address = path if path.startswith("http") else self.server.address + path
        asked = HTTPRequest(
            address,
            method,
            given,
            body,
            follow_redirects=False,
            request_timeout=PATIENCE,
            allow_nonstandard_methods=True,
        )
        answer = await AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False)
        for cookie in answer.headers.get_list("Set-Cookie"):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    async def begin(self) -> Visitor:
        """Press the button of the first page."""
        answer = await self.ask("/begin", "POST", Origin=self.server.address)
        assert answer.code == 303
        return self

    async def page(self, notebook: str) -> HTTPResponse:
        """Ask for a page."""
        return await self.ask(f"/voila/render/{notebook}.ipynb")

    async def sit(self, notebook: str) -> Line:
        """Open a page and its line."""
        answer = await self.page(notebook)
        assert answer.code == 200, answer.code
        return await self.line(kernel_in(answer))

    async def connect(self, kernel: str, session: str = "", **headers: str) -> tuple[WebSocketClientConnection, Heard]:
        """Only the websocket, and what comes over it: taken in at once, as a browser does, whoever reads it when."""
        session = session or uuid.uuid4().hex
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Cookie": cookie, "Origin": self.server.address, **headers}
        address = f"ws://127.0.0.1:{self.server.port}/api/kernels/{kernel}/channels?session_id={session}"
        given = {name: value for name, value in given.items() if value}
        heard: Heard = asyncio.Queue()
        asked = HTTPRequest(address, headers=given, request_timeout=PATIENCE)
        socket = await websocket_connect(asked, on_message_callback=heard.put_nowait)
        OPEN.append(socket)
        return socket, heard

    async def handshake(self, kernel: str, session: str, *, without: str = "-") -> asyncio.StreamWriter:
        """Ask for a line and read nothing of what comes."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1000)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"GET /api/kernels/{kernel}/channels?session_id={session} HTTP/1.1",
            f"Host: 127.0.0.1:{self.server.port}",
        ]
        lines += [f"Origin: {self.server.address}", f"Cookie: {cookie}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""]
        writer.write("\r\n".join(line for line in lines if not line.startswith(without)).encode())
        return writer

    async def deaf(self, kernel: str) -> asyncio.StreamWriter:
        """A line that asks for everything again and again and reads nothing of what comes."""
        writer = await self.handshake(kernel, "deaf")
        asked = Line._message("comm_open", {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}})
        writer.write(_frame(asked))
        again = {"comm_id": "c", "data": {"method": "request_states"}}
        for _ in range(140):
            writer.write(_frame(Line._message("comm_msg", again)))
        return writer

    async def line(self, kernel: str) -> Line:
        """The line to a kernel, with all its widgets known."""
        line = Line(self, kernel, *await self.connect(kernel))
        await line.learn()
        return line

    @property
    def folder(self) -> Path:
        """The folder of this visitor's workbook."""
        secret = (self.server.home / "visitors" / "cookie-secret").read_bytes()
        found = decode_signed_value(secret, COOKIE, self.cookies[COOKIE].strip('"'))
        assert found
        return self.server.home / "visitors" / hashlib.blake2b(found, digest_size=16).hexdigest()

    async def start(self) -> Line:
        """The page of a story that was begun in the visitor's workbook; a start page would cost a kernel more."""
        self.folder.mkdir(mode=0o700)
        Coach.open(self.folder).start("one_story")
        return await self.sit("03_deep_dives")


def kernel_in(answer: HTTPResponse) -> str:
    """The id of the kernel behind a page."""
    found = re.search(rb'"kernelId": "([0-9a-f-]{36})"', answer.body)
    assert found
    return found[1].decode()


def _frame(text: str) -> bytes:
    """A message as a browser puts it on the line, with a mask of zeros."""
    size = len(text)
    return (
        bytes([0x81, 0x80 | (126 if size > 125 else size)])
        + (size.to_bytes(2, "big") if size > 125 else b"")
        + bytes(4)
        + text.encode()
    )


class Line:
    """The line between a page and its kernel, in the widgets' own words."""

    def __init__(self, visitor: Visitor, kernel: str, socket: WebSocketClientConnection, heard: Heard) -> None:
        self.visitor = visitor
        self.kernel = kernel
        self.socket = socket
        self.heard = heard
        self.states: dict[str, dict[str, Any]] = {}
        self.rev = 0

    @staticmethod
    def _message(kind: str, content: dict[str, Any]) -> str:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
        header["date"] = "2026-01-01T00:00:00Z"
        message: dict[str, Any] = {"header": header, "parent_header": {}, "metadata": {"version": "1.0.0"}}
        message |= {"content": content, "channel": "shell"}
        return json.dumps({**message, "buffers": []})

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        self.socket.write_message(self._message(kind, content))

    async def learn(self) -> None:
        """Ask for the state of all widgets, as a page does when it opens."""
        control = uuid.uuid4().hex
        target = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        self._send("comm_open", target)
        self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        while not self.states:
            content = (await self._read())["content"]
            if content.get("data", {}).get("method") == "update_states":
                self.states = {name: one["state"] for name, one in content["data"]["states"].items()}

    async def _read(self) -> dict[str, Any]:
        raw = await asyncio.wait_for(self.heard.get(), PATIENCE)
        if raw is None:
            raise ConnectionError("The line was closed.")
        if isinstance(raw, bytes):  # a message with buffers: its JSON comes first
            count = int.from_bytes(raw[:4], "big")
            begin, *rest = (int.from_bytes(raw[4 * (n + 1) : 4 * (n + 2)], "big") for n in range(count))
            raw = raw[begin : rest[0] if rest else None].decode()
        found: dict[str, Any] = json.loads(raw)
        return found

    def widget(self, fits: Callable[[dict[str, Any]], bool]) -> str:
        """The id of the widget whose state fits."""
        return next(name for name, state in self.states.items() if fits(state))

    def tell(self, widget: str, content: dict[str, Any]) -> None:
        """Send a widget's own message."""
        self._send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}})

    async def hear(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for a widget's own message."""
        while True:
            data = (await self._read())["content"].get("data", {})
            if data.get("method") == "custom" and fits(data["content"]):
                content: dict[str, Any] = data["content"]
                return content

    @property
    def editor(self) -> str:
        """The editor of the page."""
        return self.widget(lambda state: bool(state.get("slot")))

    def put(self, text: str) -> int:
        """Type a burst; its number."""
        self.rev += 1
        slot = self.states[self.editor]["slot"]
        self.tell(self.editor, {"type": "draft", "slot": slot, "rev": self.rev, "text": text, "since_key": 1.0})
        return self.rev

    async def type(self, text: str) -> float:
        """Type a burst and wait until it is committed; the seconds."""
        begun, rev = time.monotonic(), self.put(text)
        await self.hear(lambda content: content.get("type") in {"saved", "unsaved"} and content.get("rev", rev) >= rev)
        return time.monotonic() - begun

    async def leave(self) -> None:
        """Close the page as a browser does, with a farewell to its kernel."""
        self.socket.close()
        xsrf = self.visitor.cookies["_xsrf"]
        answer = await self.visitor.ask(
            f"/voila/api/shutdown/{self.kernel}", "POST", Origin=self.visitor.server.address, **{"X-XSRFToken": xsrf}
        )
        assert answer.code == 204
