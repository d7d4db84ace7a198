"""The story bank in a real browser: import, edit, matrix, a deep dive from a story, and what the story gains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.servers import Server, running
from tests.browser.walk import ANSWERS, PATIENCE, Candidate
from tests.browser.watched import Watch

FILES = Path(__file__).parents[1] / "data" / "stories"
HEADLINE = "I halved the wait in three weeks and took the cost down by a third."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run `lpcoach app` once; each test has stories of its own in the one workbook."""
    with running("app", tmp_path_factory.mktemp("stories") / "home") as found:
        yield found


@pytest.fixture(scope="module")
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    """Open the bank once for all tests; each begins where the one before left it."""
    seen = Watch()
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = seen.over(context.new_page())
    opened.goto(server.page("01_stories.ipynb"))
    opened.locator("h1", has_text="Story bank").wait_for(timeout=PATIENCE)
    yield opened
    opened.goto("about:blank")
    context.close()
    assert (seen.outside, seen.errors) == ([], [])


def bank(page: Page) -> None:
    """Go back to the list of stories, wherever the page stands."""
    back = page.get_by_role("button", name="Back to the story bank")
    if back.is_visible():
        back.click()
    page.locator("h1", has_text="Story bank").wait_for(timeout=PATIENCE)


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, *names: str) -> None:
    """Import files of the corpus, up to the preview."""
    press(page, "Import from files")
    page.set_input_files("#lp-files", [FILES / name for name in names])
    page.get_by_role("heading", name="What was understood").wait_for(timeout=PATIENCE)


def test_an_import_is_shown_then_kept_and_twice_changes_nothing(page: Page) -> None:
    """Each story with where it came from, a draft as a draft, unknown principles named; twice is as once."""
    bank(page)
    choose(page, "01_bank_headings.md", "14_bank.json")
    preview = page.locator(".lp-found")
    expect(preview.first).to_contain_text("01_bank_headings.md, lines 10-29")
    expect(page.get_by_text("Not a principle known here")).to_contain_text("Synergy")
    expect(preview.filter(has_text="The model nobody used")).to_contain_text("a draft")
    press(page, "Keep these")
    expect(page.locator("#lp-said")).to_contain_text("4 stories kept")
    rows = page.locator("table.lp-stories tbody tr")
    there = rows.count()
    choose(page, "01_bank_headings.md", "14_bank.json")
    expect(page.get_by_text("In your bank already; nothing changes.")).to_have_count(4)
    press(page, "Keep these")
    expect(page.locator("#lp-said")).to_have_text("0 stories kept, 4 in the bank already.")
    expect(rows).to_have_count(there)


def test_files_that_cannot_be_read_are_named(page: Page, tmp_path: Path) -> None:
    """A PDF and a file that is too large are refused in words, and the others are read."""
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "large.md").write_bytes(b"word " * 1_100_000)
    bank(page)
    press(page, "Import from files")
    page.set_input_files("#lp-files", [tmp_path / "cv.pdf", tmp_path / "large.md", FILES / "02_bold_labels.md"])
    expect(page.get_by_text("cv.pdf is a PDF, not text")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("large.md has 5,500,000 bytes")).to_be_visible()
    expect(page.locator(".lp-found")).to_have_count(2)


def test_an_import_can_be_stopped(page: Page, tmp_path: Path) -> None:
    """While it reads, Cancel stands there; nothing is kept."""
    story = (FILES / "01_bank_headings.md").read_text("utf-8")
    paths = [tmp_path / f"{n}.md" for n in range(40)]
    for path in paths:
        path.write_text((story + "\n\n") * 20, "utf-8")
    bank(page)
    rows = page.locator("table.lp-stories tbody tr")
    there = rows.count()
    press(page, "Import from files")
    page.set_input_files("#lp-files", paths)
    page.get_by_text("Reading ", exact=False).first.wait_for(timeout=PATIENCE)
    press(page, "Cancel")
    expect(page.get_by_text("Stopped. Nothing was kept.")).to_be_visible(timeout=PATIENCE)
    press(page, "Back to the story bank")
    page.locator("h1", has_text="Story bank").wait_for()
    expect(rows).to_have_count(there)


def test_a_story_is_written_part_by_part_deleted_and_put_back(page: Page) -> None:
    """What is typed is there after the page is opened anew; saved, it stands in the matrix, after a deletion too."""
    bank(page)
    press(page, "Add a story")
    page.get_by_role("textbox", name="Title").fill("Half the wait")
    press(page, "Save to the story")
    expect(page.get_by_role("heading", level=1)).to_have_text("Half the wait")
    press(page, "Write: Headline, 30 seconds")
    page.get_by_role("textbox", name="Headline").fill(HEADLINE)
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.reload()
    press(page, "Half the wait")
    expect(page.get_by_text("A draft is kept that is not saved")).to_be_visible(timeout=PATIENCE)
    press(page, "Write: Headline, 30 seconds")
    expect(page.get_by_role("textbox", name="Headline")).to_have_value(HEADLINE)
    press(page, "Save to the story")
    expect(page.locator(".lp-said", has_text=HEADLINE)).to_be_visible()
    page.get_by_role("checkbox", name="Frugality").check()
    page.get_by_role("checkbox", name="A story of failure").check()
    expect(page.get_by_text(", a failure.")).to_be_visible()
    press(page, "Delete this story")
    press(page, "Yes, delete it")
    expect(page.locator("#lp-said")).to_contain_text("“Half the wait” is deleted.")
    press(page, "Put Half the wait back")
    expect(page.locator(".lp-matrix tr", has_text="Frugality").get_by_label("planned").last).to_be_visible()
    expect(page.locator(".lp-slot", has_text="Half the wait")).to_be_visible()


def test_a_practice_starts_from_a_story_and_the_story_gains_from_it(page: Page) -> None:
    """Its parts stand beside the answer, its text is typed only when asked for; quotes are added on consent."""
    bank(page)
    press(page, "Add a story")
    page.get_by_role("textbox", name="Title").fill("The slow ranker")
    press(page, "Save to the story")
    press(page, "Write: Telling, 3 to 5 minutes")
    page.get_by_role("textbox", name="Telling").fill(ANSWERS["t-001"])
    press(page, "Save to the story")
    press(page, "Practise this story")
    person = Candidate(page, [])
    person.box.wait_for(timeout=PATIENCE)
    expect(page.locator("#lp-taken")).to_have_text("Told from “The slow ranker”")
    expect(person.box).to_have_value("")
    person.box.fill("First of all.")
    press(page, "Put its text into the answer")
    expect(person.box).to_have_value(re.compile(r"^First of all\.\s+" + re.escape(ANSWERS["t-001"][:40])))
    person.answers = [ANSWERS["t-001"]]
    for _ in range(3):  # the answer and two replies bring out enough
        person.turn()
    press(page, "End story")
    press(page, "Yes, end it")
    person.follow("Next: Debrief")
    person.rate_self()
    gain = page.get_by_role("button", name="Add the ticked to The slow ranker")
    gain.click()
    expect(page.locator("#lp-gained")).to_contain_text("added to “The slow ranker”.")
    person.follow("Stories")
    press(page, "The slow ranker")
    expect(page.get_by_role("heading", name="What probes brought out")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("told in 1 practice.")).to_be_visible()
