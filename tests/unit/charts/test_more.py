"""Flags, own levels and bars: what is drawn, and that the words say the same."""

from __future__ import annotations

from lpcoach.charts import Bar, bars_chart, calibration_chart, flags_chart
from lpcoach.content.terms import FlagId
from tests.fakes.records import practice_record, story_record

NAMES: dict[FlagId, str] = {"team_credit": "Team-only credit without an own part", "shallow": "Shallow"}


def test_a_flag_is_marked_in_the_practice_that_raised_it() -> None:
    """A column for each scored practice; samples and what was not scored have none."""
    records = [
        practice_record(story_record(flags=["shallow"])),
        practice_record(story_record(None), day=1),
        practice_record(story_record(), day=2),
        practice_record(story_record(flags=["shallow", "team_credit"]), day=3),
        practice_record(story_record(flags=["shallow"]), day=4, sample=True),
    ]
    chart = flags_chart(records, NAMES, "light", head="Said")
    assert sorted(zip(chart.figure.data[0].x, chart.figure.data[0].y, strict=True)) == [(1, 1), (3, 0), (3, 1)]
    assert chart.rows == ((NAMES["team_credit"], "6 Mar"), ("Shallow", "3 Mar, 6 Mar"))


def test_own_levels_are_marked_where_they_miss() -> None:
    """The criterion that the heading speaks of has marks of its own; the table says which way."""
    pairs = {"Depth": [(4.0, 2.0), (4.0, 2.0)], "Bar": [(3.0, 3.0)], "Evidence": []}
    chart = calibration_chart(pairs, ["Depth"], "light", head="Said", note="")
    depth, bar, _ = chart.figure.data[2:]
    assert (list(depth.x), list(depth.y), depth.marker.symbol) == ([4], [2], "square")
    assert bar.marker.symbol == "circle"
    assert chart.rows == (("Depth", "2", "2.0 above"), ("Bar", "1", "as the rater"))
    quiet = calibration_chart(pairs, [], "dark", head="Said", note="", numbers=False)
    assert quiet.rows[0] == ("Depth", "2", "above")
    assert quiet.figure.layout.xaxis.showticklabels is False


def test_bars_say_their_value_and_bear_long_names() -> None:
    """Each bar has its word beside it; a name that is too long is cut in the chart and whole in the table."""
    long = "A story with a very long title indeed"
    chart = bars_chart("uses", "Said", "", [Bar(long, 3, "3 times", True), Bar("b", 0, "never")], ("A", "B"), "light")
    assert list(chart.figure.data[0].text) == ["3 times", "never"]
    assert chart.figure.layout.annotations[0].text == "A story with a very long …"
    assert chart.rows == ((long, "3 times"), ("b", "never"))
    assert bars_chart("uses", "None", "", [], ("A", "B"), "dark").rows == ()


def test_a_name_is_no_markup_in_a_chart() -> None:
    """Plotly reads tags and entities in labels; titles reach it escaped, in row names and under the pointer."""
    chart = bars_chart("uses", "Said", "", [Bar("Dock <b>&lt;", 1, "once")], ("A", "B"), "light")
    assert chart.figure.layout.annotations[0].text == "Dock &lt;b&gt;&amp;lt;"
    assert chart.figure.data[0].hovertext == ("Dock &lt;b&gt;&amp;lt;: once",)
    records = [practice_record(story_record(flags=["team_credit"]))]
    assert (
        "Team-only credit<br>without"
        in flags_chart(records, NAMES, "light", head="Said").figure.layout.annotations[0].text
    )
