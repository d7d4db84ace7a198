"""Levels over practices. What was not scored is a cross on the axis, never a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure
from lpcoach.content.terms import CRITERIA, CriterionId
from lpcoach.session.records import PracticeRecord

__all__ = ["trend_chart"]


def trend_chart(
    records: Sequence[PracticeRecord], criteria: Mapping[CriterionId, str], theme: Theme, *, numbers: bool = True
) -> Chart:
    """The overall level of each practice, oldest first; the table has the criteria too. Samples are left out."""
    kept = [record for record in records if not record.sample]
    scored = [(place, record, record.overall) for place, record in enumerate(kept, 1) if record.overall is not None]
    unscored = [place for place, record in enumerate(kept, 1) if record.overall is None]
    ink = INK[theme]
    line = go.Scatter(
        x=[place for place, _, _ in scored],
        y=[level for _, _, level in scored],
        customdata=[_day(record) for _, record, _ in scored],
        mode="lines+markers",
        line={"color": ink.first, "width": 2},
        marker={"size": 9, "color": ink.first, "line": {"color": ink.paper, "width": 1.5}},
        hovertemplate="%{customdata}, level %{y}<extra></extra>" if numbers else "%{customdata}<extra></extra>",
    )
    cross = go.Scatter(
        x=unscored,
        y=[1] * len(unscored),
        mode="markers",
        marker={"symbol": "x-thin", "size": 9, "line": {"color": ink.reference, "width": 1.5}},
        hovertemplate="not scored<extra></extra>",
    )
    places = list(range(1, len(kept) + 1))
    every = max(1, len(places) // 6)
    ticks = places[::every]
    drawn = figure(
        theme,
        [line, cross],
        260,
        xaxis={
            "tickvals": ticks,
            "ticktext": [_day(kept[place - 1]) for place in ticks],
            "range": [0.5, len(kept) + 0.5],
        },
        yaxis={"range": [0.8, 5.2], "tickvals": [1, 2, 3, 4, 5], "showticklabels": numbers},
    )
    return Chart("trend", _head(scored), _NOTE, _alt(scored, unscored), drawn, *_table(kept, criteria))


_NOTE = (
    "A point for each scored practice: the median over its stories. How far this rater is off on writers whom it has "
    "not seen is not measured yet, so no step is called better here."
)


def _head(scored: Sequence[tuple[int, PracticeRecord, float]]) -> str:
    if not scored:
        return "No practice is scored yet"
    if len(scored) == 1:
        return "One practice is scored; a trend needs two"
    first, last = scored[0][2], scored[-1][2]
    if first == last:
        return "The level stands where it began"
    return f"The last practice is rated {'above' if last > first else 'below'} the first"


def _alt(scored: Sequence[tuple[int, PracticeRecord, float]], unscored: Sequence[int]) -> str:
    if not scored:
        return "Levels by practice: none is scored yet."
    first, last = scored[0], scored[-1]
    rest = f" {len(unscored)} not scored." if unscored else ""
    return (
        f"Levels by practice on a scale from 1 to 5, from {first[2]:g} on {_day(first[1])} "
        f"to {last[2]:g} on {_day(last[1])}.{rest}"
    )


def _table(
    kept: Sequence[PracticeRecord], criteria: Mapping[CriterionId, str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = ("Date", "Overall", *(criteria[criterion] for criterion in CRITERIA))
    rows = tuple((_day(r), _said(r.overall), *(_said(r.levels[criterion]) for criterion in CRITERIA)) for r in kept)
    return columns, rows


def _said(level: float | None) -> str:
    return "not scored" if level is None else f"{level:g}"


def _day(record: PracticeRecord) -> str:
    at = record.finished_at.astimezone()
    return f"{at.day} {at:%b}"
