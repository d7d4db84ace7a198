"""`lpcoach serve` as visitors meet it: the first page, a workbook of one's own, a full house, a key of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_boxes import holding
from tests.browser.test_pages import violations
from tests.browser.walk import ANSWERS, PATIENCE, Candidate
from tests.browser.watched import Watch
from tests.hosting.site import Server, serving

SECRET = "zqxsecret of Ada: p99 fell by 40 ms"
KEY = "sk-visitor-271828182845"
FULL = "The demo is full. Try in a minute."


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run `lpcoach serve` with room for three, one of them kept ready."""
    with serving(tmp_path_factory.mktemp("demo") / "home", "--kernels", "3", "--ready", "1", "--idle", "30") as server:
        yield server


def enter(page: Page) -> Page:
    """Press the button of the first page and wait for the start page; a page that says "full" tries by itself."""
    page.get_by_role("button", name="Open the demo").click()
    page.get_by_role("button", name="Start a loop").first.wait_for(timeout=2 * PATIENCE)
    return page


def story(page: Page) -> Candidate:
    """Begin one story; its question is on show."""
    person = Candidate(page, [])
    page.get_by_role("button", name="Practise one story").first.click()
    person.box.wait_for(timeout=PATIENCE)
    return person


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rooms_own_pages_are_for_everyone(demo: Server, open_page: OpenPage, scheme: str) -> None:
    """On the first page and on an error axe finds nothing and nothing scrolls sideways, on a phone too."""
    for path in ("", "/nothing", "/voila/render/x.ipynb"):
        page = open_page(demo.address + path, width=375, scheme=scheme)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") == 375


def test_a_visitors_text_is_there_again_and_nobody_elses(demo: Server, open_page: OpenPage, watch: Watch) -> None:
    """It stands there after a reload; a second browser sees none of it; export has it, delete ends it."""
    page, other = enter(open_page(demo.address)), enter(open_page(demo.address))
    person = story(page)
    person.box.fill(SECRET)
    expect(page.get_by_text("Saved").first).to_be_visible()
    page.reload()
    expect(person.box).to_have_value(SECRET, timeout=PATIENCE)
    other.get_by_role("radio", name="Your own chatbot, by copy and paste").check()
    second = story(other)
    second.box.fill(ANSWERS["t-016"])
    second.press("Submit answer")
    other.get_by_role("button", name="Copy for your chatbot").wait_for(timeout=PATIENCE)
    assert "zqxsecret" not in other.content()
    with page.expect_download() as given:
        person.press("Export everything")
    assert SECRET in Path(given.value.path()).read_text("utf-8")
    assert holding(demo.home, "zqxsecret") == {"workbook.sqlite"}
    assert "zqxsecret" not in demo.logged()
    person.press("Delete what I wrote")
    person.press("Yes, delete what I wrote")
    page.get_by_role("button", name="Start a loop").first.wait_for(timeout=PATIENCE)
    assert holding(demo.home, "zqxsecret") == set()
    assert "zqxsecret" not in page.evaluate("() => JSON.stringify(localStorage)")
    # In a full demo a kernel may be gone before its page has said farewell.
    assert [each for each in watch.errors if "/api/shutdown/" not in each] == []


def test_who_comes_to_a_full_demo_waits_and_who_is_in_goes_on(demo: Server, open_page: OpenPage) -> None:
    """The page says so and lets in by itself; meanwhile those who are in go from page to page."""
    seated = [enter(open_page(demo.address)) for _ in range(3)]
    late = open_page(demo.address)
    late.get_by_role("button", name="Open the demo").click()
    expect(late.get_by_role("heading", name=FULL)).to_be_visible(timeout=PATIENCE)
    assert violations(late) == []
    story(seated[0])
    expect(late.get_by_role("heading", name=FULL)).to_be_visible()
    seated[1].close(run_before_unload=True)
    late.get_by_role("button", name="Start a loop").first.wait_for(timeout=2 * PATIENCE)


def test_a_visitors_key_goes_to_the_host_they_agreed_to_and_stays_in_memory(
    tmp_path: Path, open_page: OpenPage
) -> None:
    """No keyring, no search of the server's ports, no address inside; asked after consent, and nothing else is."""
    with serving(tmp_path / "home", "--kernels", "2", "--ready", "1") as server:
        asked = tmp_path / "outside-serve.log"
        page = enter(open_page(server.address))
        choose(page, "https://127.0.0.1/v1")
        expect(page.get_by_text("A demo asks a model at a public address only").first).to_be_visible()
        choose(page, "https://models.example/v1")
        assert page.get_by_role("button", name="Look for servers on this machine").count() == 0
        assert page.get_by_role("checkbox", name="keyring").count() == 0
        page.get_by_label("Key for models.example").fill(KEY)
        page.get_by_role("button", name="Use this key").click()
        expect(page.get_by_text("The key is in the memory of this page").first).to_be_visible()
        page.get_by_role("button", name="Try it").click()
        agree = page.get_by_role("button", name="Agree to send it to models.example")
        agree.wait_for()
        assert not asked.exists()
        agree.click()
        expect(page.get_by_text("models.example cannot be reached").first).to_be_visible(timeout=PATIENCE)
        assert set(asked.read_text("utf-8").split()) == {"models.example"}
        asked.unlink()
        assert holding(server.home, KEY) == set()
        assert KEY not in server.logged() + json.dumps(page.context.cookies()) + page.content()


def choose(page: Page, address: str) -> None:
    """Let a model at this address interview."""
    page.get_by_role("radio", name="A language model at an address").check()
    page.get_by_label("Server address").fill(address)
    page.get_by_label("Model", exact=True).fill("m")
    page.get_by_label("Model", exact=True).blur()
