"""States that lie beside the walk: drills, a month, a locked store, a lost line, another tab, JupyterLab."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from lpcoach.coach import Coach
from lpcoach.stories.story import Story
from tests.browser.line import Line
from tests.browser.servers import Server
from tests.browser.tour import Look, Visitor
from tests.browser.walk import ANSWERS, PATIENCE
from tests.fakes.simulated import growing, simulate

__all__ = ["aside", "in_lab", "prepared"]

STORIES = {"Three models into one": "t-001", "Dock doors": "t-008", "The missing timezone": "t-082"}
LAB = ("00_start", "01_stories", "03_deep_dives", "06_debrief", "07_progress", "08_drills")


def prepared(home: Path) -> Path:
    """A bank of three stories and thirty practices, nineteen days before the interview."""
    coach = Coach.open(home)
    simulate(coach, growing, datetime.now(UTC) - timedelta(days=31))
    for title, answer in STORIES.items():
        coach.bank.add(Story(title=title, headline=ANSWERS[answer][:120], telling=ANSWERS[answer], failure=True))
    coach.set("interview", (coach.drills.today() + timedelta(days=19)).isoformat())
    coach.store.close()
    return home


class Beside(Visitor):
    """A visitor of a workbook that has been used for a month."""

    def drill(self, button: str) -> None:
        """Begin a drill from the list."""
        self.visit("08_drills.ipynb", "Drills", "drills-month")
        self.press(button)

    def drills(self) -> None:
        """The steps of each drill."""
        self.drill("Start the recall drill")
        self.page.get_by_role("timer").wait_for(timeout=PATIENCE)
        self.look("drill-recall")
        self.press("Dock doors")
        self.page.get_by_role("textbox", name="Your headline").fill("Lookahead took dwell from 55.6 to 42 in Berlin.")
        self.look("drill-recall-headline")
        self.press("Compare with the story")
        self.page.get_by_text("This family comes up again on").wait_for(timeout=PATIENCE)
        self.look("drill-recall-done")
        self.drill("Drill: Numbers and baselines")
        self.box.fill("The team was very happy with it.")
        self.look("drill-probe")
        self.press("Submit answer")
        self.page.get_by_role("button", name="Try another").wait_for(timeout=PATIENCE)
        self.look("drill-probe-missed")
        self.drill("Rate an answer")
        self.page.get_by_role("group", name="Evidence").wait_for(timeout=PATIENCE)
        self.look("drill-rate")
        for name in ("Evidence", "Depth", "Alignment", "Bar", "Overall"):
            self.page.get_by_role("group", name=name).get_by_role("radio", name="3 partial").check()
        self.press("Show the reference")
        self.page.locator("table.lp-compare tbody tr").first.wait_for(timeout=PATIENCE)
        self.look("drill-rate-done")
        self.drill("Tell one aloud")
        self.page.get_by_role("button", name="Start the clock").wait_for(timeout=PATIENCE)
        self.look("drill-aloud")
        self.press("Start the clock")
        self.page.get_by_role("timer").wait_for(timeout=PATIENCE)
        self.look("drill-aloud-running")
        self.press("I have told it")
        self.page.get_by_role("textbox", name="What you forgot").fill("60%\nthe name of the vendor")
        self.press("Hold it against the ledger")
        self.page.locator("table.lp-compare tbody tr").first.wait_for(timeout=PATIENCE)
        self.look("drill-aloud-done")
        self.visit("08_drills.ipynb", "Drills", "drills-used")
        self.press("Headline, 30 s")
        self.page.get_by_role("textbox", name="Your text").fill("One alarm caught 61k dollars.")
        self.look("drill-length")
        self.press("Measure it")
        self.page.locator("h1", has_text="too short").wait_for(timeout=PATIENCE)
        self.look("drill-length-done")

    def month(self) -> None:
        """Progress and plan of a month."""
        self.page.goto(self.server.page("07_progress.ipynb"))
        self.page.locator(".js-plotly-plot .main-svg").nth(7).wait_for(timeout=PATIENCE)
        self.look("progress-month")
        self.page.get_by_label("Hide scores").check()
        self.look("progress-month-words")
        self.page.get_by_label("Hide scores").uncheck()

    def troubles(self) -> None:
        """A workbook that another program keeps locked."""
        self.visit("00_start.ipynb", "", "start-month")
        self.press("Practise one story")
        self.box.wait_for(timeout=PATIENCE)
        with closing(sqlite3.connect(self.server.home / "workbook.sqlite", isolation_level=None)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            self.box.fill("Typed while another program held the lock.")
            self.page.get_by_text("Not saved.", exact=True).wait_for(timeout=PATIENCE)
            self.look("dive-locked")
            raw.execute("ROLLBACK")
        self.page.get_by_text("Not saved.", exact=True).wait_for(state="hidden", timeout=PATIENCE)

    def offline(self) -> None:
        """The network goes while one types."""
        with closing(Line(self.server.port)) as line:
            self.page.goto(self.server.page("03_deep_dives.ipynb").replace(str(self.server.port), str(line.port)))
            self.box.wait_for(timeout=PATIENCE)
            line.cut()
            self.box.fill("Typed without a line.")
            self.page.get_by_text("Not saved.", exact=True).wait_for(timeout=PATIENCE)
            self._look("dive-offline")

    def tab(self) -> None:
        """Two tabs at one question: the second submits, the first is told."""
        self.page.goto(self.server.page("03_deep_dives.ipynb"))
        self.box.wait_for(timeout=PATIENCE)
        browser = self.page.context.browser
        assert browser is not None
        other = browser.new_page()
        second = Visitor(other, self.server, lambda name: None)
        other.goto(self.server.page("03_deep_dives.ipynb"))
        second.box.wait_for(timeout=PATIENCE)
        second.answer(ANSWERS["t-001"])
        other.close()
        self.box.fill(ANSWERS["t-008"])
        self.press("Submit answer")
        self.page.get_by_text("Another tab has gone on").wait_for(timeout=PATIENCE)
        self.look("dive-other-tab")

    def realistic(self) -> None:
        """Nothing is shown before the debrief, and no clock."""
        coach = Coach.open(self.server.home)
        coach.set("mode", "realistic")
        coach.start("full_loop")
        coach.store.close()
        self.visit("02_introductions.ipynb", "", "introductions-realistic")
        self.introduce()
        self.follow("Next: Deep dives")
        self.box.wait_for(timeout=PATIENCE)
        self.answer(ANSWERS["t-001"])
        self.look("dive-realistic")


def aside(page: Page, server: Server, look: Look) -> None:
    """All of them, in one workbook."""
    one = Beside(page, server, look)
    for part in (one.month, one.drills, one.troubles, one.offline, one.tab, one.realistic):
        part()


def in_lab(page: Page, server: Server, look: Look) -> None:
    """The pages inside JupyterLab."""
    for name in LAB:
        page.goto(server.page(f"{name}.ipynb") + "&reset")
        shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .lpc")
        expect(shown.locator("h1").first).to_be_visible(timeout=2 * PATIENCE)
        look(f"lab-{name}")
