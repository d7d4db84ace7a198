"""Every page and its main states, looked at by axe and by ruler, in both themes; and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.tour import tour
from tests.browser.walk import ANSWERS, PATIENCE, REPLIES, Candidate

VIEWS = [(1280, "light"), (1280, "dark"), (375, "dark"), (375, "light")]
NARROW = (375, 320)
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
FILLED = "() => [...document.querySelectorAll('.lp-btn--go')].filter((b) => b.offsetParent).map((b) => b.textContent)"
RING = "() => getComputedStyle(document.activeElement).outlineStyle"
NAME = """() => {
    const at = document.activeElement;
    return (at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent).trim();
}"""


@dataclass
class Seen:
    """What was found on each state of each page."""

    states: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    headings: dict[str, int] = field(default_factory=dict)
    filled: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def seen(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Walk through all pages once and note what is wrong with each."""
    found = Seen()
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")

    def look(state: str) -> None:
        found.states.append(state)
        found.headings[state] = page.locator("h1:visible").count()
        found.filled[state] = page.evaluate(FILLED)
        for width, scheme in VIEWS:
            view(page, width, scheme)
            found.violations += [f"{state} at {width}, {scheme}: {wrong}" for wrong in violations(page)]
        for width in NARROW:
            view(page, width, "light")
            if page.evaluate(WIDER) > 0:
                found.sideways.append(f"{state} at {width}")
        view(page, 1280, "light")

    with running("app", tmp_path_factory.mktemp("pages") / "home") as server:
        tour(page, server, look)
    yield found
    page.close()


def view(page: Page, width: int, scheme: str) -> None:
    """Give the page another width and theme; charts are redrawn by the kernel, so wait for their ink."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def violations(page: Page) -> list[str]:
    """What axe finds, with the place; it is brought into each document once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
    return [f"{each['id']} {[node['target'] for node in each['nodes']]}" for each in found]


def test_axe_finds_nothing_on_any_state_in_either_theme(seen: Seen) -> None:
    """Names, roles, landmarks, contrast: zero violations, wide and narrow."""
    assert len(seen.states) > 20
    assert seen.violations == []


def test_nothing_scrolls_sideways_on_a_phone(seen: Seen) -> None:
    """Down to 320 px, which is also 1280 px at 400%."""
    assert seen.sideways == []


def test_each_page_has_one_heading_of_the_first_level(seen: Seen) -> None:
    """So that a screen reader says where one is."""
    assert {state: count for state, count in seen.headings.items() if count != 1} == {}


def test_each_page_has_one_filled_button_at_most(seen: Seen) -> None:
    """One thing to do; where a question stands in place of the buttons its first answer is filled."""
    assert {state: names for state, names in seen.filled.items() if len(names) > 1} == {}
    assert seen.filled["dive-too-short"] == ["Keep writing"]
    assert seen.filled["cross-over"] == ["Next: Your questions"]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus; every stop on the way has its ring."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(RING) != "none", f"no ring on {page.evaluate(NAME)}"
        if page.evaluate(NAME) == name:
            return
    pytest.fail(f"Tab never reaches {name!r}")


def test_a_story_is_told_by_keyboard_alone(voila_server: Server, open_page: OpenPage) -> None:
    """Tab, Enter, Space, arrows and Ctrl+Enter lead from the start page to the debrief's heading."""
    page = open_page(voila_server.start)
    person = Candidate(page, [])
    page.get_by_role("button", name="Practise one story").wait_for(timeout=PATIENCE)
    tab_to(page, "Practise one story")
    page.keyboard.press("Enter")
    person.box.wait_for(timeout=PATIENCE)
    tab_to(page, "Your answer")
    page.keyboard.insert_text(ANSWERS["t-001"])
    number = 0
    while person.box.is_visible():
        question = person.asked()
        page.keyboard.press("Control+Enter")
        person.wait_for_change(question)
        if not person.box.is_visible():
            break
        expect(person.box).to_be_focused()
        expect(person.box).to_be_in_viewport(ratio=1)
        page.keyboard.insert_text(REPLIES[number % len(REPLIES)])
        number += 1
    expect(page.locator("#lp-over")).to_be_focused()
    tab_to(page, "Next: Debrief")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show the debrief").wait_for(timeout=PATIENCE)
    for first in ("1 absent",) * 4 + ("Strong no hire",):
        tab_to(page, first)
        page.keyboard.press("ArrowRight")
    tab_to(page, "Show the debrief")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One story")
