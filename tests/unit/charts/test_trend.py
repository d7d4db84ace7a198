"""Levels over practices: what the chart says in words, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lpcoach.charts import Chart, trend_chart
from lpcoach.content.words import Words
from tests.fakes.pack import small_pack
from tests.fakes.records import levels, practice_record, story_record

LEVEL_DIGIT = re.compile(r"(?<!\d)[1-5](?:\.5)?(?= (?:absent|thin|partial|solid|above))|level \d")


def trend(*overall: int | None, numbers: bool = True) -> Chart:
    """Draw practices of these levels."""
    return trend_chart(levels(*overall), Words(small_pack()), "light", numbers=numbers)


def test_the_heading_is_the_one_that_is_given() -> None:
    """What a trend means is said by who has held it against the noise, not by the chart."""
    assert trend_chart(levels(2, 3), Words(small_pack()), "light", head="Alike", note="Noise").head == "Alike"


@pytest.mark.parametrize(
    ("overall", "alt"),
    [
        ((), "Levels by practice, overall: none is scored yet."),
        ((None,), "Levels by practice, overall: none is scored yet. One practice is not scored."),
        ((3,), "Levels by practice, overall: rated by embedded 1, 3 partial on 3 Mar."),
        (
            (2, None, 3),
            "Levels by practice, overall: rated by embedded 1, 2 points, from 2 thin on 3 Mar to 3 partial on 5 Mar. "
            "One practice is not scored.",
        ),
        (
            (2, None, None, 2),
            "Levels by practice, overall: rated by embedded 1, 2 points, from 2 thin on 3 Mar to 2 thin on 6 Mar. "
            "2 are not scored.",
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
    met = [chart.head, chart.note, chart.alt, *line.text, *(cell for row in chart.rows for cell in row[1:-1])]
    assert not [text for text in met if LEVEL_DIGIT.search(text) or re.fullmatch(r"[1-5](\.5)?", text)]
    assert "%{y}" not in line.hovertemplate
    assert chart.figure.layout.yaxis.showticklabels is False
    assert chart.rows[2][1] == "solid"


def test_shown_numbers_are_digit_and_word() -> None:
    """With numbers shown the hover text and the table tell digit and word."""
    chart = trend(2, 4)
    assert list(chart.figure.data[0].text) == [
        "3 Mar, 2 thin, rated by embedded 1",
        "4 Mar, 4 solid, rated by embedded 1",
    ]
    assert chart.columns == ("Date", "Overall", "Evidence", "Depth", "Alignment", "Bar", "Rated by")
    assert chart.rows[1] == ("4 Mar", "4 solid", "4 solid", "4 solid", "4 solid", "4 solid", "embedded 1")


def test_what_is_not_scored_is_a_cross_below_every_level() -> None:
    """A practice that was not scored is on the axis, under level 1, and not on the line."""
    line, *_, cross = trend(2, None, 4).figure.data
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


def test_two_raters_never_share_a_line() -> None:
    """Practices of two raters are lines of their own, in every row, each with its band."""
    one, two = levels(2, 3), replace(levels(4)[0], stories=(replace(story_record(4), rater="a model"),))
    chart = trend_chart([*one, two], Words(small_pack()), "light")
    lines = [trace for trace in chart.figure.data if trace.name and trace.name.endswith(("embedded 1", "a model"))]
    assert len(lines) == 10
    assert {tuple(line.x) for line in lines} == {(1, 2), (3,)}
    assert chart.rows[-1][-1] == "a model"


def test_the_latest_forty_are_drawn() -> None:
    """A workbook of hundreds of practices draws no more than forty of them."""
    assert len(trend(*[3] * 60).rows) == 40
