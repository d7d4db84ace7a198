"""A drill that was begun and left is gone on with: its text, its levels, its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.drills_kept import slot
from lpcoach.coach.drills_open import KEY, OpenDrills, State
from lpcoach.coach.home import Home
from lpcoach.coach.marked import mark, marked
from lpcoach.drills.types import Attempt
from lpcoach.errors import StoreConflict
from lpcoach.stories.story import Story
from tests.fakes.clock import FakeClock
from tests.fakes.simulated import overconfident, simulate
from tests.fakes.stories import PARTIAL, SOLID

Start = Callable[[Coach], State | None]
STARTS: dict[str, Start] = {
    "recall": lambda coach: coach.drills.start_recall(),
    "numbers": lambda coach: coach.drills.start_probe("numbers"),
    "learning": lambda coach: coach.drills.start_probe("learning"),
    "rate": lambda coach: coach.drills.start_rate(),
    "aloud": lambda coach: coach.drills.start_aloud(),
    "headline": lambda coach: coach.drills.start_length(coach.drills.stories()[0].id, "headline"),
    "short": lambda coach: coach.drills.start_length(coach.drills.stories()[0].id, "short"),
}


@pytest.fixture
def coach(coach: Coach) -> Coach:
    """Give a coach with two stories to drill on."""
    for name, text in (("One", SOLID), ("Two", PARTIAL)):
        coach.bank.add(Story(title=name, failure=True, telling=text))
    return coach


def begin(coach: Coach, name: str) -> State:
    """Start a drill, and type or choose something in it."""
    state = STARTS[name](coach)
    assert state is not None
    if name == "rate":
        mark(coach.store, state["id"], "depth", "4")
    else:
        coach.store.save_draft(slot(state["id"]), "a tab", 1, f"For {name}.", coach.now())
    return state


def test_no_drill_is_lost_to_another(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """Each kind, begun in turn and left, waits in another page too, and starting it again goes on with it."""
    begun = {name: begin(coach, name) for name in STARTS}
    other = reopened()
    assert {each["id"] for each in other.drills.waiting()} == {state["id"] for state in begun.values()}
    for name, state in begun.items():
        assert STARTS[name](other) == state
        assert other.drills.under_way() == state
        assert other.drills.typed(state) == ("" if name == "rate" else f"For {name}.")
    assert marked(other.store, begun["rate"]["id"]) == {"depth": "4"}


def test_the_time_to_choose_runs_from_the_first_showing(coach: Coach, clock: FakeClock) -> None:
    """Neither another drill nor a start sets the clock back; the same question is asked, and graded as late."""
    first = coach.drills.start_recall()
    assert first is not None
    clock.advance(1)
    begin(coach, "rate")
    again = coach.drills.start_recall()
    assert again == first
    chosen = coach.drills.choose_story(again, coach.drills.stories()[0].id)
    assert chosen["seconds"] > 60
    assert coach.drills.rate_recall(chosen, "A headline.").number("grade") <= 2


def test_what_is_done_makes_room_and_is_done_once(coach: Coach) -> None:
    """After it a new one begins, the others still wait, and another tab cannot do it again."""
    numbers, rate = begin(coach, "numbers"), begin(coach, "rate")
    coach.drills.grade_probe(numbers, "It was 12% before and 4% after.")
    assert [each["id"] for each in coach.drills.waiting()] == [rate["id"]]
    assert coach.drills.under_way() is None
    assert begin(coach, "numbers")["id"] != numbers["id"]
    with pytest.raises(StoreConflict, match="Another tab"):
        coach.drills.grade_probe(numbers, "Once more.")


def test_what_has_lost_its_story_does_not_wait(coach: Coach) -> None:
    """A page never opens on a drill that cannot be shown; with the story back it waits again."""
    state = begin(coach, "headline")
    kept = coach.bank.get(state["story"])
    coach.bank.delete(kept)
    assert (coach.drills.under_way(), coach.drills.waiting()) == (None, [])
    coach.bank.undelete(state["story"])
    assert coach.drills.waiting() == [state]


@pytest.mark.parametrize(
    ("kept", "open_"),
    [
        ({"id": "a", "drill": "rate", "at": "2025-03-03T09:00:00+00:00", "benchmark": "b"}, 1),
        ({"id": "a", "drill": "rate", "at": "2025-03-03T09:00:00+00:00", "benchmark": "b", "done": True}, 0),
        ({}, 0),
        ("text", 0),
        ({"now": 3, "open": "text"}, 0),
        ({"now": "a", "open": [{"id": "a", "drill": "recall"}, {"id": "b", "drill": []}, 7]}, 0),
    ],
)
def test_what_an_older_version_or_a_file_holds_is_read_or_left(
    reopened: Callable[[], Coach], kept: object, open_: int
) -> None:
    """The one drill of an older workbook is open; what is not a drill is no reason to fail."""
    coach = reopened()
    coach.store.set_setting(KEY, kept)
    found = OpenDrills(coach.store)
    assert (len(found.all()), found.now() is not None) == (open_, bool(open_))
    assert coach.drills.waiting() == []


PEOPLE = "I hired Ana, coached her for six months, told her what was late, and she led five people after that."


def test_a_probe_is_asked_on_the_first_story_that_has_one(coach: Coach) -> None:
    """A story about people is passed over where the pack has no probe of that kind for it; with no other, no drill."""
    for kept in coach.drills.stories():
        coach.bank.delete(kept)
    coach.bank.add(Story(title="People", telling=PEOPLE, about="people"))
    assert coach.drills.start_probe("risk") is None
    system = coach.bank.add(Story(title="System", telling=SOLID, about="system"))
    state = coach.drills.start_probe("risk")
    assert state is not None
    assert state["story"] == system.id


def test_a_pack_without_rated_answers_asks_for_no_rating(reopened: Callable[[], Coach]) -> None:
    """Whose own rating is off is sent to rate samples only where there are some; nor does the plan name it."""
    coach = reopened()
    simulate(coach, overconfident, coach.now(), practices=12)
    for name in ("One", "Two"):
        coach.bank.add(Story(title=name, failure=True, telling=SOLID))
    coach.set("interview", (coach.drills.today() + timedelta(days=60)).isoformat())
    planned = [each.task.kind for each in found.days] if (found := Home.of(coach).plan) else []
    none = coach.pack.samples.model_copy(update={"benchmarks": ()})
    other = Coach(coach.store, coach.pack.model_copy(update={"samples": none}), coach.now)
    bare = [each.task.kind for each in found.days] if (found := Home.of(other).plan) else []
    assert (planned.count("calibrate"), bare.count("calibrate")) == (1, 0)
    assert len(bare) > 5


def test_on_the_eve_no_new_family_is_asked_by_any_button(coach: Coach) -> None:
    """Whoever wants one more gets a family that was asked before; with none there is no recall."""
    coach.set("interview", (coach.drills.today() + timedelta(days=1)).isoformat())
    assert coach.drills.start_recall() is None
    coach.store.add_attempt(Attempt("a", coach.now(), "recall", {"family": coach.drills.families()[-1].id, "grade": 4}))
    state = coach.drills.start_recall()
    assert state is not None
    assert state["family"] == coach.drills.families()[-1].id
