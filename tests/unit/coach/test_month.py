"""A month in which each evening is spent on the next action: no rule crowds out the others, and the plan agrees."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.home import Home
from lpcoach.drills.next_action import AT_ONCE
from lpcoach.stories.story import Story
from tests.fakes.clock import FakeClock
from tests.fakes.stories import PARTIAL, SOLID, THIN
from tests.fakes.typing import OWN, SLOT, tell_loop, tell_story


def do(coach: Coach, home: Home, number: int) -> None:
    """What the page asks for; most recalls go wrong, so that questions are due each day."""
    drills, text = coach.drills, (SOLID, PARTIAL, THIN)[number % 3]
    match home.next:
        case "failure":
            coach.bank.add(Story(title=f"Story {number}", failure=True, telling=text))
        case "recall":
            while drills.due() and (state := drills.start_recall()):
                chosen = drills.choose_story(state, drills.stories()[0].id)
                drills.rate_recall(chosen, "It fell by 12%.")
        case "probe" if state := drills.start_probe("numbers"):
            drills.grade_probe(state, "It was 12% before and 4% after.")
        case "calibrate" if state := drills.start_rate():
            drills.rate(state, dict.fromkeys((*OWN, "overall"), 3))
        case "loop" | "last":
            coach.rate_self(tell_loop(coach), OWN, "inclined")
        case "again":
            session = coach.answer(coach.start("question_again", home.arg), text, slot=SLOT)
            coach.rate_self(coach.finish(coach.end_story(session, slot=SLOT)), OWN, "inclined")
        case _:
            tell_story(coach, text)


def agrees(home: Home, *, done: bool) -> None:
    """The plan begins with what the page asks for: today, or tomorrow once today has had its session."""
    assert home.plan is not None
    first = home.plan.days[0]
    assert first.task.what.casefold() == home.head.removeprefix("Next: ").rstrip(".").casefold()
    later = done and home.next not in AT_ONCE and (home.plan.interview - home.today).days != 3
    assert first.day == home.today + timedelta(days=later)
    if home.next not in ("failure", "recall", "loop"):
        assert not [each for each in home.plan.days[1:] if each.task.same(first.task)]


@pytest.mark.parametrize("evenings", [11, pytest.param(26, marks=pytest.mark.prove)])
def test_a_month_of_next_actions(coach: Coach, clock: FakeClock, evenings: int) -> None:
    """Practices, recall and the other drills all have their turn, and on each evening the plan agrees with the page."""
    coach.set("interview", (coach.drills.today() + timedelta(days=evenings + 1)).isoformat())
    seen: Counter[str] = Counter()
    for number in range(evenings):
        home = Home.of(coach)
        agrees(home, done=False)
        do(coach, home, number)
        seen[home.next] += 1
        if number < evenings - 1:
            agrees(Home.of(coach), done=True)
        clock.advance(24 * 60)
    assert Home.of(coach).next == "eve"
    assert seen["last"] == 1
    assert seen["recall"] <= evenings // 2
    least = min(seen[each] for each in ("recall", "probe", "again", "loop"))
    assert least >= (2 if evenings > 20 else 1), seen
