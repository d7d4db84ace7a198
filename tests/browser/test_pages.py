"""Every page and its main states, looked at by axe and by ruler, in both themes; and by keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from lpcoach.coach import Coach
from tests.browser.aside import aside, prepared
from tests.browser.conftest import OpenPage
from tests.browser.senses import AXE, AXE_QUICKLY, CLIPPED, MOVED, ORDER, SMALL, SPACED, WATCH_MOVES
from tests.browser.servers import Server, running
from tests.browser.tour import tour
from tests.browser.walk import ANSWERS, INTRODUCTION, PATIENCE, REPLIES, Candidate

VIEWS = [(1280, "light"), (375, "dark")]  # each width and each theme once; `make prove` looks at all four pairs
GRID = [*VIEWS, (1280, "dark"), (375, "light")]
NARROW = (375, 320)
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
FILLED = "() => [...document.querySelectorAll('.lp-btn--go')].filter((b) => b.offsetParent).map((b) => b.textContent)"
OWN_QUESTION = "When the owner of a model leaves, what keeps its alarms honest two years on?"
PRESSED_TWICE = """(field) => [1, 2].forEach(() => field.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true })))"""
AT_ONCE = """new MutationObserver((_, watcher) => {
    const button = [...document.querySelectorAll("button")].find((each) => each.textContent === "Practise one story");
    if (button) { watcher.disconnect(); button.click(); }
}).observe(document, { childList: true, subtree: true })"""
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
    order: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=["walk", pytest.param("grid", marks=pytest.mark.prove)])
def seen(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Walk through all pages once and note what is wrong with each; the grid also holds what lies beside the walk."""
    found, whole = Seen(), request.param == "grid"
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")

    def look(state: str) -> None:
        found.states.append(state)
        found.headings[state] = page.locator("h1:visible").count()
        found.filled[state] = page.evaluate(FILLED)
        found.order += [f"{state}: {wrong}" for wrong in page.evaluate(ORDER)]
        found.small += [f"{state}: {wrong}" for wrong in page.evaluate(SMALL)]
        spaced(page, state, found)
        for width, scheme in GRID if whole else VIEWS:
            view(page, width, scheme)
            found.violations += [f"{state} at {width}, {scheme}: {wrong}" for wrong in violations(page, whole)]
            sideways(state, width)
        view(page, NARROW[-1], "light")
        sideways(state, NARROW[-1])
        view(page, 1280, "light")

    def sideways(state: str, width: int) -> None:
        if page.evaluate(WIDER) > 0:
            found.sideways.append(f"{state} at {width}")

    with running("app", tmp_path_factory.mktemp("pages") / "home") as server:
        tour(page, server, look)
    if whole:
        with running("app", prepared(tmp_path_factory.mktemp("used") / "home")) as server:
            aside(page, server, look)
    yield found
    page.close()


def spaced(page: Page, state: str, found: Seen) -> None:
    """Note what WCAG's text spacing breaks, at full width and at half of it, which is 200 %."""
    page.evaluate(f"() => document.head.insertAdjacentHTML('beforeend', `<style id=spaced>{SPACED}</style>`)")
    for width in (1280, 640):
        view(page, width, "light")
        found.broken += [f"{state} at {width}: {wrong}" for wrong in page.evaluate(CLIPPED)]
        if page.evaluate(WIDER) > 0:
            found.broken.append(f"{state} at {width} scrolls sideways")
    page.evaluate("() => document.querySelector('#spaced').remove()")


def view(page: Page, width: int, scheme: str) -> None:
    """Give the page another width and theme; charts are redrawn by the kernel, so wait for their ink."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def violations(page: Page, whole: bool = False) -> list[str]:
    """What axe finds, with the place; contrast in all texts or in one of each look. Brought in once a document."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(AXE if whole else AXE_QUICKLY)
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


def test_headings_go_down_one_level_at_a_time(seen: Seen) -> None:
    """So that the outline can be heard; the page's own heading comes first."""
    assert seen.order == []


