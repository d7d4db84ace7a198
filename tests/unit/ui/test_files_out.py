"""Files out of the start page and into it: how far they are, Cancel, and a page that stays awake."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from lpcoach.coach import Coach
from lpcoach.ui.pages import start_page
from lpcoach.ui.pages.start_page import StartPage
from tests.fakes.desk import apart, click, shown
from tests.fakes.typing import tell_story


def test_an_export_shows_how_far_it_is_and_can_be_stopped(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    """Practice by practice, with Cancel; stopped, no file is offered; done, there is one of all."""
    monkeypatch.setattr(start_page, "AT_ONCE", 1)
    for _ in range(3):
        tell_story(coach)

    async def check() -> None:
        page = StartPage()
        sent: list[dict[str, Any]] = []
        page.own.send = sent.append
        click(page, "export")
        await asyncio.sleep(0)
        assert sent[0] == {"type": "live", "name": "export", "text": "Exporting 1 of 3 practices."}
        click(page, "stop")
        await asyncio.sleep(0.05)
        assert "Stopped. Nothing was exported." in shown(page)
        assert not any(each["type"] == "file" for each in sent)
        click(page, "export")
        while 'data-act="stop"' in shown(page) or sent[-1]["type"] != "file":
            await asyncio.sleep(0.01)
        assert sent[-1]["text"].count("# Practice of") == 3

    apart(check())


def test_an_import_is_read_beside_the_page(coach: Coach) -> None:
    """The page says what it reads and draws the outcome; a file that is none of ours is told as any error."""
    tell_story(coach)
    text = coach.store.export()

    async def check() -> None:
        page = StartPage()
        for raw, outcome in ((text.encode(), "Imported"), (b"[]", "That did not work.")):
            page.take_in("mine.json", len(raw), raw, True)
            assert "Reading mine.json." in shown(page)
            while "Reading mine.json." in shown(page):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)
            assert outcome in shown(page)

    apart(check())
