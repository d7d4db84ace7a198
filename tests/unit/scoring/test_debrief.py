"""Votes, reasons and what would flip them."""

from __future__ import annotations

import pytest

from lpcoach.reading.types import Thread
from lpcoach.scoring.debrief import Debrief, debrief, practice_level, principle_strength, vote_of
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating
from tests.fakes.answers import rated_answers
from tests.fakes.pack import small_pack


def _rating(kind: str) -> Rating:
    return rate(rated_answers()[kind].thread, small_pack(), question=small_pack().questions[0])


def _debrief(*kinds: str) -> Debrief:
    threads = [rated_answers()[kind].thread for kind in kinds]
    return debrief([_rating(kind) for kind in kinds], small_pack(), [small_pack().questions[0]] * len(kinds), threads)


@pytest.mark.parametrize(
    ("overalls", "vote"),
    [
        ([5, 4], "strong_hire"),
        ([4, 3], "inclined"),
        ([3, 3, 4], "not_inclined"),
        ([2, 2], "not_inclined"),
        ([1, 2], "strong_no_hire"),
        ([5], None),
        ([], None),
    ],
)
def test_votes_follow_the_mean(overalls: list[int], vote: str | None) -> None:
    """The cuts are 4.5, 3.5 and 2; fewer than two threads give no vote."""
    assert vote_of(overalls) == vote


def test_a_cap_holds_the_vote_down_and_never_up() -> None:
    """An unsafe choice or a standing contradiction holds at not inclined, and lifts nothing."""
    assert vote_of([5, 5], cap=True) == "not_inclined"
    assert vote_of([1, 1], cap=True) == "strong_no_hire"


def test_a_practice_level_is_the_median() -> None:
    """Unscored threads are left out; without any there is no level."""
    assert practice_level([1, None, 4, 5]) == 4
    assert practice_level([None]) is None


def test_a_weak_loop_has_no_reason_to_hire() -> None:
    """Where no criterion is at the bar with a quote, no reason to hire is made up."""
    found = _debrief("buzzword_stuffed", "question_echo")
    assert found.for_hire is None
    assert found.vote == "strong_no_hire"
    assert found.against_hire is not None and found.against_hire.flag is not None


def test_a_strong_loop_has_a_quoted_reason() -> None:
    """The reason to hire is a quote of a story, and medians stand for each criterion."""
    found = _debrief("pair_strong_2", "people_story_strong")
    assert found.vote == "strong_hire"
    assert found.for_hire is not None and found.for_hire.item is not None and found.for_hire.item.quote.text
    assert found.medians["evidence"] == 5


def test_flips_are_computed() -> None:
    """What is named as a flip does raise the level when it is rated again; a loop at the top has none."""
    kinds = ("twin_5_low", "twin_5_mid", "pair_lookalike_2")
    found = _debrief(*kinds)
    assert 0 < len(found.flips) <= 3
    assert all((flip.overall or 0) > (_rating(kinds[flip.story]).overall or 0) for flip in found.flips)
    assert found.next_action is not None and found.next_action.signal == found.flips[0].signal
    assert found.next_action.minutes > 0


def test_an_unscored_story_does_not_break_the_debrief() -> None:
    """A story without a rating counts for nothing, and with one rated story left there is no vote."""
    empty = Thread("Why?", "")
    pair = [rated_answers()["twin_5_mid"].thread, empty]
    found = debrief([rate(thread, small_pack()) for thread in pair], small_pack(), [None, None], pair)
    assert found.vote is None and found.no_vote
    assert found.overall == _rating("twin_5_mid").overall
    assert debrief([], small_pack(), [], []).next_action is None


def test_principles_are_strong_only_when_first_at_level_4() -> None:
    """Strong where a thread of level 4 or more shows it first, else shown, else not shown; with the story."""
    rating = _rating("pair_strong_2")
    standing = principle_strength([rating], [*rating.principles, "think_small"])
    assert standing[rating.principles[0]].strength == "strong"
    assert standing[rating.principles[0]].story == 0 and standing[rating.principles[0]].item is not None
    assert all(standing[name].strength == "shown" for name in rating.principles[1:])
    assert standing["think_small"].strength == "not_shown"
