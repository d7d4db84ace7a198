"""Which principles the stories have shown, and how strongly: a matrix of the latest stories and the principles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import plotly.graph_objects as go

from lpcoach.charts.chart import GUTTER, INK, NAMED_ROWS, Chart, Theme, figure, row_names
from lpcoach.content.words import past_day
from lpcoach.session.records import PracticeRecord, StoryRecord, Strength, coverage

__all__ = ["coverage_chart"]

STEPS: Final[Mapping[Strength, int]] = {"not_shown": 0, "shown": 1, "strong": 2}
STRENGTH_WORDS: Final[Mapping[Strength, str]] = {"not_shown": "not shown", "shown": "shown", "strong": "strong"}
NOTE: Final = (
    "A column for each of the latest stories, the newest at the right. Filled: strong, shown first by a story of level "
    "four or more. Open: shown. At the end of a row the best so far over all stories, and when it was last seen."
)
LATEST: Final = 8  # stories that a phone has room for


def coverage_chart(
    records: Sequence[PracticeRecord], principles: Mapping[str, str], theme: Theme, now: datetime
) -> Chart:
    """A row for each principle in the pack's order, a square where a story strongly shows it, an open one if at all."""
    best = coverage(records, principles)
    names = list(principles.values())
    seen = _last_seen(records, now)
    words = [
        f"{STRENGTH_WORDS[best[one]]}, {seen[one]}" if one in seen else STRENGTH_WORDS[best[one]] for one in principles
    ]
    told = [story for record in records if not record.sample for story in record.stories]
    latest = told[-LATEST:]
    first = len(told) - len(latest) + 1
    named = range(len(latest)) if len(told) < 10 else (0, len(latest) - 1)  # a phone has no room for longer numbers
    drawn = figure(
        theme,
        [_squares(latest, principles, theme, first)],
        26 * len(names) + 34,
        margin={"l": GUTTER, "r": 104, "t": 4, "b": 30},
        xaxis={
            "range": [0.5, max(LATEST, len(latest)) + 0.5],
            "tickvals": [place + 1 for place in named],
            "ticktext": [str(first + place) for place in named],
            "tickangle": 0,
            "ticks": "",
        },
        yaxis={**NAMED_ROWS, "autorange": False, "range": [len(names) - 0.5, -0.5]},
        annotations=[*row_names(names, theme), *_row_words(words, theme)],
    )
    steps = [STEPS[best[principle]] for principle in principles]
    open_ = [name for name, step in zip(names, steps, strict=True) if step == 0]
    head = _head(len(names), len(names) - len(open_), steps.count(STEPS["strong"]))
    alt = f"Principle coverage. {head}." + (f" Not shown: {', '.join(open_)}." if 0 < len(open_) < len(names) else "")
    rows = tuple(
        (name, word, _where(told, principle)) for (principle, name), word in zip(principles.items(), words, strict=True)
    )
    return Chart("coverage", head, NOTE, alt, drawn, ("Principle", "Best so far", "In stories"), rows)


def _last_seen(records: Sequence[PracticeRecord], now: datetime) -> dict[str, str]:
    """By principle the day of the last practice in which a story showed it; month and year of what is long ago."""
    found: dict[str, str] = {}
    for record in records:
        for story in record.stories if not record.sample else ():
            found |= dict.fromkeys(story.principles, past_day(record.finished_at, now))
    return found


def _squares(latest: Sequence[StoryRecord], principles: Mapping[str, str], theme: Theme, first: int) -> go.Scatter:
    ink = INK[theme]
    cells = [
        (column, row, story.principles[principle])
        for column, story in enumerate(latest, start=1)
        for row, principle in enumerate(principles)
        if principle in story.principles
    ]
    return go.Scatter(
        x=[column for column, _, _ in cells],
        y=[row for _, row, _ in cells],
        mode="markers",
        marker={
            "symbol": "square",
            "size": 9,
            "color": [ink.first if strength == "strong" else ink.paper for _, _, strength in cells],
            "line": {"color": ink.first, "width": 1.5},
        },
        text=[f"story {first + column - 1}: {STRENGTH_WORDS[strength]}" for column, _, strength in cells],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _row_words(words: Sequence[str], theme: Theme) -> list[dict[str, object]]:
    look = {"xref": "paper", "x": 1, "xanchor": "left", "showarrow": False}
    font = {"color": INK[theme].faint, "size": 13}
    return [{**look, "y": row, "text": word, "font": font} for row, word in enumerate(words)]


def _where(told: Sequence[StoryRecord], principle: str) -> str:
    """The numbers of the stories that show it, from the first one told."""
    return (
        ", ".join(str(number) for number, story in enumerate(told, start=1) if principle in story.principles) or "none"
    )


def _head(count: int, shown: int, strong: int) -> str:
    if shown == 0:
        return "No principle is shown yet"
    if shown == 1:
        return f"1 of {count} principles is shown, {'and strong' if strong else 'not strong yet'}"
    which = f"All {count} principles" if shown == count else f"{shown} of {count} principles"
    how = "all" if strong == shown else str(strong or "none")
    return f"{which} are shown, {how} of them strong"
