"""A story that is told on a page while something goes wrong."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from playwright.sync_api import Page

from lpcoach.coach import Coach
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server
from tests.browser.walk import PATIENCE, Candidate

__all__ = ["join_in", "leave", "saved", "seconds_until_told", "stop", "tell_a_story"]


def tell_a_story(server: Server, open_page: OpenPage, port: int = 0) -> tuple[Page, Candidate]:
    """Open the page of a story that has just begun."""
    coach = Coach.open(server.home)
    coach.start("one_story")
    coach.store.close()
    return join_in(server, open_page, port)


def join_in(server: Server, open_page: OpenPage, port: int = 0) -> tuple[Page, Candidate]:
    """Open the page of the story that is under way."""
    page = open_page(server.page("03_deep_dives.ipynb").replace(str(server.port), str(port or server.port)))
    person = Candidate(page, [])
    person.box.wait_for(timeout=PATIENCE)
    return page, person


def saved(page: Page) -> None:
    """Wait until all that stands there is saved."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.lp-status')].some((line) => line.offsetParent"
        " && /^Saved/.test(line.innerText))",
        timeout=PATIENCE,
    )


def leave(server: Server, page: Page) -> None:
    """Close the page's kernel, and with it the file."""
    page.goto("about:blank")
    while server.kernels():
        page.wait_for_timeout(200)


def seconds_until_told(page: Page, lose: Callable[[], None]) -> float:
    """How long after the loss the page says so; a clock of the page's own, so that the test's waiting adds nothing."""
    page.evaluate("""() => { window.told = new Promise((go) => { const look = setInterval(() => {
        const line = [...document.querySelectorAll('.lp-status [role=status]')].find((each) => each.offsetParent);
        if (line?.textContent.startsWith('Not saved')) { clearInterval(look); go(Date.now()); } }, 20); }); }""")
    lose()
    lost = time.time() * 1000
    return float((page.evaluate("() => window.told") - lost) / 1000)


def stop(server: Server, how: signal.Signals) -> None:
    """Send all kernels a signal."""
    for kernel in server.kernels():
        os.kill(kernel, how)
