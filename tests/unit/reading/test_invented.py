"""A retold text may hold no number and no name that nobody supplied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.invented import new_facts

SAID = "At Northwind I cut P99 from 1,200 ms to 0.8 s with Priya's cache. Three teams use it. We asked the DPO."


@pytest.mark.parametrize(
    "text",
    [
        "I cut P99 from 1200 ms to 0.8 s.",
        "With Priya, I built the cache at Northwind. The DPO was asked.",
        "Three teams use it now; that is [your number] more than before.",
        "After that, the result: three teams.",
    ],
)
def test_what_was_said_may_be_said_again(text: str) -> None:
    """The same facts in another order, with gaps, are nothing new."""
    assert new_facts([SAID], text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I cut P99 to 0.9 s.", "0.9"),
        ("Half of the traffic used it.", "Half"),
        ("Together with Arun I built it.", "Arun"),
        ("Kafka carried it.", "Kafka"),
        ("I called the CISO.", "CISO"),
        ("It took forty-one days.", "forty-one"),
        ("We used PyTorch.", "PyTorch"),
        ("I cut P95.", "95"),
    ],
)
def test_what_nobody_said_is_found(text: str, found: str) -> None:
    """A new figure, count, person, product or abbreviation is named."""
    assert found in new_facts([SAID], text)


def test_a_supplied_fact_is_no_invention() -> None:
    """What the candidate typed into a field may be told."""
    assert (
        new_facts([SAID, "The interval was 0.3 points, says Arun"], "The interval was 0.3 points; Arun said so.") == ()
    )


@given(st.text())
def test_a_text_holds_nothing_that_it_does_not_hold(text: str) -> None:
    """Any text told again word for word is accepted."""
    assert new_facts([text], text) == ()


@given(st.text(max_size=60), st.integers(10, 10**9))
def test_an_added_number_is_always_found(text: str, number: int) -> None:
    """Whatever stands around it."""
    sources = [text.replace(str(number), "")]
    assert str(number) in new_facts(sources, f"{sources[0]} and then {number} more.") or str(number) in sources[0]


@given(st.text(max_size=60))
def test_an_added_name_is_always_found(text: str) -> None:
    """Whatever stands before it."""
    sources = [text.replace("zbigniew", "").replace("Zbigniew", "")]
    assert any("Zbigniew" in word for word in new_facts(sources, f"{sources[0]} . With Zbigniew I did it."))
