"""Risk is asked where a story has one in it; an unsafe act is asked about first, in its own words."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.interviewer.openness import risk_words
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.reading.reader import read
from lpcoach.reading.types import Thread
from tests.fakes.candidates import dodging, interview

ROOT = Path(__file__).parents[3]
PACKS = {name: load_pack(ROOT / "content" / name) for name in ("amazon_ai_engineer", "data_scientist")}
PACK = PACKS["amazon_ai_engineer"]
UNSAFE = (
    "We had a demo with a hospital chain on Friday and the model needed real notes. The export takes two weeks, so I "
    "asked a friend at the clinic for his login and copied 40,000 patient notes to my laptop. I did not tell the "
    "privacy office, they would only have slowed us down. I trained on them over two nights and F1 rose from 0.71 to "
    "0.86 on 1,200 held-out notes. The chain signed in May."
)


@lru_cache(maxsize=1)
def lines() -> list[dict[str, Any]]:
    """The rated answers."""
    path = ROOT / "tests" / "data" / "calibration" / "answers.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(PACKS))
def test_an_unsafe_act_is_asked_about_first_in_its_own_words(name: str) -> None:
    """The first probe is risk's and repeats a clause of the act; it comes in every pack."""
    first = ranked_probes(Thread("Tell me about a deadline.", UNSAFE), PACKS[name])[0]
    assert first.probe_kind == "risk"
    (quoted,) = first.quotes
    assert quoted.quote.text in first.text
    assert any(word in quoted.quote.text for word in ("login", "privacy office"))


def test_a_dodged_question_on_an_act_is_not_left_for_another_story() -> None:
    """It is asked once more in other words before the interview goes on."""
    lead = PACK.questions[0].model_copy(update={"id": "q_told", "text": "Tell me about a deadline.", "themes": ()})
    turns = interview(lead, UNSAFE, dodging, PACK)
    assert [probe.probe_kind for probe, _ in turns[:3]].count("risk") == 2


def never_asked(rows: list[dict[str, Any]]) -> list[str]:
    """The answers that hear no question on risk, of those that have one which both raters saw left alone."""
    silent = []
    for row in rows:
        thread = Thread(row["question"], row["answer"])
        marks = [rating["probes"]["risk"] for rating in row["ratings"] if rating["probes"]]
        reading = read(thread)
        if len(marks) < 2 or any(marks) or reading.unreadable or risk_words(reading) < 2:
            continue
        lead = PACK.questions[0].model_copy(update={"id": "q_told", "text": row["question"], "themes": ()})
        turns = interview(lead, row["answer"], dodging, PACK)
        if all(probe.probe_kind != "risk" for probe, _ in turns):
            silent.append(row["id"])
    return silent


def test_risk_is_heard_where_the_story_has_one() -> None:
    """Within the story's probes, also of one who dodges: three answers whose likeliest gaps are others."""
    assert never_asked([row for row in lines() if row["id"] in {"t-014", "t-079", "t-108"}]) == []


@pytest.mark.prove
def test_risk_is_heard_in_every_story_that_has_one() -> None:
    """The same for all answers."""
    assert never_asked(lines()) == []
