"""Records of practices: medians, coverage, and what a rated session becomes."""

from __future__ import annotations

from dataclasses import replace

from lpcoach.session.rated import Rated, rated_story
from lpcoach.session.records import coverage
from tests.fakes.pack import small_pack
from tests.fakes.practices import loop
from tests.fakes.rated import QUESTIONS, one_story, rated, sample_loop
from tests.fakes.records import practice_record, story_record
from tests.fakes.stories import PARTIAL, SOLID


def test_a_record_has_its_medians() -> None:
    """The overall level and each criterion are medians over the stories."""
    assert practice_record(story_record(None)).overall is None
    record = practice_record(story_record(2), story_record(5, story=1), story_record(None, story=2))
    assert record.overall == 3.5
    assert record.levels == {"evidence": 3.5, "depth": 3.5, "alignment": 3.5, "bar": 3.5}


def test_coverage_keeps_the_best_of_all_stories() -> None:
    """Strong beats shown, whichever came first; unknown principles and samples do not count."""
    first = practice_record(story_record(principles={"ownership": "strong", "dive_deep": "shown", "gone": "strong"}))
    later = practice_record(story_record(principles={"ownership": "shown"}), day=1)
    sample = practice_record(story_record(principles={"think_big": "strong"}), day=2, sample=True)
    best = coverage([first, later, sample], ["ownership", "dive_deep", "think_big"])
    assert best == {"ownership": "strong", "dive_deep": "shown", "think_big": "not_shown"}


def test_a_session_becomes_a_record() -> None:
    """A rated story keeps its question, levels, layers and reason; one story carries no vote."""
    record = rated(one_story(SOLID)).record()
    (story,) = record.stories
    assert (story.question_id, story.about, story.unscored) == ("q_regressed", "system", None)
    assert story.overall == record.overall is not None
    assert (record.vote, record.sample, record.minutes > 0) == (None, False, True)


def test_what_is_not_scored_keeps_its_reason() -> None:
    """A story that cannot be rated has no level and says why; no answer at all is such a story."""
    for answer in ("Too short.", None):
        (story,) = rated(one_story(answer)).record().stories
        assert story.overall is None
        assert story.unscored
        assert set(story.levels.values()) == {None}


def test_only_a_first_principle_of_a_high_story_is_strong() -> None:
    """Strong needs the first place and level 4; the same story a level lower only shows it."""
    told = sample_loop().stories[0]
    for overall, strength in ((4, "strong"), (3, "shown")):
        rating = replace(told.rating, overall=overall, principles=("ownership", "dive_deep"))
        record = Rated(sample_loop().session, (replace(told, rating=rating),), small_pack()).record()
        assert record.stories[0].principles == {"ownership": strength, "dive_deep": "shown"}


def test_a_loop_has_a_vote_and_its_debrief_agrees() -> None:
    """The vote of a whole loop is that of its debrief."""
    told = sample_loop()
    assert told.vote == told.debrief.vote == told.record().vote is not None


def test_a_story_is_rated_as_it_stands() -> None:
    """A story under way is rated by what was said so far; an answer to a probe belongs to it."""
    early = rated_story(one_story(PARTIAL), 0, small_pack(), QUESTIONS)
    later = rated_story(one_story(PARTIAL, "The alarm paged me."), 0, small_pack(), QUESTIONS)
    assert early is not None
    assert later is not None
    assert (len(early.thread.probes), len(later.thread.probes)) == (0, 1)
    assert rated_story(one_story(None), 0, small_pack(), QUESTIONS) is None


def test_a_question_that_the_pack_lost_still_opens() -> None:
    """A practice whose question is not in the pack any more is shown all the same."""
    told = Rated.of(one_story(SOLID), small_pack(), {})
    assert told.stories[0].question is None
    assert told.record().stories[0].question_id == ""
    assert told.record().stories[0].question == one_story(SOLID).turns[0].asked.text


def test_a_layer_is_held_where_a_probe_on_it_was_answered() -> None:
    """Explained and answered under a probe on the same layer is 3; explained alone is 2."""
    session = one_story(SOLID, "The parity check compares 10,000 rows of training and serving features each night.")
    plain = rated_story(session, 0, small_pack(), QUESTIONS)
    assert plain is not None
    layer = next(name for name, depth in plain.layers.items() if depth == 2)
    lead, probe = session.turns
    probed = replace(session, turns=(lead, replace(probe, asked=replace(probe.asked, layer=layer))))
    held = rated_story(probed, 0, small_pack(), QUESTIONS)
    assert held is not None
    assert held.layers == {**plain.layers, layer: 3}


def test_a_story_that_was_never_asked_for_has_no_rating() -> None:
    """Nothing is rated of a story that this practice has not come to."""
    assert rated_story(loop(), 7, small_pack(), QUESTIONS) is None
