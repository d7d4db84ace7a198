"""A chart, and the look that all charts share (design.md, Charts)."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import plotly.graph_objects as go

__all__ = ["GUTTER", "INK", "NAMED_ROWS", "Chart", "Theme", "figure", "literal", "row_names"]

Theme = Literal["light", "dark"]
GUTTER: Final = 150
NAMED_ROWS: Final[Mapping[str, Any]] = {  # a y axis whose names stand in the gutter, see row_names
    "autorange": "reversed",
    "showgrid": False,
    "showline": False,
    "showticklabels": False,
    "ticks": "",
}
SANS = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Inter, "Noto Sans", system-ui, sans-serif'


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens of one theme that charts use."""

    paper: str
    ink: str
    faint: str
    line: str
    edge: str
    first: str
    second: str
    reference: str
    steps: tuple[str, str, str, str]  # depth 0 to 3
    on_steps: tuple[str, str, str, str]


INK: Final[Mapping[Theme, Colours]] = {
    "light": Colours(
        "#fafaf8", "#1b1d20", "#606368", "#dcdcd6", "#85868a", "#264a94", "#8a4c0f", "#6d7076",
        ("#f1f1ed", "#ccd7ec", "#7f99cc", "#264a94"), ("#606368", "#1b1d20", "#101318", "#ffffff"),
    ),
    "dark": Colours(
        "#17191c", "#e9e9e5", "#a0a3a8", "#33373c", "#7d8288", "#8fabf0", "#a87a4a", "#a3a6ab",
        ("#202327", "#2f3f63", "#6382c8", "#a3baf3"), ("#a0a3a8", "#e9e9e5", "#0e1118", "#111a2e"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """``head`` states the finding, ``alt`` says in words what is drawn, ``columns`` and ``rows`` hold it as a table."""

    key: str
    head: str
    note: str
    alt: str
    figure: go.Figure
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure(theme: Theme, traces: Sequence[Any], height: int, **layout: Any) -> go.Figure:  # noqa: ANN401 - plotly's own
    """A figure in the shared look; the width follows its container."""
    ink = INK[theme]
    axis = {"linecolor": ink.edge, "tickcolor": ink.edge, "gridcolor": ink.line, "zeroline": False, "fixedrange": True}
    base: dict[str, Any] = {
        "template": "none",
        "font": {"family": SANS, "size": 13, "color": ink.faint},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 28, "r": 8, "t": 8, "b": 34},
        "showlegend": False,
        "height": height,
        "hoverlabel": {"bgcolor": ink.paper, "bordercolor": ink.edge, "font": {"color": ink.ink, "size": 13}},
        "xaxis": {**axis, "showgrid": False},
        "yaxis": axis,
    }
    for name, value in layout.items():
        base[name] = {**base.get(name, {}), **value} if isinstance(value, dict) else value
    return go.Figure(data=list(traces), layout=base)


def literal(text: str) -> str:
    """A text of people or packs as plotly shows it letter by letter: it reads tags and entities in labels."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def row_names(names: Sequence[str], theme: Theme, gutter: int = GUTTER) -> list[dict[str, Any]]:
    """The names of rows at the left edge of the page's text, where plotly would push them against the rows."""
    look = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -gutter, "showarrow": False, "align": "left"}
    return [
        {**look, "y": row, "text": literal(name), "font": {"color": INK[theme].ink, "size": 13}}
        for row, name in enumerate(names)
    ]
