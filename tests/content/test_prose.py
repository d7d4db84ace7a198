from __future__ import annotations

import pytest

from tests.content.prose import alike, fillings, grade


def test_likeness_is_that_of_common_letters() -> None:
    """A changed word leaves two questions alike, another question is not alike."""
    one, other = "Who was paged when the alarm rang?", "Who was paged when the alarm fired?"
    assert [pair[:2] for pair in alike([("a", one), ("b", other), ("c", "What did it cost?")])] == [("a", "b")]


def test_equal_texts_are_wholly_alike() -> None:
    """The ratio of a text with itself is one."""
    assert list(alike([("a", "Why?"), ("b", "Why?")])) == [("a", "b", 1.0)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. The dog ran.", -3, 1),
        ("Tell me about a time you shipped before the data was complete. What told you it was safe?", 2, 6),
        ("Institutional accountability necessitates comprehensive organisational documentation procedures.", 25, 50),
    ],
)
def test_the_grade_orders_texts(text: str, low: float, high: float) -> None:
    """Short words and sentences have a low grade, long ones a high one."""
    assert low <= grade(text) <= high


def test_slots_are_filled_short_and_long() -> None:
    """Both fillings leave no slot."""
    assert fillings("You said {figure}.") == ("You said 61.8%.", "You said 2.4 million requests a day.")
    assert fillings("What fed your {component}?")[0] == "What fed your cache?"
