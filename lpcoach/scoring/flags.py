"""Red flags, each from what was found or from what stayed absent."""

from __future__ import annotations

from collections.abc import Mapping

from lpcoach.content.terms import FLAGS, CriterionId, FlagId
from lpcoach.reading.types import Reading
from lpcoach.reading.weights import Counts, Weights
from lpcoach.scoring.types import FlagRating

__all__ = ["flags"]


def flags(
    reading: Reading, levels: Mapping[CriterionId, int], counts: Counts, weights: Weights
) -> dict[FlagId, FlagRating]:
    """All five flags with their quotes; a flag for something absent has none."""
    unsafe = reading.of("unsafe_choice")
    novel = reading.of("novelty_first")
    left = reading.of("nothing_left")
    kept_nothing = levels["bar"] == 1 or (levels["bar"] == 2 and bool(left))
    clear: dict[FlagId, bool] = {flag: weights.scales[f"without {flag}"].mark(counts) > 0 for flag in FLAGS}
    return {
        "team_credit": FlagRating(not clear["team_credit"], reading.of("team_only")),
        "shallow": FlagRating(not clear["shallow"]),
        "novelty": FlagRating(len(novel) >= 2 and levels["bar"] <= 3 and levels["alignment"] <= 4, novel),
        "unsafe": FlagRating(bool(unsafe) and not any(i.strength >= 2 for i in reading.of("risk_handled")), unsafe),
        "no_learning": FlagRating(kept_nothing and reading.probes["learning"] <= 1, left),
    }
