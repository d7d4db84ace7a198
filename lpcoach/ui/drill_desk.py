"""A drill under way: what is asked, the text that is typed, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ipywidgets import Widget

from lpcoach.coach.drills_kept import slot
from lpcoach.content.terms import CRITERIA
from lpcoach.drills.aloud import FORMS
from lpcoach.drills.types import Attempt
from lpcoach.errors import SettingError, StoreConflict
from lpcoach.ui.desk import Desk
from lpcoach.ui.drill_results import result
from lpcoach.ui.drill_views import LABELS, Writing, view
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

if TYPE_CHECKING:
    from lpcoach.ui.pages.drills_page import DrillsPage

__all__ = ["DrillDesk", "done_with"]


def done_with(attempt: Attempt) -> dict[str, Any]:
    """The view of what came of a drill."""
    return {"id": attempt.id, "drill": attempt.drill, "done": True}


class DrillDesk(Desk):
    """The view of one drill. ``page`` shows it, and is gone back to."""

    def __init__(self, page: DrillsPage) -> None:
        self.page = page
        self.drills = page.coach.drills
        super().__init__(page)
        self.state: Mapping[str, Any] = {}
        acts = {
            "choose": self.choose,
            "clock": self.clock,
            "stop": self.stop,
            "rate": self.rate,
            "again": page.begin,
            "back": page.back,
            "keep": self.keep,
        }
        self.head = Sheet(acts={name: page.act(call) for name, call in acts.items()})
        self.head.on_set = page.guard(page.take_mark)
        self.parts: tuple[Widget, ...] = (self.head, self.editor)

    def open(self, state: Mapping[str, Any]) -> None:
        """Show a drill that was begun."""
        self.state = state
        self.page.draw()
        self.head.focus("#lp-page")

    def draw(self, missing: str = "", said: str = "") -> None:
        """The drill as it stands, or what came of it."""
        if self.state.get("done"):
            attempt = self.drills.shown(self.state["id"])
            if attempt is None:
                raise StoreConflict("This attempt is not in the workbook any more.")
            shown = result(self.page, attempt)
            self._write(None)
            self.head.html = render(shown.template, kept_said=said, say=self.page.said, **shown.values)
            return
        shown = view(self.page, self.state, missing)
        self.head.html = render(shown.template, **shown.values)
        self._write(shown.writing)

    def _write(self, writing: Writing | None) -> None:
        """Open the editor for what is to be typed; hide it where nothing is."""
        self.editor.layout.display = None if writing else "none"
        if writing is None:
            return
        where = slot(self.state["id"])
        if self.editor.slot == where:
            return
        acts = [
            {"act": "submit", "label": writing.submit, "look": "lp-btn--go"},
            {"act": "close", "label": "Back to the drills", "look": "lp-btn--quiet"},
        ]
        self.write(where, writing.label, who="<b>You</b>", acts=acts, foot=writing.foot)

    # Typing -----------------------------------------------------------------

    def pressed(self, act: str, typed: Typed) -> None:
        """Submit the text, or go back and leave it as a draft."""
        self.page.calm()
        self.page.kept = typed.text
        if typed.slot != slot(self.state["id"]) or self.state.get("done"):
            raise StoreConflict("This page shows another drill than the one that was written for.")
        self.keep_typed(typed)
        if act == "close":
            self.page.back("", {})
            return
        self._finish(self._attempt(typed.text))

    def _attempt(self, text: str) -> Attempt:
        drill = self.state["drill"]
        if drill != "aloud" and not text.strip():
            raise SettingError("Nothing is typed yet. Type it, or go back to the drills.")
        makers = {
            "recall": self.drills.rate_recall,
            "probe": self.drills.grade_probe,
            "aloud": self.drills.hold_against,
            "length": self.drills.measure,
        }
        return makers[drill](self.state, text)

    def _finish(self, attempt: Attempt) -> None:
        self.state = done_with(attempt)
        self.draw()
        self.head.focus("#lp-page")

    # Buttons ----------------------------------------------------------------

    def choose(self, story: str, _values: Mapping[str, Any]) -> None:
        """The story for the question."""
        self.state = self.drills.choose_story(self.state, story)
        self.draw()
        self.head.focus("#lp-page")

    def clock(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """The telling begins."""
        self.state = self.drills.start_clock(self.state)
        self.draw()
        self.head.focus("[data-act=stop]")

    def stop(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """The telling is over."""
        self.state = self.drills.stop_clock(self.state)
        self.draw()
        self.head.focus("#lp-page")

    def rate(self, _arg: str, values: Mapping[str, Any]) -> None:
        """The own levels of a sample answer; all of them are needed."""
        if self.state.get("done"):  # a second click: it is kept already
            return
        names = [*CRITERIA, "overall"]
        chosen = {name: int(values[name]) for name in names if str(values.get(name, "")).isdigit()}
        open_ = [LABELS[name] for name in names if name not in chosen]
        if open_:
            self.draw(f"Choose one for {', '.join(open_)} first: a view of your own is worth more before the reveal.")
            self.head.focus("#lp-missing")
            return
        self._finish(self.drills.rate(self.state, chosen))

    def keep(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Keep a measured text as the story's headline or telling, where its length is that of one."""
        attempt = self.drills.shown(self.state["id"])
        form = next((each for each in FORMS if attempt is not None and each.id == attempt.text("form")), None)
        if attempt is None or form is None or not form.part or form.unkept(attempt.text("text")):
            return
        kept = self.page.coach.bank.get(attempt.text("story"))
        self.page.coach.bank.write(kept, "headline" if form.part == "headline" else "telling", attempt.text("text"))
        self.draw(said=f"Kept as the {form.part} of “{kept.story.name}”. The one before is among its versions.")
        self.head.focus("#lp-said")