def test_each_control_can_be_hit(seen: Seen) -> None:
    """24 px each way at least; a link inside a sentence may be as high as its line."""
    assert seen.small == []


def test_text_spacing_and_200_percent_break_nothing(seen: Seen) -> None:
    """Nothing is cut off, no control lies over another, nothing scrolls sideways."""
    assert seen.broken == []


def test_each_page_has_one_filled_button_at_most(seen: Seen) -> None:
    """One thing to do; where a question stands in place of the buttons its first answer is filled."""
    assert {state: names for state, names in seen.filled.items() if len(names) > 1} == {}
    assert seen.filled["dive-too-short"] == ["Keep writing"]
    assert seen.filled["cross-over"] == ["Next: Your questions"]


def test_nothing_jumps_and_no_scroll_is_stolen(one_server: Server, open_page: OpenPage) -> None:
    """Up to a probe and from then on nothing moves by itself; probe and editor are in sight; saving never scrolls."""
    page = open_page("about:blank")
    page.add_init_script(WATCH_MOVES)
    page.goto(one_server.start)
    person = Candidate(page, [])
    page.get_by_role("button", name="Practise one story").click(timeout=PATIENCE)
    person.box.wait_for(timeout=PATIENCE)
    question = person.asked()
    person.box.fill(ANSWERS["t-001"])
    opening = page.evaluate(MOVED)
    person.press("Submit answer")
    person.wait_for_change(question)
    expect(person.box).to_be_focused()
    page.evaluate("() => { window.lpMoved = 0 }")  # that the probe takes its place is what was asked for
    expect(page.locator("#lp-now")).to_be_in_viewport(ratio=1)
    expect(person.box).to_be_in_viewport(ratio=1)
    person.box.press_sequentially("It")
    page.evaluate("() => scrollTo(0, 0)")
    page.get_by_text("Saved", exact=False).first.wait_for(state="attached")
    page.wait_for_timeout(1500)
    assert page.evaluate("() => scrollY") == 0
    assert opening + page.evaluate(MOVED) < 0.1


def test_the_clock_can_be_hidden_and_stays_hidden(one_server: Server, open_page: OpenPage) -> None:
    """A click on a button just drawn counts; the clock's box is remembered, and the path of phases stays."""
    page = open_page("about:blank")
    page.add_init_script(AT_ONCE)
    page.goto(one_server.start)
    page.get_by_text("interview time").wait_for(timeout=PATIENCE)
    page.get_by_role("checkbox", name="Hide clock").check()
    expect(page.get_by_text("interview time")).to_be_hidden()
    expect(page.locator(".lp-time").locator("visible=true")).to_have_count(0)  # a question may say "this story" too
    end = time.monotonic() + PATIENCE / 1000
    while not Coach.open(one_server.home).settings.hide_clock and time.monotonic() < end:
        page.wait_for_timeout(100)
    page.reload()
    page.get_by_role("checkbox", name="Hide clock").wait_for(timeout=PATIENCE)
    expect(page.get_by_role("checkbox", name="Hide clock")).to_be_checked()
    expect(page.get_by_text("interview time")).to_be_hidden()
    expect(page.get_by_role("navigation", name="The hour")).to_be_visible()


def tab_to(page: Page, name: str, within: int = 60) -> None:
    """Press Tab until the control of this name has the focus; every stop on the way has its ring."""
    for _ in range(within):
        page.keyboard.press("Tab")
        assert page.evaluate(RING) != "none", f"no ring on {page.evaluate(NAME)}"
        if page.evaluate(NAME) == name:
            return
    pytest.fail(f"Tab never reaches {name!r}")


def rate_by_keyboard(page: Page) -> None:
    """Each radio group by Tab and one arrow, then the reveal."""
    for first in ("1 absent",) * 4 + ("Strong no hire",):
        tab_to(page, first)
        page.keyboard.press("ArrowRight")
    tab_to(page, "Show the debrief")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused(timeout=PATIENCE)


