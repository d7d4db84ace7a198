"""Texts that are kept: of two browsers, earlier ones, long ones, of a workbook that is deleted, damaged or refused."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import Server
from tests.browser.telling import join_in, leave, saved, tell_a_story
from tests.browser.walk import PATIENCE, Candidate


def test_two_browsers_see_each_others_text(one_server: Server, open_page: OpenPage) -> None:
    """Both texts are kept, and each browser offers the other's beside its own."""
    page, first = tell_a_story(one_server, open_page)
    other, second = join_in(one_server, open_page)
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


def test_earlier_texts_come_back_and_parts_are_marked(one_server: Server, open_page: OpenPage) -> None:
    """A wiped text is restored with one press and undone with one key; the parts found so far are marked."""
    page, person = tell_a_story(one_server, open_page)
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


def test_a_long_text_stays_quick(one_server: Server, open_page: OpenPage) -> None:
    """With 20,000 words a key is on the screen within a twentieth of a second, as a rule, and undo takes it back."""
    page, person = tell_a_story(one_server, open_page)
    dictated(page, person)
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


def dictated(page: Page, person: Candidate) -> None:
    """Dictation and input methods compose: guesses that are replaced, while drafts are saved; then the words stand."""
    person.box.focus()
    spoken = page.context.new_cdp_session(page)
    for guess in ("we rolled", "we rolled it", "we rolled it back"):
        spoken.send(
            "Input.imeSetComposition", {"text": guess, "selectionStart": len(guess), "selectionEnd": len(guess)}
        )
        page.wait_for_timeout(200)  # longer than the pause after which a text is sent and acknowledged
    spoken.send("Input.insertText", {"text": "We rolled it back."})
    expect(person.box).to_have_value("We rolled it back.")
    saved(page)
    page.reload()
    expect(person.box).to_have_value("We rolled it back.", timeout=PATIENCE)


def test_a_workbook_deleted_under_the_page_keeps_the_text(one_server: Server, open_page: OpenPage) -> None:
    """The page says in words that it is not saved; the text is offered on the next page, and can be put away."""
    page, person = tell_a_story(one_server, open_page)
    person.box.fill("Before the file was deleted.")
    saved(page)
    (one_server.home / "workbook.sqlite").unlink()
    after = "Before the file was deleted, and after."
    person.box.fill(after)
    expect(page.get_by_text("Not saved.", exact=True)).to_be_visible(timeout=10_000)
    assert "Traceback" not in page.content()
    page.goto(one_server.page("00_start.ipynb"))
    expect(page.get_by_text("This browser kept a text of yours.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("The text that this browser kept")).to_have_value(
        "Before the file was deleted, and after."
    )
    page.get_by_role("button", name="Remove it from this browser").click()
    page.reload()
    page.get_by_role("button", name="Practise one story").wait_for(timeout=PATIENCE)
    expect(page.get_by_text("This browser kept a text of yours.")).to_have_count(0)


def test_a_damaged_workbook_is_mended_at_the_next_opening(one_server: Server, open_page: OpenPage) -> None:
    """Garbage in the file: the page opens with what can be read, and says where the damaged file is kept."""
    page, person = tell_a_story(one_server, open_page)
    person.box.fill("A text that shall survive the damage.")
    saved(page)
    deep_dives = page.url
    leave(one_server, page)  # a kernel that saves once more would write the first page of the file anew
    path = one_server.home / "workbook.sqlite"
    with path.open("r+b") as file:
        file.write(b"garbage " * 512)
    page.goto(deep_dives)
    expect(page.get_by_text("The workbook’s file was damaged.")).to_be_visible(timeout=PATIENCE)
    expect(person.box).to_have_value("A text that shall survive the damage.")
    person.box.press("End")
    person.box.press_sequentially(" And on.")
    saved(page)
    assert list(one_server.home.glob("workbook.damaged-*.sqlite"))
