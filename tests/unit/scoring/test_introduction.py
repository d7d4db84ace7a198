"""Reactions to the introduction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lpcoach.scoring.introduction import react

FULL = (
    "I'm an ML engineer at a parcel firm. I own the routing model that 200 drivers use each morning. "
    "I want to work on forecasts at a larger scale."
)


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_introduction_gets_a_reaction(text: str, role: str) -> None:
    """Every part is either seen, with a true span, or missing."""
    seen, missing = react(text, role)
    assert all(text[quote.start : quote.end] == quote.text for _, quote in seen)
    assert len(seen) + len(missing) == 6


def test_the_parts_are_seen() -> None:
    """Role, system, figure, customer and reason are found; 30 words are too short for a minute."""
    seen, missing = react(FULL)
    assert [part for part, _ in seen] == ["role", "system", "figure", "customer", "why"]
    assert missing == ("length",)


def test_length_is_told_by_speaking_time() -> None:
    """60 to 90 seconds at 140 words a minute are right; more is not."""
    assert "length" not in react(FULL + " And so on and on." * 29)[1]
    assert "length" in react(FULL + " And so on and on." * 60)[1]


def test_a_bare_line_misses_most() -> None:
    """Nothing is seen that is not there."""
    assert react("Hello, thank you for having me here today.")[0] == ()
