"""Own levels, given before the reveal, against the rater's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure

__all__ = ["calibration_chart"]

LOW, HIGH = 0.5, 5.5
NOISE: Final = 1.0
LATEST: Final = 20  # pairs of a criterion that are drawn


def calibration_chart(
    pairs: Mapping[str, Sequence[tuple[float, float]]],
    marked: Sequence[str],
    theme: Theme,
    *,
    head: str,
    note: str,
    numbers: bool = True,
) -> Chart:
    """By criterion's name its (own, given) pairs; ``marked`` are those that the heading speaks of.

    In the band the two agree within the noise.
    """
    ink = INK[theme]
    edge = [LOW, HIGH]
    band = go.Scatter(
        x=[LOW, HIGH, HIGH, LOW],
        y=[LOW - NOISE, HIGH - NOISE, HIGH + NOISE, LOW + NOISE],
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=ink.first,
        opacity=0.12,
        hoverinfo="skip",
    )
    even = go.Scatter(x=edge, y=edge, mode="lines", line={"color": ink.reference, "width": 1, "dash": "dash"})
    even.update(hoverinfo="skip")
    dots = [_dots(name, found[-LATEST:], name in marked, theme) for name, found in pairs.items()]
    ticks = {"tickvals": [1, 2, 3, 4, 5], "range": edge, "showticklabels": numbers}
    drawn = figure(
        theme,
        [band, even, *dots],
        340,
        margin={"l": 40, "r": 12, "t": 22, "b": 44},
        xaxis={**ticks, "title": {"text": "your own level", "standoff": 6}},
        yaxis={**ticks, "title": {"text": "the rater’s level", "standoff": 4}},
    )
    rows = tuple((name, str(len(found)), _mean(found, numbers=numbers)) for name, found in pairs.items() if found)
    said = "; ".join(f"{name}: {mean}" for name, _, mean in rows) or "none yet"
    alt = f"Own levels against given ones. {head}. {said}."
    return Chart("calibration", head, note, alt, drawn, ("Criterion", "Ratings", "Yours on average"), rows)


def _mean(found: Sequence[tuple[float, float]], *, numbers: bool) -> str:
    by = sum(own - given for own, given in found) / len(found)
    if abs(by) < 0.05:
        return "as the rater"
    way = "above" if by > 0 else "below"
    return f"{abs(by):.1f} {way}" if numbers else way


def _dots(name: str, found: Sequence[tuple[float, float]], marked: bool, theme: Theme) -> go.Scatter:
    """Points of one criterion; the more often a pair came, the larger."""
    ink = INK[theme]
    often = Counter(found)
    color = ink.second if marked else ink.first
    return go.Scatter(
        x=[own for own, _ in often],
        y=[given for _, given in often],
        name=name,
        mode="markers",
        marker={
            "symbol": "square" if marked else "circle",
            "size": [7 + 3 * min(4, count) for count in often.values()],
            "color": ink.paper if marked else color,
            "line": {"color": color, "width": 2},
        },
        text=[f"{name}, {count}×" for count in often.values()],
        hovertemplate="%{text}<extra></extra>",
    )
