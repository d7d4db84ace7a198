"""Whole interviews with simulated candidates: gaps close, dodges are left, contradictions come up, nothing circles."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.content.models import LeadQuestion
from lpcoach.interviewer.contradicted import WHICH_HOLDS
from lpcoach.interviewer.planning import ANSWERED
from lpcoach.interviewer.probing import MOST_PROBES
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Thread
from tests.fakes.candidates import Knowing, Turns, dodging, interview, seen, thread_of, unknowing

ROOT = Path(__file__).parents[3]
PACK = load_pack(ROOT / "content" / "amazon_ai_engineer")
DATA = ROOT / "tests" / "data" / "calibration"
STEPS = {template.id: template.step for template in PACK.probes}
AFTER = {template.id: template.after for template in PACK.probes}


def lines(name: str) -> dict[str, dict[str, str]]:
    """The texts of a calibration file by id."""
    return {obj["id"]: obj for obj in map(json.loads, (DATA / name).read_text("utf-8").splitlines())}


ANSWERS = lines("answers.jsonl")
MENDED = [edit for edit in lines("edits.jsonl").values() if edit["edit"] == "mended"]
SOME = 3  # each third of them in the quick form: a whole interview of each takes half a second


def lead(text: str) -> LeadQuestion:
    """A lead question of this text, about a system."""
    return PACK.questions[0].model_copy(update={"id": "q_told", "text": text, "about": "system", "themes": ()})


@lru_cache(maxsize=2)
def filled(each: int) -> list[tuple[dict[str, str], Turns]]:
    """Interviews with candidates who have the facts of the mended version."""
    told = []
    for edit in MENDED[::each]:
        base = ANSWERS[edit["base"]]
        candidate = Knowing.of(base["question"], base["answer"], edit["answer"])
        told.append((base, interview(lead(base["question"]), base["answer"], candidate, PACK)))
    return told


def aims(turns: Turns) -> list[tuple[str | None, str | None]]:
    """What each probe was after."""
    return [(probe.probe_kind, probe.layer) for probe, _ in turns]


def mark(thread: Thread, probe: Asked) -> int:
    """What the reading makes of that which the probe asks for: 0 absent, 1 touched, 2 answered or explained."""
    reading = seen(thread)
    return next(n for told in (reading.probes, reading.layers) for o, n in told.items() if o == _option(probe))


def _option(probe: Asked) -> str | None:
    return probe.layer or probe.probe_kind


def gaps_close(each: int) -> None:
    """A fact on what was asked takes it from absent to touched or more, and never lowers it."""
    told, rises = 0, []
    for base, turns in filled(each):
        question = lead(base["question"])
        for n, (probe, reply) in enumerate(turns):
            if reply.startswith("No,") or probe.gap == WHICH_HOLDS:
                continue
            before, after = (mark(thread_of(question, base["answer"], turns[:m]), probe) for m in (n, n + 1))
            told += 1
            rises += [after > before] if before < ANSWERED else []
            assert after >= max(before, 1), (base["id"], probe.text, reply)
    assert told >= len(MENDED) // each and mean(rises) >= 0.7


def goes_deeper(each: int) -> None:
    """After the first answer that bears on a gap, the next probe stays with it or goes a step under it."""
    for base, turns in filled(each):
        for n, ((probe, reply), (following, _)) in enumerate(pairwise(turns)):
            first = aims(turns[: n + 1]).count((probe.probe_kind, probe.layer)) == 1
            if first and not reply.startswith("No,") and following.gap != WHICH_HOLDS:
                same = _option(following) == _option(probe)
                assert same or STEPS[following.source] > 1, (base["id"], probe.text, following.text)


def test_who_has_the_facts_closes_the_gap_that_was_asked_for() -> None:
    """Each fact told on what was asked raises or keeps its mark, to touched at least: each third mended answer."""
    gaps_close(SOME)


def test_an_answer_is_followed_into_its_depth() -> None:
    """The probe after an answer stays with it or goes a step under it, in the same interviews."""
    goes_deeper(SOME)


@pytest.mark.prove
def test_all_mended_answers_close_their_gaps_and_are_followed() -> None:
    """The same for all of them."""
    gaps_close(1)
    goes_deeper(1)


@pytest.mark.parametrize("candidate", [dodging, unknowing])
@pytest.mark.parametrize("name", sorted(ANSWERS)[::60])
def test_no_interview_runs_in_a_circle(name: str, candidate: object) -> None:
    """No text and no template twice, no gap more than twice, five probes at most, whoever replies."""
    turns = interview(lead(ANSWERS[name]["question"]), ANSWERS[name]["answer"], candidate, PACK)  # type: ignore[arg-type]
    probes = [probe for probe, _ in turns]
    assert len(probes) <= MOST_PROBES
    assert len({probe.text for probe in probes}) == len({probe.source for probe in probes}) == len(probes)
    assert all(aims(turns).count(aim) <= 2 for aim in aims(turns))


@pytest.mark.parametrize("name", sorted(ANSWERS)[5::60])
def test_a_dodge_is_asked_once_more_then_left_aloud(name: str) -> None:
    """The same gap comes again in the words kept for dodges; after the second dodge the next says that it is left."""
    turns = interview(lead(ANSWERS[name]["question"]), ANSWERS[name]["answer"], dodging, PACK)
    for n, (probe, _) in enumerate(turns):
        if AFTER.get(probe.source) == "dodge":
            assert aims(turns)[n - 1] == aims(turns)[n]
            assert n + 1 == len(turns) or turns[n + 1][0].text.startswith("I will leave that open.")


@pytest.mark.parametrize("name", sorted(ANSWERS)[3::60])
def test_not_knowing_is_asked_once_how_to_find_out(name: str) -> None:
    """One question after how it could be found out, however often the candidate does not know."""
    turns = interview(lead(ANSWERS[name]["question"]), ANSWERS[name]["answer"], unknowing, PACK)
    assert sum(AFTER.get(probe.source) == "dont_know" for probe, _ in turns) <= 1


TOLD = (
    "I owned the ranking model of a grocery app. In March the click rate fell from 5.1% to 4.2% within a day. I rolled "
    "the model back after 40 minutes. A join in the feature job had dropped the rows of new users. I added a check on "
    "the row count that blocks the release, and my team owns it."
)


def contradicting(_: Thread, __: Asked) -> str:
    """Gives the same figure otherwise."""
    return "In March the click rate fell from 5.1% to 2.9% within a day."


def test_a_contradiction_is_the_next_question_once() -> None:
    """A reply that gives another value for the same thing brings both statements, quoted, and only once."""
    turns = interview(lead("Tell me about a regression."), TOLD, contradicting, PACK)
    clashing = [n for n, (probe, _) in enumerate(turns) if probe.gap == WHICH_HOLDS]
    assert clashing == [1]
    assert len(turns[1][0].quotes) == 2
    assert all(f"“{quoted.quote.text}”" in turns[1][0].text for quoted in turns[1][0].quotes)


MENTORING = (
    "A junior engineer on my team had three of her last four pull requests sent back. I sat with her for an hour: she "
    "wrote big changes because she was afraid to ask. I made a deal with her, a half-page plan before any code. "
    "I reviewed daily for six weeks and my own migration slipped two weeks. Her review rounds fell from 4.1 "
    "to 1.6 per change over the next quarter, and she led the second half of the migration."
)


@pytest.mark.parametrize("reply", ["It took two more days, and she was fine with it.", "I don't know."])
def test_a_story_about_people_is_gone_into_as_well(reply: str) -> None:
    """Without layers the kinds that are not answered are asked: several, each in words for people."""
    question = next(question for question in PACK.questions if question.about == "people")
    probes = [probe for probe, _ in interview(question, MENTORING, lambda _, __: reply, PACK)]
    fit = {template.id for template in PACK.probes if "people" in template.about}
    assert len({probe.probe_kind for probe in probes}) >= 2 and len(probes) >= 3
    assert all(probe.source in fit and probe.layer is None for probe in probes)
