"""Simulated candidates through thirty practices: the page tells their stories right, and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.attempts import changes
from lpcoach.coach.home import Home
from lpcoach.coach.next_story import FAILURES, FEWEST
from lpcoach.coach.plan import Preparation
from lpcoach.coach.progress import Progress, hours
from lpcoach.coach.progress_charts import charts
from lpcoach.store import Store
from lpcoach.stories.story import Story
from tests.fakes.clock import FakeClock
from tests.fakes.pack import small_pack
from tests.fakes.simulated import Candidate, flat, growing, overconfident, simulate
from tests.fakes.stories import PARTIAL
from tests.fakes.typing import tell_story

Simulated = Callable[[Candidate], Progress]


@pytest.fixture
def simulated(tmp_path: Path) -> Simulated:
    """Give the findings over the practices of a candidate."""

    def told(candidate: Candidate) -> Progress:
        clock = FakeClock()
        coach = Coach(Store.open(tmp_path), small_pack(), clock)
        simulate(coach, candidate, clock.now)
        clock.now += timedelta(days=30)
        return Progress(coach)

    return told


def test_who_grows_on_one_criterion_is_told_of_that_one(simulated: Simulated) -> None:
    """Evidence is better, and nothing else is."""
    progress = simulated(growing)
    assert progress.trend_head() == "Evidence is better, beyond the noise; the others moved within it"
    assert progress.misjudged() == []


def test_who_stays_is_told_so(simulated: Simulated) -> None:
    """Nothing is called better or lower, although levels wobble from day to day."""
    progress = simulated(flat)
    assert progress.trend_head() == "No criterion has moved beyond the noise"
    assert progress.calibration_head() == "Your own ratings show no direction beyond the noise"


def test_who_is_too_sure_is_told_where(simulated: Simulated) -> None:
    """The direction in words, for the two criteria that it is true of."""
    progress = simulated(overconfident)
    said = progress.calibration_head()
    assert said == "You rate your depth two levels too high; you rate your bar two levels too high"
    assert progress.trend_head() == "No criterion has moved beyond the noise"


def test_records_are_kept_and_made_anew_where_they_are_missing(simulated: Simulated, tmp_path: Path) -> None:
    """Another kernel reads the same records without replaying; with none kept it works them out."""
    progress = simulated(flat)
    form = next(iter(progress.coach.store.kept_records("no such form")), "none")
    assert form == "none"
    other = Coach(Store.open(tmp_path), small_pack(), FakeClock())
    assert other.records() == progress.coach.records()
    with other.store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM records")
    assert Coach(Store.open(tmp_path), small_pack(), FakeClock()).records() == progress.coach.records()


def test_two_raters_are_never_compared(simulated: Simulated) -> None:
    """Practices of another rater start a line of their own, too short for a trend."""
    progress = simulated(growing)
    last = progress.scored[-1]
    assert last.rater == "simulated 1"
    tell_story(progress.coach, PARTIAL)
    later = Progress(progress.coach)
    assert later.trend_head().endswith("rated by this rater; a trend needs 6")
    assert "simulated 1" in later.trend_note()


def test_nothing_mixes_the_embedded_rater_with_a_model(simulated: Simulated) -> None:
    """In one store: no line, no flag, no count and no depth of the last rater's holds a practice of the other."""
    coach = simulated(flat).coach
    first = {record.id for record in coach.records()}
    start = cast(FakeClock, coach.now).now
    simulate(coach, flat, start, practices=2, by=("m on this machine", ["shallow"]))
    progress = Progress(coach)
    assert {record.id for record in progress.own_line}.isdisjoint(first)
    assert progress.flags_head().endswith("stood in 2 of the last 2 practices")
    shown = {each.chart.key: each.chart for each in charts(progress, "light", numbers=True)}
    assert len(shown["depth"].columns) == 1 + 2
    assert all("simulated 1" in shown[key].note for key in ("trend", "flags", "depth"))
    names = {trace.name for trace in shown["trend"].figure.data if trace.name}
    assert not [name for name in names if "simulated 1" in name and "m on this machine" in name]
    simulate(coach, flat, start + timedelta(days=9), practices=1, by=("third", ()))
    assert Progress(coach).standing_flag() is None
    assert Progress(coach).flags_head() == "No red flag in the last practice"


