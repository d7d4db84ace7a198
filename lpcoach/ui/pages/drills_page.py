"""Page 08: five drills, what is due today, and the one that is under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, get_args

from lpcoach.coach.progress import missed_words
from lpcoach.content.terms import PROBE_KINDS, ProbeKind
from lpcoach.content.words import counted
from lpcoach.drills.aloud import FORMS
from lpcoach.drills.probing import IN_A_ROW, KIND_WORDS, streak
from lpcoach.drills.types import Attempt
from lpcoach.errors import SettingError
from lpcoach.ui.drill_desk import DrillDesk, done_with
from lpcoach.ui.drill_results import agreement_lines
from lpcoach.ui.page import Page
from lpcoach.ui.render import day, render
from lpcoach.ui.widgets import Sheet

__all__ = ["DrillsPage"]

NAMES: Final[Mapping[str, str]] = {
    "recall": "Story recall",
    "probe": "The probe drill",
    "rate": "Be the Bar Raiser",
    "aloud": "Tell it aloud",
    "length": "Headline and length",
}


class DrillsPage(Page):
    """``08_drills``."""

    shows_scores = True
    what = "drill"

    def __init__(self) -> None:
        super().__init__("08_drills.ipynb")
        self.drills = self.coach.drills
        acts = {"begin": self.begin, "go_on": self.go_on}
        self.top = Sheet(acts={name: self.act(call) for name, call in acts.items()})
        self.desk = DrillDesk(self)
        self.desk.state = self.drills.under_way() or {}
        self.draw()

    def again(self) -> None:
        """Show where it stands after another tab went on."""
        drill = self.desk.state.get("id", "")
        done = self.drills.shown(drill)
        self.desk.state = done_with(done) if done else self.drills.under_way() or {}
        self.draw()

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        """Hide or show numbers."""
        super().set(name, value)
        self.draw()

    def draw(self) -> None:
        """The drill that is open, else the list of drills."""
        if self.desk.state:
            self.desk.draw()
            self.main.children = self.desk.parts
            return
        self.top.html = render("drills", **self._values())
        self.main.children = (self.top,)

    # Buttons ----------------------------------------------------------------

    def begin(self, what: str, values: Mapping[str, Any]) -> None:
        """Begin a drill: its name, and for some a part of it after a colon."""
        drill, _, part = what.partition(":")
        if drill == "probe" and part in get_args(ProbeKind):
            state = self.drills.start_probe(part)  # type: ignore[arg-type]  # checked above
        elif drill == "length":
            state = self.drills.start_length(str(values.get("story", "")), part)
        else:
            starts = {"recall": self.drills.start_recall, "rate": self.drills.start_rate}
            state = starts.get(drill, self.drills.start_aloud)()
        if state is None:
            raise SettingError("There is nothing to ask here: it needs a story with a text, and a probe that fits it.")
        self.desk.open(state)

    def go_on(self, drill: str, _values: Mapping[str, Any]) -> None:
        """Open a drill that waits to be gone on with."""
        state = self.drills.resume(drill)
        if state is None:
            raise SettingError("It is not open any more. Start the drill again.")
        self.desk.open(state)

    def back(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Back to the list; a drill that is not done can be gone on with."""
        self.desk.drafts.flush()
        self.desk.state = {}
        self.draw()
        self.top.focus("#lp-page")

    # What the list says -----------------------------------------------------

    def _values(self) -> dict[str, Any]:
        tried = self.drills.attempts()
        stories = self.drills.stories()
        today = sum(attempt.at.astimezone().date() == self.drills.today() for attempt in tried)
        done = f"{counted(today, 'attempt')} today, {len(tried):,} in all." if tried else "Nothing is drilled yet."
        return {
            "summary": f"Five minutes a day between practices. {done}",
            "open": [{"id": each["id"], "name": self._name(each)} for each in self.drills.waiting()],
            "stories": len(stories),
            "recall": self._recall(),
            "kinds": self._kinds(tried),
            "benchmarks": len(self.drills.benchmarks()),
            "rate": self._rate(tried),
            "aloud": _told_aloud(tried),
            "choices": [{"id": one.id, "name": one.story.name} for one in stories],
            "forms": FORMS,
            "say": self.said,
        }

    def _name(self, state: Mapping[str, Any]) -> str:
        """A drill that is under way: which, on what, and how much is typed."""
        name, about = NAMES[state["drill"]], ""
        if state["drill"] == "probe":
            about = f", {KIND_WORDS[state['kind']].lower()}"
        elif state["drill"] == "length":
            name = next((form.name for form in FORMS if form.id == state["form"]), name)
        if state.get("story"):
            about += f", “{self.coach.bank.get(state['story']).story.name}”"
        words = len(self.drills.typed(state).split())
        typed = f", {self.said(counted(words, 'word'), opening=False)} typed" if words else ""
        clock = ", and its clock runs" if state["drill"] == "recall" and not state["story"] else ""
        return f"{name}{about} is under way{typed}{clock}."

    def _recall(self) -> dict[str, Any]:
        today, names = self.drills.today(), {theme.id: theme.name for theme in self.coach.pack.pack.themes}
        found, due = self.drills.families(), self.drills.due()
        interview = self.coach.settings.interview_date()
        fitted = "With the date of your interview, set on Start, each family comes up once more in the last days."
        late = self.drills.is_late()
        if interview is not None and interview >= today:
            once = "" if late else ": each family comes up once more in the last days before it"
            fitted = f"Fitted to {day(interview)}{once}."
        coming = min((family.due for family in found if family.due and family.due > today), default=None)
        rest = f"Nothing more is due today; the next on {day(coming)}." if coming else "Nothing more is due today."
        if late:
            rest = "Nothing is due, and nothing new is asked so near to your interview."
        questions = f"{counted(len(due), 'question')} {'is' if len(due) == 1 else 'are'} due today"
        return {
            "state": f"{questions}, about {-(-len(due) * 75 // 60)} minutes." if due else rest,
            "due": len(due),
            "more": not late or any(family.asked for family in found),
            "families": [{"name": names[f.id], "asked": _asked(f.asked), "due": _due(f.due, today)} for f in found],
            "fitted": fitted,
        }

    def _kinds(self, tried: tuple[Attempt, ...]) -> list[dict[str, Any]]:
        missed = self.drills.missed()
        worst = max(missed, key=lambda kind: missed[kind][0], default=None)
        rows = []
        for kind in PROBE_KINDS:
            mine = [attempt for attempt in tried if attempt.drill == "probe" and attempt.text("kind") == kind]
            row = streak(mine, kind)
            last = f", {day(mine[-1].at)}" if mine else ""
            state = (
                f"two good in a row{last}"
                if row >= IN_A_ROW
                else f"{'one good so far' if row else 'none good in a row yet'}{last}"
                if mine
                else "not drilled yet"
            )
            count, of = (0, 0) if kind == "depth" else missed.get(kind, (0, 0))
            often = f"; {missed_words(count, of)}" if count else ""
            first = kind == worst and row < IN_A_ROW
            rows.append({"id": kind, "name": KIND_WORDS[kind], "state": state + often, "first": first})
        return rows

    def _rate(self, tried: tuple[Attempt, ...]) -> dict[str, Any]:
        rated = [attempt for attempt in tried if attempt.drill == "rate"]
        many = len(self.drills.benchmarks())
        state = f"{counted(len(rated), 'answer')} rated; the pack has {many}." if rated else f"{many} answers to rate."
        return {"state": state, "agreement": agreement_lines(tried)}


def _asked(count: int) -> str:
    return counted(count, "time") if count else "not yet"


def _due(due: date | None, today: date) -> str:
    if due is None:
        return "new"
    if due <= today:
        return "due"
    return "tomorrow" if due == today + timedelta(days=1) else day(due)


def _told_aloud(tried: tuple[Attempt, ...]) -> str:
    told = [attempt for attempt in tried if attempt.drill == "aloud"]
    return f"Told aloud {counted(len(told), 'time')}, last on {day(told[-1].at)}." if told else "Not told aloud yet."
