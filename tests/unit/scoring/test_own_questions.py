"""The candidate's own questions: seen, missing and flags, with quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.scoring.own_questions import weigh_question

CONTEXT = "Migration of old Java services. Acceptance rate as a metric, flaky tests, a rival's launch last month."


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_question_is_weighed_with_true_spans(text: str, context: str) -> None:
    """No text fails, and every quote equals its span."""
    found = weigh_question(text, context)
    assert all(text[q.start : q.end] == q.text for q in found.quotes.values())


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("You said the migration sits at eighty percent. What holds the rest?", "from_the_loop"),
        ("What did the team stop doing last year, and what did you give up for it?", "trade_off"),
        ("When a launch went wrong here, who found out first?", "failure"),
        ("Who decides when the acceptance rate and the tests disagree?", "mechanism"),
        ("What should still be true of this product three years from now?", "long_term"),
        ("How do flaky tests change the acceptance rate you report?", "specific"),
    ],
)
def test_a_question_shows_its_signal(text: str, signal: str) -> None:
    """What the question asks for is seen, not named as missing."""
    found = weigh_question(text, CONTEXT)
    assert signal in found.seen and signal not in found.missing


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("How many vacation days do you get?", "perks"),
        ("What does your company do?", "website"),
        ("Do you use Python?", "yes_no"),
        ("How do you test? How do you ship? Who is on call? What is the stack?", "several"),
    ],
)
def test_flags_are_raised(text: str, flag: str) -> None:
    """Perks, what a website answers, yes or no, and several at once."""
    assert flag in weigh_question(text).flags


def test_a_plain_question_is_not_praised() -> None:
    """A question of buzzwords shows nothing specific."""
    found = weigh_question("What does operational excellence mean to you as a leader in this space?", CONTEXT)
    assert found.seen == () and "specific" in found.missing
