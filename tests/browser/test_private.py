"""Text of a candidate or of a file is never markup, and the pages' policy forbids what is not ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lpcoach.coach import Coach
from lpcoach.content.places import share_path
from tests.browser.boxes import Filler, all_boxes
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server
from tests.browser.walk import PATIENCE, Candidate
from tests.browser.watched import Watch

DATA = Path(__file__).parents[1] / "data"
HOSTILE = (DATA / "hostile.txt").read_text("utf-8").splitlines()
FACT = "I measured 12% against a control of 5% for two weeks, and I own the alarm that pages us. "
OURS = {"workbook.sqlite", "workbook.sqlite-journal"}


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


class Hostile(Filler):
    """Types the corpus into every box, and looks after each state whether any of it has become more than text."""

    def fill(self) -> None:
        """Fill what is open, and look."""
        super().fill()
        shown(self.page, [])


@pytest.mark.prove
def test_hostile_text_in_every_box_stays_text(voila_server: Server, open_page: OpenPage, watch: Watch) -> None:
    """Through every box that a page can show, then each page opened again: no dialog, no element, no request."""
    page = open_page(voila_server.start)
    page.on("dialog", lambda _dialog: pytest.fail("a dialog was opened"))
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    coach = Coach.open(voila_server.home)
    filler = Hostile(page, voila_server, lambda box: " ".join(HOSTILE)[: 290 if box.startswith("m-") else 9000])
    filler.everywhere(coach)
    assert all_boxes() - filler.met == set()
    coach.set("interviewer", "model")
    coach.store.close()
    for notebook in sorted(path.stem for path in share_path("notebooks").glob("*.ipynb")):
        page.goto(voila_server.page(f"{notebook}.ipynb"))
        page.locator("h1:visible").first.wait_for(timeout=PATIENCE)
        shown(page, [])
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
