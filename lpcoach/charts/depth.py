"""How deep the technical stories went, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import plotly.graph_objects as go

from lpcoach.charts.chart import GUTTER, INK, NAMED_ROWS, Chart, Theme, figure, row_names
from lpcoach.content.terms import LAYERS
from lpcoach.content.words import DEPTH_WORDS, LAYER_NAMES
from lpcoach.session.records import PracticeRecord, StoryRecord

__all__ = ["depth_chart"]

LATEST: Final = 8  # stories that fit beside each other on a phone
EXPLAINED: Final = 2
SAME: Final = 0.05  # of a layer, on average
NAMED_AT_MOST: Final = 2  # layers that a heading names before it counts
COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six")
NAMES: Final = [LAYER_NAMES[layer] for layer in LAYERS]
KEY: Final = "0 not reached, 1 named, 2 explained, 3 held under a probe."
KEY_IN_WORDS: Final = "The darker the further: not reached, named, explained, held under a probe."
PEOPLE: Final = "Stories about people are left out: layers are not asked there."


def depth_chart(records: Sequence[PracticeRecord], theme: Theme, *, numbers: bool = True) -> Chart:
    """A heatmap, layers by stories (the latest eight technical ones, the oldest first), with the digit in the cell.

    Without ``numbers`` the cells hold no digit; hovering and the table say it in words.
    """
    pairs = [(record, story) for record in records if not record.sample for story in record.stories]
    all_told = [story for _, story in pairs if _technical(story)]
    days = [_day(record.finished_at) for record, story in pairs if _technical(story)][-LATEST:]
    told = all_told[-LATEST:]
    cells = [[story.layers[layer] for story in told] for layer in LAYERS]
    places = [str(number) for number in range(1, len(told) + 1)]
    drawn = figure(
        theme,
        [_heat(cells, places, days, theme)],
        300,
        margin={"l": GUTTER, "r": 8, "t": 28, "b": 8},
        xaxis={"side": "top", "showline": False, "ticks": "", "type": "category"},
        yaxis=dict(NAMED_ROWS),
        annotations=[*row_names(NAMES, theme), *(_digits(cells, theme) if numbers else [])],
    )
    said = [f"{depth} {word}" if numbers else word for depth, word in enumerate(DEPTH_WORDS)]
    rows = tuple((name, *(said[depth] for depth in row)) for name, row in zip(NAMES, cells, strict=True))
    columns = ("Layer", *days)
    return Chart("depth", _head(cells), _note(len(told), all_told, numbers=numbers), _alt(cells), drawn, columns, rows)


def _technical(story: StoryRecord) -> bool:
    return story.about == "system" and story.unscored is None


def _heat(cells: Sequence[Sequence[int]], places: Sequence[str], days: Sequence[str], theme: Theme) -> go.Heatmap:
    return go.Heatmap(
        z=cells,
        x=places,
        y=NAMES,
        zmin=0,
        zmax=3,
        colorscale=[(step / 4 + edge / 4, colour) for step, colour in enumerate(INK[theme].steps) for edge in (0, 1)],
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=[[f"{DEPTH_WORDS[depth]}, {day}" for depth, day in zip(row, days, strict=True)] for row in cells],
        hovertemplate="Story %{x}, %{y}: %{customdata}<extra></extra>",
    )


def _digits(cells: Sequence[Sequence[int]], theme: Theme) -> list[dict[str, Any]]:
    colours = INK[theme].on_steps  # cells are addressed by number: plotly takes the text "1" for the second column
    return [
        {"x": column, "y": row, "text": str(depth), "showarrow": False, "font": {"color": colours[depth], "size": 13}}
        for row, depths in enumerate(cells)
        for column, depth in enumerate(depths)
    ]


def _day(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%b}"


def _over_time(told: Sequence[StoryRecord], *, numbers: bool) -> str:
    """How many layers the first and the last half of all technical stories explain, from four stories on."""
    half = len(told) // 2
    if half < 2:
        return ""
    first, last = (
        sum(depth >= EXPLAINED for story in part for depth in story.layers.values()) / half
        for part in (told[:half], told[-half:])
    )
    if not numbers:
        how = ("as many", "as") if abs(last - first) < SAME else ("more" if last > first else "fewer", "than")
        return f" The last half of your stories explains {how[0]} of the six layers {how[1]} the first."
    return f" Of six layers the first half of your {len(told)} stories explains {first:.1f}, the last half {last:.1f}."


def _note(told: int, all_told: Sequence[StoryRecord], *, numbers: bool) -> str:
    which = {0: "", 1: "The one technical story so far. "}.get(
        told, f"The last {told} technical stories, oldest first. "
    )
    return f"{which}{KEY if numbers else KEY_IN_WORDS} {PEOPLE}{_over_time(all_told, numbers=numbers)}"


def _head(cells: Sequence[Sequence[int]]) -> str:
    """The finding: which layers the fewest stories explain."""
    told = len(cells[0])
    if not told:
        return "No technical story is told yet"
    explained = [sum(depth >= EXPLAINED for depth in row) for row in cells]
    fewest = min(explained)
    if fewest == told:
        return f"{'The story' if told == 1 else 'Every story'} explains all six layers"
    weakest = [name for name, count in zip(NAMES, explained, strict=True) if count == fewest]
    if len(weakest) > NAMED_AT_MOST:
        return _counted(len(weakest), nowhere=fewest == 0)
    first, *rest = weakest
    names = f"{first} and {rest[0].lower()} are" if rest else f"{first} is"
    return f"{names} where {'the story stops' if told == 1 else 'stories stop'}"


def _counted(layers: int, *, nowhere: bool) -> str:
    which = "No layer is" if layers == len(LAYERS) else f"{COUNTS[layers].capitalize()} of six layers are"
    if nowhere:
        return f"{which} explained yet" if layers == len(LAYERS) else f"{which} not explained yet"
    return f"{which} explained in every story" if layers == len(LAYERS) else f"{which} not explained in every story"


def _alt(cells: Sequence[Sequence[int]]) -> str:
    if not cells[0]:
        return "Depth by layer: no technical story is told yet."
    parts = [f"{name} {', '.join(str(depth) for depth in row)}" for name, row in zip(NAMES, cells, strict=True)]
    return f"Depth by layer, a number for each story, 0 to 3. {'; '.join(parts)}."
