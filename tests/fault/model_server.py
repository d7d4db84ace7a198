"""A server of models over real sockets that does what a path says: interview, stall, cut, trickle. Stdlib only."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, Final

from tests.fault.model_reply import reply_to

__all__ = ["FaultServer"]


PAUSES: Final = {"interview": 0.005, "held": 0.005}  # seconds between two steps; held: until released, then an end
STEPS: Final = 200
MARKUP: Final = "Aim: numbers\nQuote: x\nQuestion: <img src=x onerror=alert(1)> Great, see https://evil.example now?"


class FaultServer(ThreadingHTTPServer):
    """``/CASE/v1/chat/completions`` plays the case. ``gone`` is set, at ``gone_at``, when a client has hung up.

    ``release`` ends what is held. ``busy`` is how many requests are still to be turned away, each for two seconds.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gone = threading.Event()
        self.gone_at = 0.0
        self.busy = 0
        self.release = threading.Event()
        self.listed = 0
        self.seen: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, case: str) -> str:
        """The address at which the case is played."""
        return f"http://127.0.0.1:{self.server_address[1]}/{case}/v1"

    def hung_up(self) -> None:
        """Note when a client was seen to be gone."""
        self.gone_at = time.monotonic()
        self.gone.set()

    def stop(self) -> None:
        """End all cases and close."""
        self.release.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: FaultServer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """List the one model of a case; the bare address is no server of models."""
        self.server.listed += 1
        if self.path == "/v1/models":
            self.send_error(404)
            return
        self._whole(200, json.dumps({"object": "list", "data": [{"id": "m", "object": "model"}]}).encode())

    def _whole(self, status: int, body: bytes, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-type", "text/html" if body.startswith(b"<") else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Play the case."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.append({"headers": dict(self.headers), "body": json.loads(body)})
        if self.server.busy:
            self.server.busy -= 1
            self._whole(429, b'{"error": {"message": "slow down"}}', {"retry-after": "2"})
            return
        case = self.path.split("/")[1]
        if case == "silent":
            self._until_gone()
            return
        if case in {"locked", "html"}:
            self._whole(
                401 if case == "locked" else 200, b'{"error": {"message": "no"}}' if case == "locked" else b"<p>"
            )
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        if case in PAUSES or case == "hostile":
            told = MARKUP if case == "hostile" else reply_to(self.server.seen[-1]["body"])
            self._speak(told, PAUSES.get(case, 0), held=case == "held")
            return
        if case == "refused":
            self._say("", "stop", refusal="No.")
            return
        self._say("Half a ")
        if case == "stall":
            self._until_gone()
        elif case == "cut":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
        elif case == "trickle":
            self._trickle()
        else:
            self._say("sentence.", "stop")
            self.wfile.write(b"data: [DONE]\n\n")

    def _speak(self, text: str, pause: float, *, held: bool) -> None:
        """Say a text word by word, a long one in steps of several, to whoever still listens."""
        words = [f"{word} " for word in text.split(" ")]
        step = len(words) // STEPS + 1
        try:
            for start in range(0, len(words), step):
                self._say("".join(words[start : start + step]))
                self.server.release.wait(pause)
            if held:
                self.server.release.wait(120)
            self._say("", "stop")
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            self.server.hung_up()

    def _say(self, text: str, end: str | None = None, **more: str) -> None:
        choice = {"index": 0, "delta": {"content": text, **more}, "finish_reason": end}
        body = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())
        self.wfile.flush()

    def _trickle(self) -> None:
        """Give signs of life without words until the client closes its end."""
        self.connection.settimeout(0.05)
        while not self.server.release.is_set():
            try:
                if not self.connection.recv(1):
                    return self.server.hung_up()
            except TimeoutError:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            except OSError:
                return self.server.hung_up()
        return None

    def _until_gone(self) -> None:
        """Wait until the client closes its end."""
        self.connection.settimeout(60)
        try:
            if not self.connection.recv(1):
                self.server.hung_up()
        except OSError:
            self.server.hung_up()
