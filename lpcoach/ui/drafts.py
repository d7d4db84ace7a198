"""The way of a text from the editor to the disk and of the answer back: off the page's thread, and back onto it."""

from __future__ import annotations

import asyncio
import contextvars
import re
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from lpcoach.coach.drills_open import OpenDrills
from lpcoach.content.words import counted
from lpcoach.errors import SessionError, StoreError
from lpcoach.reading.reader import read
from lpcoach.reading.types import Thread
from lpcoach.session.events import sound
from lpcoach.session.threads import open_turn
from lpcoach.store import Draft, DraftWriter, Store
from lpcoach.ui.render import clock_words, short_day

__all__ = ["Drafts", "StarMarks", "ago", "earlier", "is_homeless"]

LISTED = 12  # earlier texts that are offered
PAUSE = 0.7  # seconds without a key after which a text is read for its parts


def ago(at: datetime, now: datetime) -> str:
    """How long ago in words; a time that lies ahead (the clock was set back) is said as a time."""
    minutes = (now - at).total_seconds() / 60
    if minutes < 0 or minutes >= 24 * 60:
        return f"{short_day(at)}, {clock_words(at)}"
    if minutes < 1:
        return "just now"
    if minutes < 50:
        return f"{counted(round(max(1, minutes)), 'minute')} ago"
    hours = round(minutes / 60)
    return "an hour ago" if hours == 1 else f"{hours} hours ago"


def earlier(drafts: Iterable[Draft], now: datetime) -> list[dict[str, str]]:
    """Each different text once, the newest first, without the one that stands there now."""
    texts: dict[str, Draft] = {}
    for draft in drafts:
        if draft.text.strip():
            texts.setdefault(draft.text, draft)
    kept = list(texts.values())[1 : LISTED + 1]
    return [
        {"ago": ago(each.at, now), "words": counted(len(each.text.split()), "word"), "text": each.text} for each in kept
    ]


def is_homeless(store: Store, slot: str, text: str) -> bool:
    """Whether a browser's text belongs to what is not open any more, and the workbook does not hold it."""
    if drill := re.fullmatch(r"drill:([0-9a-f]{32}):text", slot):
        open_ = any(each["id"] == drill[1] for each in OpenDrills(store).all())
        return not open_ and sound(text) not in {draft.text for draft in store.drafts(slot)}
    found = re.fullmatch(r"([0-9a-f]{32}):(\d+)", slot)
    if found is None:
        return False
    try:
        session = store.session(found[1])
    except SessionError:
        return True
    answered = len(session.turns) - (open_turn(session) is not None)
    if session.phase is not None and int(found[2]) >= answered:
        return False
    held = {draft.text for draft in store.drafts(slot)} | {turn.answer for turn in session.turns}
    return sound(text) not in held


class StarMarks:
    """Reads a text for the parts of a story, off the page's loop and only when typing rests."""

    def __init__(self, found: Callable[[str, list[str]], None]) -> None:
        self._found = found
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def look(self, question: str, slot: str, text: str) -> None:
        """Say soon which parts this text has."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(PAUSE, lambda: self._loop.create_task(self._read(question, slot, text)))

    async def _read(self, question: str, slot: str, text: str) -> None:
        reading = await asyncio.to_thread(read, Thread(question, text, ()))
        self._found(slot, [part for part, there in reading.star.items() if there])


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
            lambda: Store.at(store.place, patience=2.0),  # soon enough to say "Not saved" while one types
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
