"""Which principles the stories have shown, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure
from lpcoach.session.records import PracticeRecord, Strength, coverage

__all__ = ["coverage_chart"]

_STEP: Mapping[Strength, int] = {"not_shown": 0, "shown": 1, "strong": 2}
_WORDS: Mapping[Strength, str] = {"not_shown": "not shown", "shown": "shown", "strong": "strong"}


def coverage_chart(records: Sequence[PracticeRecord], principles: Mapping[str, str], theme: Theme) -> Chart:
    """A bar for each principle in the pack's order: two steps strong, one shown, none not shown."""
    best = coverage(records, principles)
    ink = INK[theme]
    names = list(principles.values())
    steps = [_STEP[best[principle]] for principle in principles]
    bars = go.Bar(
        x=steps,
        y=names,
        orientation="h",
        marker={
            "color": [ink.first if step == 2 else ink.paper for step in steps],
            "line": {"color": ink.first, "width": 1.5},
        },
        text=[_WORDS[best[principle]] for principle in principles],
        textposition="outside",
        textfont={"color": ink.faint},
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
        width=0.5,
    )
    drawn = figure(
        theme,
        [bars],
        26 * len(names) + 16,
        margin={"l": 150, "r": 8, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, 3]},
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "showline": False,
            "ticks": "",
            "tickfont": {"color": ink.ink},
        },
    )
    strong = sum(step == 2 for step in steps)
    shown = sum(step >= 1 for step in steps)
    open_ = [name for name, step in zip(names, steps, strict=True) if step == 0]
    head = f"{shown} of {len(names)} principles are shown, {strong} of them strong"
    note = "Filled: strong, the first principle of a story of level 4 or more. Open: shown in a story."
    alt = f"Principle coverage. {head}." + (f" Not shown: {', '.join(open_)}." if open_ else "")
    rows = tuple((names[place], _WORDS[best[principle]]) for place, principle in enumerate(principles))
    return Chart("coverage", head, note, alt, drawn, ("Principle", "Best so far"), rows)
