"""A quote was said, or it was not: the text decides, not the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.quoting import find_quote
from lpcoach.reading.types import Reply, Thread

TEXT = "I didn’t ship it — the P99 latency fell from 480 ms to 210 ms over two weeks, and nobody was paged at night."
THREAD = Thread("What did you do?", TEXT, (Reply("Who owned it?", "The serving rotation owns the check since May."),))


@pytest.mark.parametrize(
    "quote",
    ["the P99 latency fell from 480 ms to 210 ms", "480 ms",
     "THE p99   Latency fell", "I didn't ship it - the P99", "“nobody was paged”",
     "the P99 latency fel from 480 ms to 210 ms over two weeks"],
)  # fmt: skip
def test_what_was_said_is_found_in_spite_of_marks_case_and_a_slip(quote: str) -> None:
    """Curly marks, dashes, case, blanks and one dropped letter do not matter; the span is the text's own."""
    found = find_quote(THREAD, quote)
    assert found is not None and TEXT[found.start : found.end] == found.text and found.where == "answer"


@pytest.mark.parametrize(
    "quote",
    ["the P99 latency fell from 480 ms to 120 ms over two weeks", "",
     "I did ship it — the P99 latency fell from 480 ms",
     "latency the weeks two fell over P99 from", "we cut cost by half and everyone was happy", "P9", "ms to be sure"],
)  # fmt: skip
def test_what_was_not_said_is_not_found(quote: str) -> None:
    """A changed number, a lost "not", shuffled or invented words, or half a word: none of it was said."""
    assert find_quote(THREAD, quote) is None


def test_a_quote_may_stand_in_a_reply() -> None:
    """Every text of the thread is searched, and a place that is not allowed does not count."""
    found = find_quote(THREAD, "serving rotation owns the check")
    assert found is not None and found.where == "probe:0"
    assert find_quote(THREAD, "serving rotation owns the check", lambda quote: quote.where == "answer") is None


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_quote_that_is_found_is_a_span_of_the_text(text: str, quote: str) -> None:
    """Whatever the text and the quote, what comes back is a span that equals its text."""
    found = find_quote(Thread("Q?", text), quote)
    assert found is None or text[found.start : found.end] == found.text != ""
