"""Saving drafts off the kernel's main thread: one thread, one open store, the latest text of each slot first."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from lpcoach.errors import StoreError
from lpcoach.session.events import sound
from lpcoach.store.rows import Draft
from lpcoach.store.store import Store

__all__ = ["DraftWriter"]

_log: Final = logging.getLogger(__name__)


class DraftWriter:
    """Writes each burst as soon as the one before is on the disk; what came meanwhile for a slot is one burst.

    ``on_saved`` is called after the commit, ``on_failed`` when it failed; both from the thread. A text that
    failed is kept here and tried again with the next text, at ``retry`` and at ``flush``, on a newly opened store.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        on_saved: Callable[[str, int, datetime], None],
        on_failed: Callable[[str, int, StoreError], None],
    ) -> None:
        self._open_store = open_store
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._store: Store | None = None
        self._changed = threading.Condition()
        self._waiting: dict[tuple[str, str], Draft] = {}
        self._due = False
        self._busy = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="lpcoach drafts", daemon=True)
        self._thread.start()

    def put(self, slot: str, writer: str, rev: int, text: str, at: datetime) -> None:
        """Hand over what is typed; returns at once. A lower ``rev`` than the one waiting changes nothing."""
        with self._changed:
            if self._closing:
                raise StoreError("This page is closed and saves no more; reload it.")
            waiting = self._waiting.get((slot, writer))
            if waiting is None or waiting.rev <= rev:
                self._waiting[slot, writer] = Draft(slot, writer, rev, at, sound(text), submitted=False)
            self._wake()

    def retry(self) -> None:
        """Try again what could not be saved."""
        with self._changed:
            self._wake()

    def flush(self, timeout: float) -> bool:
        """Wait until all that was handed over is on the disk; False when it is not (yet). Not from a callback."""
        with self._changed:
            self._wake()
            self._changed.wait_for(lambda: not (self._due or self._busy), timeout)
            return not self._waiting and not self._busy

    def close(self, timeout: float = 5.0) -> bool:
        """Flush and end the thread; False when something could not be saved."""
        flushed = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return flushed

    def _wake(self) -> None:
        self._due = bool(self._waiting)
        self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._due or self._closing)
                if self._closing:
                    break
                bursts = tuple(self._waiting.values())
                self._due, self._busy = False, True
            for burst in bursts:
                self._write(burst)
        self._drop_store()

    def _write(self, burst: Draft) -> None:
        try:
            if self._store is None:
                self._store = self._open_store()
            self._store.put_draft(burst)
        except StoreError as error:
            self._failed(burst, error)
        except Exception:
            _log.exception("A draft could not be saved.")
            self._failed(burst, StoreError("The draft could not be saved by a fault of lpcoach; its log has more."))
        else:
            with self._changed:
                if self._waiting.get((burst.slot, burst.writer)) is burst:
                    del self._waiting[burst.slot, burst.writer]
            self._tell(lambda: self._on_saved(burst.slot, burst.rev, burst.at))

    def _failed(self, burst: Draft, error: StoreError) -> None:
        self._drop_store()
        self._tell(lambda: self._on_failed(burst.slot, burst.rev, error))

    def _tell(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # a fault of the page must not end the saving
            _log.exception("A page could not be told about its draft.")

    def _drop_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
