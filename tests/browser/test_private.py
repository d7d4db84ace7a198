"""Typed text goes where it belongs and nowhere else, is never markup, and is gone when everything is deleted."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lpcoach.coach import Coach
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server
from tests.browser.telling import saved
from tests.browser.walk import PATIENCE, Candidate
from tests.browser.watched import Watch

DATA = Path(__file__).parents[1] / "data"
HOSTILE = (DATA / "hostile.txt").read_text("utf-8").splitlines()
FACT = "I measured 12% against a control of 5% for two weeks, and I own the alarm that pages us. "
OURS = {"workbook.sqlite", "workbook.sqlite-journal"}


class Canaries:
    """A word of its own for each box, all with the same beginning."""

    mark = "zqxcanary"

    def __init__(self) -> None:
        self.count = 0

    def fill(self, page: Page, role: str, name: str, more: str = "") -> None:
        """Type one into a box."""
        self.count += 1
        box = page.get_by_role(role, name=name)  # type: ignore[arg-type]
        box.wait_for(timeout=PATIENCE)
        box.fill(f"{more}{self.mark}{self.count}")


def holding(folder: Path, mark: str) -> set[str]:
    """The files that hold the mark, in UTF-8, UTF-16 or as hexadecimal digits."""
    forms = (mark.encode(), mark.encode("utf-16-le"), mark.encode().hex().encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(form in path.read_bytes() for form in forms)}


def fill_every_box(page: Page) -> Canaries:
    """Through a loop and the story bank; each box gets a canary."""
    canaries, person = Canaries(), Candidate(page, [])
    person.press("Start a loop")
    for name in ("Role you interview for", "Who the customer of your system is", "Job description, pasted"):
        canaries.fill(page, "textbox", name)
    canaries.fill(page, "textbox", "Your introduction")
    saved(page)
    person.press("Submit answer")
    person.follow("Next: Deep dives")
    canaries.fill(page, "textbox", "Your answer", FACT)
    saved(page)
    person.press("Submit answer")
    page.locator("#lp-now").wait_for(timeout=PATIENCE)
    canaries.fill(page, "textbox", "Your answer")
    saved(page)
    person.press("Pause")
    page.get_by_role("link", name="Stories", exact=True).click(timeout=PATIENCE)
    page.get_by_role("button", name="Add a story", exact=True).click(timeout=PATIENCE)
    canaries.fill(page, "textbox", "Title")
    person.press("Save to the story")
    page.get_by_role("button", name="Write: Headline, 30 seconds").click(timeout=PATIENCE)
    canaries.fill(page, "textbox", "Headline")
    saved(page)
    return canaries


def test_what_is_typed_is_in_the_workbook_alone(lab_server: Server, open_page: OpenPage, watch: Watch) -> None:
    """A canary in every box: none in a notebook, a checkpoint, a log, an address, or another practice's export."""
    page = open_page(lab_server.start)
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    canaries = fill_every_box(page)
    assert canaries.count == 8
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    written = sorted((lab_server.home / "notebooks").glob("*.ipynb"))
    assert len(written) > 5
    assert holding(lab_server.home.parent, canaries.mark) <= OURS
    assert [url for url in watch.requests if canaries.mark in url] == []
    assert canaries.mark not in page.url
    coach = Coach.open(lab_server.home)
    other = coach.finish(coach.start("one_story"))
    export = coach.export_markdown(other.id)  # the role is a setting and belongs to each; what was answered does not
    assert [n for n in range(4, canaries.count + 1) if f"{canaries.mark}{n}" in export] == []
    assert canaries.mark not in repr(coach) + repr(coach.store)
    coach.store.close()


def test_delete_everything_leaves_nothing_behind(voila_server: Server, open_page: OpenPage) -> None:
    """After it no file of the data folder holds a canary, and the browser keeps none."""
    page = open_page(voila_server.start)
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    mark = fill_every_box(page).mark
    home = voila_server.home
    for name in ("workbook.before-upgrade-from-0001.sqlite", "workbook.damaged-20250303-090000.sqlite"):
        shutil.copy(home / "workbook.sqlite", home / name)
    (home / "workbook.damaged-20250303-090000.txt").write_text(mark, "utf-8")
    assert len(holding(home, mark)) == 4
    page.get_by_role("link", name="Start", exact=True).click(timeout=PATIENCE)
    page.get_by_role("button", name="Delete everything").click(timeout=PATIENCE)
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_text("Everything is deleted.").wait_for(timeout=PATIENCE)
    assert holding(home, mark) == set()
    page.reload()
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert mark not in kept
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert holding(home, mark) == set()


def squeezed(text: str) -> str:
    """Text without its white space, as it may be broken anywhere."""
    return re.sub(r"\s+", "", text)


def shown(page: Page, strings: list[str]) -> None:
    """Each string stands there letter by letter, and none has become an element or run."""
    said = squeezed(" ".join(page.locator(".lp-main").all_text_contents()))
    assert [text for text in strings if squeezed(text) not in said] == []
    assert page.evaluate("() => window.ran") is None
    assert page.locator(":is(img, iframe, object, embed, video, audio, base, marquee):visible").count() == 0
    assert page.locator("[onerror], [onload], [onfocus], [onclick], [onmouseover]").count() == 0


