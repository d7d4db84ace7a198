"""A page's editor for texts that are no answers of a practice: its drafts, its earlier texts, what became of a save."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from lpcoach.errors import StoreError
from lpcoach.ui.drafts import Drafts, earlier
from lpcoach.ui.page import Page
from lpcoach.ui.render import clock_words
from lpcoach.ui.widgets import Editor
from lpcoach.ui.widgets.editor import Typed

__all__ = ["Desk"]


class Desk(ABC):
    """What the part of a story and the text of a drill have in common."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.drafts = Drafts(page.coach.store, self._saved, self._failed)
        self.editor = Editor(
            on_draft=page.guard(self.draft),
            on_act=page.guard(self.pressed, self._tell),
            on_history=page.guard(self.history, self._tell),
        )
        self.epoch = 0

    @abstractmethod
    def pressed(self, act: str, typed: Typed) -> None:
        """A button of the editor, with the text as it stood."""

    def write(self, where: str, label: str, *, text: str = "", **traits: Any) -> None:  # noqa: ANN401 - the editor's
        """Open the editor on a slot: with its draft, or with ``text`` where there is none."""
        store = self._page.coach.store
        draft = store.latest_draft(where)
        self.epoch += 1
        with self.editor.hold_sync():
            self.editor.text = draft.text if draft else text
            self.editor.rev = max([0, *(each.rev for each in store.drafts(where))])
            self.editor.saved_at = clock_words(draft.at) if draft else ""
            self.editor.label = self.editor.placeholder = label
            for name, value in traits.items():
                setattr(self.editor, name, value)
            self.editor.clock = {}
            self.editor.slot = where
            self.editor.focus = True
            self.editor.epoch = self.epoch

    def draft(self, typed: Typed) -> None:
        """A burst of typing, on its way to the disk."""
        self.drafts.take(typed.slot, typed.rev, typed.text)

    def history(self, where: str) -> None:
        """Earlier texts of the slot, submitted or not."""
        self.drafts.flush()
        coach = self._page.coach
        self.editor.say_history(where, earlier(coach.store.drafts(where), coach.now()))

    def keep_typed(self, typed: Typed) -> None:
        """Commit the text before anything is done with it."""
        self.drafts.take(typed.slot, typed.rev, typed.text)
        self.drafts.flush()

    def _tell(self, tone: str, head: str, body: str) -> None:
        self.editor.tell(tone, head, body, [])

    def _saved(self, where: str, rev: int, at: datetime) -> None:
        self.editor.say_saved(where, rev, clock_words(at))

    def _failed(self, where: str, rev: int, error: StoreError) -> None:
        self.editor.say_unsaved(where, str(error))
