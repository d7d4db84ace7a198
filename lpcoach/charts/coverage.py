"""Which principles the stories have shown, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from lpcoach.charts.chart import GUTTER, INK, NAMED_ROWS, Chart, Theme, figure, row_names
from lpcoach.session.records import PracticeRecord, Strength, coverage

__all__ = ["coverage_chart"]

STRONG: Final = 2
STEPS: Final[Mapping[Strength, int]] = {"not_shown": 0, "shown": 1, "strong": STRONG}
STRENGTH_WORDS: Final[Mapping[Strength, str]] = {"not_shown": "not shown", "shown": "shown", "strong": "strong"}
NOTE: Final = "Filled: strong, shown first by a story of level four or more. Open: shown by a story."


def coverage_chart(records: Sequence[PracticeRecord], principles: Mapping[str, str], theme: Theme) -> Chart:
    """A bar for each principle in the pack's order: two steps strong, one shown, none not shown."""
    best = coverage(records, principles)
    ink = INK[theme]
    names = list(principles.values())
    words = [STRENGTH_WORDS[best[principle]] for principle in principles]
    steps = [STEPS[best[principle]] for principle in principles]
    bars = go.Bar(
        x=steps,
        y=names,
        orientation="h",
        marker={
            "color": [ink.first if step == STRONG else ink.paper for step in steps],
            "line": {"color": ink.first, "width": [1.5 if step else 0 for step in steps]},
        },
        text=words,
        textposition="outside",
        textfont={"color": ink.faint, "size": 13},
        constraintext="none",
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
        width=0.5,
    )
    drawn = figure(
        theme,
        [bars],
        26 * len(names) + 8,
        margin={"l": GUTTER, "r": 8, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, 3]},
        yaxis=dict(NAMED_ROWS),
        annotations=row_names(names, theme),
    )
    open_ = [name for name, step in zip(names, steps, strict=True) if step == 0]
    head = _head(len(names), len(names) - len(open_), steps.count(STRONG))
    alt = f"Principle coverage. {head}." + (f" Not shown: {', '.join(open_)}." if 0 < len(open_) < len(names) else "")
    return Chart(
        "coverage", head, NOTE, alt, drawn, ("Principle", "Best so far"), tuple(zip(names, words, strict=True))
    )


def _head(count: int, shown: int, strong: int) -> str:
    if shown == 0:
        return "No principle is shown yet"
    if shown == 1:
        return f"1 of {count} principles is shown, {'and strong' if strong else 'not strong yet'}"
    which = f"All {count} principles" if shown == count else f"{shown} of {count} principles"
    how = "all" if strong == shown else str(strong or "none")
    return f"{which} are shown, {how} of them strong"
