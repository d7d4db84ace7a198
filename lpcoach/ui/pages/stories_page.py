"""Page 01: the story bank, one story side by side with what it lacks, and the import."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from lpcoach.coach.story_import import keep
from lpcoach.content.words import counted
from lpcoach.stories.story import Story
from lpcoach.ui.bank_values import bank_values, import_values, kept_values
from lpcoach.ui.importing import Import, Sent
from lpcoach.ui.page import Page
from lpcoach.ui.render import render
from lpcoach.ui.story_desk import StoryDesk
from lpcoach.ui.widgets import Sheet

__all__ = ["StoriesPage"]


class StoriesPage(Page):
    """``01_stories``."""

    shows_scores = True
    what = "story"

    def __init__(self) -> None:
        super().__init__("01_stories.ipynb")
        self.importing: Import | None = None
        self.sent: list[Sent] = []
        bank = {"add": self.add, "open": self.open, "import": self.choose_files}
        self.bank = Sheet(acts={name: self.act(call) for name, call in bank.items()})
        beside = {"undelete": self.undelete, "drop_notes": self.drop_notes}
        self.beside = Sheet(acts={name: self.act(call) for name, call in beside.items()})
        files = {"keep": self.keep, "cancel": self.cancel, "bank": self.back}
        self.files = Sheet(acts={name: self.act(call) for name, call in files.items()})
        self.files.on_file = self.guard(self.file)
        self.desk = StoryDesk(self)
        self.draw()

    # The bank ---------------------------------------------------------------

    def draw(self, said: str = "") -> None:
        """The bank, or the story that is open."""
        if self.desk.kept is not None:
            self.desk.draw()
            self.main.children = self.desk.parts
            return
        self.bank.html = render("bank", said=said, **bank_values(self.coach, self.words))
        self.beside.html = render("bank_beside", **kept_values(self.coach))
        self.main.children = (self.bank, self.beside)

    def again(self) -> None:
        """Read it again after another tab went on; a story that is gone there is left here."""
        here = self.desk.kept
        stories = self.coach.bank.stories()
        self.desk.kept = next((one for one in stories if here is not None and one.id == here.id), None)
        self.draw()

    def back(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Leave a story or an import for the bank; drafts are kept."""
        self.leave()

    def leave(self, said: str = "") -> None:
        """Show the bank, with what was just done."""
        if self.importing is not None:
            self.importing.cancel()
        self.importing = None
        self.desk.leave()
        self.draw(said)
        self.bank.focus("#lp-said" if said else "#lp-page")

    def add(self, arg: str, _values: Mapping[str, Any]) -> None:
        """A new story; from a lack, it begins with what the lack asks for."""
        lacks = bank_values(self.coach, self.words)["lacks"] if arg.isdigit() else []
        story = Story(failure=arg == "failure")
        if arg.isdigit() and int(arg) < len(lacks):
            lack = lacks[int(arg)]
            story = Story(
                question=lack.question.text if lack.question else "",
                principles=(lack.principle,) if lack.principle else (),
                theme=lack.theme,
                failure=lack.failure,
                about=lack.question.about if lack.question else "system",
            )
        self.desk.open(self.coach.bank.add(story), "title")

    def open(self, story: str, _values: Mapping[str, Any]) -> None:
        """Show one story."""
        self.desk.open(self.coach.bank.get(story))

    def undelete(self, story: str, _values: Mapping[str, Any]) -> None:
        """Put a deleted story back."""
        self.leave(f"“{self.coach.bank.undelete(story).story.name}” is back.")

    def drop_notes(self, notes: str, _values: Mapping[str, Any]) -> None:
        """Take an import's notes away."""
        self.coach.bank.drop_notes(notes)
        self.leave("The notes are taken away.")

    # The import -------------------------------------------------------------

    def choose_files(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """The view in which files are chosen."""
        self._draw_import()
        self.files.focus("#lp-page")

    def _draw_import(self, said: str = "", *, running: bool = False) -> None:
        one = None if running else self.importing
        shown = import_values(one.offered, one.files, self.words) if one else None
        refused = one.refused if one else []
        self.files.html = render("bank_import", said=said, running=running, shown=shown, refused=refused)
        self.main.children = (self.files,)

    def file(self, name: str, size: int, raw: bytes | None, last: bool) -> None:
        """One of the chosen files; with the last one the reading begins."""
        self.sent.append((name, size, raw))
        if last:
            sent, self.sent = self.sent, []
            self.importing = Import(self.coach, self._progress)
            self.importing.begin(sent, self.guard(self._read))

    def _progress(self, said: str) -> None:
        self._draw_import(said, running=True)

    def _read(self, task: asyncio.Task[None]) -> None:
        """The preview, once all is read; what went wrong is told like any error of the page."""
        if task.cancelled():
            return
        if task.exception() is not None:
            self.importing = None
        self._draw_import()
        self.files.focus("#lp-page")
        task.result()

    def cancel(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Stop the reading; nothing was kept."""
        if self.importing is not None:
            self.importing.cancel()
        self.importing = None
        self._draw_import("Stopped. Nothing was kept.")

    def keep(self, _arg: str, values: Mapping[str, Any]) -> None:
        """Keep what is ticked as stories, and all other words as notes."""
        if self.importing is None:
            return
        wanted = {int(name.removeprefix("keep_")) for name, on in values.items() if name.startswith("keep_") and on}
        done = keep(self.coach.bank, self.importing.files, self.importing.offered, wanted)
        said = [f"{counted(len(done.kept), 'story', 'stories')} kept"]
        said += [f"{done.there} in the bank already"] if done.there else []
        said += [f"{done.left_out} left to the notes"] if done.left_out else []
        said += [f"notes of {counted(done.notes, 'file')} kept below"] if done.notes else []
        self.leave(f"{', '.join(said)}.")
