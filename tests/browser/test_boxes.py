"""What is typed into any box of any page goes into the workbook and nowhere else, and is gone when all is deleted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lpcoach.coach import Coach
from tests.browser.boxes import Filler, all_boxes
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server
from tests.browser.telling import saved
from tests.browser.walk import PATIENCE, Candidate
from tests.browser.watched import Watch

MARK, SECRET = "zqxcanary", "zqxsecret"
OURS = {"workbook.sqlite", "workbook.sqlite-journal"}
KEPT_BY_BROWSER = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
# What a tab beside it types between the press and the deletion.
TYPED_LATER = """() => localStorage.setItem(`lpcoach:draft:${"0".repeat(32)}:0`, JSON.stringify(
    { text: "Typed in a tab beside it.", rev: 1, saved: false, at: Date.now() + 60000 }))"""


class Canaries:
    """A word of its own for each box; a key gets one that nothing may keep."""

    def __init__(self) -> None:
        self.put: dict[str, str] = {}

    def __call__(self, box: str) -> str:
        """The next one."""
        mark = SECRET if box == "m-key" else MARK
        self.put[f"{mark}{len(self.put)}z"] = box
        return f"I typed {list(self.put)[-1]} and moved it by 4% in two weeks, from 9%, for all shoppers of ours."


def holding(folder: Path, mark: str) -> set[str]:
    """The files that hold the mark, in UTF-8, UTF-16 or as hexadecimal digits."""
    forms = (mark.encode(), mark.encode("utf-16-le"), mark.encode().hex().encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(form in path.read_bytes() for form in forms)}


def beside(home: Path) -> None:
    """What may lie beside a workbook: backups, what was set aside, texts of it, what a crash left."""
    names = ("before-upgrade-from-0001.sqlite", "damaged-20250303-090000.sqlite", "sqlite-journal.old", "sqlite-wal")
    for name in names:
        shutil.copy(home / "workbook.sqlite", home / f"workbook.{name}")
    (home / "workbook.damaged-20250303-090000.txt").write_text(MARK, "utf-8")
    (home / "workbook.mending").mkdir()
    shutil.copy(home / "workbook.sqlite", home / "workbook.mending" / "workbook.sqlite")


@pytest.mark.prove
def test_every_box_is_kept_in_the_workbook_alone_until_all_is_deleted(
    voila_server: Server, open_page: OpenPage, watch: Watch
) -> None:
    """A canary in every box that a template has: in the workbook, in no log, address or page's source, then gone."""
    page, canaries, home = open_page(voila_server.start), Canaries(), voila_server.home
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)
    coach = Coach.open(home)
    filler = Filler(page, voila_server, canaries)
    filler.everywhere(coach)
    assert all_boxes() - filler.met == set()
    assert holding(home.parent, MARK) <= OURS
    assert holding(home.parent, SECRET) == set()
    held = coach.store.export()
    assert [box for mark, box in canaries.put.items() if mark not in held and box != "m-key"] == []
    assert [url for url in watch.requests if MARK in url or SECRET in url] == []
    for notebook in ("01_stories", "03_deep_dives", "06_debrief"):
        source = page.request.get(voila_server.page(f"{notebook}.ipynb")).text()
        assert MARK not in source
    alone(coach, canaries)
    coach.store.close()
    beside(home)
    delete_everything(page, voila_server)
    assert holding(home.parent, MARK) == set()


def alone(coach: Coach, canaries: Canaries) -> None:
    """Another practice's export has none of it but notes on the role, which belong to each; no repr has any."""
    other = coach.finish(coach.start("one_story"))
    export = coach.export_markdown(other.id)
    assert [box for mark, box in canaries.put.items() if mark in export and not box.startswith("r-")] == []
    assert MARK not in repr(coach) + repr(coach.store)


def delete_everything(page: Page, server: Server) -> None:
    """By the start page's buttons; then the browser keeps nothing but what another tab typed since, and offers that."""
    page.goto(server.page("00_start.ipynb"))
    page.get_by_role("button", name="Delete everything").click(timeout=PATIENCE)
    page.evaluate(TYPED_LATER)
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_text("Everything is deleted.").wait_for(timeout=PATIENCE)
    page.reload()
    page.get_by_role("button", name="Remove it from this browser").click(timeout=PATIENCE)
    assert MARK not in page.evaluate(KEPT_BY_BROWSER)
    assert page.evaluate("async () => (await indexedDB.databases()).length + (await caches.keys()).length") == 0


def test_a_notebook_in_jupyterlab_never_holds_what_was_typed(
    lab_server: Server, open_page: OpenPage, watch: Watch
) -> None:
    """Saved by hand, by leaving and by itself: no notebook and no checkpoint holds an answer, no address either."""
    page = open_page(lab_server.start)
    person = Candidate(page, [])
    page.get_by_role("button", name="Practise one story").click(timeout=PATIENCE)
    person.box.wait_for(timeout=PATIENCE)
    person.box.fill(f"I measured {MARK} at 12% against a control of 5% for two weeks, and own the alarm that pages us.")
    saved(page)
    page.keyboard.press("Control+s")
    person.press("Submit answer")
    page.locator("#lp-now").wait_for(timeout=PATIENCE)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    written = sorted((lab_server.home / "notebooks").glob("*.ipynb"))
    assert len(written) > 5
    assert all("outputs" in json.loads(path.read_text("utf-8"))["cells"][1] for path in written)
    assert holding(lab_server.home.parent, MARK) <= OURS
    assert [url for url in watch.requests if MARK in url] == []
