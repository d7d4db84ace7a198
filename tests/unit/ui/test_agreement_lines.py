"""Be the Bar Raiser: the own agreement over time, as sentences."""

from __future__ import annotations

from datetime import UTC, datetime

from lpcoach.content.terms import CRITERIA
from lpcoach.drills.types import Attempt
from lpcoach.ui.drill_results import agreement_lines

AT = datetime(2025, 3, 3, tzinfo=UTC)
NAMES = ("overall", *CRITERIA)


def rated(own: int) -> Attempt:
    """A sample answer that the raters gave three, rated so."""
    return Attempt("a", AT, "rate", {"own": dict.fromkeys(NAMES, own), "given": dict.fromkeys(NAMES, 3.0)})


def test_agreement_is_told_over_time_with_its_direction() -> None:
    """The latest eight beside those before; a direction while it lasts, none once it is gone; nothing from two."""
    assert agreement_lines([rated(5)] * 2) == ["How you agree is told from three answers on."]
    high = agreement_lines([rated(5)] * 3)
    assert high[0] == (
        "Overall: you were within half a level in 0 of the last 3 answers. You rate overall two levels too high."
    )
    later = agreement_lines([*[rated(5)] * 3, *[rated(3)] * 8])
    assert later[0] == "Overall: you were within half a level in 8 of the last 8 answers; of the 3 before that, in 0."
    assert len(later) == len(NAMES)
