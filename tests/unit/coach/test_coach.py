"""What the coach keeps: ratings, records, the sample, debriefs, several pages at once, export, deletion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.lead_questions import chosen_leads
from lpcoach.errors import SessionError, StoreConflict
from tests.fakes.clock import FakeClock
from tests.fakes.stories import PARTIAL, SOLID
from tests.fakes.typing import OWN, SLOT, tell_story


def test_ratings_are_stored_once_with_the_own_rating(coach: Coach) -> None:
    """The own rating comes first and once; the ratings shown later are those that were computed then."""
    finished = tell_story(coach, rate=False)
    with pytest.raises(SessionError, match="not rated yet"):
        coach.rated(finished)
    rated = coach.rate_self(finished, OWN, "inclined")
    assert (rated.own and rated.own.levels, len(rated.ratings)) == (OWN, 1)
    with pytest.raises(SessionError, match="recorded already"):
        coach.rate_self(rated, OWN, "inclined")
    assert coach.session(rated.id) == rated


def test_records_are_oldest_first_and_only_of_rated_practices(coach: Coach, clock: FakeClock) -> None:
    """A practice under way and one without its own rating are in no record."""
    first = tell_story(coach)
    clock.advance(60)
    second = tell_story(coach, SOLID)
    tell_story(coach, rate=False)
    coach.start("one_story")
    assert [record.id for record in coach.records()] == [first.id, second.id]


def test_the_sample_counts_in_nothing(coach: Coach) -> None:
    """The sample is written once, is never under way, shows no principle and is not exported with the rest."""
    sample = coach.sample()
    assert coach.sample() == sample
    assert coach.under_way() is None
    assert coach.waiting_for_own_rating() is None
    assert set(coach.coverage().values()) == {"not_shown"}
    assert coach.to_export() == []
    assert [record.sample for record in coach.records()] == [True]


def test_the_sample_changes_no_choice_of_questions(coach: Coach) -> None:
    """The questions of a practice are the same with and without the sample in the workbook."""
    before = chosen_leads(coach, "full_loop", None, 11)
    coach.sample()
    assert chosen_leads(coach, "full_loop", None, 11) == before


def test_the_sample_is_rated_as_any_loop(coach: Coach) -> None:
    """It goes through all parts of the hour and has a vote."""
    sample = coach.sample()
    assert len(sample.phases) == len({turn.phase for turn in sample.turns}) == 4
    assert all(turn.answer is not None for turn in sample.turns if turn.phase == "deep_dives")
    assert coach.rated(sample).vote is not None


def test_the_own_rating_is_waited_for(coach: Coach) -> None:
    """A finished practice waits for its own rating until it is given."""
    session = tell_story(coach, rate=False)
    assert coach.waiting_for_own_rating() == session
    coach.rate_self(session, OWN, None)
    assert coach.waiting_for_own_rating() is None


def test_a_debrief_is_chosen_across_pages(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """What one page chooses another page opens; a choice that is gone is none."""
    session = tell_story(coach)
    coach.choose_debrief(session.id)
    assert reopened().chosen_debrief() == session
    coach.choose_debrief("gone")
    assert reopened().chosen_debrief() is None


def test_another_page_has_gone_on(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """The second of two pages that answer the same question gets a conflict, and changes nothing."""
    session = coach.start("one_story")
    gone_on = reopened().answer(session, SOLID, slot=SLOT)
    with pytest.raises(StoreConflict, match="another tab"):
        coach.answer(session, PARTIAL, slot=SLOT)
    assert coach.session(session.id) == gone_on


def test_a_practice_is_resumed_from_the_file(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """A page that opens later finds the practice under way as it stands."""
    session = coach.answer(coach.start("one_story"), PARTIAL, slot=SLOT)
    assert reopened().under_way() == session
    coach.finish(session)
    assert reopened().under_way() is None


def test_a_story_under_way_is_read_as_it_stands(coach: Coach) -> None:
    """The ladder has nothing before the first answer, and the layers of the answer after it."""
    session = coach.start("question_again", "q_regressed")
    assert coach.read_story(session, 0) is None
    story = coach.read_story(coach.answer(session, SOLID, slot=SLOT), 0)
    assert story is not None
    assert max(story.layers.values()) >= 1


def test_export_of_one_and_of_all(coach: Coach, clock: FakeClock) -> None:
    """One practice is exported by its id, all of them newest first, rated or not."""
    tell_story(coach)
    clock.advance(60)
    newest = tell_story(coach, "I cut the costs by half, in short.", rate=False)
    text = "\n\n".join(map(coach.export_markdown, coach.to_export()))
    assert text.count("# Practice of") == 2
    assert text.startswith(coach.export_markdown(newest.id))
    assert "## Not rated yet" in text.split("# Practice of")[1]
    with pytest.raises(SessionError, match="no such practice"):
        coach.export_markdown("gone")


def test_everything_is_deleted(coach: Coach, reopened: Callable[[], Coach], tmp_path: Path) -> None:
    """After deletion no file of the workbook holds a word, and a new workbook is empty."""
    tell_story(coach)
    coach.delete_everything()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"18%" in path.read_bytes()]
    assert reopened().records() == ()
    assert reopened().under_way() is None
