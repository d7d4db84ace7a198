"""What every page has: a frame, a main part, and a guard that turns an error into calm words."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

from ipywidgets import VBox, Widget

from lpcoach.coach import Coach
from lpcoach.coach.marked import mark
from lpcoach.content.places import hosted, share_path
from lpcoach.content.words import Words, in_words
from lpcoach.errors import LpcoachError, StoreConflict, StoreDamaged, StoreError, StoreUnwritable
from lpcoach.store import data_folder, look_over, mend
from lpcoach.store.store import ADDRESS_VARIABLE
from lpcoach.ui.banner import banners
from lpcoach.ui.drafts import is_homeless
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Frame, Sheet

__all__ = ["Page", "boxed", "coach", "opened"]

P = ParamSpec("P")
Tell = Callable[[str, str, str], None]
LINKS = {
    "00_start.ipynb": "Start",
    "01_stories.ipynb": "Stories",
    "06_debrief.ipynb": "Debrief",
    "07_progress.ipynb": "Progress",
    "08_drills.ipynb": "Drills",
}
log = logging.getLogger("lpcoach")


@cache
def coach() -> Coach:
    """This kernel's workbook, opened once and looked over."""
    found = Coach.open()
    look_over(found.store)
    return found


def mended() -> dict[str, str] | None:
    """Set a damaged workbook aside, open what could be read of it, and what to tell; None where it was sound."""
    coach.cache_clear()
    if os.environ.get(ADDRESS_VARIABLE):
        raise StoreError("The workbook on the server is damaged or not made by lpcoach. Ask who keeps the database.")
    done = mend(data_folder(), datetime.now().astimezone())
    if done is None:
        return None
    return {"tone": "warn", "head": "The workbook’s file was damaged.", "body": str(done), "kept": ""}


def boxed(*children: Widget, classes: str = "") -> VBox:
    """A box with the design's classes."""
    box = VBox(list(children))
    for name in classes.split():
        box.add_class(name)
    return box


def note_error(error: BaseException) -> Path:
    """Log where an error came from, never its text (it may hold what a candidate wrote); returns the log's path."""
    path = data_folder() / "lpcoach.log"
    if not any(isinstance(handler, logging.FileHandler) for handler in log.handlers):
        path.touch(mode=0o600)
        log.addHandler(logging.FileHandler(path, delay=True))
    log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    return path


