"""A line between browser and server that can be held still, cut, and mended, as a bad network does."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

__all__ = ["Line"]


class Line:
    """Hands bytes on between its own port and the server's; ``hold`` swallows nothing and delivers nothing."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._open = threading.Event()
        self._open.set()
        self._refusing = False
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self) -> None:
        """Nothing gets through any more, and nobody is told."""
        self._open.clear()

    def cut(self) -> None:
        """All connections end, and new ones are refused at once."""
        self._refusing = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def mend(self) -> None:
        """As before."""
        self._refusing = False
        self._open.set()

    def close(self) -> None:
        """The end."""
        self._open.set()
        self._door.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self._refusing:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while found := one.recv(65536):
                self._open.wait()
                other.sendall(found)
            other.shutdown(socket.SHUT_WR)
