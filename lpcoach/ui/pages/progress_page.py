"""Page 07: coverage, levels over practices, depth; each chart with its finding, a text alternative and a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lpcoach.content.words import counted
from lpcoach.session.records import PracticeRecord
from lpcoach.ui.loop_page import DEBRIEF
from lpcoach.ui.page import Page, boxed
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.charts import Chart
    from lpcoach.charts.chart import Theme

__all__ = ["ProgressPage"]

PLAN_WORDS = {"full_loop": "Full loop", "one_story": "One story", "question_again": "One question again"}
NARROW = ("depth", "coverage")


class Drawn:
    """A chart on the page; a new theme or hidden numbers change it where it stands, which is quicker than a new one."""

    def __init__(self, chart: Chart, *, first: bool) -> None:
        from lpcoach.ui.widgets.chart import ChartView  # noqa: PLC0415 - only where charts are drawn

        self.head, self.table = Sheet(), Sheet()
        self.view = ChartView(chart.figure, chart.alt, first=first)
        wide = "" if chart.key in NARROW else " lp-fig--full"
        self.box = boxed(self.head, self.view, self.table, classes=f"lp-fig{wide}")
        self._say(chart)

    def _say(self, chart: Chart) -> None:
        self.head.html = render("figure", key=chart.key, head=chart.head, note=chart.note)
        self.table.html = render("figure_table", head=chart.head, columns=chart.columns, rows=chart.rows)

    def show(self, chart: Chart) -> None:
        """The same chart with other colors or words."""
        self.view.show(chart.figure, chart.alt)
        self._say(chart)


class ProgressPage(Page):
    """``07_progress``."""

    shows_scores = True

    def __init__(self) -> None:
        super().__init__("07_progress.ipynb")
        self.records = [record for record in self.coach.records() if not record.sample]
        self.attempts = Sheet(acts={"open": self.act(self.open)})
        self.attempts.add_class("lp-fig")
        self.drawn: list[Drawn] = []
        self.draw()
        self.frame.observe(self.guard(self._themed), "theme")

    def draw(self) -> None:
        """All of it. Charts begin in the theme that was seen last, and change where they stand when it is another."""
        if not self.records:
            self.main.children = (self._empty(),)
            return
        scored = sum(record.overall is not None for record in self.records)
        summary = f"{counted(len(self.records), 'practice')} finished, {scored} scored."
        self.attempts.html = render("attempts", rows=[self._attempt(record) for record in reversed(self.records)])
        if self.drawn:
            for shown, chart in zip(self.drawn, self._charts(), strict=True):
                shown.show(chart)
            return
        self.drawn = [Drawn(chart, first=place == 0) for place, chart in enumerate(self._charts())]
        principles = Sheet(render("principles", principles=self.coach.pack.principles), "lp-fig")
        top = Sheet(render("progress_top", summary=summary))
        boxes = [each.box for each in self.drawn]
        self.main.children = (top, boxed(*boxes, self.attempts, principles, classes="lp-figs lp-after"))

    def _themed(self, change: Mapping[str, Any]) -> None:
        if change["new"] != (change["old"] or self.coach.theme_seen()):
            self.draw()
        self.coach.see_theme(str(change["new"]))

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        """Hide or show numbers, in the charts too."""
        super().set(name, value)
        self.draw()

    def _empty(self) -> Sheet:
        links = [{"to": "00_start.ipynb", "name": "Start"}]
        body = "After the first debrief: which principles are covered, how deep stories went, and the levels."
        html = render("none", where="", head="Nothing to show yet.", body=body, acts=[], links=links)
        return Sheet(html, "lp-row", "lp-row--top")

    def _charts(self) -> list[Chart]:
        from lpcoach.charts import coverage_chart, depth_chart, trend_chart  # noqa: PLC0415 - only where charts are drawn

        theme: Theme = "dark" if (self.frame.theme or self.coach.theme_seen()) == "dark" else "light"
        numbers = not self.coach.settings.hide_scores
        return [
            trend_chart(self.records, self.words, theme, numbers=numbers),
            depth_chart(self.records, theme),
            coverage_chart(self.records, {p.id: p.short for p in self.coach.pack.principles}, theme),
        ]

    @staticmethod
    def _attempt(record: PracticeRecord) -> dict[str, Any]:
        vote = "no vote" if record.offer is None else "offer" if record.offer else "no offer"
        result = "not scored" if record.overall is None else vote
        return {"id": record.id, "at": record.finished_at, "what": PLAN_WORDS[record.plan], "result": result}

    def open(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Open one debrief."""
        self.coach.choose_debrief(practice)
        self.go(DEBRIEF)
