"""Which principles are shown: headings, squares, the look that all charts share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lpcoach.charts import Chart, coverage_chart, depth_chart, trend_chart
from lpcoach.content.words import Words, in_words
from lpcoach.session.records import PracticeRecord, Strength
from tests.fakes.pack import small_pack
from tests.fakes.practices import at
from tests.fakes.records import levels, practice_record, story_record

NAMES = {"ownership": "Ownership", "dive_deep": "Deep", "think_big": "Big"}


def drawn(**principles: Strength) -> Chart:
    """Draw one practice that showed these principles."""
    return coverage_chart([practice_record(story_record(principles=principles))], NAMES, "light", at(9))


@pytest.mark.parametrize(
    ("principles", "head"),
    [
        ({}, "No principle is shown yet"),
        ({"ownership": "shown"}, "1 of 3 principles is shown, not strong yet"),
        ({"ownership": "strong"}, "1 of 3 principles is shown, and strong"),
        ({"ownership": "strong", "think_big": "shown"}, "2 of 3 principles are shown, 1 of them strong"),
        ({"ownership": "shown", "think_big": "shown"}, "2 of 3 principles are shown, none of them strong"),
        (dict.fromkeys(NAMES, "strong"), "All 3 principles are shown, all of them strong"),
    ],
)
def test_the_heading_states_the_finding(principles: dict[str, Strength], head: str) -> None:
    """The heading counts what is shown and what is strong, in singular and plural."""
    assert drawn(**principles).head == head


def test_the_text_alternative_names_what_is_open() -> None:
    """The text alternative names the principles that no story shows."""
    assert drawn(ownership="strong").alt.endswith("Not shown: Deep, Big.")
    assert "Not shown" not in drawn().alt


def test_squares_and_table_agree() -> None:
    """A strong principle has a filled square in its story's column, a shown one an open one, an open one has none."""
    chart = drawn(ownership="strong", dive_deep="shown")
    squares = chart.figure.data[0]
    assert list(zip(squares.x, squares.y, strict=True)) == [(1, 0), (1, 1)]
    assert squares.marker.color[0] != squares.marker.color[1]
    assert chart.rows == (
        ("Ownership", "strong, 3 Mar", "1"),
        ("Deep", "shown, 3 Mar", "1"),
        ("Big", "not shown", "none"),
    )


def test_the_latest_stories_have_columns_and_all_count() -> None:
    """Ten stories have eight columns, named by their numbers; the best of all ten stands at the end of the row."""
    first = practice_record(story_record(principles={"think_big": "strong"}))
    later = [practice_record(story_record(principles={"ownership": "shown"}), day=n) for n in range(1, 10)]
    chart = coverage_chart([first, *later], NAMES, "light", at(9))
    assert list(chart.figure.layout.xaxis.ticktext) == ["3", "10"]
    assert chart.rows[2] == ("Big", "strong, 3 Mar", "1")


def test_what_was_seen_long_ago_has_its_year() -> None:
    """A day of a year ago cannot be read as one of this year; hidden numbers leave the year."""
    [(_, seen, _), *_] = coverage_chart(
        [practice_record(story_record(principles={"ownership": "strong"}))], NAMES, "light", at(9) + timedelta(days=370)
    ).rows
    assert seen == in_words(seen) == "strong, Mar 2025"


def test_a_sample_shows_nothing() -> None:
    """What the sample loop shows is not the candidate's."""
    sample = practice_record(story_record(principles={"ownership": "strong"}), sample=True)
    assert coverage_chart([sample], NAMES, "dark", at(9)).head == "No principle is shown yet"


@pytest.mark.parametrize("records", [(), levels(3), levels(2, None, 4)])
def test_all_charts_share_one_look(records: tuple[PracticeRecord, ...]) -> None:
    """Every chart is transparent, without title and legend, in 13 px type, also without any record."""
    for theme in ("light", "dark"):
        for chart in (
            trend_chart(records, Words(small_pack()), theme),
            depth_chart(records, theme),
            coverage_chart(records, NAMES, theme, at(9)),
        ):
            layout = chart.figure.layout
            assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
            assert layout.title.text is None
            assert layout.showlegend is False
            assert layout.font.size == 13
            assert all(len(row) == len(chart.columns) for row in chart.rows)
