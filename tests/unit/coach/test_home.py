"""The start page: one next action by stated rules, and where one stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.home import Home, task_of
from lpcoach.coach.next_one import Said
from lpcoach.coach.plan import Preparation
from lpcoach.coach.progress import Progress
from lpcoach.drills.next_action import AT_ONCE, RULES
from lpcoach.drills.probing import KIND_WORDS
from lpcoach.drills.types import Attempt, DrillId
from lpcoach.stories.story import Story
from lpcoach.ui.pages.start_page import StartPage, _plan
from tests.fakes.clock import FakeClock
from tests.fakes.stories import PARTIAL, SOLID
from tests.fakes.typing import OWN, SLOT, tell_story


def test_a_first_visit_offers_a_loop_or_a_story(coach: Coach) -> None:
    """Without a practice there is nothing to stand on; the sample loop changes nothing in that."""
    coach.sample()
    home = Home.of(coach)
    assert (home.next, home.first, home.stand) == ("first", True, [])
    assert home.facts == "Behavioral, 60 minutes, difficulty 4 of 5."
    assert [part["start"] for part in home.phases] == [0, 5, 45, 55, 60]


def test_what_is_under_way_comes_first(coach: Coach, clock: FakeClock) -> None:
    """A practice under way is resumed before all else, and it is said where it stands."""
    tell_story(coach, rate=False)
    clock.advance(60)
    session = coach.enter(coach.start("full_loop"), "deep_dives")
    coach.answer(session, SOLID, slot=SLOT)
    home = Home.of(coach)
    assert home.next == "resume"
    assert home.head == "Next: go on with the full loop that is under way."
    assert home.reason.startswith("It stands at Deep dives, story 1, 1 min in.")


def test_the_own_rating_is_asked_for_next(coach: Coach) -> None:
    """A finished practice without its own rating is rated before a new one is begun."""
    session = tell_story(coach, rate=False)
    home = Home.of(coach)
    assert (home.next, home.arg) == ("rate", session.id)
    coach.rate_self(session, OWN, None)
    assert Home.of(coach).next != "rate"


def test_the_last_debriefs_gap_is_the_next_action(coach: Coach) -> None:
    """After a debrief its one next action is offered, with the question that it belongs to."""
    session = tell_story(coach, PARTIAL)
    home = Home.of(coach)
    assert (home.next, home.arg) == ("again", session.questions[0])
    assert session.turns[0].asked.text in home.foot


def test_without_a_gap_the_next_rules_hold(coach: Coach) -> None:
    """Where the last practice was not scored there is no gap to close: stories of failure are next, then a loop."""
    tell_story(coach, "Too short.")
    assert (Home.of(coach).next, Home.of(coach).to) == ("failure", "01_stories.ipynb")
    for title in ("One", "Two"):
        coach.bank.add(Story(title=title, failure=True))
    assert Home.of(coach).next == "loop"


def test_where_one_stands_counts_right(coach: Coach, clock: FakeClock) -> None:
    """The facts count practices and stories in singular and plural."""
    tell_story(coach, SOLID)
    assert Home.of(coach).stand[0]["note"] == "1 practice finished, 0 whole loops among them."
    clock.advance(60)
    tell_story(coach, SOLID)
    facts = {fact["name"]: fact for fact in Home.of(coach).stand}
    assert facts["Stories told under probes"]["value"] == "2"
    assert facts["Stories told under probes"]["note"] == "2 practices finished, 0 whole loops among them."
    assert facts["Last debrief"]["note"] == "No vote."


def test_the_interview_date_is_there(coach: Coach) -> None:
    """The day of the interview is given as set."""
    coach.set("interview", "2025-03-20")
    assert Home.of(coach).interview == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("days", "said", "planned"),
    [
        (None, None, None),
        (-9, "Your interview was on 22 February, 9 days ago", None),
        (-1, "Your interview was on 2 March, yesterday", None),
        (0, "Your interview is on 3 March, today", None),
        (1, "Your interview is on 4 March, tomorrow", None),
        (3, "Your interview is on 6 March, in 3 days", 2),
    ],
)
def test_start_knows_where_the_interview_lies(
    coach: Coach, days: int | None, said: str | None, planned: int | None
) -> None:
    """No date, one that is over, today, tomorrow: what is said, no plan without days, headlines only on the eve."""
    tell_story(coach, "Too short.")
    if days is not None:
        coach.set("interview", (coach.drills.today() + timedelta(days=days)).isoformat())
    home = Home.of(coach)
    shown = StartPage._days(home)
    assert (f"{shown['before']} {shown['strong']}" if shown else None) == said
    assert (home.next == "eve") is (days in (0, 1))
    plan = _plan(home)
    assert (len(plan["rows"]) if plan else None) == planned


def test_before_the_first_practice_there_is_a_plan_and_on_the_eve_none(coach: Coach) -> None:
    """A date is planned for at once, a story first; on the eve headlines come before a first loop."""
    coach.set("interview", (coach.drills.today() + timedelta(days=19)).isoformat())
    home = Home.of(coach)
    assert home.next == "first"
    assert home.plan is not None
    planned = [(each.task.kind, each.task.what) for each in home.plan.days]
    assert "recall" not in [kind for kind, _ in planned], "there is no story to recall yet"
    assert planned[0] == ("first", "Start with one whole loop, or with one story")
    assert ([kind for kind, _ in planned].count("first"), planned[-1]) == (1, ("loop", "The full loop"))
    coach.set("interview", (coach.drills.today() + timedelta(days=1)).isoformat())
    home = Home.of(coach)
    assert (home.next, home.plan, home.to) == ("eve", None, "01_stories.ipynb")


def test_the_plan_names_the_kind_of_probe_that_is_missed(coach: Coach) -> None:
    """Not "a kind", but the one that most of the last stories missed."""
    tell_story(coach, SOLID)
    coach.set("interview", (coach.drills.today() + timedelta(days=40)).isoformat())
    plan, missed = Home.of(coach).plan, coach.drills.missed()
    assert plan is not None
    [drill] = [each.task.what for each in plan.days if each.task.what.startswith("Probe drill")]
    worst = max(count for count, _ in missed.values())
    assert drill.removeprefix("Probe drill: ") in {
        KIND_WORDS[k].lower() for k, row in missed.items() if row[0] == worst
    }


def test_the_next_action_is_the_plans_first_line_and_stands_there_once(coach: Coach) -> None:
    """For every rule, in its words; what asks for the same in other words is not planned besides."""
    tell_story(coach, SOLID)
    coach.set("interview", (coach.drills.today() + timedelta(days=40)).isoformat())
    preparation = Preparation(coach, Progress(coach))
    about = {"probe": next(iter(coach.drills.missed())), "resume": "one_story"}
    for rule in RULES:
        first = task_of(rule, Said("Next: do it.", "", arg=about.get(rule, "")))
        plan = preparation.plan(first)
        assert plan is not None
        day, task = plan.days[0].day, plan.days[0].task
        assert (task.what, day) == ("Do it", coach.drills.today() + timedelta(days=rule not in AT_ONCE)), rule
        again = [each.task.what for each in plan.days[1:] if each.task.same(first)]
        assert again == ["Write a story of failure"] or rule != "failure"
        assert rule in ("failure", "recall", "loop") or not again, rule


def test_a_drill_is_todays_session(coach: Coach, clock: FakeClock) -> None:
    """A drill of any kind that was done today lets the plan begin tomorrow, one of yesterday lets it begin today."""
    coach.bank.add(Story(title="One", failure=True, telling=SOLID))
    tell_story(coach, "Too short.")
    coach.set("interview", (coach.drills.today() + timedelta(days=40)).isoformat())
    drills: tuple[DrillId, ...] = ("probe", "rate", "aloud", "length", "recall")
    for drill in drills:
        clock.advance(24 * 60)
        for later in (False, True):
            home = Home.of(coach)
            assert home.plan is not None
            assert home.plan.days[0].day == coach.drills.today() + timedelta(days=later), drill
            coach.store.add_attempt(Attempt(drill, clock(), drill, {}))


def test_prepared_stories_are_counted_from_the_first_on(coach: Coach) -> None:
    """Also before any practice: how many, how many of failure, and the way to the bank."""
    assert Home.of(coach).stand == []
    coach.bank.add(Story(title="One", failure=True))
    [fact] = Home.of(coach).stand
    assert (fact["name"], fact["value"], fact["to"]) == ("Stories prepared", "1", "01_stories.ipynb")
    assert fact["note"].startswith("1 of failure")
