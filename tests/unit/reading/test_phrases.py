"""Noun phrases for questions are whole or not taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.phrases import phrases
from lpcoach.reading.types import Thread
from tests.fakes.stories import SOLID


def spoken(answer: str) -> dict[str, list[str]]:
    """The phrases of an answer by slot."""
    found: dict[str, list[str]] = {}
    for phrase in phrases(Thread("q", answer)):
        found.setdefault(phrase.slot, []).append(phrase.spoken)
    return found


@given(st.one_of(st.text(), st.lists(st.sampled_from([*SOLID.split(), "our", "the", "model", "rate"])).map(" ".join)))
def test_any_text_gives_exact_spans(answer: str) -> None:
    """No text raises, and every phrase equals its span."""
    for phrase in phrases(Thread("q", answer)):
        assert answer[phrase.quote.start : phrase.quote.end] == phrase.quote.text


@pytest.mark.parametrize(
    ("answer", "slot", "phrase"),
    [
        ("our parcel photo check pipeline called three models", "system", "your parcel photo check pipeline"),
        ("Then the false reject rate went up.", "metric", "the false reject rate"),
        ("P99 fell to 80 ms.", "metric", "P99"),
        ("I told my PM that it was late", "person", "your PM"),
        ("we moved the release gate to night", "component", "the release gate"),
    ],
)
def test_a_whole_phrase_is_told_back(answer: str, slot: str, phrase: str) -> None:
    """The candidate's "our" is the interviewer's "your"."""
    assert spoken(answer)[slot] == [phrase]


@pytest.mark.parametrize(
    "answer",
    [
        "the model was fine",  # says nothing of its own
        "the false reject rate threshold team thing",  # the noun phrase goes on
        "the quickly moving rate was bad",  # a modifier that is none
        "the two queues, and a few tickets more",
        "rate model index",  # nothing opens it
    ],
)
def test_what_may_be_a_fragment_is_not_taken(answer: str) -> None:
    """No phrase is better than a piece of one."""
    assert spoken(answer) == {}
