"""What a person sees and keeps while the kernel is dead or busy, or the line is cut."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from lpcoach.coach import Coach
from tests.browser.conftest import OpenPage
from tests.browser.line import Line
from tests.browser.servers import Server
from tests.browser.telling import saved, seconds_until_told, stop, tell_a_story
from tests.browser.walk import PATIENCE
from tests.fakes.loops import simulated, write

WITHIN = 3.0  # seconds after a loss until the page says "Not saved"
GRACE = 0.5  # what the test itself may take on a busy machine to see it


@pytest.fixture
def line(one_server: Server) -> Iterator[Line]:
    """A line to the server that a test may cut."""
    with closing(Line(one_server.port)) as made:
        yield made


def busy_rounds(one_server: Server, open_page: OpenPage, count: int) -> list[float]:
    """Stop the kernel while one types, again and again; the text is saved each time that it goes on."""
    (page, person), waits, typed = tell_a_story(one_server, open_page), [], ""
    for number in range(count):
        typed += f"part {number} of the story; "
        person.box.fill(typed)
        saved(page)
        page.wait_for_timeout(number * 70 % 500)
        waits.append(seconds_until_told(page, lambda: stop(one_server, signal.SIGSTOP)))
        typed += "typed while it was busy; "
        person.box.press("End")
        person.box.press_sequentially("typed while it was busy; ")
        expect(page.get_by_role("button", name="Submit answer")).to_be_disabled()
        stop(one_server, signal.SIGCONT)
        saved(page)
        expect(page.get_by_role("button", name="Submit answer")).to_be_enabled()
    page.reload()
    expect(person.box).to_have_value(typed, timeout=PATIENCE)
    return waits


def test_a_busy_kernel_is_told_and_saves_later(one_server: Server, open_page: OpenPage) -> None:
    """Three times: told within 3 s, Submit waits, and every character is saved once the kernel goes on."""
    waits = busy_rounds(one_server, open_page, 3)
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.prove
def test_a_busy_kernel_is_told_40_times(one_server: Server, open_page: OpenPage) -> None:
    """Forty times, the loss at swept moments between two beats."""
    waits = busy_rounds(one_server, open_page, 40)
    print(f"busy: median {sorted(waits)[20]:.2f} s, worst {max(waits):.2f} s")
    assert max(waits) < WITHIN + GRACE, waits


def killed_rounds(one_server: Server, open_page: OpenPage, count: int) -> list[float]:
    """Kill the kernel while one types; the reload brings back the text, the caret and the focus."""
    (page, person), waits, typed = tell_a_story(one_server, open_page), [], ""
    for number in range(count):
        typed += f"part {number}. "
        person.box.fill(typed)
        saved(page)
        page.wait_for_timeout(number * 70 % 500)
        waits.append(seconds_until_told(page, lambda: stop(one_server, signal.SIGKILL)))
        person.box.press("Control+Home")
        person.box.press_sequentially("after ")
        typed = "after " + typed
        page.get_by_role("button", name="Open the page again").click()
        expect(person.box).to_have_value(typed, timeout=PATIENCE)
        expect(person.box).to_be_focused()
        assert person.box.evaluate("node => node.selectionStart") == len("after ")
        saved(page)
    return waits


def test_a_killed_kernel_is_told_and_the_reload_brings_all_back(one_server: Server, open_page: OpenPage) -> None:
    """Told within 3 s; text, caret and focus are back after one click."""
    waits = killed_rounds(one_server, open_page, 1)
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.prove
def test_a_killed_kernel_is_told_40_times(one_server: Server, open_page: OpenPage) -> None:
    """Forty times, at swept moments between two beats."""
    waits = killed_rounds(one_server, open_page, 40)
    print(f"killed: median {sorted(waits)[20]:.2f} s, worst {max(waits):.2f} s")
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.parametrize("how", ["cut", pytest.param("hold", marks=pytest.mark.prove)])
def test_a_lost_line_keeps_the_text(one_server: Server, line: Line, open_page: OpenPage, how: str) -> None:
    """A line that is silent or cut is told within 3 s; what is typed meanwhile is there once it is back."""
    page, person = tell_a_story(one_server, open_page, line.port)
    person.box.fill("Before. ")
    saved(page)
    assert seconds_until_told(page, getattr(line, how)) < WITHIN + GRACE
    person.box.press("End")
    person.box.press_sequentially("While it was lost.")
    expect(page.get_by_text("Your text is kept in this browser.", exact=False)).to_be_visible()
    line.mend()
    if how == "cut":
        page.reload()
        expect(person.box).to_have_value("Before. While it was lost.", timeout=PATIENCE)
    saved(page)
    with closing(sqlite3.connect(one_server.home / "workbook.sqlite")) as raw:
        texts = [text for (text,) in raw.execute("SELECT text FROM drafts ORDER BY id DESC")]
    assert texts[0] == "Before. While it was lost."


def locked_for(one_server: Server, open_page: OpenPage, milliseconds: int) -> None:
    """Keep the workbook locked while one types and submits; it is told, and saved by itself afterwards."""
    page, person = tell_a_story(one_server, open_page)
    with closing(sqlite3.connect(one_server.home / "workbook.sqlite", isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        person.box.fill("Typed while another program held the lock.")
        expect(page.get_by_text("Not saved.", exact=True)).to_be_visible(timeout=10_000)
        expect(page.get_by_text("another program has kept it locked", exact=False)).to_be_visible()
        person.press("Submit answer")
        expect(page.get_by_role("button", name="Submit answer")).to_be_enabled(timeout=PATIENCE)
        page.wait_for_timeout(milliseconds)
        raw.execute("ROLLBACK")
    saved(page)
    expect(person.box).to_have_value("Typed while another program held the lock.")
    expect(page.get_by_text("Not saved.", exact=True)).to_be_hidden()


def test_a_locked_workbook_is_told_and_saves_by_itself(one_server: Server, open_page: OpenPage) -> None:
    """A few seconds, and nobody has to press anything."""
    locked_for(one_server, open_page, 1000)


@pytest.mark.prove
def test_a_workbook_locked_for_30_seconds_saves_by_itself(one_server: Server, open_page: OpenPage) -> None:
    """Half a minute, and nobody has to press anything."""
    locked_for(one_server, open_page, 30_000)


def test_a_page_without_an_editor_is_never_dead_silently(one_server: Server, open_page: OpenPage) -> None:
    """A fact typed while nobody hears is told within 3 s and is back after one press; a dead button says so too."""
    coach = Coach.open(one_server.home)
    write(coach.store, rated := simulated("contradiction"))
    coach.choose_debrief(rated.session.id)
    page = open_page(one_server.page("06_debrief.ipynb"))
    fact, told = page.locator("[id^=fact-]").first, page.get_by_text("The workbook does not answer.").first
    fact.wait_for(timeout=PATIENCE)
    stop(one_server, signal.SIGKILL)
    fact.fill("61.8% of 212 routes")
    expect(told).to_be_in_viewport(timeout=(WITHIN + GRACE) * 1000)
    page.get_by_role("button", name="Open the page again").first.click()
    expect(fact).to_have_value("61.8% of 212 routes", timeout=PATIENCE)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('lpcoach:field'))")
    assert "61.8% of 212 routes" in str(coach.store.settings()[f"facts:{rated.session.id}"])
    coach.store.close()
    stop(one_server, signal.SIGKILL)
    page.get_by_role("button", name="Retell story 1").click()
    expect(told).to_be_in_viewport(timeout=8000)


def test_short_fields_come_back_too(one_server: Server, open_page: OpenPage) -> None:
    """What is typed or chosen while the kernel is dead is there, and saved, at the next opening."""
    coach = Coach.open(one_server.home)
    coach.start("full_loop")
    coach.store.close()
    page = open_page(one_server.page("02_introductions.ipynb"))
    role = page.get_by_role("textbox", name="Role you interview for")
    role.wait_for(timeout=PATIENCE)
    role.fill("Ranking")
    page.wait_for_function("() => localStorage.getItem('lpcoach:field:role') === null", timeout=PATIENCE)
    stop(one_server, signal.SIGKILL)
    role.fill("Ranking engineer, search")
    page.get_by_role("textbox", name="Job description, pasted").fill("Own the ranker.")
    page.get_by_role("checkbox", name="Hide clock").check()
    page.reload()
    expect(page.locator("#r-role")).to_have_value("Ranking engineer, search", timeout=PATIENCE)  # folded once it is set
    expect(page.locator("#r-job")).to_have_value("Own the ranker.")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('lpcoach:field'))")
    coach = Coach.open(one_server.home)
    assert (coach.settings.role, coach.settings.job) == ("Ranking engineer, search", "Own the ranker.")
    assert coach.settings.hide_clock
    coach.set("hide_clock", False)
    coach.store.close()


@pytest.mark.prove
def test_a_cell_of_ones_own_that_runs_long_is_told(lab_server: Server, open_page: OpenPage) -> None:
    """In JupyterLab another cell keeps the kernel busy for eight seconds: told, and saved by itself after it."""
    page, person = tell_a_story(lab_server, open_page)
    person.box.fill("Before. ")
    saved(page)
    page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
    for key in ("Escape", "b", "Enter"):
        page.keyboard.press(key)
    page.keyboard.insert_text("import time; time.sleep(8)")
    page.keyboard.press("Control+Enter")
    person.box.press("Control+End")
    person.box.press_sequentially("While a cell runs.")
    expect(page.get_by_text("Not saved.", exact=True)).to_be_visible(timeout=(WITHIN + GRACE) * 1000)
    expect(page.get_by_text("perhaps with another cell", exact=False)).to_be_visible()
    saved(page)
    expect(page.get_by_text("Not saved.", exact=True)).to_be_hidden()
    expect(person.box).to_have_value("Before. While a cell runs.")
