"""What a person sees and keeps while the kernel is dead or busy, the line is cut, or the server is gone."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lpcoach.coach import Coach
from tests.browser.conftest import OpenPage
from tests.browser.line import Line
from tests.browser.servers import Server, running
from tests.browser.walk import PATIENCE, Candidate

WITHIN = 3.0  # seconds after a loss until the page says "Not saved"
GRACE = 0.5  # what the test itself may take on a busy machine to see it


def tell_a_story(server: Server, open_page: OpenPage, port: int = 0) -> tuple[Page, Candidate]:
    """Open the page of a story that has just begun."""
    coach = Coach.open(server.home)
    if coach.under_way() is None:
        coach.start("one_story")
    coach.store.close()
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


@pytest.fixture
def line(voila_server: Server) -> Iterator[Line]:
    """A line to the server that a test may cut."""
    with closing(Line(voila_server.port)) as made:
        yield made


def busy_rounds(server: Server, open_page: OpenPage, count: int) -> list[float]:
    """Stop the kernel while one types, again and again; the text is saved each time that it goes on."""
    (page, person), waits, typed = tell_a_story(server, open_page), [], ""
    for number in range(count):
        typed += f"part {number} of the story; "
        person.box.fill(typed)
        saved(page)
        page.wait_for_timeout(number * 70 % 500)
        waits.append(seconds_until_told(page, lambda: stop(server, signal.SIGSTOP)))
        typed += "typed while it was busy; "
        person.box.press("End")
        person.box.press_sequentially("typed while it was busy; ")
        expect(page.get_by_role("button", name="Submit answer")).to_be_disabled()
        stop(server, signal.SIGCONT)
        saved(page)
        expect(page.get_by_role("button", name="Submit answer")).to_be_enabled()
    page.reload()
    expect(person.box).to_have_value(typed, timeout=PATIENCE)
    return waits


def test_a_busy_kernel_is_told_and_saves_later(voila_server: Server, open_page: OpenPage) -> None:
    """Three times: told within 3 s, Submit waits, and every character is saved once the kernel goes on."""
    waits = busy_rounds(voila_server, open_page, 3)
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.prove
def test_a_busy_kernel_is_told_40_times(voila_server: Server, open_page: OpenPage) -> None:
    """Forty times, the loss at swept moments between two beats."""
    waits = busy_rounds(voila_server, open_page, 40)
    print(f"busy: median {sorted(waits)[20]:.2f} s, worst {max(waits):.2f} s")
    assert max(waits) < WITHIN + GRACE, waits


def killed_rounds(server: Server, open_page: OpenPage, count: int) -> list[float]:
    """Kill the kernel while one types; the reload brings back the text, the caret and the focus."""
    (page, person), waits, typed = tell_a_story(server, open_page), [], ""
    for number in range(count):
        typed += f"part {number}. "
        person.box.fill(typed)
        saved(page)
        page.wait_for_timeout(number * 70 % 500)
        waits.append(seconds_until_told(page, lambda: stop(server, signal.SIGKILL)))
        person.box.press("Control+Home")
        person.box.press_sequentially("after ")
        typed = "after " + typed
        page.get_by_role("button", name="Open the page again").click()
        expect(person.box).to_have_value(typed, timeout=PATIENCE)
        expect(person.box).to_be_focused()
        assert person.box.evaluate("node => node.selectionStart") == len("after ")
        saved(page)
    return waits


def test_a_killed_kernel_is_told_and_the_reload_brings_all_back(voila_server: Server, open_page: OpenPage) -> None:
    """Told within 3 s; text, caret and focus are back after one click."""
    waits = killed_rounds(voila_server, open_page, 1)
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.prove
def test_a_killed_kernel_is_told_40_times(voila_server: Server, open_page: OpenPage) -> None:
    """Forty times, at swept moments between two beats."""
    waits = killed_rounds(voila_server, open_page, 40)
    print(f"killed: median {sorted(waits)[20]:.2f} s, worst {max(waits):.2f} s")
    assert max(waits) < WITHIN + GRACE, waits


@pytest.mark.parametrize("how", ["cut", pytest.param("hold", marks=pytest.mark.prove)])
def test_a_lost_line_keeps_the_text(voila_server: Server, line: Line, open_page: OpenPage, how: str) -> None:
    """A line that is silent or cut is told within 3 s; what is typed meanwhile is there once it is back."""
    page, person = tell_a_story(voila_server, open_page, line.port)
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
    with closing(sqlite3.connect(voila_server.home / "workbook.sqlite")) as raw:
        texts = [text for (text,) in raw.execute("SELECT text FROM drafts ORDER BY id DESC")]
    assert texts[0] == "Before. While it was lost."


def locked_for(server: Server, open_page: OpenPage, milliseconds: int) -> None:
    """Keep the workbook locked while one types; it is told, and saved by itself afterwards."""
    page, person = tell_a_story(server, open_page)
    with closing(sqlite3.connect(server.home / "workbook.sqlite", isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        person.box.fill("Typed while another program held the lock.")
        expect(page.get_by_text("Not saved.", exact=True)).to_be_visible(timeout=10_000)
        expect(page.get_by_text("another program has kept it locked", exact=False)).to_be_visible()
        page.wait_for_timeout(milliseconds)
        raw.execute("ROLLBACK")
    saved(page)
    expect(page.get_by_text("Not saved.", exact=True)).to_be_hidden()


def test_a_locked_workbook_is_told_and_saves_by_itself(voila_server: Server, open_page: OpenPage) -> None:
    """A few seconds, and nobody has to press anything."""
    locked_for(voila_server, open_page, 1000)


@pytest.mark.prove
def test_a_workbook_locked_for_30_seconds_saves_by_itself(voila_server: Server, open_page: OpenPage) -> None:
    """Half a minute, and nobody has to press anything."""
    locked_for(voila_server, open_page, 30_000)


def test_a_button_is_never_dead_silently(voila_server: Server, open_page: OpenPage) -> None:
    """On a page without an editor: a press that nobody hears is answered with words within seconds."""
    page = open_page(voila_server.start)
    page.get_by_role("button", name="Practise one story").wait_for(timeout=PATIENCE)
    stop(voila_server, signal.SIGKILL)
    page.get_by_role("button", name="Practise one story").click()
    expect(page.get_by_text("The workbook does not answer.", exact=False).first).to_be_visible(timeout=8000)
    page.get_by_role("button", name="Open the page again").first.click()
    expect(page.get_by_text("The workbook does not answer.", exact=False).first).to_be_hidden()
    page.get_by_role("button", name="Practise one story").click(timeout=PATIENCE)
    Candidate(page, []).box.wait_for(timeout=PATIENCE)


def after_the_server(home: Path, open_page: OpenPage, count: int, both: bool, phase: int = 0) -> None:
    """Kill the server (and the kernels) while one types; a new one on the same port shows all that was typed."""
    port, page, typed = 0, None, ""
    for number in range(count + 1):
        with running("app", home, port) as server:
            port = server.port
            if page is None:
                page, person = tell_a_story(server, open_page)
            else:
                page.get_by_role("button", name="Open the page again").click()
                expect(person.box).to_have_value(typed, timeout=PATIENCE)
                saved(page)
            if number == count:
                return
            kernels = server.kernels()
            more = f"round {number} of the story that is told; "
            person.box.press("End")
            person.box.press_sequentially(more[: len(more) // 2], delay=(number * 7 + phase) % 40)
            for process in [server.process.pid, *(kernels if both else [])]:
                os.kill(process, signal.SIGKILL)
            person.box.press_sequentially(more[len(more) // 2 :])
            typed += more
            expect(page.get_by_role("button", name="Open the page again")).to_be_visible(timeout=10_000)
        with closing(sqlite3.connect(home / "workbook.sqlite")) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for kernel in kernels:  # a kernel without its server ends by itself a little later
            with suppress(ProcessLookupError):
                os.kill(kernel, signal.SIGKILL)


@pytest.mark.parametrize("both", [pytest.param(False, marks=pytest.mark.prove), True], ids=["server", "both"])
def test_a_killed_server_loses_no_character(home: Path, open_page: OpenPage, both: bool) -> None:
    """The page says so, lets one in again without a token, and holds every character, typed before and after."""
    after_the_server(home, open_page, 1, both)


@pytest.mark.prove
@pytest.mark.parametrize("both", [False, True], ids=["server", "both"])
@pytest.mark.parametrize("batch", range(10))
def test_a_server_killed_300_times_loses_no_character(home: Path, open_page: OpenPage, batch: int, both: bool) -> None:
    """Ten times thirty kills, at swept moments of typing and saving."""
    after_the_server(home, open_page, 30, both, phase=batch)


def test_two_browsers_see_each_others_text(voila_server: Server, open_page: OpenPage) -> None:
    """Both texts are kept, and each browser offers the other's beside its own."""
    page, first = tell_a_story(voila_server, open_page)
    other, second = tell_a_story(voila_server, open_page)
    first.box.fill("The parser, the feed, and the alarm.")
    saved(page)
    second.box.fill("The ranker, the cache, and the review.")
    expect(other.get_by_text("Two texts.")).to_be_visible()
    second.press("Show the other text")
    expect(second.box).to_have_value("The parser, the feed, and the alarm.")
    second.press("Show the other text")
    expect(second.box).to_have_value("The ranker, the cache, and the review.")
    saved(other)
    page.reload()
    expect(page.get_by_text("Two texts.")).to_be_visible(timeout=PATIENCE)
    expect(first.box).to_have_value("The ranker, the cache, and the review.")
    first.press("Show the other text")
    expect(first.box).to_have_value("The parser, the feed, and the alarm.")


