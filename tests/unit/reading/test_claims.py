"""Claims: the checkable statements of a thread, with the clause that makes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.claims import claims
from lpcoach.reading.types import Claim, Thread
from tests.fakes.stories import SOLID


def of(answer: str) -> tuple[Claim, ...]:
    """The claims of an answer."""
    return claims(Thread("q", answer))


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789 .,%$kmsx-/£ofwevand"),
        st.lists(st.sampled_from([*SOLID.split(), "five", "of us", "we were", "May"])).map(" ".join),
    )
)
def test_any_text_gives_exact_spans(answer: str) -> None:
    """No text raises; every quote equals its span and holds the fact."""
    for claim in of(answer):
        assert answer[claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim.token in claim.quote.text


@pytest.mark.parametrize(
    ("answer", "kind", "token", "value", "unit"),
    [
        ("Returns fell by 3.5% in the holdout", "figure", "3.5%", 3.5, "%"),
        ("P99 sat at 900 ms the whole winter", "figure", "900 ms", 0.9, "s"),
        ("The bill was $31k in that month", "cost", "$31k", 31_000.0, "usd"),
        ("It came to 12k euro per month then", "cost", "12k euro", 12_000.0, "eur"),
        ("It lasted two working days from the message on", "duration", "two working days", 172_800.0, "s"),
        ("I labelled 1,200 frames with an analyst", "figure", "1,200", 1_200.0, "frames"),
        ("I led the team of five on this", "headcount", "team of five", 5.0, "people"),
        ("Team was me and three engineers at first", "headcount", "me and three engineers", 4.0, "people"),
        ("It went live on 28 May 2021 for all", "date", "28 May 2021", 24_256.0, "months"),
        ("The beta went on for half a year", "duration", "half a year", 15_778_800.0, "s"),
        ("We launched the fraud model in March 2022", "date", "March 2022", 24_266.0, "months"),
        ("It came out on 2022-03-09 at last", "date", "2022-03-09", 24_266.0, "months"),
        ("Errors fell from 18 to 11%", "figure", "18", 18.0, "%"),
        ("P95 went from 310 to 520 ms", "figure", "310", 0.31, "s"),
        ("The bill fell from $1.40 to 0.90", "cost", "$1.40", 1.4, "usd"),
        ("It serves forty-five shops", "figure", "forty-five", 45.0, "shops"),
        ("It came to 3-5 shops a day", "figure", "3-5", 3.0, "shops"),
    ],
)
def test_a_fact_is_read_in_base_units(answer: str, kind: str, token: str, value: float, unit: str) -> None:
    """Value and unit are the same however the number is written."""
    found = next(claim for claim in of(answer) if claim.kind == kind)
    assert (found.token, found.value, found.unit) == (token, value, unit)


@pytest.mark.parametrize(
    "answer",
    [
        "plant 14 was worse",
        "the top 10 looked fine",
        "I may march on",
        "one day I left",
        "the 3rd 13B run",
        "HTTP 503",
        "on port 8080",
    ],
)
def test_a_name_with_a_number_is_no_claim(answer: str) -> None:
    """A number that names a thing counts nothing."""
    assert [claim for claim in of(answer) if claim.kind in {"figure", "date"}] == []


def test_before_and_after_in_one_sentence_is_a_baseline() -> None:
    """Two values of one unit in one sentence stand against each other; one alone does not."""
    both = of("The acceptance rate fell from 12.4% to 9.1% within two days.")
    assert [claim.has_baseline for claim in both if claim.unit == "%"] == [True, True]
    assert "rate" in both[0].subject
    assert not of("We reached an accuracy of 94% in the end.")[0].has_baseline


def test_role_and_owner_are_claims() -> None:
    """Who led and who owns can be checked."""
    kinds = [claim.kind for claim in of("I led the ranking work. The alarm is owned by the search team.")]
    assert kinds == ["role", "owner"]


@pytest.mark.parametrize(
    "answer",
    [
        "Click-through rose by 5% (95 % CI 3-7 %).",
        "Click-through rose by 5%, 95% confidence interval 3% to 7%.",
        "Click-through rose by 5%, interval -0.4 to +7.2, p = 0.03.",
        "Click-through rose by 5% ± 2%.",
    ],
)
def test_how_sure_a_figure_is_is_no_figure_of_its_own(answer: str) -> None:
    """Confidence level, bounds and p-value belong to the figure before them."""
    assert [claim.token for claim in of(answer)] == ["5%"]


def test_the_words_of_an_owner_end_in_no_preposition() -> None:
    """What is cut off at a preposition is cut before it."""
    assert of("The alarm was owned by the on-call of the team.")[0].token.endswith("on-call")
    assert of("The index belongs to search as a service.")[0].token == "index belongs to search"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("The sheet was made by our director.", "by our director"),
        ("Made by our director, the sheet was in use for years.", "by our director"),
        ("The plan was drawn up by our head of sales in May.", "by our head of sales"),
        ("The estimator was written by Dr. Weiss and I liked it.", "by Dr. Weiss"),
    ],
)
def test_who_made_a_thing_is_part_of_the_claim(said: str, who: str) -> None:
    """The words of an owner name the owner, whatever form the sentence has."""
    (claim,) = (claim for claim in of(said) if claim.kind == "owner")
    assert who in claim.token


def test_one_in_nothing_is_no_share() -> None:
    """A text that says "one in 0" gives no share, and ends nothing."""
    assert all(claim.unit != "%" for claim in of("It was one in 0 for us, or 1 in 000 of all users."))
