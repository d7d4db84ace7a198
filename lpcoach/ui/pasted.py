"""What is pasted or typed as a chatbot's reply, before it is used: a draft like every other text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lpcoach.ui.page import Page

__all__ = ["keeping", "pasted"]

WRITER: Final = "paste"
LONGEST: Final = 100_000  # characters, as the field has it


def pasted(page: Page, slot: str) -> str:
    """The reply that was not used yet."""
    draft = page.coach.store.latest_draft(slot)
    return draft.text if draft else ""


def keeping(page: Page) -> Callable[[str, Any], None]:
    """Keep what the field sends; its name is the draft's slot, since the browser may bring it back later."""

    def keep(name: str, value: Any) -> None:  # noqa: ANN401 - as the browser sent it
        if re.fullmatch(r"[0-9a-f]{32}:(reply|rating):\d{1,4}", name):
            store = page.coach.store
            rev = max([0, *(draft.rev for draft in store.drafts(name))]) + 1
            store.save_draft(name, WRITER, rev, str(value)[:LONGEST], datetime.now(UTC))
        page.frame.say_set(name, value)

    return keep
