"""Work that takes a while, beside the page: begun and left alone, shown as it comes, its errors told like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lpcoach.ui.page import Page

__all__ = ["Pulse", "begin"]

BEAT: Final = 0.05  # seconds: twenty updates a second are as many as an eye follows


class Pulse:
    """Passes the latest text on, at most once a beat."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._text = ""
        self._due: asyncio.TimerHandle | None = None

    def __call__(self, text: str) -> None:
        """All of the text so far."""
        self._text = text
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(BEAT, self._flush)

    def _flush(self) -> None:
        self._due = None
        self._send(self._text)

    def stop(self) -> None:
        """Nothing is passed on any more."""
        if self._due is not None:
            self._due.cancel()


def begin(page: Page, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Let the work run; the button's callback ends at once, so that the kernel stays awake."""
    task = asyncio.get_running_loop().create_task(work)

    def ended(done: asyncio.Task[None]) -> None:
        if not done.cancelled():
            page.guard(done.result)()

    task.add_done_callback(ended)
    return task
