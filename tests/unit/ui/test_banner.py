"""Where the machine is somebody else's, each page says so, and one can take everything away from each page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.store.sqlite import FilePlace
from lpcoach.ui import page as page_module
from lpcoach.ui.banner import Banner
from lpcoach.ui.pages.progress_page import ProgressPage
from lpcoach.ui.pages.start_page import StartPage


def banner_of(page: ProgressPage | StartPage) -> Banner | None:
    """The page's banner."""
    return next((one for one in page.root.children if isinstance(one, Banner)), None)


def test_on_ones_own_machine_there_is_no_banner(coach: Coach) -> None:
    """Nothing is said about servers there."""
    page = StartPage()
    assert banner_of(page) is None
    assert "Nothing leaves this machine" in page.top.html


def test_a_demo_says_what_is_kept_and_names_no_folder(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The words are the demo's, on the page and in errors; the server's folders are not a stranger's business."""
    monkeypatch.setenv("LPCOACH_HOSTED", "demo")
    page = StartPage()
    banner = banner_of(page)
    assert banner is not None
    assert "stored on its server" in banner.html
    shown = page.top.html + page.own.html + banner.html + str(FilePlace(tmp_path))
    assert "Nothing leaves the server of this demo" in shown
    assert str(tmp_path) not in shown
    assert "this machine" not in shown


def test_on_binder_it_says_that_nothing_is_kept(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a way to take everything along."""
    monkeypatch.setenv("LPCOACH_HOSTED", "binder")
    banner = banner_of(ProgressPage())
    assert banner is not None
    assert "Nothing is kept here." in banner.html
    assert 'data-act="export"' in banner.html


def test_deleting_asks_once_and_leads_to_an_empty_start(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first press asks, keeping changes nothing, and the second deletes what was written and leads away."""
    monkeypatch.setenv("LPCOACH_HOSTED", "demo")
    coach.start("one_story")
    page = ProgressPage()
    banner = banner_of(page)
    assert banner is not None
    banner.acts["delete"]("", {})
    assert "There is no way back" in banner.html
    banner.acts["keep"]("", {})
    assert len(coach.store.practices()) == 1
    sent: list[str] = []
    monkeypatch.setattr(page_module, "coach", cache(lambda: coach))
    monkeypatch.setattr(page.frame, "send", lambda message: sent.append(message["type"]))
    banner.acts["delete_now"]("", {})
    assert sent == ["forget", "go"]
    assert not coach.store.path.exists()
