"""Looks again and again whether the server of the workbooks answers, where there is one."""

from __future__ import annotations

import asyncio
import logging
import os
import time

from lpcoach.errors import LpcoachError, StoreError
from lpcoach.store import ADDRESS_VARIABLE, check_server

__all__ = ["StoreWatch"]

EVERY = 5.0  # seconds between two looks
log = logging.getLogger("lpcoach.hosting")


class StoreWatch:
    """``why`` is empty as long as workbooks can be written; the log tells when that ends and when it is so again."""

    def __init__(self) -> None:
        self.why = ""
        self._address = os.environ.get(ADDRESS_VARIABLE, "")
        self._looked = -EVERY
        self._looking = asyncio.Lock()

    @property
    def watches(self) -> bool:
        """Whether workbooks are on a server; files are looked at by who writes them."""
        return bool(self._address)

    async def look(self, within: float = EVERY) -> None:
        """Look, unless that was done ``within`` so many seconds."""
        async with self._looking:
            if self.watches and time.monotonic() >= self._looked + within:
                await self._look()

    async def _look(self) -> None:
        before = self.why
        try:
            await asyncio.to_thread(check_server, self._address)
            self.why = ""
        except LpcoachError as error:
            said = error.message if isinstance(error, StoreError) else str(error)
            self.why = said.partition(": ")[2] or said  # not which database on which host
        if bool(before) != bool(self.why):
            log.log(*((logging.ERROR, "Workbooks: %s", self.why) if self.why else (logging.INFO, "Workbooks: again.")))
        self._looked = time.monotonic()
