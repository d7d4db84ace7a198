"""Levels over practices. What was not scored is a cross on the axis, never a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure
from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.session.records import PracticeRecord

__all__ = ["trend_chart"]

AXIS: Final = 0.6  # where the axis lies: under level 1, so that a cross on it is no level
TICKS: Final = 6  # dates that fit beside each other on a phone
NOTE: Final = (
    "A point for each scored practice: the median over its stories. On writers whom it has not seen this rater is "
    "often off by one level, so a step of one level is not called better here."
)


@dataclass(frozen=True, slots=True)
class _Point:
    """A scored practice at its place from 1."""

    place: int
    day: str
    level: float


def trend_chart(records: Sequence[PracticeRecord], words: Words, theme: Theme, *, numbers: bool = True) -> Chart:
    """The overall level of each practice, oldest first; the table has the criteria too. Samples are left out.

    Without ``numbers`` levels are told in the pack's words alone.
    """
    kept = [record for record in records if not record.sample]
    scored = [_Point(n, _day(r), r.overall) for n, r in enumerate(kept, 1) if r.overall is not None]
    unscored = [n for n, r in enumerate(kept, 1) if r.overall is None]
    said = _Said(words, numbers=numbers)
    drawn = figure(theme, [_line(scored, theme, said), _crosses(unscored, theme)], 260, **_axes(kept, numbers=numbers))
    return Chart("trend", _head(scored), NOTE, _alt(scored, len(unscored), said), drawn, *_table(kept, words, said))


class _Said:
    """How a level is told: digit and word, or the word alone."""

    def __init__(self, words: Words, *, numbers: bool) -> None:
        self._words = words
        self._numbers = numbers

    def __call__(self, level: float | None) -> str:
        word = self._words.level(level)
        return f"{level:g} {word}" if self._numbers and level is not None else word


def _line(scored: Sequence[_Point], theme: Theme, said: _Said) -> go.Scatter:
    ink = INK[theme]
    return go.Scatter(
        x=[point.place for point in scored],
        y=[point.level for point in scored],
        text=[f"{point.day}, {said(point.level)}" for point in scored],
        mode="lines+markers",
        line={"color": ink.first, "width": 2},
        marker={"size": 9, "color": ink.first, "line": {"color": ink.paper, "width": 1.5}},
        hovertemplate="%{text}<extra></extra>",
    )


def _crosses(places: Sequence[int], theme: Theme) -> go.Scatter:
    ink = INK[theme]
    return go.Scatter(
        x=list(places),
        y=[AXIS] * len(places),
        text=["not scored"] * len(places),
        mode="markers+text",
        textposition="top center",
        marker={"symbol": "x-thin", "size": 9, "line": {"color": ink.reference, "width": 1.5}},
        cliponaxis=False,
        hovertemplate="not scored<extra></extra>",
    )


def _axes(kept: Sequence[PracticeRecord], *, numbers: bool) -> Mapping[str, Any]:
    places = range(1, len(kept) + 1)
    ticks = places[:: -(len(kept) // TICKS + 1)][::-1]  # the last practice always has its date
    days = [_day(kept[place - 1]) for place in ticks]
    return {
        "xaxis": {"tickvals": list(ticks), "ticktext": days, "range": [0.5, max(1, len(kept)) + 0.5]},
        "yaxis": {"range": [AXIS, 5.2], "tickvals": [1, 2, 3, 4, 5], "showticklabels": numbers},
    }


def _head(scored: Sequence[_Point]) -> str:
    if not scored:
        return "No practice is scored yet"
    if len(scored) == 1:
        return "One practice is scored; a trend needs two"
    first, last = scored[0].level, scored[-1].level
    how = "like" if last == first else "above" if last > first else "below"
    return f"The last scored practice is rated {how} the first"


def _alt(scored: Sequence[_Point], unscored: int, said: _Said) -> str:
    rest = "" if not unscored else " One practice is not scored." if unscored == 1 else f" {unscored} are not scored."
    if not scored:
        return f"Levels by practice: none is scored yet.{rest}"
    first, last = scored[0], scored[-1]
    if first is last:
        return f"Levels by practice: one point, {said(first.level)}, on {first.day}.{rest}"
    way = f"{len(scored)} points, from {said(first.level)} on {first.day} to {said(last.level)} on {last.day}"
    return f"Levels by practice: {way}.{rest}"


def _table(
    kept: Sequence[PracticeRecord], words: Words, said: _Said
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = ("Date", "Overall", *(words.criteria[criterion] for criterion in CRITERIA))
    rows = tuple((_day(r), said(r.overall), *(said(r.levels[criterion]) for criterion in CRITERIA)) for r in kept)
    return columns, rows


def _day(record: PracticeRecord) -> str:
    at = record.finished_at.astimezone()
    return f"{at.day} {at:%b}"
