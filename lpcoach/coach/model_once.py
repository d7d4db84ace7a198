"""One request for one thing, whoever wants it: two tabs, two kernels, a page before and after it was reloaded."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Wait
from lpcoach.errors import StoreError

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach
    from lpcoach.coach.model import LanguageModel

__all__ = ["ELSEWHERE", "HERE", "once"]

ELSEWHERE: Final = "Another tab, or this page before it was reloaded, is asking the model; what comes is shown here too"
HERE: Final = "It is asked from here now"
LASTS: Final = timedelta(seconds=15)  # a kernel that dies blocks nobody for longer
RENEWED: Final = 4.0
LOOKED: Final = 1.0


@asynccontextmanager
async def once(
    lm: LanguageModel, what: str, on_wait: Callable[[Wait], None] | None = None, *, waits: bool = True
) -> AsyncIterator[None]:
    """Within it nobody else asks for ``what``; read the practice again there, since who asked before may have it.

    While another asks this waits, and says so; ChatFailure where it was cancelled, or at once where ``waits`` is false.
    """
    who = uuid4().hex
    await lm.stoppable(_turn(lm.coach, what, who, on_wait, waits=waits))
    renewing = asyncio.create_task(_renew(lm.coach, what, who))

    def release() -> None:
        with suppress(StoreError):  # it runs out by itself, and what came is kept
            lm.coach.store.release(what, who)

    atexit.register(release)  # a page that is reloaded ends its kernel in the middle of this
    try:
        yield
    finally:
        renewing.cancel()
        atexit.unregister(release)
        release()


async def _turn(coach: Coach, what: str, who: str, on_wait: Callable[[Wait], None] | None, *, waits: bool) -> None:
    told = on_wait or (lambda _: None)
    waited = False
    while not coach.store.claim(what, who, coach.now(), LASTS):
        if not waits:
            raise ChatFailure("elsewhere")
        waited = True
        told(Wait(0, 0, ELSEWHERE))  # each time: a page that is being opened hears nothing yet
        await asyncio.sleep(LOOKED)
    if waited:
        told(Wait(0, 0, HERE))


async def _renew(coach: Coach, what: str, who: str) -> None:
    while True:
        await asyncio.sleep(RENEWED)
        with suppress(StoreError):  # tried again before it runs out
            coach.store.claim(what, who, coach.now(), LASTS)
