"""Levels over practices: what the chart says in words, and what it leaves out."""

from __future__ import annotations

import re

import pytest

from lpcoach.charts import Chart, trend_chart
from lpcoach.content.words import Words
from tests.fakes.pack import small_pack
from tests.fakes.records import levels, practice_record, story_record

LEVEL_DIGIT = re.compile(r"(?<!\d)[1-5](?:\.5)?(?= (?:absent|thin|partial|solid|above))|level \d")


def trend(*overall: int | None, numbers: bool = True) -> Chart:
    """Draw practices of these levels."""
    return trend_chart(levels(*overall), Words(small_pack()), "light", numbers=numbers)


@pytest.mark.parametrize(
    ("overall", "head"),
    [
        ((), "No practice is scored yet"),
        ((None,), "No practice is scored yet"),
        ((3,), "One practice is scored; a trend needs two"),
        ((3, None), "One practice is scored; a trend needs two"),
        ((2, 3), "The last scored practice is rated above the first"),
        ((3, 2), "The last scored practice is rated below the first"),
        ((3, 5, 3), "The last scored practice is rated like the first"),
    ],
)
def test_the_heading_states_the_finding(overall: tuple[int | None, ...], head: str) -> None:
    """The heading says what the points show, for none, one and more scored practices."""
    assert trend(*overall).head == head


@pytest.mark.parametrize(
    ("overall", "alt"),
    [
        ((), "Levels by practice: none is scored yet."),
        ((None,), "Levels by practice: none is scored yet. One practice is not scored."),
        ((3,), "Levels by practice: one point, 3 partial, on 3 Mar."),
        (
            (2, None, 3),
            "Levels by practice: 2 points, from 2 thin on 3 Mar to 3 partial on 5 Mar. One practice is not scored.",
        ),
        (
            (2, None, None, 2),
            "Levels by practice: 2 points, from 2 thin on 3 Mar to 2 thin on 6 Mar. 2 are not scored.",
        ),
    ],
)
def test_the_text_alternative_says_what_is_drawn(overall: tuple[int | None, ...], alt: str) -> None:
    """The text alternative is right in singular and plural."""
    assert trend(*overall).alt == alt


def test_hidden_numbers_leave_no_level_number() -> None:
    """With numbers hidden no text that a person meets tells a level's number; the words stay."""
    chart = trend(2, None, 4, numbers=False)
    line = chart.figure.data[0]
    met = [chart.head, chart.note, chart.alt, *line.text, *(cell for row in chart.rows for cell in row[1:])]
    assert not [text for text in met if LEVEL_DIGIT.search(text) or re.fullmatch(r"[1-5](\.5)?", text)]
    assert "%{y}" not in line.hovertemplate
    assert chart.figure.layout.yaxis.showticklabels is False
    assert chart.rows[2][1] == "solid"


def test_shown_numbers_are_digit_and_word() -> None:
    """With numbers shown the hover text and the table tell digit and word."""
    chart = trend(2, 4)
    assert list(chart.figure.data[0].text) == ["3 Mar, 2 thin", "4 Mar, 4 solid"]
    assert chart.columns == ("Date", "Overall", "Evidence", "Depth", "Alignment", "Bar")
    assert chart.rows[1] == ("4 Mar", "4 solid", "4 solid", "4 solid", "4 solid", "4 solid")


def test_what_is_not_scored_is_a_cross_below_every_level() -> None:
    """A practice that was not scored is on the axis, under level 1, and not on the line."""
    line, cross = trend(2, None, 4).figure.data
    assert list(line.x) == [1, 3]
    assert list(cross.x) == [2]
    assert cross.y[0] < 1
    assert cross.y[0] == trend(2, None, 4).figure.layout.yaxis.range[0]


def test_a_sample_is_in_no_trend() -> None:
    """The sample loop is left out of line, crosses and table."""
    sample = practice_record(story_record(5), day=9, sample=True)
    chart = trend_chart([*levels(2, 3), sample], Words(small_pack()), "dark")
    assert len(chart.rows) == 2
    assert list(chart.figure.data[0].y) == [2, 3]


def test_a_practice_between_two_levels_takes_both_words() -> None:
    """The median of two stories a level apart is told by its half and both words."""
    half = practice_record(story_record(3), story_record(4, story=1))
    assert trend_chart([half], Words(small_pack()), "light").rows[0][1] == "3.5 partial to solid"


@pytest.mark.parametrize("count", [1, 5, 6, 7, 30])
def test_dates_fit_and_the_last_practice_has_one(count: int) -> None:
    """At most six dates stand on the axis, and the last practice is always dated."""
    ticks = trend(*[3] * count).figure.layout.xaxis.tickvals
    assert len(ticks) <= 6
    assert ticks[-1] == count