@pytest.mark.parametrize("candidate", [growing, overconfident])
def test_hidden_numbers_leave_the_truth_in_words(simulated: Simulated, candidate: Candidate) -> None:
    """No digit but in dates stands in what the charts say, and what is better or too high is still said."""
    progress = simulated(candidate)
    shown = charts(progress, "light", numbers=False)
    for each in shown:
        said = [each.chart.head, each.chart.note, *(cell for row in each.chart.rows for cell in row[1:])]
        text = " ".join(said)
        for month in ("Mar", "Apr", "Feb"):
            text = "".join(part.rstrip("0123456789 ") for part in text.split(f" {month}"))
        assert not [letter for letter in text if letter.isdigit()], each.chart.key
    heads = " ".join(each.chart.head for each in shown)
    assert "Evidence is better" in heads or "two levels too high" in heads


def test_the_plan_and_readiness_follow_from_what_is_open(simulated: Simulated) -> None:
    """With a date there is a plan whose first session is one of what remains; what is there is not planned."""
    progress = simulated(flat)
    coach = progress.coach
    coach.set("interview", (coach.drills.today() + timedelta(days=20)).isoformat())
    found, plan = Preparation(coach, progress).readiness(), Home.of(coach).plan
    assert plan is not None
    assert sum(day.task.kind == "failure" for day in plan.days) == FAILURES
    assert sum(day.task.what == "Write one more story" for day in plan.days) == FEWEST - FAILURES
    assert {item.what for item in found.remains} >= {"Failure stories", "Probes", "A full loop lately"}
    assert found.fits is not None


def test_time_is_told_as_people_say_it() -> None:
    """Minutes up to an hour and a half, hours after that."""
    assert [hours(each) for each in (1, 59.6, 100)] == ["1 minute", "60 minutes", "about 2 hours"]


def test_drills_are_time_that_was_spent(simulated: Simulated) -> None:
    """A drill adds its minutes to the week and to the sentence; one that was left open overnight adds ten."""
    progress = simulated(flat)
    coach, before = progress.coach, progress.weeks()[-1].minutes
    story = coach.bank.add(Story(title="One", telling=PARTIAL))
    clock = cast(FakeClock, coach.now)
    for minutes in (4, 600):
        state = coach.drills.start_length(story.id, "headline")
        clock.advance(minutes)
        coach.drills.measure(state, "Short.")
    later = Progress(coach)
    assert round(later.weeks()[-1].minutes - before) == 14
    spent = sum(record.minutes for record in progress.records) + 14
    assert later.time_head().startswith(f"{hours(spent)} practised so far")
    time = next(each.chart for each in charts(later, "light", numbers=True) if each.chart.key == "time")
    assert "of drills" in time.note


def test_attempts_say_what_changed_between_them(simulated: Simulated) -> None:
    """What is there for the first time and flags that come or go; no criterion moves by chance from row to row."""
    progress = simulated(growing)
    words, names = progress.words, {one.id: one.short for one in progress.coach.pack.principles}
    said = list(changes(progress.records, words, names).values())
    assert said[0] == ""
    assert all(said[1:])
    assert not [one for one in said if "beyond the noise" in one]
    first, last = progress.records[0], progress.records[-1]
    shown = {**first.stories[0].principles, "none": "shown"}
    story = replace(first.stories[0], principles=shown, flags=("no_learning",))
    later = replace(last, id="later", stories=(story,))
    told = changes([first, later], words, {**names, "none": "Thrift"})["later"]
    assert told.startswith("First to show Thrift")
    assert f"“{words.flags['no_learning']}” stands" in told
    other = replace(later, stories=(replace(story, rater="another"),))
    assert "stands" not in changes([first, other], words, names)["later"]
