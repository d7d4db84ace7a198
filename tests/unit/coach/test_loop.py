"""A practice by the coach's calls: what follows from what, from the start to the debrief."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.lead_questions import chosen_leads
from lpcoach.errors import SessionError, SettingError
from lpcoach.reading.types import Quote
from lpcoach.session.threads import exchange, open_turn, stories
from lpcoach.session.types import Session
from tests.fakes.clock import FakeClock
from tests.fakes.stories import PARTIAL, SOLID
from tests.fakes.typing import OWN, SLOT, answer_all, tell_loop


def kinds(session: Session) -> list[str]:
    """Give the kinds of all turns in order."""
    return [turn.asked.kind for turn in session.turns]


def test_a_whole_loop_runs_from_introduction_to_debrief(coach: Coach) -> None:
    """Opening, three stories under probes, cross-examination, own questions; then it is rated and has a vote."""
    told = tell_loop(coach)
    order = list(dict.fromkeys(turn.phase for turn in told.turns))
    assert order == ["introductions", "deep_dives", "cross_examination", "your_questions"]
    assert (stories(told), kinds(told)[-2:]) == ((0, 1, 2), ["invitation", "invitation"])
    assert coach.session(told.id) == told
    rated = coach.rated(coach.rate_self(told, OWN, "inclined"))
    assert len(rated.stories) == 3
    assert rated.vote is not None


def test_every_story_is_probed(finished: Session) -> None:
    """Probes asked in one story do not use up those of the next."""
    for story in stories(finished):
        probes = [turn for turn in exchange(finished, story) if turn.asked.kind == "probe"]
        assert 2 <= len(probes) <= 5


def test_no_story_is_asked_the_same_twice(finished: Session) -> None:
    """Within a story, its cross-examination included, no question comes a second time."""
    for story in stories(finished):
        texts = [turn.asked.text for turn in exchange(finished, story)]
        assert len(texts) == len(set(texts))


def test_the_cross_examination_is_rooted_in_what_was_said(finished: Session) -> None:
    """Its questions quote the deep dives word for word, and the hypothetical comes last."""
    cross = [turn for turn in finished.turns if turn.phase == "cross_examination"]
    assert 2 <= len(cross) <= 4
    assert [turn.asked.kind for turn in cross].index("hypothetical") == len(cross) - 1
    told = "\n".join(turn.answer or "" for turn in finished.turns if turn.phase == "deep_dives")
    assert all(quoted.quote.text in told for turn in cross for quoted in turn.asked.quotes)


def test_one_story_ends_with_its_last_probe(coach: Coach) -> None:
    """One story has one lead question; when its probes are through nothing is open."""
    session = answer_all(coach, coach.start("one_story"))
    assert kinds(session).count("lead") == 1
    assert (open_turn(session), session.story, session.ended_stories) == (None, None, (0,))


def test_a_question_again_asks_that_question(coach: Coach) -> None:
    """The chosen question is asked again; one that the pack does not have is refused in words."""
    session = coach.start("question_again", "q_mentor")
    assert session.turns[-1].asked.source == "q_mentor"
    with pytest.raises(SettingError, match="not in this pack"):
        coach.start("question_again", "q_gone")
    with pytest.raises(SettingError, match="not in this pack"):
        coach.start("question_again")


def test_the_clock_stops_in_a_pause(coach: Coach, clock: FakeClock) -> None:
    """Pausing twice is as once; nothing can be answered in it; the time away is kept apart."""
    paused = coach.pause(coach.start("one_story"))
    assert coach.pause(paused) == paused
    clock.advance(30)
    with pytest.raises(SessionError, match="paused"):
        coach.answer(paused, PARTIAL, slot=SLOT)
    resumed = coach.resume(paused)
    assert coach.resume(resumed) == resumed
    assert 1800 <= resumed.paused_seconds < 1810


def test_a_skipped_probe_is_followed_by_another(coach: Coach) -> None:
    """A skip leaves the question without an answer and the story goes on with another probe."""
    session = coach.answer(coach.start("one_story"), PARTIAL, slot=SLOT)
    after = coach.skip(session, slot=SLOT)
    assert after.turns[1].skipped
    assert after.turns[2].asked.text != after.turns[1].asked.text


def test_a_skipped_lead_question_ends_its_story(coach: Coach) -> None:
    """Without an answer there is nothing to probe: the next story is asked for."""
    session = coach.enter(coach.start("full_loop"), "deep_dives")
    after = coach.skip(session, slot=SLOT)
    assert kinds(after) == ["opening", "lead", "lead"]
    assert after.story == 1


def test_a_story_can_be_ended_early(coach: Coach) -> None:
    """Ending a story skips its open probe and asks for the next story; after the last nothing is open."""
    session = coach.enter(coach.start("full_loop"), "deep_dives")
    for story in range(3):
        session = coach.end_story(coach.answer(session, PARTIAL, slot=SLOT), slot=SLOT)
        assert session.turns[-1].asked.kind == ("lead" if story < 2 else "probe")
    assert open_turn(session) is None


def test_a_phase_can_be_left_early(coach: Coach) -> None:
    """Going on closes what is open; going back is refused; entering a phase twice asks once."""
    session = coach.enter(coach.start("full_loop"), "cross_examination")
    session = coach.enter(session, "your_questions")
    assert kinds(session) == ["opening", "invitation"]
    assert kinds(coach.enter(session, "your_questions")) == ["opening", "invitation"]
    with pytest.raises(SessionError, match="goes on and not back"):
        coach.enter(session, "deep_dives")


def test_a_correction_is_also_the_answer(coach: Coach) -> None:
    """A claim corrected openly is kept with its quote, and answers the question that is open."""
    session = coach.start("full_loop")
    session = coach.answer(coach.enter(session, "deep_dives"), SOLID, slot=SLOT)
    session = coach.enter(session, "cross_examination")
    at = SOLID.index("12.9%")
    quote = Quote("answer", at, at + 5, "12.9%")
    after = coach.correct(session, 0, quote, "It was 12.7%, I mixed it up.", slot=SLOT)
    assert after.corrections[0].quote == quote
    assert after.turns[len(session.turns) - 1].answer == "It was 12.7%, I mixed it up."


def test_typing_begins_once(coach: Coach, clock: FakeClock) -> None:
    """The first key is kept as it was, and never before the question or after now."""
    session = coach.start("one_story")
    clock.advance(1)
    early = session.turns[-1].asked_at - timedelta(minutes=5)
    after = coach.answer(session, PARTIAL, slot=SLOT, first_key_at=early)
    assert after.turns[0].first_key_at == after.turns[0].asked_at


def test_submitting_makes_drafts_history(coach: Coach) -> None:
    """With the answer its draft is no longer offered."""
    session = coach.start("one_story")
    coach.store.save_draft("tab", "w", 1, PARTIAL, coach.now())
    coach.answer(session, PARTIAL, slot="tab")
    assert coach.store.latest_draft("tab") is None


def test_finishing_twice_is_as_once(coach: Coach, finished: Session) -> None:
    """A finished practice stays as it is, and nothing can be answered in it."""
    assert coach.finish(finished) == finished
    with pytest.raises(SessionError, match="finished"):
        coach.answer(finished, "more", slot=SLOT)


def test_the_same_seed_asks_the_same(coach: Coach) -> None:
    """Two practices with one seed and the same past have the same lead questions."""
    first = chosen_leads(coach, "full_loop", None, 7)
    assert first == chosen_leads(coach, "full_loop", None, 7)
    assert len(set(first)) == 3


def test_what_was_asked_lately_is_not_asked_again(coach: Coach) -> None:
    """The second loop asks none of the first loop's questions, whether that was rated or left half way."""
    first = tell_loop(coach)
    second = coach.start("full_loop")
    assert not set(first.questions) & set(second.questions)
