"""Levels over practices, overall and by criterion, each with its noise; a line for each rater, never one for two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure, literal
from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.scoring.types import Rated
from lpcoach.session.records import PracticeRecord, band_of

__all__ = ["trend_chart"]

ROWS: Final[tuple[Rated, ...]] = ("overall", *CRITERIA)
LATEST: Final = 40  # practices that are drawn
TICKS: Final = 6  # dates that fit beside each other on a phone
AXIS: Final = 0.6  # where the axis lies: under level 1, so that a cross on it is no level
ROOM: Final = 0.05  # of the height, above each row, for its name
DASHES: Final = ("solid", "dash", "dot", "dashdot")
NOTE: Final = "A point for each practice: the median over its stories. The band is the noise."


def trend_chart(
    records: Sequence[PracticeRecord],
    words: Words,
    theme: Theme,
    *,
    numbers: bool = True,
    head: str = "Levels by practice",
    note: str = NOTE,
) -> Chart:
    """A row for each criterion, oldest practice first; samples are left out, the latest forty are drawn.

    Without ``numbers`` levels are told in the pack's words alone.
    """
    kept = [record for record in records if not record.sample][-LATEST:]
    raters = list(dict.fromkeys(record.rater for record in kept if record.overall is not None))
    said = _Said(words, numbers=numbers)
    traces = [
        trace
        for row, name in enumerate(ROWS)
        for place, rater in enumerate(raters)
        for trace in _lines(kept, name, rater, _Look(row, place, theme), said)
    ]
    drawn = figure(theme, [*traces, _crosses(kept, theme)], 620, **_axes(kept, words, theme, numbers=numbers))
    return Chart("trend", head, note, _alt(kept, raters, said), drawn, *_table(kept, words, said))


class _Said:
    """How a level is told: digit and word, or the word alone."""

    def __init__(self, words: Words, *, numbers: bool) -> None:
        self._words = words
        self._numbers = numbers

    def __call__(self, level: float | None) -> str:
        word = self._words.level(level)
        return f"{level:g} {word}" if self._numbers and level is not None else word


class _Look:
    """In which row a line stands, and which of the raters' looks it has."""

    def __init__(self, row: int, rater: int, theme: Theme) -> None:
        ink = INK[theme]
        self.axis = f"y{row + 1}" if row else "y"
        self.color = (ink.first, ink.second, ink.reference)[rater % 3]
        self.dash = DASHES[rater % len(DASHES)]
        self.paper = ink.paper


def _level(record: PracticeRecord, name: Rated) -> float | None:
    return record.overall if name == "overall" else record.levels[name]


def _lines(
    kept: Sequence[PracticeRecord], name: Rated, rater: str, look: _Look, said: _Said
) -> tuple[go.Scatter, go.Scatter]:
    """One rater's band and line in one row."""
    mine = [(n, r, level) for n, r in enumerate(kept, 1) if r.rater == rater and (level := _level(r, name)) is not None]
    bands = [(n, *(band_of(r, name) or (level - 1, level + 1))) for n, r, level in mine]
    xs = [n for n, _, _ in bands]
    band = go.Scatter(
        x=[*xs, *xs[::-1]],
        y=[*(high for _, _, high in bands), *(low for _, low, _ in bands[::-1])],
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=look.color,
        opacity=0.15,
        hoverinfo="skip",
        zorder=-1,
        yaxis=look.axis,
    )
    line = go.Scatter(
        x=xs,
        y=[level for _, _, level in mine],
        text=[literal(f"{_day(record)}, {said(level)}, rated by {rater}") for _, record, level in mine],
        name=f"{name} {rater}",
        mode="lines+markers",
        line={"color": look.color, "width": 2, "dash": look.dash},
        marker={"size": 7, "color": look.color, "line": {"color": look.paper, "width": 1}},
        hovertemplate="%{text}<extra></extra>",
        yaxis=look.axis,
    )
    return line, band


def _crosses(kept: Sequence[PracticeRecord], theme: Theme) -> go.Scatter:
    ink = INK[theme]
    places = [n for n, record in enumerate(kept, 1) if record.overall is None]
    return go.Scatter(
        x=places,
        y=[AXIS] * len(places),
        name="not scored",
        text=["not scored"] * len(places),
        mode="markers+text" if len(places) < TICKS else "markers",
        textposition="top center",
        marker={"symbol": "x-thin", "size": 9, "line": {"color": ink.reference, "width": 1.5}},
        cliponaxis=False,
        hovertemplate="not scored<extra></extra>",
    )


def _axes(kept: Sequence[PracticeRecord], words: Words, theme: Theme, *, numbers: bool) -> Mapping[str, Any]:
    places = range(1, len(kept) + 1)
    ticks = places[:: -(len(kept) // TICKS + 1)][::-1]  # the last practice always has its date
    ink = INK[theme]
    share = 1 / len(ROWS)
    # The first row, overall, holds the crosses and stands lowest, at the dates; "y" is its axis.
    axes: dict[str, Any] = {
        f"yaxis{row + 1 if row else ''}": {
            "domain": [row * share, (row + 1) * share - ROOM],
            "range": [AXIS, 5.2],
            "tickvals": [1, 3, 5],
            "showticklabels": numbers,
            "gridcolor": ink.line,
            "linecolor": ink.edge,
            "zeroline": False,
            "fixedrange": True,
        }
        for row in range(len(ROWS))
    }
    look = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    return {
        **axes,
        "xaxis": {
            "tickvals": list(ticks),
            "ticktext": [_day(kept[place - 1]) for place in ticks],
            "range": [0.5, max(1, len(kept)) + 0.5],
            "anchor": "y",
        },
        "annotations": [
            {
                **look,
                "y": (row + 1) * share - ROOM,
                "text": "Overall" if name == "overall" else words.criteria[name],
                "font": {"color": ink.ink, "size": 13},
            }
            for row, name in enumerate(ROWS)
        ],
    }


def _alt(kept: Sequence[PracticeRecord], raters: Sequence[str], said: _Said) -> str:
    unscored = sum(record.overall is None for record in kept)
    rest = "" if not unscored else " One practice is not scored." if unscored == 1 else f" {unscored} are not scored."
    told = []
    for rater in raters:
        mine = [record for record in kept if record.rater == rater and record.overall is not None]
        first, last = mine[0], mine[-1]
        span = f"{said(first.overall)} on {_day(first)}"
        if first is not last:
            span = f"{len(mine)} points, from {span} to {said(last.overall)} on {_day(last)}"
        told.append(f"rated by {rater}, {span}")
    return f"Levels by practice, overall: {'; '.join(told) or 'none is scored yet'}.{rest}"


def _table(
    kept: Sequence[PracticeRecord], words: Words, said: _Said
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = ("Date", "Overall", *(words.criteria[criterion] for criterion in CRITERIA), "Rated by")
    rows = tuple(
        (_day(r), said(r.overall), *(said(r.levels[criterion]) for criterion in CRITERIA), r.rater) for r in kept
    )
    return columns, rows


def _day(record: PracticeRecord) -> str:
    at = record.finished_at.astimezone()
    return f"{at.day} {at:%b}"
