"""A real Chromium, the real servers, and pages that are watched for outside requests and errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.servers import Server, running
from tests.browser.watched import Watch

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

OpenPage = Callable[..., Page]
expect.set_options(timeout=20_000)  # ms; two cores may be busy with a kernel that starts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; `make browser` installs it."""
    found = shutil.which("chromium")
    assert found, "The browser tests need Chromium. Run: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the data folder of a person who has just installed the workbook."""
    return tmp_path / "home"


@pytest.fixture
def voila_server(home: Path) -> Iterator[Server]:
    """Run `lpcoach app`."""
    with running("app", home) as server:
        yield server


@pytest.fixture(scope="module")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One `lpcoach app` for all tests of a module; each begins a practice of its own."""
    with running("app", tmp_path_factory.mktemp("told") / "home") as started:
        yield started


@pytest.fixture
def lab_server(home: Path) -> Iterator[Server]:
    """Run `lpcoach lab`."""
    with running("lab", home) as server:
        yield server


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Remember what the pages of a test ask for; the test fails if that was ever outside this machine."""
    seen = Watch()
    yield seen
    assert seen.outside == []


@pytest.fixture
def open_page(chromium: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Open watched pages: ``open_page(url, width=375, scheme="dark")``; each in a browser of its own person."""
    contexts = []

    def opened(url: str, width: int = 1280, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = watch.over(context.new_page())
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")  # a page that is left says so to its kernel, which then ends
        context.close()
