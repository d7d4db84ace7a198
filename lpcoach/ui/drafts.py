"""The way of a text from the editor to the disk and of the answer back: off the page's thread, and back onto it."""

from __future__ import annotations

import asyncio
import contextvars
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from lpcoach.errors import StoreError
from lpcoach.store import DraftWriter, Store

__all__ = ["Drafts"]


class Drafts:
    """One page's drafts. ``saved`` and ``failed`` are called on the page's own loop, when it is committed or not."""

    def __init__(
        self,
        store: Store,
        saved: Callable[[str, int, datetime], None],
        failed: Callable[[str, int, StoreError], None],
    ) -> None:
        self.writer_id = uuid.uuid4().hex
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._writer = DraftWriter(
            lambda: Store.at(store.place),
            on_saved=lambda slot, rev, at: self._hop(saved, slot, rev, at),
            on_failed=lambda slot, rev, error: self._hop(failed, slot, rev, error),
        )

    def _hop(self, call: Callable[..., None], *values: object) -> None:
        # A kernel that is shutting down has closed its loop; the text is committed all the same.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *values, context=self._context.copy())

    def take(self, slot: str, rev: int, text: str) -> None:
        """Accept a burst of typing; it is committed within a moment."""
        self._writer.put(slot, self.writer_id, rev, text, datetime.now(UTC))

    def retry(self) -> None:
        """Try again what could not be committed."""
        self._writer.retry()

    def flush(self) -> None:
        """Wait until all that was taken is committed or has failed."""
        self._writer.flush(timeout=5)

    def close(self) -> None:
        """Commit what is left and stop."""
        self._writer.close()
