"""One kernel stands ready that has imported what a page needs: whoever turns the page waits for no import."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

__all__ = ["WARM", "SpareKernel"]

# Imported before a page asks; by name, since the shells draw no pages. Not 07: its charts are heavy.
PAGES = ("start", "stories", "introductions", "deep_dives", "cross_examination", "your_questions", "debrief", "drills")
WARM = " ".join(["lpcoach.ui.pages", *(f"lpcoach.ui.pages.{page}_page" for page in PAGES)])
PAUSE = 2.0  # seconds that a page has the machine to itself before the next kernel is made ready
SETTLING = 0.3  # seconds from a kernel's answer until it minds no interrupt, with which Jupyter begins to end it
PATIENCE = 60  # seconds for a kernel to start


class SpareKernel(AsyncMappingKernelManager):
    """Gives a page the kernel that stands ready, once, and makes another ready when the page has been drawn."""

    _spare: asyncio.Task[str] | None = None
    _over = False

    def make_ready(self) -> None:
        """Begin with the kernel for the next page; to be called in the loop."""
        if self._spare is None and not self._over:
            self._spare = asyncio.create_task(self._warmed())

    async def start_kernel(self, **wanted: Any) -> str:  # type: ignore[override]  # noqa: ANN401 - Jupyter's own
        """A kernel for a page: the one that stands ready and lives, or a new one."""
        spare, self._spare = self._spare, None
        asyncio.get_running_loop().call_later(PAUSE, self.make_ready)
        if spare is not None:
            (kernel,) = await asyncio.gather(spare, return_exceptions=True)
            if isinstance(kernel, str) and kernel in self:
                process: Any = self.get_kernel(kernel)
                if await process.is_alive():
                    return kernel
                await self._end(kernel)  # before Jupyter starts it again, for nobody
        return await self._new(**wanted)

    async def settle(self) -> None:
        """Make no other one ready, and wait for the one that is being made: ended in the middle, it would complain."""
        self._over = True
        if self._spare is not None and not self._spare.done():
            await asyncio.gather(self._spare, return_exceptions=True)
            await asyncio.sleep(SETTLING)

    async def _new(self, **wanted: Any) -> str:  # noqa: ANN401
        start: Any = super().start_kernel
        kernel: str = await start(**wanted)
        return kernel

    async def _end(self, kernel: str) -> None:
        shutdown: Any = self.shutdown_kernel
        with suppress(KeyError):
            await shutdown(kernel, now=True)

    async def _warmed(self) -> str:
        kernel = await self._new(kernel_name="python3", path="")
        client: Any = self.get_kernel(kernel).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=PATIENCE)
            code = "".join(f"import {name}\n" for name in WARM.split())
            await client.execute(code, silent=True, store_history=False, reply=True, timeout=PATIENCE)
        finally:
            client.stop_channels()
        return kernel
