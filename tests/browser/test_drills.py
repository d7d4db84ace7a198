"""The five drills, the progress of a month and the plan, in a real browser: by mouse, by keyboard, by axe and ruler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lpcoach.coach import Coach
from lpcoach.coach.drills_open import OpenDrills
from tests.browser.aside import prepared
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.test_pages import NARROW, VIEWS, WIDER, tab_to, view, violations
from tests.browser.walk import PATIENCE

OVER = "over two weeks against 5% of"
GOOD = {
    "Dock doors": f"Dwell was 55.6 minutes before and 42 after, {OVER} doors that kept the old rule, interval 0.8.",
    "Three models into one": f"P99 was 1.9 s before and 0.8 s after, {OVER} photos with all three, interval 0.1.",
    "The missing timezone": f"Predicted over actual was 1.19 before and 1.0 after, {OVER} auctions, interval 0.02.",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the pages over a bank of three stories and thirty practices, nineteen days before the interview."""
    with running("app", prepared(tmp_path_factory.mktemp("drills") / "home")) as server:
        yield server


def drills(server: Server, open_page: OpenPage) -> Page:
    """The list of drills."""
    page = open_page(server.page("08_drills.ipynb"))
    page.locator("h1", has_text="Drills").wait_for(timeout=PATIENCE)
    return page


def press(page: Page, name: str) -> None:
    """Press a button by its name."""
    page.get_by_role("button", name=name, exact=True).click()


def good(page: Page) -> str:
    """An answer about the story that the probe is on."""
    on = page.get_by_text("Asked on your story")
    return GOOD[on.locator("b").inner_text(timeout=PATIENCE)]


def look(page: Page) -> None:
    """Nothing for axe to find in any theme and width, nothing to scroll sideways on a phone."""
    for width, scheme in VIEWS:
        view(page, width, scheme)
        assert violations(page) == []
    for width in NARROW:
        view(page, width, "light")
        assert page.evaluate(WIDER) <= 0
    view(page, 1280, "light")


def test_story_recall_by_keyboard_and_after_a_reload(server: Server, open_page: OpenPage) -> None:
    """A question, a clock, a choice that is rated; what was typed is there after a reload, then held to the facts."""
    page = drills(server, open_page)
    tab_to(page, "Start the recall drill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_have_text("2 s of 20 s", timeout=PATIENCE)
    look(page)
    tab_to(page, "Dock doors")
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Your headline")
    box.fill("Lookahead took dwell from 55.6 to 42 minutes in Berlin.")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.reload()
    expect(box).to_have_value("Lookahead took dwell from 55.6 to 42 minutes in Berlin.", timeout=PATIENCE)
    tab_to(page, "Compare with the story")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    held = page.locator("h3", has_text="Facts of the story that it holds").locator("+ ul")
    expect(held).to_contain_text("55.6")
    expect(page.get_by_text("Berlin. Write it into the story if it is true.")).to_be_visible()
    expect(page.get_by_text("This family comes up again on")).to_be_visible()
    look(page)


def test_the_probe_drill_ends_after_two_good_answers(server: Server, open_page: OpenPage) -> None:
    """A miss says what is missing; two good answers in a row, on two stories, end it."""
    page = drills(server, open_page)
    press(page, "Drill: Numbers and baselines")
    box = page.get_by_role("textbox", name="Your answer")
    box.fill("The team was very happy with it.")
    press(page, "Submit answer")
    expect(page.get_by_role("heading", level=1)).to_have_text("It does not answer what was asked.", timeout=PATIENCE)
    press(page, "Try another")
    expect(box).to_be_empty()
    box.fill(good(page))
    press(page, "Submit answer")
    expect(page.get_by_text("One good answer so far; two in a row end it.")).to_be_visible(timeout=PATIENCE)
    look(page)
    press(page, "One more, on another story")
    expect(box).to_be_empty()
    box.fill(good(page))
    press(page, "Submit answer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two good answers in a row.", timeout=PATIENCE)


def test_be_the_bar_raiser_shows_the_reference_after_the_own_view(server: Server, open_page: OpenPage) -> None:
    """No reference before each level is chosen, which a reload keeps; then both raters and the quotes that decide."""
    page = drills(server, open_page)
    expect(page.get_by_text("No interviewer of any company rated them.")).to_be_visible()
    press(page, "Rate an answer")
    group = page.get_by_role("group", name="Evidence")
    group.get_by_role("radio", name="3 partial").check(timeout=PATIENCE)
    press(page, "Show the reference")
    expect(page.locator("#lp-missing")).to_contain_text("Choose one for Depth, Alignment, Bar, Overall first")
    for name in ("Depth", "Alignment", "Bar", "Overall"):
        page.get_by_role("group", name=name).get_by_role("radio", name="3 partial").check()
    look(page)
    never_sent = "document.querySelector('#rate-overall-4').dataset.set"
    page.evaluate(f"localStorage.setItem('lpcoach:field:' + {never_sent}, '4')")
    page.reload()
    expect(page.locator("#rate-overall-4")).to_be_checked(timeout=PATIENCE)
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.wait_for_function(f"!localStorage.getItem('lpcoach:field:' + {never_sent})")
    press(page, "Show the reference")
    expect(page.locator("table.lp-compare tbody tr")).to_have_count(5, timeout=PATIENCE)
    expect(page.locator("mark").first).to_be_visible()
    look(page)
    page.get_by_label("Hide scores").check()
    expect(page.locator("table.lp-compare .num").first).to_be_hidden()
    expect(page.get_by_text("One answer rated; the pack has")).to_be_visible()
    page.get_by_label("Hide scores").uncheck()
    expect(page.get_by_text("1 answer rated; the pack has")).to_be_visible()


def test_a_probe_breaks_into_the_telling(server: Server, open_page: OpenPage) -> None:
    """Hidden until the running clock is there, also after a reload; no box is open then that it could take text from.

    What is typed after the telling is there after a reload, and is held against the ledger.
    """
    page = drills(server, open_page)
    press(page, "Tell one aloud")
    press(page, "Start the clock")
    expect(page.get_by_role("timer")).to_contain_text("of 4:00", timeout=PATIENCE)
    expect(page.locator("[data-breaks]")).to_be_hidden()
    set_back(server.home)
    page.reload()
    expect(page.get_by_role("timer")).to_contain_text("of 4:00", timeout=PATIENCE)
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("alert").get_by_text("The interviewer breaks in.")).to_be_visible(timeout=PATIENCE)
    look(page)
    press(page, "I have told it")
    box = page.get_by_role("textbox", name="What you forgot")
    box.fill("60%\nthe name of the vendor")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.reload()
    expect(box).to_have_value("60%\nthe name of the vendor", timeout=PATIENCE)
    press(page, "Hold it against the ledger")
    rows = page.locator("table.lp-compare tbody tr", has_text="forgotten")
    expect(rows.first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("the name of the vendor")).to_be_visible()
    look(page)


