"""Files on their way into the bank: taken from the browser, read file by file and story by story, to be stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import Final

from lpcoach.coach import Coach
from lpcoach.coach.story_import import Offer, offers
from lpcoach.errors import InputError
from lpcoach.stories.decoding import LARGEST
from lpcoach.stories.reader import read_file
from lpcoach.stories.stopping import STOP
from lpcoach.stories.types import ImportedFile

__all__ = ["MOST_FILES", "Import", "Sent"]

Sent = tuple[str, int, bytes | None]  # name, size, and the bytes unless the file was too large to send

MOST_FILES: Final = 200


class Import:
    """One import. ``said(text)`` hears how far it is."""

    def __init__(self, coach: Coach, said: Callable[[str], None]) -> None:
        self._coach = coach
        self._said = said
        self.task: asyncio.Task[None] | None = None
        self._stop = threading.Event()
        self.files: list[ImportedFile] = []
        self.offered: list[Offer] = []
        self.refused: list[str] = []

    def begin(self, sent: Sequence[Sent], ended: Callable[[asyncio.Task[None]], None]) -> None:
        """Start to read what the browser sent; ``ended`` hears of the task's end, whatever it was."""
        self.task = asyncio.get_running_loop().create_task(self._read(sent))
        self.task.add_done_callback(ended)

    def cancel(self) -> None:
        """Stop; nothing was kept yet."""
        self._stop.set()  # a cancelled task leaves its thread behind
        if self.task is not None:
            self.task.cancel()

    async def _read(self, sent: Sequence[Sent]) -> None:
        STOP.set(self._stop)
        for number, (name, size, raw) in enumerate(sent[:MOST_FILES], start=1):
            self._said(f"Reading {number} of {len(sent)}: {name}")
            await asyncio.sleep(0)
            try:
                if raw is None:
                    raise InputError(f"has {size:,} bytes; at most {LARGEST:,} are read. Split it")
                # Off the page's thread: a large file takes seconds, and Cancel must be heard meanwhile.
                self.files.append(await asyncio.to_thread(read_file, name, raw))
            except InputError as error:
                self.refused.append(f"{name} {error}.")
        if len(sent) > MOST_FILES:
            left = len(sent) - MOST_FILES
            self.refused.append(f"{left:,} files were left out: at most {MOST_FILES} are read at once.")
        self.offered = await asyncio.to_thread(offers, self._coach.bank.stories(), self.files)
        for number, offer in enumerate(self.offered, start=1):
            self._said(f"Reading story {number} of {len(self.offered)}: {offer.story.name}")
            await asyncio.to_thread(self._coach.bank.read, offer.story)
