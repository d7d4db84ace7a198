"""Which principles are shown: headings, bars, the look that all charts share."""

from __future__ import annotations

import pytest

from lpcoach.charts import Chart, coverage_chart, depth_chart, trend_chart
from lpcoach.content.words import Words
from lpcoach.session.records import PracticeRecord, Strength
from tests.fakes.pack import small_pack
from tests.fakes.records import levels, practice_record, story_record

NAMES = {"ownership": "Ownership", "dive_deep": "Deep", "think_big": "Big"}


def drawn(**principles: Strength) -> Chart:
    """Draw one practice that showed these principles."""
    return coverage_chart([practice_record(story_record(principles=principles))], NAMES, "light")


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


def test_bars_and_table_agree() -> None:
    """A strong principle has two steps and is filled, a shown one has one, an open one has no bar."""
    chart = drawn(ownership="strong", dive_deep="shown")
    bars = chart.figure.data[0]
    assert list(bars.x) == [2, 1, 0]
    assert list(bars.marker.line.width) == [1.5, 1.5, 0]
    assert chart.rows == (("Ownership", "strong"), ("Deep", "shown"), ("Big", "not shown"))


def test_a_sample_shows_nothing() -> None:
    """What the sample loop shows is not the candidate's."""
    sample = practice_record(story_record(principles={"ownership": "strong"}), sample=True)
    assert coverage_chart([sample], NAMES, "dark").head == "No principle is shown yet"


@pytest.mark.parametrize("records", [(), levels(3), levels(2, None, 4)])
def test_all_charts_share_one_look(records: tuple[PracticeRecord, ...]) -> None:
    """Every chart is transparent, without title and legend, in 13 px type, also without any record."""
    for theme in ("light", "dark"):
        for chart in (
            trend_chart(records, Words(small_pack()), theme),
            depth_chart(records, theme),
            coverage_chart(records, NAMES, theme),
        ):
            layout = chart.figure.layout
            assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
            assert layout.title.text is None
            assert layout.showlegend is False
            assert layout.font.size == 13
            assert all(len(row) == len(chart.columns) for row in chart.rows)
