"""How much of everything the shipped pack has."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from lpcoach.content.models import Pack
from lpcoach.content.terms import LAYERS, PROBE_KINDS, CrossKind, Direction

BRIEF_QUESTIONS = (
    "Tell me about a time you owned an ML system in production that regressed after launch. How did you detect "
    "it, what did you do in the first 24 hours, and what changed permanently as a result?",
    "Describe a principled disagreement with a scientist/PM over model vs heuristic or latency vs accuracy. "
    "How did you influence, decide, and execute?",
    "Walk me through how you identified and mitigated harmful bias or privacy risk in an AI feature. What "
    "metrics and guardrails did you use?",
    "Example of simplifying an ML pipeline to cut cost or P99 latency without hurting customer outcomes. What "
    "trade-offs and data supported the decision?",
    "A time you scaled a solution from single use-case to a platform (feature store, evaluation harness, "
    "inference service). What was the measurable impact?",
)
TOPICS = (
    "offline_online",
    "power_intervals",
    "guardrails",
    "cost_per_thousand",
    "percentiles",
    "incident_rate",
    "lineage",
    "skew",
    "rollback",
    "alarm_ownership",
    "decision_log",
    "postmortem",
)


def test_the_hour_has_its_budgets(pack: Pack) -> None:
    """Five minutes, forty, ten and five, in this order."""
    assert [phase.minutes for phase in pack.pack.phases] == [5, 40, 10, 5]


def test_there_are_sixteen_principles(pack: Pack) -> None:
    """All principles of the rating guide are there."""
    assert len(pack.principles) == 16


def test_there_are_a_hundred_and_twenty_lead_questions(pack: Pack) -> None:
    """Enough that two weeks of loops repeat nothing."""
    assert len(pack.questions) >= 120


def test_every_principle_is_tested_by_five_questions(pack: Pack) -> None:
    """No principle depends on one question."""
    count = Counter(name for question in pack.questions for name in question.principles)
    assert {item.id: count[item.id] for item in pack.principles if count[item.id] < 5} == {}


def test_every_theme_of_the_brief_has_eight_questions(pack: Pack) -> None:
    """The five themes of the brief are covered widely."""
    count = Counter(name for question in pack.questions for name in question.themes)
    brief = [theme.id for theme in pack.pack.themes if theme.brief]
    assert len(brief) == 5
    assert {name: count[name] for name in brief if count[name] < 8} == {}


def test_the_five_questions_of_the_brief_are_there_word_for_word(pack: Pack) -> None:
    """The brief's own questions stand as they came, and only they are marked so."""
    assert {item.text for item in pack.questions if item.source == "brief"} == set(BRIEF_QUESTIONS)


def test_thirty_questions_ask_for_failure_or_conflict(pack: Pack) -> None:
    """A loop asks for what went wrong."""
    assert sum(bool(question.asks) for question in pack.questions) >= 30


def test_fifteen_questions_are_about_people(pack: Pack) -> None:
    """Some stories are about people, not systems."""
    assert sum(question.about == "people" for question in pack.questions) >= 15


@pytest.mark.parametrize("seniority", ["mid", "senior", "principal"])
def test_each_seniority_has_forty_questions(pack: Pack, seniority: str) -> None:
    """A loop of any seniority has a choice."""
    assert sum(seniority in question.seniority for question in pack.questions) >= 40


def test_there_are_two_hundred_and_forty_probes(pack: Pack) -> None:
    """Enough that a loop does not sound like a form."""
    assert len(pack.probes) >= 240


def test_probes_cover_kinds_layers_directions_and_steps(pack: Pack) -> None:
    """Each kind, layer and direction has ten probes or more, each step twenty."""
    for part, names, least in (
        ("kind", PROBE_KINDS, 10),
        ("layer", LAYERS, 10),
        ("direction", get_args(Direction), 10),
        ("step", (1, 2, 3), 20),
    ):
        count = Counter(getattr(probe, part) for probe in pack.probes)
        assert {name: count[name] for name in names if count[name] < least} == {}, part


def test_twenty_four_probes_ask_for_the_whiteboard(pack: Pack) -> None:
    """Whiteboard in words is a habit of the loop."""
    assert sum(probe.whiteboard for probe in pack.probes) >= 24


def test_every_topic_has_six_probes(pack: Pack) -> None:
    """The twelve topics of the brief each come up in more than one way."""
    count = Counter(topic for probe in pack.probes for topic in probe.topics)
    assert {topic: count[topic] for topic in TOPICS if count[topic] < 6} == {}


def test_people_are_probed_in_every_kind(pack: Pack) -> None:
    """A story about people has probes of every kind but depth."""
    kinds = {probe.kind for probe in pack.probes if "people" in probe.about and probe.after == "answer"}
    assert kinds == set(PROBE_KINDS) - {"depth"}


def test_there_are_thirty_hypotheticals(pack: Pack) -> None:
    """The changed fact is seldom the same twice."""
    assert len(pack.hypotheticals) >= 30


def test_there_are_twenty_four_openings_of_all_kinds(pack: Pack) -> None:
    """Each kind of cross-examination has three openings or more, and there are 24."""
    count = Counter(opening.kind for opening in pack.cross_examination)
    assert count.total() >= 24
    assert {kind: count[kind] for kind in get_args(CrossKind) if count[kind] < 3} == {}


def test_there_are_forty_questions_for_the_interviewer(pack: Pack) -> None:
    """They show every level from 1 to 5."""
    assert len(pack.candidate_questions) >= 40
    assert {question.level for question in pack.candidate_questions} == {1, 2, 3, 4, 5}


def test_there_are_ten_sample_stories_at_known_levels(pack: Pack) -> None:
    """Two poor, two middling, three solid and three above the bar."""
    count = Counter(story.level for story in pack.samples.stories)
    found = {"poor": count[1] + count[2], "middling": count[3], "solid": count[4], "above": count[5]}
    assert found == {"poor": 2, "middling": 2, "solid": 3, "above": 3}
