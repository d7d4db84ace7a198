"""A candidate at a page's widgets, without a browser: what the browser would send, and what it would be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ipywidgets import Widget

from lpcoach.ui.drill_desk import DrillDesk
from lpcoach.ui.loop_page import LoopPage
from lpcoach.ui.page import Page
from lpcoach.ui.pages.stories_page import StoriesPage
from lpcoach.ui.story_desk import StoryDesk
from lpcoach.ui.widgets import Sheet

__all__ = ["apart", "choose_file", "click", "press", "shown", "told"]


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Run a page's loop in a thread of its own: once a browser test has run, Playwright's loop holds the main one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def press(page: LoopPage | StoryDesk | DrillDesk, act: str, text: str = "") -> None:
    """Press a button of the editor with this text in it."""
    typed = {"slot": page.editor.slot, "rev": page.editor.rev + 1, "text": text, "since_key": 2}
    page.editor._heard(None, {"type": "act", "act": act, **typed}, None)


async def choose_file(page: StoriesPage, name: str, raw: bytes) -> None:
    """Choose a file in the import, and wait for its preview."""
    sent = {"file": name, "size": len(raw), "whole": True, "last": True}
    page.files._heard(None, sent, [memoryview(raw)])
    assert page.importing is not None
    assert page.importing.task is not None
    await asyncio.wait([page.importing.task])
    await asyncio.sleep(0)


def click(page: Page, act: str, arg: str = "", **values: object) -> None:
    """Press a button of any sheet of the page."""
    for sheet in _sheets(page.root):
        if act in sheet.acts and f'data-act="{act}"' in sheet.html:
            sheet._heard(None, {"act": act, "arg": arg, "values": values}, None)
            return
    raise AssertionError(f"no button {act!r} is on the page")


def shown(page: Page) -> str:
    """All the markup of the page."""
    return "\n".join(sheet.html for sheet in _sheets(page.root))


def told(page: LoopPage) -> list[dict[str, Any]]:
    """Collect what the kernel tells the editor from here on."""
    messages: list[dict[str, Any]] = []
    page.editor.send = messages.append
    return messages


def _sheets(widget: Widget) -> Iterator[Sheet]:
    if isinstance(widget, Sheet):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _sheets(child)
