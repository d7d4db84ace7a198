"""The kernels: some stand ready, each is given to one visitor, none is ever given to a second one."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from lpcoach.hosting.kernel import FILE, MEMORY, WARM
from lpcoach.hosting.limits import Limits
from lpcoach.hosting.seats import Seats

__all__ = ["KernelPool", "OneKernel"]

HANDED_ON = {"PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "LPCOACH_GUARD_LOG"}
HANDED_ON |= {"LPCOACH_PACK", "LPCOACH_STORE", "LPCOACH_MODELS"}
AT_ONCE = 2  # kernels that start at the same time; more would only make each slower
PATIENCE = 60  # seconds for a kernel to start
KEPT = 3  # seconds in which somebody who left a page may come to the next one
log = logging.getLogger("lpcoach.hosting")


class OneKernel(KernelSpecManager):
    """Knows one kind of kernel, ours, whatever a notebook asks for."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kernel."""
        argv = [sys.executable, "-m", "lpcoach.hosting.kernel", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", name=kernel_name)

    def find_kernel_specs(self) -> dict[str, str]:
        """One name, without a folder of its own."""
        return {"python3": ""}


class KernelPool(AsyncMappingKernelManager):
    """``seat`` gives a visitor a kernel; ``tend`` is called again and again and clears away what is over."""

    def open(self, limits: Limits, seats: Seats, warm: str, folder_of: Callable[[str], Any]) -> None:
        """Say by what rules it works; before that it starts nothing."""
        self.limits, self.seats, self.folder_of = limits, seats, folder_of
        kept = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        home = {
            "HOME": self.connection_dir,
            "IPYTHONDIR": self.connection_dir,
            "JUPYTER_RUNTIME_DIR": self.connection_dir,
        }
        bounds = {MEMORY: str(limits.memory_mb), FILE: str(limits.file_mb), WARM: warm}
        self.environment = {**kept, **home, **bounds, "LPCOACH_HOSTED": "demo", "PYTHONDONTWRITEBYTECODE": "1"}
        self.ready: deque[str] = deque()
        self.clients: dict[str, Any] = {}
        self.lines: defaultdict[str, set[Any]] = defaultdict(set)  # the open lines of pages, by kernel
        self.begun = 0  # kernels that are being started
        self.filling = False  # whether one of them is to stand ready
        self.kept: dict[
            str, tuple[str, float]
        ] = {}  # by visitor: the kernel that is left, and until when its room is kept
        self.starts = asyncio.Semaphore(AT_ONCE)
        self.closing = False

    @property
    def room(self) -> int:
        """How many more kernels may be started for anyone."""
        return self.limits.kernels - len(self) - self.begun - len(self.kept)

    async def seat(self, visitor: str) -> str | None:
        """A kernel for the visitor; None when there is no room."""
        kernel = await self._next()
        if kernel is None:
            kernel = await self._own_room(visitor)
        if kernel is None:
            return None
        self.seats.take(visitor, kernel)
        for spare in self.seats.to_give_up(visitor, most=self.limits.per_visitor - 1, besides=kernel):
            await self.end(spare)
        client = self.clients.pop(kernel)
        call = f"from lpcoach.hosting.kernel import sit_down\nsit_down({str(self.folder_of(visitor))!r}, {visitor!r})"
        try:
            reply = await client.execute(call, silent=True, store_history=False, reply=True, timeout=PATIENCE)
        finally:
            client.stop_channels()
        if reply["content"]["status"] != "ok":
            await self.end(kernel)
            raise RuntimeError("A kernel could not be given to a visitor.")
        return kernel

    async def _next(self) -> str | None:
        """A kernel that is ready, or a new one if there is room, or the one that is about to be ready."""
        while True:
            while self.ready:
                kernel = self.ready.popleft()
                if await self._of(kernel).is_alive():
                    return kernel
                await self.end(kernel)
            if not self.closing and self.room > 0:
                return await self._begin()
            if self.closing or not self.filling:
                return None
            await asyncio.sleep(0.1)

    async def leave(self, kernel: str) -> None:
        """Its page is left, perhaps for the next one: keep the room a moment; nobody falls out of a full demo."""
        if visitor := self.seats.visitor(kernel):
            self.kept[visitor] = (kernel, time.monotonic() + KEPT)
        await self.end(kernel)

    async def _own_room(self, visitor: str) -> str | None:
        """A new kernel in the room of the one that the visitor leaves; None where there was none."""
        if left := self.seats.to_give_up(visitor, most=0):
            await self.leave(left[0])
        if visitor not in self.kept or self.closing:
            return None
        kernel, _ = self.kept[visitor]
        self.kept[visitor] = (kernel, time.monotonic() + PATIENCE)
        while kernel in self:
            await asyncio.sleep(0.05)
        return await self._begin() if self.kept.pop(visitor, None) else None

    async def _begin(self) -> str:
        """Start a kernel and wait until it has imported all that a page needs."""
        self.begun += 1
        try:
            async with self.starts:
                kernel: str = await self.start_kernel(kernel_name="python3", env=dict(self.environment))
        finally:
            self.begun -= 1
        client = self._of(kernel).client()
        client.start_channels()
        self.clients[kernel] = client
        try:
            await client.wait_for_ready(timeout=PATIENCE)
        except BaseException:
            await self.end(kernel)
            raise
        return kernel

    def _of(self, kernel: str) -> Any:  # noqa: ANN401 - its types do not say that all of it is awaited
        return self.get_kernel(kernel)

    async def end(self, kernel: str) -> None:
        """Shut a kernel down, which commits what it holds first; then let go of pages that still look at it."""
        self.seats.leave(kernel)
        if kernel in self.ready:
            self.ready.remove(kernel)
        client = self.clients.pop(kernel, None)
        if client is not None:
            client.stop_channels()
        if kernel in self:
            shutdown: Any = self.shutdown_kernel
            with suppress(KeyError):  # it was on its way out already
                await shutdown(kernel)
        for line in self.lines.pop(kernel, ()):
            line.close()

    async def tend(self) -> None:
        """Clear away what is overdue or dead, then fill up what stands ready."""
        gone = [kernel for kernel in self.list_kernel_ids() if not await self._of(kernel).is_alive()]
        for kernel in {*gone, *self.seats.overdue()}:
            await self.end(kernel)
        self.kept = {visitor: one for visitor, one in self.kept.items() if one[1] > time.monotonic()}
        while len(self.ready) < self.limits.ready and self.room > 0 and not self.closing:
            self.filling = True
            try:
                self.ready.append(await self._begin())
            finally:
                self.filling = False

    async def end_all(self) -> None:
        """Shut all kernels down."""
        self.closing = True
        await asyncio.gather(*(self.end(kernel) for kernel in self.list_kernel_ids()))
