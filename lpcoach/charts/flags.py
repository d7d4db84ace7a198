"""Which red flags were raised, practice by practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from lpcoach.charts.chart import GUTTER, INK, NAMED_ROWS, Chart, Theme, figure, row_names
from lpcoach.content.terms import FlagId
from lpcoach.session.records import PracticeRecord

__all__ = ["flags_chart"]

LATEST: Final = 10  # practices that a phone has room for
CLOSE: Final = 4  # columns in which two dates would run into each other there
NOTE: Final = "A column for each of the latest practices, the newest at the right; filled where a flag was raised."


def flags_chart(
    records: Sequence[PracticeRecord], names: Mapping[FlagId, str], theme: Theme, *, head: str, note: str = NOTE
) -> Chart:
    """A row for each flag of the pack; practices that were not scored are left out."""
    kept = [record for record in records if not record.sample and record.overall is not None][-LATEST:]
    raised = [{flag for story in record.stories for flag in story.flags} for record in kept]
    days = [f"{record.finished_at.astimezone().day} {record.finished_at.astimezone():%b}" for record in kept]
    cells = [(column, row) for column, found in enumerate(raised, 1) for row, flag in enumerate(names) if flag in found]
    ink = INK[theme]
    dots = go.Scatter(
        x=[column for column, _ in cells],
        y=[row for _, row in cells],
        mode="markers",
        marker={"symbol": "square", "size": 13, "color": ink.second, "line": {"color": ink.second, "width": 1.5}},
        text=[days[column - 1] for column, _ in cells],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )
    labels = [_short(name) for name in names.values()]
    drawn = figure(
        theme,
        [dots],
        34 * len(names) + 30,
        margin={"l": GUTTER, "r": 8, "t": 4, "b": 26},
        xaxis={
            "range": [0.5, max(LATEST, len(kept)) + 0.5],
            "tickvals": [1, len(kept)] if len(kept) > CLOSE else [len(kept)] if kept else [],
            "ticktext": [days[0], days[-1]] if len(kept) > CLOSE else days[-1:],
            "tickangle": 0,
            "ticks": "",
        },
        yaxis={**NAMED_ROWS, "autorange": False, "range": [len(names) - 0.5, -0.5], "showgrid": True},
        annotations=row_names(labels, theme),
    )
    rows = tuple(
        (name, ", ".join(day for day, found in zip(days, raised, strict=True) if flag in found) or "none")
        for flag, name in names.items()
    )
    said = "; ".join(f"{name}: {when}" for name, when in rows)
    return Chart("flags", head, note, f"Red flags by practice. {said}.", drawn, ("Red flag", "Raised on"), rows)


def _short(name: str) -> str:
    """A name on two lines where it would run into the squares."""
    if len(name) <= 20:
        return name
    cut = name.rfind(" ", 0, 21)
    return f"{name[:cut]}\n{name[cut + 1 :]}" if cut > 0 else name
