"""Levels from items, by scales fitted to the rating guide. No length, no word count, no style goes in.

A level is where the points of a criterion stand among its cuts. Points are given for different clauses, by steps that
end at three, so that saying the same kind of thing again earns nothing. No item in favour ever lowers a level.
"""

from __future__ import annotations

from lpcoach.content.terms import LAYERS, CriterionId, SignalId
from lpcoach.reading.weights import Counts, Weights

__all__ = ["HIGHEST", "SIGNALS_OF", "band", "level", "worth"]

HIGHEST = 5
SIGNALS_OF: dict[CriterionId, tuple[SignalId, ...]] = {
    "evidence": ("baseline", "change", "measured", "uncertainty", "guardrail", "record", "figure"),
    "depth": ("cause", "ruled_out", "alternative", *LAYERS),
    "alignment": (
        "own_decision",
        "constraint",
        "cost_accepted",
        "tension",
        "brought_along",
        "risk_handled",
        "customer",
        "own_action",
    ),
    "bar": ("mechanism", "trigger", "owner", "effect", "adoption", "self_criticism", "learning"),
}


def level(name: str, counts: Counts, weights: Weights) -> int:
    """The level of a criterion, or the one overall, 1 to 5."""
    return 1 + weights.scales[name].mark(counts)


def worth(criterion: CriterionId, held: int, signal: SignalId, counts: Counts, weights: Weights) -> tuple[bool, float]:
    """Whether one more clause in full would raise the level ``held``, and what it is worth."""
    more = {**counts, signal: counts.get(signal, 0.0) + 1}
    return level(criterion, more, weights) > held, weights.scales[criterion].worth(signal)


def band(name: str, level: int, weights: Weights) -> tuple[int, int]:
    """Between which levels the raters' level of unseen authors lay when this one was given."""
    return weights.bands[name][level - 1] if name in weights.bands else (1, HIGHEST)
