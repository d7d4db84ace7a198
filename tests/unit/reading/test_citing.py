"""Clauses that are cited are whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.citing import LONGEST, SHORTEST, cites
from lpcoach.reading.types import Thread
from tests.fakes.stories import SOLID


def texts_of(answer: str) -> list[str]:
    """What could be cited of an answer."""
    return [cite.quote.text for cite in cites(Thread("q", answer))]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*SOLID.split(), "(", '"', ",", "\n", "but"])).map(" ".join)))
def test_any_text_gives_exact_spans_of_the_right_length(answer: str) -> None:
    """No text raises; every clause equals its span and has 4-18 words."""
    for cite in cites(Thread("q", answer)):
        assert answer[cite.quote.start : cite.quote.end] == cite.quote.text
        assert SHORTEST <= len(cite.quote.text.split()) <= LONGEST
        assert cite.quote.text.count("(") == cite.quote.text.count(")")


def test_a_long_sentence_gives_its_clauses() -> None:
    """A clause inside a sentence stands alone, without the conjunction before it."""
    found = texts_of(
        "The vendor was late with the labels by a month, so I wrote 300 of them myself because nobody else could."
    )
    assert "I wrote 300 of them myself" in found


@pytest.mark.parametrize(
    "fragment",
    [
        "because the labels were late again",
        "A large model (the one with",
        "we had it on a list of the",
        "in the middle of the next quarter",
        "blur and door and text models",
        "why did we not see it earlier?",
        "I know what the vendor said",
        "# we wrote a *new* parser then",
        "Then: normalised at ingestion, backfilled and retrained",
        "c shipped in week seven of it",
    ],
)
def test_a_fragment_is_not_cited(fragment: str) -> None:
    """What hangs at either end, has no verb, asks, or is markup is left out."""
    assert texts_of(fragment) == []


def test_nobody_is_cut_out_of_a_clause() -> None:
    """Who acts together stays together, and what narrows a noun stays with it."""
    assert "I fixed half a point as our bar" not in texts_of(
        "In May the head of ops and I fixed half a point as our bar."
    )
    assert "I cut from 26 garages to the 9" not in texts_of("I cut from 26 garages to the 9 which are in the old town.")


@pytest.mark.parametrize(
    "clause", ["I fixed it in a day", "That's how we found the bug", "31 were one check on a table"]
)
def test_what_points_back_is_vague(clause: str) -> None:
    """A clause that means nothing without the one before is the last to be cited."""
    assert [cite.vague for cite in cites(Thread("q", clause + "."))] == [True]


def test_a_list_is_not_cut_in_two() -> None:
    """A clause does not end in the middle of what it lists."""
    assert all(
        "blur" not in text or "reading" in text for text in texts_of("We called three models, blur, doors, reading.")
    )
