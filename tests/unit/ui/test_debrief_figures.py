"""The charts of a debrief: each says its finding, and its table holds what is drawn."""

from __future__ import annotations

from lpcoach.content.words import Words
from lpcoach.ui.claim_line import LANE, WIDTH
from lpcoach.ui.debrief_figures import figure_values
from tests.fakes.loops import pack, simulated

WORDS = Words(pack())


def test_every_principle_layer_and_criterion_has_its_row() -> None:
    """16 principles, 4 criteria; layers for technical stories alone; a cell for each story."""
    rated = simulated("contradiction")
    found = figure_values(rated, WORDS)
    assert [len(found[name]) for name in ("principles", "criteria", "layers")] == [16, 4, 6]
    assert all(len(row["cells"]) == 3 for row in (*found["principles"], *found["criteria"]))
    systems = [story for story in rated.stories if story.about == "system"]
    assert all(len(row["cells"]) == len(systems) for row in found["layers"])


def test_a_band_holds_its_level() -> None:
    """The bar behind a dot never lies beside it."""
    for row in figure_values(simulated("mixed"), WORDS)["criteria"]:
        assert all(cell["band"][0] <= cell["level"] <= cell["band"][1] for cell in row["cells"])


def test_the_line_of_claims_marks_what_does_not_match() -> None:
    """The two statements of the contradiction and no other; every mark lies inside the drawing."""
    line = figure_values(simulated("contradiction"), WORDS)["line"]
    assert {mark["story"] for mark in line["marks"] if mark["struck"]} == {0}
    assert "none of them" not in line["head"]
    assert all(0 < mark["x"] < WIDTH and 0 < mark["y"] < LANE * 3 for mark in line["marks"])
    assert "none of them" in figure_values(simulated("mixed"), WORDS)["line"]["head"]


def test_nothing_scored_draws_nothing() -> None:
    """Without a scored story there is no number to show."""
    assert figure_values(simulated("unscored"), WORDS)["numbers"] == []
