"""Levels chosen in a rating that is not given yet stand in the workbook, and in the browser until they do."""

from __future__ import annotations

from lpcoach.coach import Coach
from lpcoach.coach.marked import KEPT, mark, marked
from lpcoach.ui.pages.drills_page import DrillsPage
from tests.unit.ui.conftest import InLoop


def test_a_level_chosen_outlives_the_page(coach: Coach, in_loop: InLoop) -> None:
    """A second page on the same drill has the level checked, and the browser is told that it is kept."""

    def check() -> None:
        page, state = DrillsPage(), coach.drills.start_rate()
        assert state is not None
        page.desk.open(state)
        field = f"mark:{state['id']}:depth"
        told: list[object] = []
        page.frame.send = told.append
        page.desk.head.on_set(field, "4")  # type: ignore[misc]
        assert {"type": "set", "name": field, "value": "4"} in told
        assert 'value="4" data-set="' + field + '" checked' in DrillsPage().desk.head.html

    in_loop(check)


def test_only_the_latest_ratings_are_kept_apart(coach: Coach) -> None:
    """Choices of one rating never show in another, and old ones make room."""
    for n in range(KEPT + 2):
        mark(coach.store, f"practice{n}", "bar", str(n % 5 + 1))
    mark(coach.store, f"practice{KEPT + 1}", "depth", "2")
    assert marked(coach.store, "practice0") == {}
    assert marked(coach.store, f"practice{KEPT + 1}") == {"bar": str((KEPT + 1) % 5 + 1), "depth": "2"}
