"""The panel: who reads what, who may vote, what moves a vote, and what an offer needs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from lpcoach.content.terms import AGAINST, RATERS, SIGNALS, RaterId, Vote
from lpcoach.content.words import Words
from lpcoach.reading.reader import read
from lpcoach.report.verdict import verdict_values
from lpcoach.scoring.debrief import debrief
from lpcoach.scoring.flips import flips
from lpcoach.scoring.panel import bears, convene, grounds, owned, tally
from lpcoach.scoring.panel_decision import decide
from lpcoach.scoring.panel_scales import READS, rater_level, rater_scales
from lpcoach.session.rated import Rated
from tests.fakes.loops import CLASH, REGRESSED, UNDONE, answers, pack, simulated
from tests.fakes.loops import told as loop


@pytest.fixture(scope="module")
def told() -> dict[str, Rated]:
    """Give the simulated loops."""
    return {kind: simulated(kind) for kind in ("strong", "moved", "mixed", "weak", "contradiction", "unsafe")}


def votes(rated: Rated) -> dict[RaterId, Vote]:
    """The votes after reading."""
    panel = rated.debrief.decision.panel
    assert panel is not None
    return {ballot.rater: ballot.vote for ballot in panel.ballots}


def test_no_signal_is_read_by_two_and_none_by_nobody() -> None:
    """The four readings share no kind of evidence, and together they are all of it."""
    assert all(not READS[a] & READS[b] for a, b in combinations(RATERS, 2))
    assert frozenset().union(*READS.values()) == set(SIGNALS)


def test_every_principle_has_one_owner() -> None:
    """Two to four are each rater's own in the pack; what nobody owns is the Bar Raiser's."""
    names = [principle.id for each in owned(pack()).values() for principle in each]
    assert sorted(names) == sorted(principle.id for principle in pack().principles)
    assert all(2 <= len(seat.principles) <= 4 for seat in pack().pack.panel)
    seats = tuple(s.model_copy(update={"principles": s.principles[:3]}) for s in pack().pack.panel)
    fewer = pack().model_copy(update={"pack": pack().pack.model_copy(update={"panel": seats})})
    assert len(owned(fewer)["bar_raiser"]) == 7


def test_an_offer_needs_the_bar_raiser_and_two_of_the_others() -> None:
    """All sixteen ways in which four can be for it or not."""
    for n in range(16):
        yes = {rater for place, rater in enumerate(RATERS) if n >> place & 1}
        given: dict[RaterId, Vote] = {rater: "inclined" if rater in yes else "not_inclined" for rater in RATERS}
        assert tally(given) == ("bar_raiser" in yes and len(yes) >= 3)


def test_without_ground_there_is_one_vote_and_it_is_said_whose(told: dict[str, Rated]) -> None:
    """A loop with little in full has no four readings to differ; it names the raters that lack them."""
    decision = told["weak"].debrief.decision
    readings = [read(story.thread) for story in told["weak"].stories]
    assert decision.panel is None and decision.without == grounds(readings) != ()
    assert decision.vote == decision.whole == "strong_no_hire"
    assert convene([read(story.thread) for story in told["weak"].stories], pack()) is None


def test_a_rater_reads_its_own_signals_alone(told: dict[str, Rated]) -> None:
    """Each quote of a ballot stands in an item that its rater reads; each noted quote carries its principle."""
    panel = told["mixed"].debrief.decision.panel
    assert panel is not None
    by_id = {principle.id: principle for principle in pack().principles}
    for ballot in panel.ballots:
        for note in ballot.notes:
            for cited in (note.plus, note.minus):
                if cited is not None:
                    assert cited.item.signal in READS[ballot.rater]
                    assert bears(cited.item, by_id[note.principle])
                    assert cited.item.quote.text in told["mixed"].stories[cited.story].thread.text(
                        cited.item.quote.where
                    )


@pytest.mark.parametrize("kind", ["strong", "moved", "mixed", "contradiction", "unsafe"])
def test_a_vote_moves_only_on_a_quote_that_its_rater_had_not_used(told: dict[str, Rated], kind: str) -> None:
    """Where first and last vote differ a quote is cited that it had not read as its own; else none is."""
    panel = told[kind].debrief.decision.panel
    assert panel is not None
    for ballot in panel.ballots:
        assert (ballot.first != ballot.vote) == (ballot.cites is not None)
        if ballot.cites is not None:
            noted = [cited for note in ballot.notes for cited in (note.plus, note.minus)]
            used = [ballot.for_hire, ballot.against_hire, *noted]
            assert ballot.cites.item.quote not in [cited.item.quote for cited in used if cited]
            assert ballot.cites.item.signal not in READS[ballot.rater]


def test_a_contradiction_left_standing_holds_all_at_not_inclined(told: dict[str, Rated]) -> None:
    """The Bar Raiser from the start, the others once they have read it; settled openly, the decision turns."""
    assert set(votes(told["contradiction"]).values()) == {"not_inclined"}
    assert told["contradiction"].debrief.decision.offer is False
    flip = told["contradiction"].debrief.flips[0]
    assert flip.kind == "settled" and flip.decides


def test_where_settling_is_not_enough_one_fact_is_named_with_it() -> None:
    """Then the head does not say that the two statements alone carry the decision."""
    rated = loop([(REGRESSED, CLASH, UNDONE), answers()["t-003"], answers()["t-004"]])
    flip = rated.debrief.flips[0]
    assert (flip.kind, flip.decides, flip.also is None) == ("settled", True, False)
    verdict = verdict_values(rated, pack(), Words(pack()))["verdict"]
    assert verdict["carries"].startswith("Two statements that do not match were put to you and neither was settled. ")


def test_an_unsafe_choice_holds_all_at_not_inclined(told: dict[str, Rated]) -> None:
    """Nobody votes for an offer, and the quote is cited by who changed the vote."""
    assert set(votes(told["unsafe"]).values()) == {"not_inclined"}


def test_no_quote_is_held_up_where_no_story_reaches_the_bar(told: dict[str, Rated]) -> None:
    """The lens quotes what raises a team only from a story at the level of a good one."""
    for rated in told.values():
        best = max(story.rating.criteria["bar"].level or 0 for story in rated.stories)
        assert best >= 3 or rated.debrief.lens.raised is None
    assert told["weak"].debrief.lens.raised is None


def test_the_votes_are_written_with_the_ratings(told: dict[str, Rated]) -> None:
    """What pages list is what was computed at the debrief: all four and the vote of the whole threads."""
    session = told["mixed"].session
    assert votes(told["mixed"]) == {rater: vote for rater, vote in session.votes.items() if rater != "whole"}
    assert session.votes["whole"] == told["mixed"].debrief.decision.whole
    assert told["mixed"].vote == session.votes["bar_raiser"]
    assert told["mixed"].offer == told["mixed"].debrief.decision.offer == told["mixed"].record().offer


def test_a_models_ratings_have_one_vote_and_no_flips(told: dict[str, Rated]) -> None:
    """Only the embedded rater can sit in four chairs and rate a change again; a model's reading is one."""
    stories = told["mixed"].stories
    ratings = [replace(story.rating, rater="some-model") for story in stories]
    found = debrief(ratings, pack(), [story.question for story in stories], [story.thread for story in stories])
    assert found.decision.panel is None and found.decision.without == () and found.flips == ()
    assert found.vote == found.decision.whole is not None


def test_flips_turn_the_decision_when_they_say_so() -> None:
    """Each named change was computed by reading and rating again; one that decides turns offer or no offer."""
    rated = simulated("weak")
    readings = [read(story.thread) for story in rated.stories]
    ratings = [story.rating for story in rated.stories]
    found = flips(readings, ratings, pack(), [story.question for story in rated.stories])
    assert found == flips(readings, ratings, pack(), [story.question for story in rated.stories])
    assert all(flip.overall or flip.vote for flip in found)
    assert decide(readings, ratings, pack()).offer is False


def test_more_evidence_never_lowers_a_raters_level(told: dict[str, Rated]) -> None:
    """A rater that reads one more item in favour gives the same level or a higher one."""
    items = [item for story in told["mixed"].stories for item in read(story.thread).items if item.signal not in AGAINST]
    for rater in RATERS:
        mine = [item for item in items if item.signal in READS[rater]]
        levels = [rater_level(rater, mine[:n]) for n in range(len(mine) + 1)]
        assert levels == sorted(levels)
        assert list(rater_scales()[rater].cuts) == sorted(rater_scales()[rater].cuts)