def test_a_story_is_told_by_keyboard_alone(one_server: Server, open_page: OpenPage) -> None:
    """Tab, Enter, Space, arrows and Ctrl+Enter lead from the start page to the debrief's heading."""
    page = open_page(one_server.start)
    person = Candidate(page, [])
    page.get_by_role("button", name="Practise one story").wait_for(timeout=PATIENCE)
    tab_to(page, "Practise one story")
    page.keyboard.press("Enter")
    person.box.wait_for(timeout=PATIENCE)
    tab_to(page, "Your answer")
    told_by_keyboard(person, ["t-001"])
    tab_to(page, "Next: Debrief")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show the debrief").wait_for(timeout=PATIENCE)
    rate_by_keyboard(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("One story")


def told_by_keyboard(person: Candidate, answers: list[str]) -> None:
    """Write where the focus stands and submit, until the part is over; the focus goes to what is next each time."""
    page, number = person.page, 0
    while person.box.is_visible():
        expect(person.box).to_be_editable(timeout=PATIENCE)
        question = person.asked()
        lead = not page.locator("#lp-now").is_visible()
        page.keyboard.insert_text(ANSWERS[answers.pop(0)] if lead else REPLIES[number % len(REPLIES)])
        if lead:
            person.box.evaluate(PRESSED_TWICE)
        else:
            page.keyboard.press("Control+Enter")
        person.wait_for_change(question)
        expect(page.get_by_text("Another tab has gone on")).to_have_count(0)
        if person.box.is_visible():
            expect(person.box).to_be_focused()
            expect(person.box).to_be_in_viewport(ratio=1)
        number += 1
    expect(page.locator("#lp-over:focus, #lp-next:focus")).to_have_count(1)  # the end of the part, or the way on


@pytest.mark.prove
def test_the_whole_loop_by_keyboard_alone(one_server: Server, open_page: OpenPage) -> None:
    """From the first page through all four phases to the vote, and after each act the focus is where one goes on."""
    page = open_page(one_server.start)
    person = Candidate(page, [])
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    tab_to(page, "Start a loop")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Your introduction").wait_for(timeout=PATIENCE)
    tab_to(page, "Your introduction")
    page.keyboard.insert_text(INTRODUCTION)
    page.keyboard.press("Control+Enter")
    page.get_by_role("textbox", name="Your introduction").wait_for(state="hidden")
    lead_on(page, "Next: Deep dives")
    person.box.wait_for(timeout=PATIENCE)
    tab_to(page, "Your answer")
    told_by_keyboard(person, ["t-001", "t-016", "t-043"])
    lead_on(page, "Next: Cross-examination")
    person.box.wait_for(timeout=PATIENCE)
    tab_to(page, "Your answer")
    told_by_keyboard(person, [])
    lead_on(page, "Next: Your questions")
    page.get_by_role("textbox", name="Your question").wait_for(timeout=PATIENCE)
    tab_to(page, "Your question")
    page.keyboard.insert_text(OWN_QUESTION)
    page.keyboard.press("Control+Enter")
    page.get_by_text(OWN_QUESTION).first.wait_for()
    lead_on(page, "Next: Debrief")
    page.get_by_role("button", name="Show the debrief").wait_for(timeout=PATIENCE)
    rate_by_keyboard(page)
    expect(page.get_by_role("heading", name="One next action")).to_be_visible()
    expect(page.get_by_text("Bar Raiser").first).to_be_visible()


def lead_on(page: Page, name: str) -> None:
    """Follow a link by keyboard; the focus is on it, or a few stops before it."""
    page.get_by_role("link", name=name, exact=True).wait_for()
    page.wait_for_timeout(500)  # the focus follows the new paint
    if page.evaluate(NAME) != name:
        tab_to(page, name, within=12)
    page.keyboard.press("Enter")
