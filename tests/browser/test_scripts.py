"""The pages' own JavaScript without a page: what is counted, what is kept, when the line counts as lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lpcoach.ui.render import spoken

STATIC = Path(__file__).parents[2] / "lpcoach" / "ui" / "static"
LOAD = """async (source) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    window.it = await import(address);
}"""
OFF = "new Proxy({}, { get() { throw new Error('off'); } })"  # storage that a browser has switched off
BOX = """((kept) => ({
    getItem: (k) => kept[k] ?? null, setItem: (k, v) => (kept[k] = v), removeItem: (k) => delete kept[k],
}))({})"""

FIELDS = """<p><input type=checkbox data-set=hide><input type=radio name=m data-set=mode value=coached checked>
    <input type=radio name=m data-set=mode value=realistic><input type=date data-set=day>
    <textarea data-set=reply></textarea>
    <select data-set=theme><option value=""><option value=cost></select></p>"""

Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """Give an empty page, for the whole file."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture
def draft(blank: Page) -> Run:
    """Run code with draft.js as `it`."""
    blank.evaluate(LOAD, (STATIC / "draft.js").read_text("utf-8"))
    return blank.evaluate


@pytest.fixture
def link(blank: Page) -> Iterator[Run]:
    """Run code with link.js as `it`, under a clock that moves only when told: `pass(ms)`."""
    blank.evaluate(LOAD, (STATIC / "link.js").read_text("utf-8"))
    blank.evaluate("""() => {
        window.now = 0; window.sent = 0; window.said = []; window.dead = false;
        window.real = window.setInterval;
        window.setInterval = (call) => { window.beat = call; return 1; };
        window.line = it.heartbeat(
          () => { if (dead) throw new Error("gone"); sent += 1; }, (up) => said.push(up), () => now);
        window.pass = (ms) => { for (let t = 0; t < ms; t += it.BEAT) { now += it.BEAT; beat(); } return said; };
    }""")
    yield blank.evaluate
    blank.evaluate("() => { window.setInterval = window.real; }")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), (" \n\t ", 0), ("one", 1), ("  two  words\n", 2), ("don't 12.5% — 😀", 4)],
)
def test_words_are_what_stands_between_white_space(draft: Run, text: str, count: int) -> None:
    """Counted as the kernel counts them, so that the live clock and the stored one agree."""
    assert draft(f"it.words({text!r})") == count == len(text.split())


def test_a_spoken_length_is_said_as_the_kernel_says_it(draft: Run) -> None:
    """Seconds by fives up to a minute and a half, then minutes and tens of seconds; the same here and there."""
    said = draft("[...Array(1500).keys()].map(it.spoken)")
    assert [said[1], said[140], said[208], said[211], said[280]] == ["5 s", "60 s", "90 s", "1 min 30", "2 min"]
    assert said == [spoken("word " * count) for count in range(1500)]


def test_the_clock_pads_seconds_and_never_minutes(draft: Run) -> None:
    """9:05 and not 9:5; an hour is 60 minutes."""
    assert draft("[0, 59.9, 545, 3600].map(it.clock)") == ["0:00", "0:59", "9:05", "60:00"]


@pytest.mark.parametrize(
    ("stored", "copy", "shown"),
    [
        ("abc", None, ["abc", "workbook", None]),
        ("abc", {"text": "old", "saved": True}, ["abc", "workbook", "old"]),
        ("abc and more", {"text": "abc", "saved": True}, ["abc and more", "workbook", None]),
        ("abc", {"text": "abc", "saved": False}, ["abc", "workbook", None]),
        ("abc", {"text": "abcd", "saved": False}, ["abcd", "browser", None]),
        ("", {"text": "typed", "saved": False}, ["typed", "browser", None]),
        ("abcd", {"text": "abc", "saved": False}, ["abcd", "workbook", None]),
        ("abc", {"text": "", "saved": False}, ["abc", "workbook", None]),
        ("abc", {"text": "xyz", "saved": False}, ["xyz", "browser", "abc"]),
    ],
)
@pytest.mark.usefixtures("draft")
def test_no_text_is_thrown_away(blank: Page, stored: str, copy: dict[str, Any] | None, shown: list[str | None]) -> None:
    """The longer of two texts is shown; where neither holds the other, both are offered."""
    found = blank.evaluate("([stored, copy]) => it.reconcile(stored, copy)", [stored, copy])
    assert [found["text"], found["from"], found.get("other")] == shown


