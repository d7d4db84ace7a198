"""A reading that nobody waits for any more ends, also in the middle of one large file."""

from __future__ import annotations

from contextvars import ContextVar
from threading import Event
from typing import Final

__all__ = ["STOP", "StoppedError", "go_on"]

# A context goes along into the thread that reads, so that no function on the way has to hand it down.
STOP: Final[ContextVar[Event | None]] = ContextVar("STOP", default=None)


class StoppedError(Exception):
    """Somebody pressed Cancel."""


def go_on() -> None:
    """Ask at each line and each story whether there is still a reader for it."""
    stop = STOP.get()
    if stop is not None and stop.is_set():
        raise StoppedError