def set_back(home: Path) -> None:
    """Let the telling have begun long enough ago that the probe is due in some seconds."""
    coach = Coach.open(home)
    with closing(coach.store):
        state = coach.drills.under_way()
        assert state is not None
        began = coach.now() - timedelta(seconds=state["breaks_in"] - 8)
        OpenDrills(coach.store).go_on({**state, "began": began.isoformat()})


def test_a_headline_is_measured_and_kept(server: Server, open_page: OpenPage) -> None:
    """Too short is said by how many words; a text that is kept is the story's headline."""
    page = drills(server, open_page)
    page.get_by_label("Story", exact=True).select_option("The missing timezone")
    press(page, "Headline, 30 s")
    page.get_by_role("textbox", name="Your text").fill("One alarm caught 61k dollars.")
    press(page, "Measure it")
    expect(page.get_by_role("heading", level=1)).to_have_text("42 words too short.", timeout=PATIENCE)
    expect(page.get_by_text("Shorter than 20 s it is not kept as the story’s headline.")).to_be_visible()
    press(page, "Back to the drills")
    page.get_by_label("Story", exact=True).select_option("The missing timezone")
    press(page, "Headline, 30 s")
    page.get_by_role("textbox", name="Your text").fill("One alarm caught 61k dollars. " * 11)
    press(page, "Measure it")
    expect(page.get_by_role("heading", level=1)).to_have_text("It fits.", timeout=PATIENCE)
    press(page, "Keep it as the story’s headline")
    expect(page.locator("#lp-said")).to_contain_text("Kept as the headline of “The missing timezone”.")
    look(page)


def test_a_month_of_progress_and_the_plan(server: Server, open_page: OpenPage) -> None:
    """The trend says what holds beyond the noise; each chart leads somewhere; hidden scores still tell the truth."""
    page = open_page(server.page("07_progress.ipynb"))
    page.locator(".js-plotly-plot .main-svg").nth(7).wait_for(timeout=PATIENCE)
    expect(page.locator("#f-trend")).to_have_text("Evidence is better, beyond the noise; the others moved within it")
    expect(page.locator(".lp-figlink a")).to_have_count(8)
    look(page)
    page.get_by_label("Hide scores").check()
    expect(page.locator("#f-ready")).to_have_text("Three of nine things that can be prepared are there")
    expect(page.locator("#f-trend")).to_contain_text("Evidence is better")
    look(page)
    page.get_by_label("Hide scores").uncheck()
    page.goto(server.page("00_start.ipynb"))
    expect(page.locator(".lp-plan li").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".lp-days i")).to_have_count(20)
    expect(page.locator(".lp-plan li").last).to_contain_text("The full loop")
    look(page)


def test_what_was_begun_and_left_is_gone_on_with(server: Server, open_page: OpenPage) -> None:
    """A text and a level wait while other drills are begun, also over a reload, and come back where they were typed.

    The clock of a recall goes on meanwhile, also where it is shown again.
    """
    page = drills(server, open_page)
    press(page, "Start the recall drill")
    page.get_by_role("timer").wait_for(timeout=PATIENCE)
    press(page, "Back to the drills")
    press(page, "Drill: Risk and responsibility")
    page.get_by_role("textbox", name="Your answer").fill("Half an answer on risk.")
    press(page, "Back to the drills")
    press(page, "Rate an answer")
    page.get_by_role("group", name="Depth").get_by_role("radio", name="2 thin").check(timeout=PATIENCE)
    press(page, "Back to the drills")
    expect(page.get_by_text("is under way, 5 words typed.")).to_be_visible(timeout=PATIENCE)
    look(page)
    page.reload()
    page.get_by_role("group", name="Depth").get_by_role("radio", name="2 thin", checked=True).wait_for(timeout=PATIENCE)
    press(page, "Back to the drills")
    press(page, "Drill: Risk and responsibility")
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("Half an answer on risk.", timeout=PATIENCE)
    press(page, "Submit answer")
    page.get_by_role("button", name="Try another").wait_for(timeout=PATIENCE)
    press(page, "Back to the drills")
    expect(page.get_by_role("button", name="Go on with the drill")).to_have_count(2, timeout=PATIENCE)
    press(page, "Start the recall drill")
    expect(page.get_by_role("timer")).not_to_have_text(re.compile("^[0-3] s of"), timeout=PATIENCE)
