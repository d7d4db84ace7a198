"""The turns around the stories."""

from __future__ import annotations

from lpcoach.interviewer.turns import invitation, opening
from tests.fakes.pack import small_pack


def test_the_opening_ends_with_the_warm_up_question() -> None:
    """What the pack has the interviewer say first leads up to the introduction."""
    asked = opening(small_pack())
    assert asked.kind == "opening"
    assert asked.text.startswith("Thank you for coming.")
    assert asked.text.endswith("in a minute or so?")


def test_the_invitation_is_the_packs() -> None:
    """The candidate is invited in the pack's words."""
    assert invitation(small_pack()).text == "What would you like to ask me?"
