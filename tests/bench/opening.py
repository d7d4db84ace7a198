"""How long a page takes to its last widget, and what its kernel holds then."""

from __future__ import annotations

import time
from contextlib import suppress

import psutil
from playwright.sync_api import Browser

from lpcoach.shell.spare import PAUSE
from tests.browser.servers import is_kernel
from tests.browser.walk import PATIENCE

__all__ = ["drawn", "kernels", "settle"]

READING = 15  # seconds at most between two pages


def kernels(process: psutil.Process) -> list[psutil.Process]:
    """The kernels below a server."""
    return [child for child in process.children(recursive=True) if is_kernel(child)]


def kernel_mb(process: psutil.Process) -> float:
    """Memory of the largest kernel below a server, the page's, in MB; one that is just ending has none."""
    held = []
    for kernel in kernels(process):
        with suppress(psutil.NoSuchProcess):
            held.append(float(kernel.memory_full_info().pss))
    return max(held) / 2**20


def drawn(browser: Browser, url: str, last: str, process: psutil.Process) -> tuple[float, float]:
    """Seconds to the last widget, and the kernel's memory then; the page is closed as a person closes it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url)
    page.locator(last).first.wait_for(state="visible", timeout=PATIENCE)
    seconds = time.perf_counter() - start
    memory = kernel_mb(process)
    page.close(run_before_unload=True)
    context.close()
    settle(process)
    return seconds, memory


def settle(process: psutil.Process) -> None:
    """Wait until the page's kernel is gone and, where one stands ready for the next page, it is; as while one reads."""
    end = time.monotonic() + READING
    while time.monotonic() < end:
        time.sleep(PAUSE + 1)
        if all(one.cpu_percent(0.5) < 10 for one in kernels(process)):
            return
