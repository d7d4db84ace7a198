"""Red flags, each from what was found or from what stayed absent."""

from __future__ import annotations

from collections.abc import Mapping

from lpcoach.content.terms import CriterionId, FlagId
from lpcoach.reading.types import Reading
from lpcoach.scoring.types import FlagRating

__all__ = ["flags"]


def flags(reading: Reading, levels: Mapping[CriterionId, int]) -> dict[FlagId, FlagRating]:
    """All five flags with their quotes; a flag for something absent has none."""
    own = [i for i in reading.of("own_action", "own_decision") if i.strength >= 2]
    team = reading.of("team_only")
    unsafe = reading.of("unsafe_choice")
    novel = reading.of("novelty_first")
    left = reading.of("nothing_left")
    kept_nothing = levels["bar"] == 1 or (levels["bar"] == 2 and bool(left))
    return {
        "team_credit": FlagRating(len(own) == 0 or (levels["evidence"] == 1 and levels["alignment"] <= 2), team),
        "shallow": FlagRating(levels["depth"] <= 2),
        "novelty": FlagRating(len(novel) >= 2 and levels["bar"] <= 3 and levels["alignment"] <= 4, novel),
        "unsafe": FlagRating(bool(unsafe) and not any(i.strength >= 2 for i in reading.of("risk_handled")), unsafe),
        "no_learning": FlagRating(kept_nothing and reading.probes["learning"] <= 1, left),
    }
