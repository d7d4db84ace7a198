"""Page 07: what changed beyond the noise and what did not; each chart in a sentence, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.attempts import asked, changes
from lpcoach.coach.plan import Preparation
from lpcoach.coach.progress import Progress, hours
from lpcoach.content.words import counted
from lpcoach.session.records import PracticeRecord
from lpcoach.ui.loop_page import DEBRIEF
from lpcoach.ui.page import Page, boxed
from lpcoach.ui.render import day, render
from lpcoach.ui.retried import Retried
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.charts.chart import Theme
    from lpcoach.coach.progress_charts import Shown

__all__ = ["ProgressPage"]

PLAN_WORDS = {"full_loop": "Full loop", "one_story": "One story", "question_again": "One question again"}
WIDE: Final = ("trend",)
LISTED: Final = 12  # attempts before the rest is asked for
FITS: Final = {
    "easily": "The days that are left have room for it.",
    "just": "It just fits into the days that are left.",
    "late": "So near to it nothing new is begun: headlines only.",
    "no": "It does not fit into the days that are left: take what stands first.",
}


class Drawn:
    """A chart on the page; a new theme or hidden numbers change it where it stands, which is quicker than a new one."""

    def __init__(self, shown: Shown, *, first: bool) -> None:
        from lpcoach.ui.widgets.chart import ChartView  # noqa: PLC0415 - only where charts are drawn

        chart = shown.chart
        self.head, self.table = Sheet(), Sheet()
        self.view = ChartView(chart.figure, chart.alt, first=first)
        wide = " lp-fig--full" if chart.key in WIDE else ""
        self.box = boxed(self.head, self.view, self.table, classes=f"lp-fig{wide}")
        self._say(shown)

    def _say(self, shown: Shown) -> None:
        chart = shown.chart
        self.head.html = render("figure", key=chart.key, head=chart.head, note=chart.note)
        self.table.html = render(
            "figure_table", head=chart.head, columns=chart.columns, rows=chart.rows, to=shown.to, link=shown.link
        )

    def show(self, shown: Shown) -> None:
        """The same chart with other colors or words."""
        self.view.show(shown.chart.figure, shown.chart.alt)
        self._say(shown)


class ProgressPage(Page):
    """``07_progress``."""

    shows_scores = True

    def __init__(self) -> None:
        super().__init__("07_progress.ipynb")
        self.progress = Progress(self.coach)
        self.records = self.progress.records
        self.attempts = Sheet(acts={"open": self.act(self.open), "all": self.act(self.show_all)})
        self.attempts.add_class("lp-fig")
        self.top, self.ready = Sheet(), Sheet("", "lp-fig", "lp-fig--full")
        self.retried = Retried(self, self.records)
        self.listed: int | None = LISTED
        self.drawn: list[Drawn] = []
        self.draw()
        self.frame.observe(self.guard(self._themed), "theme")

    def draw(self) -> None:
        """All of it. Charts begin in the theme that was seen last, and change where they stand when it is another."""
        if not self.records:
            self.main.children = (self._empty(),)
            return
        self._draw_words()
        if self.drawn:
            self.retried.draw()
            for shown, chart in zip(self.drawn, self._charts(), strict=True):
                shown.show(chart)
            return
        self.drawn = [Drawn(chart, first=place == 0) for place, chart in enumerate(self._charts())]
        principles = Sheet(render("principles", principles=self.coach.pack.principles), "lp-fig")
        retried = self.retried.sheet
        retried.add_class("lp-fig")
        retried.add_class("lp-fig--full")
        boxes = [each.box for each in self.drawn]
        again = (retried,) if retried.html else ()
        parts = (self.ready, *boxes[:-1], *again, boxes[-1], self.attempts, principles)
        figs = boxed(*parts, classes="lp-figs lp-after")
        self.main.children = (self.top, figs)

    def _draw_words(self) -> None:
        scored = len(self.progress.scored)
        summary = f"{counted(len(self.records), 'practice')} finished, {scored} scored."
        self.top.html = render("progress_top", summary=self.said(summary))
        self.ready.html = render("readiness", **self._readiness())
        self._draw_attempts()

    def _draw_attempts(self) -> None:
        newest = self.records[::-1][: self.listed]
        more = self.said(f"of {len(self.records)}") if len(newest) < len(self.records) else ""
        names = {principle.id: principle.short for principle in self.coach.pack.principles}
        changed = changes(self.records, self.words, names)
        rows = [self._attempt(record) | {"changed": self.said(changed[record.id])} for record in newest]
        self.attempts.html = render("attempts", rows=rows, more=more)

    def _readiness(self) -> dict[str, Any]:
        preparation = Preparation(self.coach, self.progress)
        found, left = preparation.readiness(), preparation.days_left
        of = len(found.there) + len(found.remains)
        interview = self.coach.settings.interview_date()
        until = f" Your interview is on {day(interview)}." if interview and left is not None else ""
        note = f"What remains takes {hours(found.minutes)}, roughly.{until} {FITS[found.fits] if found.fits else ''}"
        items = {
            name: [{"what": item.what, "note": self.said(item.note, opening=False), "to": item.to} for item in each]
            for name, each in (("there", found.there), ("remains", found.remains))
        }
        head = self.said(f"{len(found.there)} of {of} things that can be prepared are there")
        return {"head": head, "note": self.said(note) if found.remains else until.strip(), **items}

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

    def _charts(self) -> list[Shown]:
        from lpcoach.coach.progress_charts import charts  # noqa: PLC0415 - only where charts are drawn

        theme: Theme = "dark" if (self.frame.theme or self.coach.theme_seen()) == "dark" else "light"
        return charts(self.progress, theme, numbers=not self.coach.settings.hide_scores)

    def _attempt(self, record: PracticeRecord) -> dict[str, Any]:
        vote = "no vote" if record.offer is None else "offer" if record.offer else "no offer"
        result = "not scored" if record.overall is None else vote
        about = self.said(asked(record), opening=record.plan != "full_loop")
        what = PLAN_WORDS[record.plan]
        return {"id": record.id, "at": record.finished_at, "what": what, "about": about, "result": result}

    def show_all(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """All attempts, not the latest only."""
        self.listed = None
        self._draw_attempts()
        self.attempts.focus("#f-attempts")

    def open(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Open one debrief."""
        self.coach.choose_debrief(practice)
        self.go(DEBRIEF)