def test_a_workbook_deleted_under_the_page_keeps_the_text(voila_server: Server, open_page: OpenPage) -> None:
    """The page says in words that it is not saved; the text is offered on the next page, and can be put away."""
    page, person = tell_a_story(voila_server, open_page)
    person.box.fill("Before the file was deleted.")
    saved(page)
    (voila_server.home / "workbook.sqlite").unlink()
    after = "Before the file was deleted, and after."
    person.box.fill(after)
    expect(page.get_by_text("Not saved.", exact=True)).to_be_visible(timeout=10_000)
    assert "Traceback" not in page.content()
    page.goto(voila_server.page("00_start.ipynb"))
    expect(page.get_by_text("This browser kept a text of yours.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("The text that this browser kept")).to_have_value(
        "Before the file was deleted, and after."
    )
    page.get_by_role("button", name="Remove it from this browser").click()
    page.reload()
    page.get_by_role("button", name="Practise one story").wait_for(timeout=PATIENCE)
    expect(page.get_by_text("This browser kept a text of yours.")).to_have_count(0)


def test_short_fields_come_back_too(voila_server: Server, open_page: OpenPage) -> None:
    """Role, customer and job description typed while the kernel is dead are there, and saved, at the next opening."""
    coach = Coach.open(voila_server.home)
    coach.start("full_loop")
    coach.store.close()
    page = open_page(voila_server.page("02_introductions.ipynb"))
    role = page.get_by_role("textbox", name="Role you interview for")
    role.wait_for(timeout=PATIENCE)
    role.fill("Ranking")
    page.wait_for_function("() => localStorage.getItem('lpcoach:field:role') === null", timeout=PATIENCE)
    stop(voila_server, signal.SIGKILL)
    role.fill("Ranking engineer, search")
    page.get_by_role("textbox", name="Job description, pasted").fill("Own the ranker.")
    page.reload()
    expect(page.locator("#r-role")).to_have_value("Ranking engineer, search", timeout=PATIENCE)  # folded once it is set
    expect(page.locator("#r-job")).to_have_value("Own the ranker.")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('lpcoach:field'))")
    coach = Coach.open(voila_server.home)
    assert (coach.settings.role, coach.settings.job) == ("Ranking engineer, search", "Own the ranker.")
    coach.store.close()


