"""How deep the technical stories went, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from lpcoach.charts.chart import INK, Chart, Theme, figure
from lpcoach.content.terms import LAYERS
from lpcoach.content.words import LAYER_NAMES
from lpcoach.session.records import PracticeRecord, StoryRecord

__all__ = ["depth_chart"]

LATEST = 8  # stories that fit beside each other on a phone
DEPTH_WORDS = ("not reached", "named", "explained", "held under a probe")


def depth_chart(records: Sequence[PracticeRecord], theme: Theme) -> Chart:
    """A heatmap, layers by stories (the latest eight technical ones), always with the digit in the cell."""
    told = [
        story
        for record in records
        if not record.sample
        for story in record.stories
        if story.about == "system" and story.unscored is None
    ][-LATEST:]
    ink = INK[theme]
    rows = [[story.layers[layer] for story in told] for layer in LAYERS]
    names = [LAYER_NAMES[layer] for layer in LAYERS]
    places = [str(number) for number in range(1, len(told) + 1)]
    heat = go.Heatmap(
        z=rows,
        x=places,
        y=names,
        zmin=0,
        zmax=3,
        colorscale=[(n / 4 + edge / 4, colour) for n, colour in enumerate(ink.steps) for edge in (0, 1)],
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=[[DEPTH_WORDS[value] for value in row] for row in rows],
        hovertemplate="Story %{x}, %{y}: %{customdata}<extra></extra>",
    )
    digits = [
        {
            "x": place,
            "y": name,
            "text": str(value),
            "showarrow": False,
            "font": {"color": ink.on_steps[value], "size": 13},
        }
        for name, row in zip(names, rows, strict=True)
        for place, value in zip(places, row, strict=True)
    ]
    drawn = figure(
        theme,
        [heat],
        300,
        margin={"l": 150, "r": 8, "t": 28, "b": 8},
        xaxis={"side": "top", "showline": False, "ticks": "", "type": "category"},
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "showline": False,
            "ticks": "",
            "tickfont": {"color": ink.ink},
        },
        annotations=digits,
    )
    table = tuple(
        (name, *(f"{value} {DEPTH_WORDS[value]}" for value in row)) for name, row in zip(names, rows, strict=True)
    )
    columns = ("Layer", *(f"Story {place}" for place in places))
    return Chart("depth", _head(told), _note(told), _alt(told), drawn, columns, table)


def _note(told: Sequence[StoryRecord]) -> str:
    return (
        f"The last {len(told)} technical stories, oldest first. 0 not reached, 1 named, 2 explained, 3 held under a probe. "
        "Stories about people are left out: layers are not asked there."
    )


def _head(told: Sequence[StoryRecord]) -> str:
    if not told:
        return "No technical story is told yet"
    reached = {layer: sum(story.layers[layer] >= 2 for story in told) for layer in LAYERS}
    least = min(reached.values())
    if least == len(told):
        return "Every story explains all six layers"
    names = [LAYER_NAMES[layer] for layer in LAYERS if reached[layer] == least]
    if len(names) > 2:
        return "Most layers are not explained yet"
    return f"{' and '.join([names[0], *(name.lower() for name in names[1:])])} {'is' if len(names) == 1 else 'are'} where stories stop"


def _alt(told: Sequence[StoryRecord]) -> str:
    parts = [f"{LAYER_NAMES[layer]} {', '.join(str(story.layers[layer]) for story in told)}" for layer in LAYERS]
    return f"Depth by layer and story, 0 to 3. {'; '.join(parts)}." if told else "No technical story is told yet."