def test_hostile_text_is_shown_letter_by_letter(voila_server: Server, open_page: OpenPage, watch: Watch) -> None:
    """268 strings through each box of a loop: no dialog, no outside request, nothing run, all of it readable."""
    page = open_page(voila_server.start)
    page.on("dialog", lambda _dialog: pytest.fail("a dialog was opened"))
    person = Candidate(page, [])
    page.get_by_role("button", name="Start a loop").click(timeout=PATIENCE)
    half = len(HOSTILE) // 2
    person.introduce(FACT + "\n".join(HOSTILE[:half]))
    shown(page, HOSTILE[:half])
    for name in ("Role you interview for", "Who the customer of your system is", "Job description, pasted"):
        page.get_by_role("textbox", name=name).fill(" ".join(HOSTILE)[:1900])
    person.follow("Next: Deep dives")
    person.box.wait_for(timeout=PATIENCE)
    question = person.asked()
    person.box.fill(FACT + "\n".join(HOSTILE))
    person.press("Submit answer")
    person.wait_for_change(question)
    shown(page, HOSTILE)
    question = person.asked()
    person.box.fill(FACT + "\n".join(HOSTILE[half:]))
    person.press("Submit answer")
    person.wait_for_change(question)
    shown(page, HOSTILE)
    page.goto(voila_server.page("05_your_questions.ipynb"))
    page.get_by_role("button", name=re.compile("Leave it and go on to")).click(timeout=PATIENCE)
    person.ask(HOSTILE[0])
    box = page.get_by_role("textbox", name="Your question")
    box.fill("\n".join(HOSTILE))
    person.press("Submit question")
    page.get_by_text(HOSTILE[-1].strip()[:40]).first.wait_for(timeout=PATIENCE)
    shown(page, HOSTILE)
    person.follow("Next: Debrief")
    person.rate_self("Not inclined")
    shown(page, HOSTILE[half:])
    assert watch.errors == []
    assert watch.outside == []


def hostile_files(folder: Path) -> list[Path]:
    """The corpus as a bank in Markdown, CSV, JSON and HTML."""
    stories = [(text, FACT + text) for text in HOSTILE[:: len(HOSTILE) // 12]]
    md, table, plain, html = (folder / name for name in ("bank.md", "bank.csv", "bank.json", "bank.html"))
    parts = "\n\n".join(f"## {title}\n\n**Situation:** {text}\n\n**Action:** {text}" for title, text in stories)
    md.write_text(f"# Stories\n\n{parts}\n", "utf-8")
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in (title, text, text)] for title, text in stories]
    table.write_text("title,situation,action\n" + "\n".join(map(",".join, quoted)), "utf-8")
    rows = [{"title": title, "situation": text, "action": text} for title, text in stories]
    plain.write_text(json.dumps({"stories": rows}), "utf-8")
    html.write_text("<html><body>" + "".join(f"<h2>{t}</h2><p>Situation: {x}</p>" for t, x in stories), "utf-8")
    return [md, table, plain, html]


def test_hostile_files_are_imported_as_text(
    voila_server: Server, open_page: OpenPage, watch: Watch, tmp_path: Path
) -> None:
    """Files full of markup, imported and kept: nothing runs in the preview, in the bank, or in a story."""
    page = open_page(voila_server.page("01_stories.ipynb"))
    page.on("dialog", lambda _dialog: pytest.fail("a dialog was opened"))
    page.get_by_role("button", name="Import from files").click(timeout=PATIENCE)
    page.set_input_files("#lp-files", hostile_files(tmp_path))
    page.get_by_role("heading", name="What was understood").wait_for(timeout=PATIENCE)
    shown(page, [FACT])
    page.get_by_role("button", name="Keep these", exact=True).click()
    page.get_by_text("kept", exact=False).first.wait_for(timeout=PATIENCE)
    shown(page, [])
    page.reload()
    page.locator("h1", has_text="Story bank").wait_for(timeout=PATIENCE)
    shown(page, [])
    assert watch.errors == []
    assert watch.outside == []


def test_the_answers_of_our_server_forbid_outside_content(
    voila_server: Server, open_page: OpenPage, watch: Watch
) -> None:
    """Each page carries a policy: nothing from elsewhere, no plug-ins, no other base, no frames of others."""
    page = open_page(voila_server.start)
    with page.expect_response(lambda response: "00_start" in response.url) as found:
        page.goto(voila_server.page("00_start.ipynb"))
    headers = found.value.headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'" in policy
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    refused = page.evaluate("""async () => { const policy = new Promise((go) => addEventListener(
        'securitypolicyviolation', (event) => go(event.blockedURI), { once: true }));
        document.body.append(Object.assign(new Image(), { src: 'https://outside.invalid/x.png' }));
        return policy; }""")
    assert "outside.invalid" in refused
    watch.requests = [url for url in watch.requests if url != "https://outside.invalid/x.png"]  # it was never sent
