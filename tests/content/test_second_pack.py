"""A pack for another role runs like the shipped one: nothing is hard-wired to one pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.content.loader import load_pack
from lpcoach.content.models import Pack
from lpcoach.content.places import share_path
from lpcoach.content.terms import LAYERS, PROBE_KINDS
from lpcoach.session.types import Session
from lpcoach.store import Store
from tests.content.prose import asked, texts

LONG = 40  # characters from which a sentence is not shared by chance
ANSWER = (
    "In March a test of the reminder mail showed 6.2% more renewals and I had reported it to the board. Two weeks "
    "later I found that the control group had been drawn from a table without new customers, so the groups were not "
    "alike. I told the director the same day and decided to withdraw the number, although she had announced it. With "
    "both groups drawn again, 41,000 customers over six weeks, it was 1.3%, interval 0.5 to 2.1. I wrote a check that "
    "compares both groups before a test starts and blocks it when they differ. The planning team owns it now."
)
REPLIES = ("I don't know, I would have to look it up.", "It was fine.", "We counted 9 complaints per thousand before.")


@pytest.fixture(scope="module")
def second() -> Pack:
    """Load the pack for data scientists once."""
    return load_pack(share_path("content") / "data_scientist")


def _sentences(pack: Pack) -> set[str]:
    parts = (part.strip() for _, text in texts(pack) for part in re.split(r"(?<=[.?!])\s+|\n+", text))
    return {part.lower() for part in parts if len(part) >= LONG and " " in part}


def _answered(coach: Coach, session: Session) -> Session:
    """Answer all that this part of the hour asks: leads with a story, the rest with a dodge, a fact or neither."""
    while session.turns[-1].open:
        lead = session.turns[-1].asked.kind == "lead"
        text = ANSWER if lead else REPLIES[len(session.turns) % len(REPLIES)]
        session = coach.answer(session, text, slot="s")
    return session


def _whole_loop(coach: Coach) -> Session:
    session = coach.answer(coach.start("full_loop"), "I forecast calls for 640 agents; planning decides.", slot="s")
    session = _answered(coach, coach.enter(session, "deep_dives"))
    session = _answered(coach, coach.enter(session, "cross_examination"))
    session = coach.enter(session, "your_questions")
    session = coach.pose(session, "Which metric here do two teams still define differently, and why?", slot="s")
    session = coach.finish(session)
    return coach.rate_self(session, {"evidence": 3, "depth": 3, "alignment": 3, "bar": 3}, "inclined")


@pytest.fixture(scope="module")
def coach(second: Pack, tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A workbook with the second pack."""
    return Coach(Store.open(tmp_path_factory.mktemp("workbook")), second)


@pytest.fixture(scope="module")
def session(coach: Coach) -> Session:
    """A loop from the first word to the ratings."""
    return _whole_loop(coach)


def test_it_is_for_another_role_and_another_hour(second: Pack, pack: Pack) -> None:
    """Role and split of the hour are the pack's own; the hour has sixty minutes all the same."""
    split = [phase.minutes for phase in second.pack.phases]
    assert second.pack.role != pack.pack.role
    assert split != [phase.minutes for phase in pack.pack.phases]
    assert sum(split) == 60


def test_no_long_sentence_is_that_of_the_first_pack(second: Pack, pack: Pack) -> None:
    """All of its sentences are its own, the names of the principles aside."""
    names = {principle.name.lower() for principle in pack.principles}
    assert sorted((_sentences(second) & _sentences(pack)) - names) == []


def test_nothing_asked_has_an_id_of_the_first_pack(second: Pack, pack: Pack) -> None:
    """A stored question says which pack it came from."""
    assert {name for name, _ in asked(second)} & {name for name, _ in asked(pack)} == set()


def test_it_can_probe_every_kind_and_layer_on_every_occasion(second: Pack) -> None:
    """Small as it is, no gap is without a question, nor a dodge or an "I don't know"."""
    assert {probe.kind for probe in second.probes} == set(PROBE_KINDS)
    assert {probe.layer for probe in second.probes} - {None} == set(LAYERS)
    assert {probe.after for probe in second.probes} == {"answer", "dodge", "dont_know"}
    assert any(probe.whiteboard for probe in second.probes)
    assert {probe.kind for probe in second.probes if "people" in probe.about} == set(PROBE_KINDS) - {"depth"}


def test_every_principle_is_tested_by_a_question(second: Pack) -> None:
    """All sixteen principles come up."""
    tested = {name for question in second.questions for name in question.principles}
    assert {principle.id for principle in second.principles} == tested
    assert len(tested) == 16


def test_a_loop_asks_only_what_the_pack_holds(second: Pack, session: Session) -> None:
    """Every question of a whole loop has its source in this pack, down to the interviewer's first words."""
    known = {name for name, _ in asked(second)} | {"introduction", "invitation"}
    assert {turn.asked.source for turn in session.turns} <= known
    assert session.turns[0].asked.text.startswith(second.pack.opening[0])
    assert {turn.asked.kind for turn in session.turns} >= {"opening", "lead", "probe", "cross", "invitation"}


def test_a_loop_ends_in_a_rated_debrief(second: Pack, coach: Coach, session: Session) -> None:
    """Three stories are rated, voted on and put into the pack's words."""
    rated = coach.rated(session)
    assert len(rated.stories) == 3
    assert rated.debrief.next_action is not None
    assert set(coach.coverage()) == {principle.id for principle in second.principles}
    assert session.pack == "data_scientist 1.0"


def test_its_sample_loop_answers_all_that_is_asked(coach: Coach) -> None:
    """Each question of the cross-examination quotes a story and has the answer that was written for it."""
    sample = coach.sample()
    crossed = [turn for turn in sample.turns if turn.phase == "cross_examination"]
    assert sample.phase is None
    written = coach.pack.samples.loop.cross
    assert [(turn.asked.text, turn.answer) for turn in crossed] == [(one.question, one.answer) for one in written]
    assert all(turn.asked.quotes for turn in crossed)


def test_the_pack_is_chosen_by_its_folder(tmp_path: Path) -> None:
    """What `--pack` gives is what is asked from."""
    coach = Coach.open(tmp_path, share_path("content") / "data_scientist")
    assert coach.start("one_story").pack.startswith("data_scientist ")
