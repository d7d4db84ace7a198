"""Depth by layer and story: headings, digits in the right cells, what is left out."""

from __future__ import annotations

import pytest

from lpcoach.charts import Chart, depth_chart
from tests.fakes.records import depth, practice_record, story_record


def drawn(*ladders: tuple[int, ...]) -> Chart:
    """Draw technical stories that reached these depths."""
    stories = [story_record(layers=depth(*ladder), story=n) for n, ladder in enumerate(ladders)]
    return depth_chart([practice_record(*stories)], "light")


@pytest.mark.parametrize(
    ("ladders", "head"),
    [
        ((), "No technical story is told yet"),
        (((2,) * 6,), "The story explains all six layers"),
        (((2,) * 6, (3,) * 6), "Every story explains all six layers"),
        (((2, 2, 2, 2, 2, 1),), "Monitoring is where the story stops"),
        (((2, 2, 2, 2, 1, 0), (3, 3, 2, 2, 0, 1)), "Deployment and monitoring are where stories stop"),
        (((1,) * 6,), "No layer is explained yet"),
        (((2, 2, 2, 1, 1, 1),), "Three of six layers are not explained yet"),
        (((2, 2, 2, 2, 2, 2), (2, 2, 2, 0, 0, 0)), "Three of six layers are not explained in every story"),
        (((2,) * 6, (0,) * 6), "No layer is explained in every story"),
    ],
)
def test_the_heading_states_the_finding(ladders: tuple[tuple[int, ...], ...], head: str) -> None:
    """The heading names the layers that the fewest stories explain, or counts them."""
    assert drawn(*ladders).head == head


def test_the_note_counts_stories() -> None:
    """The note is right for no story, one and more, and says what the digits mean."""
    notes = [drawn(*[(1,)] * count).note for count in (0, 1, 2)]
    assert notes[0].startswith("0 not reached, 1 named")
    assert notes[1].startswith("The one technical story so far. 0 not reached")
    assert notes[2].startswith("The last 2 technical stories, oldest first. 0 not reached")


def test_every_digit_stands_in_its_own_cell() -> None:
    """A cell's annotation is addressed by column and row number, and tells the cell's own depth."""
    figure = drawn((0, 1, 2, 3, 2, 1), (3, 3, 0, 0, 1, 2)).figure
    cells = {(mark.x, mark.y): mark.text for mark in figure.layout.annotations if mark.xref != "paper"}
    assert len(cells) == 12
    for (column, row), text in cells.items():
        assert str(figure.data[0].z[row][column]) == text


def test_only_scored_technical_stories_count() -> None:
    """Stories about people, stories that were not scored and samples are left out."""
    kept = practice_record(
        story_record(layers=depth(2)), story_record(about="people", story=1), story_record(None, story=2)
    )
    sample = practice_record(story_record(layers=depth(3, 3, 3)), sample=True, day=1)
    chart = depth_chart([kept, sample], "dark")
    assert chart.columns == ("Layer", "3 Mar")
    assert chart.rows[0] == ("Product metric", "2 explained")


def test_the_latest_eight_are_drawn() -> None:
    """With more than eight technical stories the latest eight are drawn."""
    chart = drawn(*[(0,)] * 9, (3,))
    assert len(chart.columns) == 9
    assert chart.rows[0][-1] == "3 held under a probe"


def test_the_text_alternative_tells_every_depth() -> None:
    """The text alternative lists each layer with its depths; without a story it says so."""
    assert "Data schema 1, 0;" in drawn((2, 1), (3,)).alt
    assert drawn().alt == "Depth by layer: no technical story is told yet."


def test_hidden_numbers_leave_words() -> None:
    """Without numbers no cell holds a digit; the table says it in words."""
    chart = depth_chart([practice_record(story_record(layers=depth(2)))], "light", numbers=False)
    assert not [mark for mark in chart.figure.layout.annotations if mark.xref != "paper"]
    assert chart.rows[0] == ("Product metric", "explained")


def test_the_note_says_how_it_was_before() -> None:
    """From four stories on the first half is held against the last."""
    assert drawn((2,), (2,), (2, 2, 2), (2, 2, 2)).note.endswith(
        "Of six layers the first half of your 4 stories explains 1.0, the last half 3.0."
    )
    for last, said in ((2, "more of the six layers than"), (0, "fewer of the six layers than")):
        told = [story_record(layers=depth(*[2] * n), story=n) for n in (1, 1, last, last)]
        assert f"{said} the first." in depth_chart([practice_record(*told)], "light", numbers=False).note
