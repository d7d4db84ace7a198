"""The disk fills up, becomes read-only, the workbook is of a newer version or deleted, all under an open page."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.telling import leave, saved, tell_a_story
from tests.browser.walk import PATIENCE

Look = Callable[[Page, str], None]
LONG = "We kept the old model on 5% of the traffic for two weeks and compared the accept rate of both. " * 6


def calm(page: Page, _name: str) -> None:
    """Words and no stack trace."""
    said = page.locator(".lpc").first.inner_text()
    assert not any(word in said for word in ("Traceback", "sqlite3", "OperationalError", "Errno"))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A data folder on a file system of 3 MB; mounting it takes the rights of root."""
    folder = tmp_path / "small" / "home"
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    """Allow writing there or not."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def withheld(server: Server, open_page: OpenPage, look: Look) -> None:
    """Each fault in turn; ``look`` sees the page in each."""
    page, person = tell_a_story(server, open_page)
    person.box.fill("Before. ")
    saved(page)
    ballast = server.home / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(server.home).free))
    person.box.fill(LONG)
    expect(page.get_by_text("the disk is full", exact=False).first).to_be_visible()
    look(page, "disk-full")
    person.press("Submit answer")
    expect(page.get_by_role("button", name="Submit answer")).to_be_enabled()  # the step is over, and has not been taken
    expect(page.get_by_text("the disk is full", exact=False).first).to_be_visible()
    expect(person.box).to_have_value(LONG)
    ballast.unlink()
    saved(page)  # by itself
    person.box.press("Control+End")
    person.box.press_sequentially("And on.")
    saved(page)
    read_only(server, page, look)
    newer(server, page, look)
    (server.home / "workbook.sqlite").unlink()
    person.box.fill("Typed after the file was deleted.")
    expect(page.get_by_text("Not saved.", exact=True)).to_be_visible()
    look(page, "deleted")
    page.goto(server.page("00_start.ipynb"))
    expect(page.get_by_text("This browser kept a text of yours.")).to_be_visible(timeout=PATIENCE)
    look(page, "deleted-offered")


def read_only(server: Server, page: Page, look: Look) -> None:
    """A workbook that may be read and not written: it opens, says so when one types, and has the text later."""
    leave(server, page)
    remount(server.home, "ro")
    page.goto(server.page("03_deep_dives.ipynb"))
    box = page.get_by_role("textbox", name="Your answer")
    box.wait_for(timeout=PATIENCE)
    box.press("Control+End")
    box.press_sequentially(" Read-only now.")
    expect(page.get_by_text("it is read-only", exact=False).first).to_be_visible()
    look(page, "read-only")
    leave(server, page)
    remount(server.home, "rw")
    page.goto(server.page("03_deep_dives.ipynb"))
    expect(box).to_have_value(f"{LONG}And on. Read-only now.", timeout=PATIENCE)
    saved(page)


def newer(server: Server, page: Page, look: Look) -> None:
    """A workbook that a later lpcoach has upgraded is refused in words and not touched; then it is ours again."""
    path = server.home / "workbook.sqlite"

    def version(number: str) -> None:
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("UPDATE alembic_version SET version_num = ?", (number,))
            raw.commit()

    with closing(sqlite3.connect(path)) as raw:
        (today,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    version("9999")
    before = path.read_bytes()
    page.goto(server.page("03_deep_dives.ipynb"))
    expect(page.get_by_text("The workbook cannot be opened.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("newer", exact=False).first).to_be_visible()
    look(page, "newer")
    assert path.read_bytes() == before
    version(today)
    page.reload()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value(
        f"{LONG}And on. Read-only now.", timeout=PATIENCE
    )
    saved(page)


@pytest.mark.prove
def test_what_the_disk_withholds_is_told_calmly_and_lost_by_nobody(small: Path, open_page: OpenPage) -> None:
    """Full, read-only, newer, deleted: words each time, the text on the page, saved as soon as that can be."""
    with running("app", small) as server:
        withheld(server, open_page, calm)
