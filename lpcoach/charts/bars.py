"""Plain bars with a name and a word each: probes missed, time spent, uses of stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, NAMED_ROWS, Chart, Theme, figure, literal, row_names

__all__ = ["Bar", "bars_chart", "room"]

LONGEST = 26  # characters of a name before it is cut: every kind of probe is whole
NAMES = 180  # px for them
PHONE = 147  # px beside them on a phone
LETTER = 7  # px of a letter
LONGEST_SAID = 17


@dataclass(frozen=True, slots=True)
class Bar:
    """``said`` is the value in words; ``strong`` is what the heading speaks of."""

    name: str
    value: float
    said: str
    strong: bool = False


def bars_chart(key: str, head: str, note: str, bars: Sequence[Bar], columns: tuple[str, str], theme: Theme) -> Chart:
    """A bar for each, in the order given."""
    ink = INK[theme]
    most = max((bar.value for bar in bars), default=0) or 1
    drawn = figure(
        theme,
        [
            go.Bar(
                x=[bar.value for bar in bars],
                y=list(range(len(bars))),
                orientation="h",
                marker={
                    "color": [ink.first if bar.strong else ink.paper for bar in bars],
                    "line": {"color": ink.first, "width": [1.5 if bar.value else 0 for bar in bars]},
                },
                text=[bar.said for bar in bars],
                textposition="outside",
                textfont={"color": ink.faint, "size": 13},
                constraintext="none",
                cliponaxis=False,
                hovertext=[literal(f"{bar.name}: {bar.said}") for bar in bars],
                hovertemplate="%{hovertext}<extra></extra>",
                width=0.5,
            )
        ],
        26 * max(1, len(bars)) + 12,
        margin={"l": NAMES, "r": 8, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, room([bar.said for bar in bars]) * most]},
        yaxis={**NAMED_ROWS, "autorange": False, "range": [max(1, len(bars)) - 0.5, -0.5]},
        annotations=row_names([_cut(bar.name) for bar in bars], theme, NAMES),
    )
    said = "; ".join(f"{bar.name}: {bar.said}" for bar in bars)
    rows = tuple((bar.name, bar.said) for bar in bars)
    return Chart(key, head, note, f"{head}. {said}." if bars else f"{head}.", drawn, columns, rows)


def room(said: Sequence[str]) -> float:
    """How many times the longest bar the axis is, so that a phone shows the words behind that bar whole."""
    words = LETTER * min(LONGEST_SAID, max((len(each) for each in said), default=0))
    return max(1.7, PHONE / (PHONE - words))


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
