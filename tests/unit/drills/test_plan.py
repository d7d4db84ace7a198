"""The plan: in order, one a day, nothing past the eve, and what has no room is said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.drills.next_action import RULES
from lpcoach.drills.plan import FARTHEST, Around, Plan, Task, plan

TODAY = date(2025, 3, 3)
RECALL, LOOP = Task("recall", 5, "d", "recall"), Task("loop", 60, "s", "loop")
SPARE = tuple(Task(f"spare {n}", 20, "s") for n in range(4))


def planned(tasks: int, left: int, *, done: bool = False, since: int = 0) -> Plan:
    """A plan of so many tasks, so many days before the interview."""
    line = [Task(f"task {n}", 20, "s") for n in range(tasks)]
    today = TODAY + timedelta(days=since)
    found = plan(today, TODAY + timedelta(days=left), line, Around(RECALL, LOOP, SPARE), done_today=done)
    assert found is not None
    return found


def named(found: Plan) -> list[str]:
    """The tasks of a plan, without recall, loop and what only fills days."""
    return [each.task.what for each in found.days if each.task.what.startswith("task")]


@given(st.integers(0, 30), st.integers(4, 90), st.booleans())
def test_days_are_in_order_and_before_the_interview(tasks: int, left: int, done: bool) -> None:
    """One session a day at most, from today (or tomorrow) to before the eve; nothing is lost silently."""
    found = planned(tasks, left, done=done)
    days = [each.day for each in found.days]
    assert days == sorted(set(days))
    what = [each.task for each in found.days]
    assert not [one for one, after in pairwise(what) if one == after == RECALL]
    assert all(TODAY + timedelta(days=done) <= day < found.interview - timedelta(days=1) for day in days)
    kept = named(found)
    assert kept == [f"task {n}" for n in range(len(kept))]
    assert len(kept) + sum(task.what.startswith("task") for task in found.left_out) == tasks
    assert not kept or len(kept) == tasks or left < 3 * tasks


@given(st.integers(1, 12), st.integers(12, 60), st.integers(1, 5))
def test_a_missed_day_moves_the_rest_up(tasks: int, left: int, missed: int) -> None:
    """After missed days the same tasks stand in the same order, the first of them today."""
    later = planned(tasks, left, since=missed)
    assert later.days[0].day == TODAY + timedelta(days=missed)
    assert named(later) == named(planned(tasks, left))[: len(named(later))]
    assert later.days[0].task.what == "task 0"


def test_the_full_loop_is_two_days_before_and_the_eve_is_free() -> None:
    """The last session is the loop; days to spare are filled to every second one."""
    found = planned(2, 20)
    assert (found.days[-1].task, found.days[-1].day) == (LOOP, TODAY + timedelta(days=18))
    assert 8 <= len(found.days) <= 12


@pytest.mark.parametrize("left", [4, 5, 6, 9, 20, 60, 61, 200])
@pytest.mark.parametrize("since", [None, 0, 3, 7, 30])
def test_a_full_loop_comes_every_week(left: int, since: int | None) -> None:
    """Never much more than a week without one while days are planned, and none on the day before the last: rule 9."""
    first = Task("first", 20, "s")
    found = plan(TODAY, TODAY + timedelta(days=left), [first], Around(RECALL, LOOP, SPARE, since))
    assert found is not None
    assert found.days[0].task == first
    loops = [(each.day - TODAY).days for each in found.days if each.task == LOOP]
    assert loops[-1] == left - 2
    told = -since if since is not None and since < 7 else 0
    gaps = [after - before for before, after in pairwise([told, *(day for day in loops if day <= FARTHEST)])]
    assert max(gaps) <= 8
    assert left - 3 not in loops
    assert bool(found.later) == (left > 63)


@pytest.mark.parametrize(("left", "done", "there"), [(0, False, 0), (1, False, 0), (2, True, 0), (2, False, 1)])
def test_on_the_eve_there_is_no_plan(left: int, done: bool, there: int) -> None:
    """No day left before the eve: nothing to plan, whatever is open."""
    found = plan(TODAY, TODAY + timedelta(days=left), [], Around(RECALL, LOOP), done_today=done)
    assert (len(found.days) if found else 0) == there


@pytest.mark.parametrize("left", [2, 3, 20])
@pytest.mark.parametrize("kind", RULES)
def test_whatever_comes_first_is_the_first_line_of_today(kind: str, left: int) -> None:
    """Of any kind, and on the loop's day too: it stands before the loop there, or for it; no second recall follows."""
    head = Task("the next action", 9, "", kind)
    line = [head, *(Task(f"task {n}", 20, "s") for n in range(5))]
    found = plan(TODAY, TODAY + timedelta(days=left), line, Around(RECALL, LOOP, SPARE))
    assert found is not None
    assert (found.days[0].day, found.days[0].task) == (TODAY, head)
    kinds = [each.task.kind for each in found.days]
    assert (kinds[-1] == "loop") or (left, kind) in {(2, "first"), (2, "last")}
    assert not [one for one, after in pairwise(kinds) if one == after == "recall"]
    assert len(found.days) > 1 or (left, kind) in {(2, "first"), (2, "last"), (2, "loop")}
