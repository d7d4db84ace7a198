"""The charts of the progress page, each with the page that does something about what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lpcoach.charts import (
    Bar,
    Chart,
    bars_chart,
    calibration_chart,
    coverage_chart,
    depth_chart,
    flags_chart,
    trend_chart,
)
from lpcoach.charts.bars import room
from lpcoach.charts.chart import Theme
from lpcoach.coach.progress import Progress
from lpcoach.content.terms import ANSWER_KINDS
from lpcoach.content.words import counted, in_words
from lpcoach.drills.agreement import of_practices
from lpcoach.drills.probing import KIND_WORDS

__all__ = ["Shown", "charts"]

START, STORIES, DRILLS = "00_start.ipynb", "01_stories.ipynb", "08_drills.ipynb"


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart, and where to go from it."""

    chart: Chart
    to: str
    link: str


def charts(progress: Progress, theme: Theme, *, numbers: bool) -> list[Shown]:
    """All of them, in the order of the page; without ``numbers`` they speak in words."""
    found = [
        Shown(_trend(progress, theme, numbers=numbers), START, "Practise one story"),
        Shown(_depth(progress, theme, numbers=numbers), DRILLS, "Drill technical depth"),
        Shown(_calibration(progress, theme, numbers=numbers), DRILLS, "Be the Bar Raiser"),
        Shown(_coverage(progress, theme), STORIES, "What to add next"),
        Shown(_flags(progress, theme), "06_debrief.ipynb", "How to mend it: the last debrief"),
        Shown(_probes(progress, theme), DRILLS, "Drill this kind of probe"),
        Shown(_uses(progress, theme), DRILLS, "Recall other stories"),
        Shown(_time(progress, theme), START, "The plan until the interview"),
    ]
    return found if numbers else [replace(each, chart=_quiet(each.chart)) for each in found]


def _trend(progress: Progress, theme: Theme, *, numbers: bool) -> Chart:
    head, note = progress.trend_head(), progress.trend_note()
    return trend_chart(progress.records, progress.words, theme, numbers=numbers, head=head, note=note)


def _depth(progress: Progress, theme: Theme, *, numbers: bool) -> Chart:
    chart = depth_chart(progress.own_line, theme, numbers=numbers)
    return replace(chart, note=chart.note + progress.left_out())


def _coverage(progress: Progress, theme: Theme) -> Chart:
    principles = {p.id: p.short for p in progress.coach.pack.principles}
    return coverage_chart(progress.records, principles, theme, progress.coach.now())


def _flags(progress: Progress, theme: Theme) -> Chart:
    chart = flags_chart(progress.own_line, progress.words.flags, theme, head=progress.flags_head())
    return replace(chart, note=chart.note + progress.left_out())


def _calibration(progress: Progress, theme: Theme, *, numbers: bool) -> Chart:
    names = progress.words.criteria
    pairs = of_practices(progress.own_line)
    note = (
        "Your own level, given before the reveal, against the rater's. In the band a single pair agrees within the "
        "noise; a point under it was rated too high by you. The heading speaks of the mean of all pairs, whose noise "
        "is smaller. The larger a point, the more often."
    )
    return calibration_chart(
        {names[c]: [(pair.own, pair.given) for pair in found] for c, found in pairs.items()},
        [names[c] for c in progress.misjudged()],
        theme,
        head=progress.calibration_head(),
        note=note,
        numbers=numbers,
    )


def _probes(progress: Progress, theme: Theme) -> Chart:
    rows = {kind: (count, of) for kind, count, of in progress.missed()}
    worst = max((count for count, _ in rows.values()), default=0)
    bars = [
        Bar(KIND_WORDS[kind], count, f"{count} of {of}", count == worst)
        for kind in ANSWER_KINDS
        for count, of in [rows.get(kind, (0, 0))]
        if of
    ]
    note = "Threads of the latest stories, answers to probes included, in which this was not answered in full."
    return bars_chart("probes", progress.probes_head(), note, bars, ("Kind of probe", "Not answered"), theme)


def _uses(progress: Progress, theme: Theme) -> Chart:
    uses, over = progress.coach.drills.uses(), progress.overused()
    named = [(one.story.name, uses[one.id], one.id in over) for one in progress.coach.drills.stories()]
    ranked = sorted(named, key=lambda row: -row[1])[:8]
    bars = [Bar(name, count, counted(count, "time") if count else "never", strong) for name, count, strong in ranked]
    note = (
        "Told in a practice or chosen in a recall. Overused: at least three times, and more than twice as often as "
        "your stories on average; interviewers compare notes."
    )
    return bars_chart("uses", progress.uses_head(), note, bars, ("Story", "Used"), theme)


def _time(progress: Progress, theme: Theme) -> Chart:
    bars = [Bar(week.name, week.minutes, _said(week.minutes)) for week in progress.weeks()]
    note = "Minutes of finished practices and of drills, week by week. A drill counts up to ten minutes."
    return bars_chart("time", progress.time_head(), note, bars, ("Week", "Minutes"), theme)


def _said(minutes: float) -> str:
    return counted(round(minutes), "minute") if minutes else "none"


def _quiet(chart: Chart) -> Chart:
    """The chart with its numbers as words, also those beside its bars and under the pointer; no places of stories."""
    for trace in chart.figure.data:
        for name in ("text", "hovertext"):
            if getattr(trace, name, None) is not None:
                trace[name] = [_word(str(text)) for text in trace[name]]
        if trace.type == "bar" and trace.text:
            chart.figure.update_xaxes(range=[0, room(trace.text) * (max(trace.x) or 1)])
        if trace.hovertemplate:
            trace.hovertemplate = trace.hovertemplate.replace("Story %{x}, ", "")
    if chart.key in ("depth", "coverage"):
        chart.figure.update_xaxes(showticklabels=False)
    return replace(
        chart,
        head=in_words(chart.head),
        note=in_words(chart.note),
        alt=in_words(chart.alt),
        rows=tuple(_words(row) for row in chart.rows),
    )


def _words(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(_word(cell) for cell in row)


def _word(text: str) -> str:
    """What is no sentence begins with a small letter."""
    return in_words(f" {text}")[1:]