class Page:
    """The frame and the main part; subclasses fill the main part and say what their buttons do."""

    def __init__(self, here: str) -> None:
        self.here = here
        self.coach = coach()
        self.words = Words(self.coach.pack)
        self.notice: dict[str, str] | None = None
        self.kept = ""  # what was submitted last: shown again where another tab was first
        self.frame = Frame(acts={"pause": self.act(lambda *_: self.pause())})
        self.frame.on_set = self.guard(self.set)
        self.frame.on_kept = self.guard(self.homeless)
        self.frame.on_keys = self.guard(self.take_keys)
        self.on_key: Callable[[], None] | None = None  # what goes on once a key is there
        self.main = boxed(classes="lp-main lp-wrap")
        self.root = boxed(self.frame, *banners(self), self.main, classes="lpc")
        self.frame.numbers = not self.coach.settings.hide_scores

    # Errors -----------------------------------------------------------------

    def guard(self, call: Callable[P, None], tell: Tell | None = None) -> Callable[P, None]:
        """The call, with any error shown (by ``tell``, where the eye is) and logged; no text is touched."""
        say = tell or self.tell

        @wraps(call)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                call(*args, **kwargs)
            except StoreConflict:
                self.again()
                where = "This page now shows where it stands."
                self.tell("warn", f"Another tab has gone on with this {self.what}.", where, self.kept)
            except StoreDamaged:
                self.guard(self.mend)()
            except LpcoachError as error:
                say("alert", "That did not work.", f"{error} What you typed is still here.")
            except Exception as error:
                path = note_error(error)
                where = "its log" if hosted() == "demo" else str(path)
                say(
                    "alert",
                    "Something went wrong on this page.",
                    f"What you typed is kept. Open the page again and go on; {where} says where it happened.",
                )

        return guarded

    def act(self, call: Callable[[str, Mapping[str, Any]], None]) -> Callable[[str, Mapping[str, Any]], None]:
        """A guarded button; an earlier notice goes away first."""

        def pressed(arg: str, values: Mapping[str, Any]) -> None:
            self.calm()
            self.guard(call)(arg, values)

        return pressed

    def tell(self, tone: str, head: str, body: str, kept: str = "") -> None:
        """Show a notice under the frame, with the text that another tab has overtaken, if there is one."""
        self.notice = {"tone": tone, "head": head, "body": body, "kept": kept}
        self.draw_frame()
        self.frame.focus("#lp-told")

    def homeless(self, texts: dict[str, str]) -> None:
        """Tell the browser which of the texts that only it holds have no open question any more."""
        lost = [slot for slot, text in texts.items() if is_homeless(self.coach.store, slot, text)]
        if lost:
            self.frame.say_homeless(lost)

    def mend(self) -> None:
        """Go on with what can be read of a damaged workbook, and say so."""
        try:
            told = mended()
            self.coach = coach()
            self.again()
        except StoreDamaged as error:
            raise StoreError(str(error)) from None  # once is enough
        if told is not None:
            self.tell(**told)

    def calm(self) -> None:
        """Take an earlier notice away."""
        if self.notice is not None:
            self.notice = None
            self.draw_frame()

    def again(self) -> None:
        """Read the practice again; pages that show one override it."""

    # The frame --------------------------------------------------------------

    def draw_frame(self) -> None:
        """The calm frame: name, links, and Hide scores where scores are."""
        there = {path.name for path in share_path("notebooks").glob("*.ipynb")}
        links = [{"to": to, "name": name, "here": to == self.here} for to, name in LINKS.items() if to in there]
        hide = self.coach.settings.hide_scores if self.shows_scores else None
        self.frame.html = render("frame", hour=None, links=links, hide=hide, notice=self.notice)

    def said(self, text: str, *, opening: bool = True) -> str:
        """Our own sentence, or what follows within one, as it is, or with its numbers as words with scores hidden."""
        return in_words(text, opening=opening) if self.coach.settings.hide_scores else text

    shows_scores = False
    what = "practice"  # what another tab may have gone on with

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        """Store a setting that a field of the page sent."""
        self.coach.set(name, value)
        self.calm()
        self.frame.say_set(name, value)
        if name == "hide_scores":
            self.frame.numbers = not value
        if name in {"hide_scores", "hide_clock"}:
            self.draw_frame()  # what was painted between the press and now stood on the old setting

    def take_mark(self, field: str, value: Any) -> None:  # noqa: ANN401 - as the browser sent it
        """Keep one choice of a rating that is not given yet; the field is ``mark:``, what is rated, and by what."""
        _, what, name = field.split(":")
        mark(self.coach.store, what, name, str(value))
        self.frame.say_set(field, value)

    def pause(self) -> None:
        """Leave the practice for the start page; only loop pages show the button."""

    def take_keys(self, carried: dict[str, str]) -> None:
        """Take the keys that this tab carried from another page, each sealed by its kernel."""
        if self.coach.language_model.unseal(carried) and self.on_key is not None:
            self.on_key()

    def carry_key(self) -> None:
        """Let this tab carry the key to the next page, or none where it is forgotten."""
        self.frame.say_key(*self.coach.language_model.sealed_key())

    def erase(self) -> None:
        """Delete all that was ever typed, here and in this browser."""
        if self.coach.settings.hosts or self.coach.settings.kept:
            self.coach.language_model.forget_all_keys()
        self.coach.delete_everything()
        coach.cache_clear()
        self.coach = coach()
        self.frame.send({"type": "forget"})

    def go(self, notebook: str) -> None:
        """Leave for another page."""
        self.frame.go(notebook)


def opened(make: Callable[[], Page]) -> Widget:
    """The page's widget; where the workbook or pack cannot be opened, a page that says why."""
    try:
        try:
            page = make()
        except StoreDamaged:
            told = mended()
            page = make()
            page.notice = told
        page.draw_frame()
    except LpcoachError as error:
        said = f"{error.message} Reload the page to try again." if isinstance(error, StoreUnwritable) else str(error)
        body = render("none", where="", head="The workbook cannot be opened.", body=said, acts=[], links=[])
        return boxed(Frame(), boxed(Sheet(body, "lp-row", "lp-row--top"), classes="lp-main lp-wrap"), classes="lpc")
    return page.root
