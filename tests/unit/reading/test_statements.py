"""Statements beside figures: what there was, why, who; sums in one sentence; what a figure measures and when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.reading.claims import asked_about, claims
from lpcoach.reading.clashes import clashes
from lpcoach.reading.statements import statements
from lpcoach.reading.types import Claim, Reply, Thread


def of(answer: str) -> dict[str, Claim]:
    """The claims of an answer by their token."""
    return {claim.token: claim for claim in claims(Thread("q", answer))}


def between(answer: str, reply: str) -> list[str]:
    """The types of what clashes between an answer and a reply."""
    return [clash.type for clash in clashes([Thread("q", answer, (Reply("Why was that?", reply),))])]


@settings(max_examples=80)
@given(st.text(st.sampled_from("i we was the no had cause it of lead by my '-,.%0 "), max_size=200))
def test_every_statement_stands_in_its_sentence(low: str) -> None:
    """No text raises, and a statement's thing lies within its span."""
    for one in statements(low):
        assert one.thing in low[one.start : one.end]


@pytest.mark.parametrize(
    ("answer", "token", "kind"),
    [
        ("Honestly there was no postmortem for the outage.", "there was no postmortem", "existence"),
        ("The cause was a full disk on the loader, so it stopped.", "The cause was a full disk", "cause"),
        ("I was in charge of the parser at the time.", "I was in charge of the parser", "role"),
        ("The parser was written by a vendor in spring.", "The parser was written", "owner"),
    ],
)
def test_causes_denials_roles_and_makers_are_claims(answer: str, token: str, kind: str) -> None:
    """Each is a claim of its kind with a question of its own."""
    found = [claim for claim in of(answer).values() if claim.kind == kind]
    assert any(claim.token.startswith(token) for claim in found)
    assert all(asked_about(claim) for claim in found)


def test_a_figure_says_what_it_measures_from_before_or_after_and_when() -> None:
    """Subject, moment and time come from the sentence."""
    found = of("In March late parcels fell from 14% to 9% after the change.")
    assert (found["14%"].moment, found["9%"].moment, found["9%"].when) == ("before", "after", "March")
    assert of("We saw that 44% of damp flats were missed.")["44%"].subject == "damp flats"
    assert of("I sent 1,140 random surveys out.")["1,140"].unit == "surveys"
    assert of("It broke for one in four thousand parcels.")["one in four thousand"].value == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Of 400 letters, 300 were right, so we had 85% right.", True),
        ("Of 400 letters, 300 were right, so we had 75% right.", False),
        ("Faults went from 8 in 1,000 to 2 in 1,000, that's a reduction of 60%.", True),
        ("Faults went from 8 in 1,000 to 2 in 1,000, that's a reduction of 75%.", False),
        ("Of the 64,000, storage took 30,000, ranking took 20,000 and logs took 24,000.", True),
        ("Of the 64,000, storage took 30,000, ranking took 20,000 and logs took 14,000.", False),
    ],
)
def test_a_sum_that_does_not_hold_is_named(sentence: str, wrong: bool) -> None:
    """Shares, changes and parts are worked out again."""
    assert bool(clashes([Thread("q", sentence)])) is wrong


@pytest.mark.parametrize(
    ("answer", "reply", "kinds"),
    [
        ("I wrote a test plan for the sorter.", "We don't have any test plan for the sorter.", ["existence"]),
        ("We had no alarm on the sorter then.", "Later I added an alarm to the sorter.", []),
        ("The sorter stopped. The cause was a worn belt.", "It came from a firmware update of ours.", ["cause"]),
        ("Late parcels in the depot fell by half.", "Late parcels in the depot hadn't moved.", ["outcome"]),
        ("Late parcels in the depot fell by half.", "Broken lamps in the hall hadn't moved.", []),
    ],
)
def test_stances_clash_only_about_one_thing(answer: str, reply: str, kinds: list[str]) -> None:
    """Thing and time must agree before two statements are set against each other."""
    assert between(answer, reply) == kinds
