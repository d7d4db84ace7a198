"""Page 00: one next action, where you stand, the hour, settings."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from lpcoach.coach import Coach
from lpcoach.coach.home import Home
from lpcoach.coach.progress import hours
from lpcoach.content.places import hosted, machine
from lpcoach.content.terms import Plan
from lpcoach.content.words import counted
from lpcoach.drills.plan import FARTHEST
from lpcoach.errors import InputError, LpcoachError, SettingError
from lpcoach.store import data_folder
from lpcoach.ui.live import begin
from lpcoach.ui.loop_page import DEBRIEF, NOTEBOOK_OF
from lpcoach.ui.model_desk import ModelDesk
from lpcoach.ui.page import Page
from lpcoach.ui.render import day, render
from lpcoach.ui.widgets import Sheet

__all__ = ["StartPage"]

AT_ONCE = 5  # practices that are exported in well under a second
LOOP = {"act": "start", "arg": "full_loop", "label": "Start a loop", "quiet": False}
STORY = {"act": "start", "arg": "one_story", "label": "Practise one story", "quiet": False}
SAMPLE = {"act": "sample", "arg": "", "label": "Open a finished sample loop", "quiet": True}
RESUME = {"act": "resume", "arg": "", "label": "Resume", "quiet": False}


class StartPage(Page):
    """``00_start``."""

    def __init__(self) -> None:
        super().__init__("00_start.ipynb")
        self.left = False
        self._task: asyncio.Task[None] | None = None
        acts = {
            "start": self.start,
            "again": self.again_with,
            "resume": self.resume,
            "rate": self.rate,
            "sample": self.sample,
        }
        self.top = Sheet(acts={name: self.act(call) for name, call in acts.items()})
        owned = {
            "export": self.export,
            "stop": self.stop,
            "export_all": self.export_all,
            "delete": self.ask,
            "keep": self.keep,
            "delete_now": self.delete,
        }
        self.own = Sheet("", "lp-row", acts={name: self.act(call) for name, call in owned.items()})
        self.own.on_set = self.guard(self.set)
        self.own.on_file = self.guard(self.take_in)
        self.models = ModelDesk(self)
        self.main.children = (self.top, self.models.sheet, self.models.state, self.own)
        self.draw()

    def again(self) -> None:
        """Read the workbook again."""
        self.draw()

    def draw(self) -> None:
        """All of it."""
        self.draw_top()
        self.models.draw()
        self.draw_settings()

    def draw_top(self) -> None:
        """What to do next, where one stands, the hour and the plan."""
        home = Home.of(self.coach)
        self.top.html = render(
            "start",
            today=home.today,
            days=self._days(home),
            next=self._next(home) | {"foot": self.models.foot(home.foot)},
            stand=home.stand,
            phases=home.phases,
            plan=_plan(home),
            hour_acts=[] if home.first else [LOOP, STORY, SAMPLE],
            facts=home.facts,
            tips=[tip.text for tip in self.coach.pack.pack.tips if tip.where == "start"] if home.first else [],
            say=self.said,
        )

    def draw_settings(self, said: str = "", *, sure: bool = False, running: bool = False) -> None:
        """The settings, with what was just said about them."""
        self.own.html = render(
            "settings",
            settings=self.coach.settings,
            said=said,
            sure=sure,
            running=running,
            place=_place(),
            disclaimer=self.coach.pack.pack.disclaimer,
        )

    @staticmethod
    def _days(home: Home) -> dict[str, str] | None:
        if home.interview is None:
            return None
        left = (home.interview - home.today).days
        if left < 0:
            ago = "yesterday" if left == -1 else f"{-left} days ago"
            return {"before": f"Your interview was on {day(home.interview)},", "strong": ago}
        words = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
        return {"before": f"Your interview is on {day(home.interview)},", "strong": words}

    @staticmethod
    def _next(home: Home) -> dict[str, Any]:
        acts: dict[str, list[dict[str, Any]]] = {
            "first": [LOOP, STORY, SAMPLE],
            "resume": [RESUME],
            "rate": [{"act": "rate", "arg": home.arg, "label": "Rate yourself", "quiet": False}],
            "again": [{"act": "again", "arg": home.arg, "label": "Answer it again", "quiet": False}],
            "loop": [LOOP],
            "last": [LOOP],
        }
        elsewhere = {"01_stories.ipynb": "Write it", "08_drills.ipynb": "Open the drills"}
        link = {"to": home.to, "name": elsewhere[home.to]} if home.to in elsewhere else None
        shown = [] if link else acts.get(home.next, [STORY])
        return {"head": home.head, "reason": home.reason, "acts": shown, "foot": home.foot, "link": link}

    def start(self, plan: str, _values: Mapping[str, Any]) -> None:
        """Begin a practice and go to its first page."""
        plans: dict[str, Plan] = {"full_loop": "full_loop", "one_story": "one_story"}
        if plan not in plans:
            raise SettingError(f"There is no plan {plan!r}.")
        if self.left:
            return  # a second click while the first one leads away
        self.left = True
        session = self.coach.start(plans[plan])
        self.go(NOTEBOOK_OF[session.phases[0]])

    def again_with(self, question: str, _values: Mapping[str, Any]) -> None:
        """The same question once more."""
        self.coach.start("question_again", question)
        self.go(NOTEBOOK_OF["deep_dives"])

    def resume(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Go on where the practice stands."""
        session = self.coach.under_way()
        if session is None or session.phase is None:
            self.draw()
            return
        self.go(NOTEBOOK_OF[session.phase])

    def rate(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Open the debrief of a practice that waits for the own rating."""
        self.coach.choose_debrief(practice)
        self.go(DEBRIEF)

    def sample(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Open the sample loop's debrief."""
        self.coach.choose_debrief(self.coach.sample().id)
        self.go(DEBRIEF)

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        """Store a setting; the day count and the numbers follow at once."""
        super().set(name, value)
        if name == "hide_scores":
            self.draw_top()
        if name == "interview":
            self.draw()

    def export(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Hand over all finished practices as one Markdown file."""
        self._task = begin(self, self._export(self.coach.to_export()))

    async def _export(self, names: list[str]) -> None:
        said, texts = "There is nothing to export yet.", []
        if len(names) > AT_ONCE:
            self.draw_settings(running=True)
            self.own.focus("[data-act=stop]")
        try:
            for number, name in enumerate(names, start=1):
                self.own.say("export", f"Exporting {number} of {len(names)} practices.")
                await asyncio.sleep(0)
                texts.append(self.coach.export_markdown(name))
            if texts:
                self.own.offer_file("lpcoach.md", "\n\n".join(texts), "text/markdown")
                said = "Exported as lpcoach.md, to where this browser keeps downloads."
        except asyncio.CancelledError:
            said = "Stopped. Nothing was exported."
        self.draw_settings(said)
        self.own.focus("[data-act=export]")

    def stop(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """End an export that is under way."""
        if self._task is not None:
            self._task.cancel()

    def export_all(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Hand over the whole workbook as a file that can be imported again."""
        self.own.offer_file("lpcoach-workbook.json", self.coach.store.export(), "application/json")
        self.draw_settings("The file is in your downloads. It holds everything but secrets.")

    def take_in(self, name: str, size: int, raw: bytes | None, _last: bool) -> None:
        """Import a file that lpcoach made."""
        from lpcoach.coach.exchange import take_in  # noqa: PLC0415 - the start page opens without the reports

        if raw is None:
            raise InputError(f"{name} has {size:,} bytes; a page reads 5,000,000 at most. Run: lpcoach import {name}")
        self.draw_settings(f"Reading {name}. It is taken in whole, or not at all.")
        begin(self, self._take_in(take_in, raw))

    async def _take_in(self, take_in: Callable[[Coach, bytes], str], raw: bytes) -> None:
        try:
            said = await asyncio.to_thread(take_in, self.coach, raw)  # a large one takes seconds; the page stays awake
        except LpcoachError:
            self.draw_settings()
            raise
        self.draw()
        self.draw_settings(said)

    def ask(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Ask once before deleting."""
        self.draw_settings(sure=True)
        self.own.focus("#lp-sure")

    def keep(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Nothing is deleted."""
        self.draw_settings("Nothing was deleted.")
        self.own.focus("[data-act=delete]")

    def delete(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Delete the workbook's file and what this browser keeps."""
        self.erase()
        self.draw()
        self.draw_frame()
        self.draw_settings("Everything is deleted.")
        self.top.focus("#lp-page")


def _plan(home: Home) -> dict[str, Any] | None:
    """The days until the interview, and the sessions on them."""
    plan = home.plan
    if plan is None:
        return None
    planned = {each.day for each in plan.days}
    shown = min((plan.interview - plan.today).days, FARTHEST)
    days = [plan.today + timedelta(days=n) for n in range(shown)]
    return {
        "until": plan.interview,
        "days": ["on" if each in planned else "" for each in days],
        "rows": [
            {"day": each.day, "today": each.day == plan.today, "task": each.task, "new": each.day.month != before.month}
            for before, each in zip([plan.today, *(one.day for one in plan.days)], plan.days, strict=False)
        ],
        "sessions": counted(len(plan.days), "session"),
        "hours": hours(plan.minutes),
        "later": plan.later,
        "left_out": [
            {"what": what, "times": counted(count, "time") if count > 1 else ""}
            for what, count in Counter(task.what for task in plan.left_out).items()
        ],
    }


def _place() -> str:
    """Where the workbook lies; a stranger's server is not described to them."""
    return f"on {machine()}" if hosted() == "demo" else f"in {data_folder()}"