def test_earlier_texts_come_back_and_parts_are_marked(voila_server: Server, open_page: OpenPage) -> None:
    """A wiped text is restored with one press and undone with one key; the parts found so far are marked."""
    page, person = tell_a_story(voila_server, open_page)
    person.box.fill("We saw the accept rate fall at a bank, so I rolled it back and it rose by 4%.")
    expect(page.locator(".lp-parts")).to_contain_text("Action, found", timeout=PATIENCE)
    saved(page)
    person.box.fill("x")
    saved(page)
    person.press("Earlier texts")
    expect(page.get_by_text("just now, 19 words")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Restore").first.click()
    expect(person.box).to_have_value(re.compile("^We saw the accept rate"))
    page.keyboard.press("Control+z")
    expect(person.box).to_have_value("x")


def test_a_long_text_stays_quick(voila_server: Server, open_page: OpenPage) -> None:
    """With 20,000 words a key is on the screen within a twentieth of a second, as a rule, and undo takes it back."""
    page, person = tell_a_story(voila_server, open_page)
    person.box.fill("measure " * 20_000)
    saved(page)
    person.box.press("Control+End")
    spent = page.evaluate("""async () => { const field = document.activeElement, spent = [];
        for (let n = 0; n < 40; n += 1) { const begun = performance.now();
            document.execCommand("insertText", false, n % 5 ? "a" : " ");
            await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
            spent.push(performance.now() - begun); }
        return spent.sort((a, b) => a - b); }""")
    print(f"20,000 words: a key to the next frame, median {spent[20]:.0f} ms, worst of 40 {spent[-1]:.0f} ms")
    assert spent[20] < 120
    assert person.box.get_attribute("spellcheck") != "false"
    page.keyboard.press("Control+z")
    assert len(person.box.input_value()) < 160_041
    saved(page)


def test_a_damaged_workbook_is_mended_at_the_next_opening(voila_server: Server, open_page: OpenPage) -> None:
    """Garbage in the file: the page opens with what can be read, and says where the damaged file is kept."""
    page, person = tell_a_story(voila_server, open_page)
    person.box.fill("A text that shall survive the damage.")
    saved(page)
    path = voila_server.home / "workbook.sqlite"
    with path.open("r+b") as file:
        file.write(b"garbage " * 512)
    page.reload()
    expect(page.get_by_text("The workbook’s file was damaged.")).to_be_visible(timeout=PATIENCE)
    expect(person.box).to_have_value("A text that shall survive the damage.")
    person.box.press("End")
    person.box.press_sequentially(" And on.")
    saved(page)
    assert list(voila_server.home.glob("workbook.damaged-*.sqlite"))
