"""How long a page takes to its last widget, and what its kernel holds then."""

from __future__ import annotations

import time

import psutil
from playwright.sync_api import Browser

from tests.browser.servers import is_kernel
from tests.browser.walk import PATIENCE

__all__ = ["drawn", "kernels"]


def kernels(process: psutil.Process) -> list[psutil.Process]:
    """The kernels below a server."""
    return [child for child in process.children(recursive=True) if is_kernel(child)]


def kernel_mb(process: psutil.Process) -> float:
    """Memory of the one kernel below a server, in MB."""
    return max(float(kernel.memory_full_info().pss) for kernel in kernels(process)) / 2**20


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
    end = time.monotonic() + 10
    while time.monotonic() < end and kernels(process):
        time.sleep(0.1)
    return seconds, memory
