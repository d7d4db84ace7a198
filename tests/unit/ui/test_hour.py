"""The hour as values: minutes, parts to scale, the clock of a turn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lpcoach.session.clock import phase_minutes, total_minutes
from lpcoach.session.events import Answered, PhaseEntered
from lpcoach.ui.hour import hour_values, phase_name, place, turn_clock
from tests.fakes.pack import small_pack
from tests.fakes.practices import MONDAY, after, asks, loop

PACK = small_pack()
LATER = MONDAY + timedelta(seconds=50)


def test_the_parts_are_the_phases_to_scale() -> None:
    """One is under way, those before it are done, and their minutes are the pack's."""
    session = after(PhaseEntered("deep_dives"))
    hour = hour_values(session, PACK, "here", LATER)
    assert [part["state"] for part in hour["parts"]] == ["is-done", "is-now", "", ""]
    assert sum(part["minutes"] for part in hour["parts"]) == hour["budget"] == 60
    assert [part["stories"] for part in hour["parts"]] == [1, 3, 1, 1]


def test_one_story_has_a_third_of_the_deep_dives() -> None:
    """Its one part is as long as its budget."""
    hour = hour_values(after(plan="one_story"), PACK, "here", LATER)
    assert (hour["budget"], [part["minutes"] for part in hour["parts"]]) == (13, [13])


def test_a_part_that_runs_over_is_full_and_no_more() -> None:
    """The bar never leaves its place."""
    long = after(asks("opening", "introductions"), Answered("word " * 5000))
    assert hour_values(long, PACK, "here", LATER)["parts"][0]["percent"] == 100


def test_a_finished_practice_has_all_parts_behind_it() -> None:
    """No part is under way."""
    assert place(loop()) == 4


@pytest.mark.parametrize("phase", ["introductions", "deep_dives", "cross_examination", "your_questions"])
def test_phases_have_the_packs_names(phase: str) -> None:
    """Every phase has one."""
    assert phase_name(PACK, phase)  # type: ignore[arg-type]


def test_the_clock_of_a_turn_adds_up_to_the_sessions_own() -> None:
    """What was used before, hearing, and thinking up to now are what the session counts."""
    session = after(PhaseEntered("deep_dives"), asks("lead", "deep_dives", 0, "What did you do in March?"))
    clock = turn_clock(session, PACK, "deep_dives", None, LATER)
    turn = clock["hear"] + clock["since"]
    assert clock["part"] + turn == pytest.approx(phase_minutes(session, "deep_dives", LATER) * 60)
    assert clock["total"] + turn == pytest.approx(total_minutes(session, LATER) * 60)
    assert (clock["label"], round(clock["budget"]), clock["thought"]) == ("This story", 13, None)


def test_thinking_ends_with_the_first_key() -> None:
    """Later than that nothing is charged but telling."""
    session = after(asks("opening", "introductions"))
    clock = turn_clock(session, PACK, "introductions", MONDAY + timedelta(seconds=8), LATER)
    assert (clock["thought"], clock["since"], clock["label"]) == (8, 50, "This part")