def test_a_copy_is_kept_by_slot_and_forgotten(draft: Run) -> None:
    """What was kept for one question is not offered for another."""
    found = draft(f"""(() => {{ const box = {BOX};
        const safe = it.keep("p:1", {{ text: "mine", rev: 2, saved: false }}, box);
        const one = it.kept("p:1", box), two = it.kept("p:2", box);
        it.forget("p:1", box);
        return [safe, one.text, two, it.kept("p:1", box)]; }})()""")
    assert found == [True, "mine", None, None]


def test_a_browser_that_keeps_nothing_says_so_and_goes_on(draft: Run) -> None:
    """Storage that is switched off or full makes no error, only the answer that nothing is kept."""
    found = draft(f'[it.keep("s", {{}}, {OFF}), it.kept("s", {OFF}), it.forget("s", {OFF}) ?? null]')
    assert found == [False, None, None]


def test_each_kind_of_field_comes_back_once_until_the_workbook_has_it(blank: Page) -> None:
    """Box, radio, date, long text and list: what was set before the tab closed is put back and sent again."""
    blank.evaluate(LOAD, (STATIC / "fields.js").read_text("utf-8"))
    wanted = {
        "hide": "true",
        "mode": "realistic",
        "day": "2030-01-02",
        "reply": "Question: What broke?",
        "theme": "cost",
    }
    found = blank.evaluate(
        f"""(wanted) => {{ const box = {BOX}, page = document.createElement("div"), met = new Set(), sent = {{}};
        const send = (field) => (sent[field.dataset.set] = String(it.valueOf(field)));
        for (const [name, value] of Object.entries(wanted)) box.setItem("lpcoach:field:" + name, value);
        page.innerHTML = `{FIELDS}`; it.bringBack(page, send, met, box); it.bringBack(page, () => 1 / 0, met, box);
        it.fieldTaken({{ name: "hide", value: true }}, box); it.fieldTaken({{ name: "mode", value: "coached" }}, box);
        return [sent, box.getItem("lpcoach:field:hide"), box.getItem("lpcoach:field:mode")]; }}""",
        wanted,
    )
    assert found == [wanted, None, "realistic"]


@pytest.mark.parametrize(
    ("turn", "seconds"),
    [
        ({"hear": 10, "thought": None, "since": 20, "count": 0}, 30),
        ({"hear": 10, "thought": None, "since": 500, "count": 0}, 70),
        ({"hear": 10, "thought": 5, "since": 500, "count": 140}, 75),
        ({"hear": 0, "thought": 90, "since": 90, "count": 280}, 180),
    ],
)
def test_a_turn_costs_hearing_thinking_and_telling(blank: Page, draft: Run, turn: dict[str, Any], seconds: int) -> None:
    """Thinking ends with the first key and counts a minute at most; typing time itself is not charged."""
    assert blank.evaluate("(turn) => it.turnSeconds(turn)", turn) == pytest.approx(seconds)


def test_a_line_that_answers_is_never_called_lost(link: Run) -> None:
    """As long as each beat is answered nothing is said."""
    found = link("() => { for (let n = 0; n < 20; n += 1) { pass(it.BEAT); line.pong(); } return [said, sent]; }")
    assert found == [[], 20]


def test_another_boot_is_another_kernel(link: Run) -> None:
    """A kernel that came back empty answers, and the line stays lost for this page."""
    assert link("() => { line.pong('a'); line.pong('a'); line.pong('b'); return said; }") == [False]


def test_a_tab_that_slept_is_not_called_lost(link: Run) -> None:
    """Only a question that was asked can be late: after a minute without a beat the next one decides."""
    assert link("() => { pass(it.BEAT); line.pong(); now += 60000; beat(); line.pong(); return said; }") == []


def test_a_lost_line_is_told_within_three_seconds(link: Run) -> None:
    """Wherever between two beats it was lost."""
    assert link("2 * it.BEAT + it.LATE <= 3000")


def test_silence_is_said_once_and_so_is_the_way_back(link: Run) -> None:
    """No answer for longer than the patience: lost, once; the next answer: back, once."""
    assert link("() => pass(it.LATE)") == []
    assert link("() => pass(20 * it.BEAT)") == [False]
    assert link("() => { line.pong(); line.pong(); return said; }") == [False, True]


def test_a_line_that_cannot_even_send_is_lost_at_once(link: Run) -> None:
    """A dead connection throws: there is nothing to wait for."""
    assert link("() => { dead = true; return pass(it.BEAT); }") == [False]
