"""Recall: spaced, fitted to the interview, five minutes a day, whatever the days were like."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.drills.schedule import A_DAY, day_of, due_today, families
from lpcoach.drills.types import Attempt

IDS = [f"f{n}" for n in range(16)]
START = datetime(2025, 3, 3, 12, tzinfo=UTC)
DAYS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), min_size=1, max_size=12)


def tried(family: str, day: float, grade: int) -> Attempt:
    """One recall so many days after the start."""
    return Attempt(f"{family}{day}", START + timedelta(days=day), "recall", {"family": family, "grade": grade})


def history(days: list[tuple[int, int]]) -> list[Attempt]:
    """Recalls of one family in the order of their days."""
    return [tried("f0", day, grade) for day, grade in sorted(days)]


@given(DAYS)
def test_a_family_is_never_due_on_the_day_it_was_asked(days: list[tuple[int, int]]) -> None:
    """The next day at the earliest; what was never asked has no day."""
    found = families(IDS, history(days), None)
    assert found[0].due is not None
    assert found[0].last is not None
    assert found[0].due > found[0].last
    assert all(family.due is None for family in found[1:])


@given(DAYS, st.integers(1, 60))
def test_nothing_is_put_off_past_the_interview(days: list[tuple[int, int]], left: int) -> None:
    """What was asked before the last days comes up once more before the interview; on its eve nothing is new."""
    attempts = history(days)
    last = day_of(attempts[-1].at)
    interview = last + timedelta(days=left)
    family = families(IDS, attempts, interview)[0]
    if left > 1 + -(-len(IDS) // A_DAY):
        assert family.due is not None
        assert last < family.due < interview
    new = due_today(families(IDS, [], interview), interview - timedelta(days=1), interview)
    assert new == ()


@given(DAYS, st.integers(1, 3))
def test_a_better_recall_is_never_due_earlier(days: list[tuple[int, int]], grade: int) -> None:
    """With the same history a better grade at the end never shortens the pause."""
    *before, last = sorted(days)
    ends = [families(IDS, history([*before, (last[0], each)]), None)[0].due for each in (grade, grade + 1)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


@settings(max_examples=15)
@given(st.integers(8, 40), st.lists(st.integers(1, 4), min_size=7, max_size=7), st.sets(st.integers(0, 40)))
def test_five_minutes_a_day_bring_each_family_back_before_the_interview(
    left: int, grades: list[int], missed: set[int]
) -> None:
    """Never more than four a day; without missed days each family is recalled in the last days before."""
    interview, attempts = day_of(START) + timedelta(days=left), list[Attempt]()
    for day in range(left):
        if day in missed:
            continue
        for place in range(A_DAY + 2):
            due = due_today(families(IDS, attempts, interview), day_of(START) + timedelta(days=day))
            if not due:
                break
            attempts.append(tried(due[0].id, day + place / 1000, grades[(day + place) % 7]))
        today = [each for each in attempts if day_of(each.at) == day_of(START) + timedelta(days=day)]
        assert len(today) <= A_DAY
    if not missed:
        lately = interview - timedelta(days=8)
        assert all(family.last is not None and family.last >= lately for family in families(IDS, attempts, interview))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"])
@pytest.mark.parametrize(
    "moment", [datetime(2026, 3, 29, 0, 30), datetime(2026, 10, 25, 0, 30), datetime(2026, 3, 7, 23)]
)
def test_a_day_of_23_or_25_hours_is_one_day(zone: str, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where summer time begins or ends, a family is due on a later day of the clock, never on the same."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    at = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    [first, *_] = families(IDS, [Attempt("a", at, "recall", {"family": "f0", "grade": 1})], None)
    monkeypatch.undo()
    time.tzset()
    assert first.last == moment.date()
    assert first.due is not None
    assert first.due > moment.date()


def test_a_clock_that_was_set_back_counts_as_no_time() -> None:
    """An attempt that seems older than the one before breaks nothing."""
    found = families(IDS, [tried("f0", 5, 3), tried("f0", 2, 3)], date(2025, 4, 1))
    assert found[0].due is not None
