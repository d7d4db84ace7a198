"""Levels from items, by the anchors of the rating guide. No length, no word count, no style goes in.

A level is where the points of a criterion stand among its cuts, held down by gates: the anchor's own condition. Points
are given for different clauses, each signal up to its cap, so that saying the same kind of thing again earns nothing.
No weight is negative and no gate closes through a favourable item: another one never lowers a level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lpcoach.content.terms import LAYERS, CriterionId, SignalId
from lpcoach.reading.types import Evidence

__all__ = ["CUTS", "SIGNALS_OF", "WEIGHTS", "counted", "level", "level_of", "points"]

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

Counts = Mapping[SignalId, int]
Weights = Mapping[SignalId, tuple[float, int]]  # signal -> (points a clause, clauses that count)

# What each criterion is made of. The last lines of each lend support: a result that was measured shows a decision too.
WEIGHTS: dict[CriterionId, Weights] = {
    "evidence": {
        "change": (1.0, 2),
        "baseline": (0.5, 2),
        "measured": (1.0, 2),
        "uncertainty": (1.0, 2),
        "guardrail": (0.6, 2),
        "record": (0.7, 1),
        "self_criticism": (0.4, 1),
        "trigger": (0.4, 1),
        "effect": (0.4, 2),
    },
    "depth": {
        "data": (0.5, 2),
        "features": (0.4, 2),
        "training_eval": (0.5, 2),
        "deployment": (0.2, 2),
        "monitoring": (0.3, 1),
        "product_metric": (0.2, 1),
        "cause": (0.5, 2),
        "ruled_out": (0.7, 2),
        "alternative": (0.5, 2),
        "change": (0.5, 2),
        "measured": (0.5, 2),
        "uncertainty": (0.5, 1),
        "trigger": (0.5, 1),
        "guardrail": (0.4, 2),
    },
    "alignment": {
        "own_action": (0.4, 3),
        "own_decision": (0.5, 2),
        "constraint": (0.5, 2),
        "cost_accepted": (0.7, 1),
        "tension": (0.5, 1),
        "brought_along": (0.4, 2),
        "risk_handled": (0.5, 1),
        "self_criticism": (0.7, 2),
        "alternative": (0.3, 1),
        "change": (0.5, 2),
        "measured": (0.5, 2),
        "uncertainty": (0.6, 1),
        "effect": (0.5, 1),
        "trigger": (0.4, 1),
        "adoption": (0.5, 1),
    },
    "bar": {
        "mechanism": (0.7, 2),
        "trigger": (0.7, 2),
        "owner": (0.5, 1),
        "effect": (0.7, 2),
        "adoption": (1.0, 2),
        "self_criticism": (0.8, 2),
        "record": (0.4, 1),
        "change": (0.5, 2),
        "measured": (0.5, 2),
        "uncertainty": (0.5, 1),
    },
}
AGAINST: dict[CriterionId, Weights] = {
    "evidence": {"unsupported": (0.6, 3), "team_only": (0.2, 2)},
    "depth": {"unsupported": (0.6, 3), "team_only": (0.2, 2), "nothing_left": (0.3, 1)},
    "alignment": {"unsupported": (0.5, 3), "team_only": (0.5, 2), "nothing_left": (0.8, 1), "unsafe_choice": (1.0, 2)},
    "bar": {"unsupported": (0.5, 3), "team_only": (0.3, 2), "nothing_left": (0.8, 1), "unsafe_choice": (1.0, 2)},
}
CUTS: dict[CriterionId, tuple[float, float, float, float]] = {
    "evidence": (0.2, 1.9, 3.4, 5.1),
    "depth": (0.6, 2.0, 3.5, 5.0),
    "alignment": (1.1, 2.3, 3.8, 4.8),
    "bar": (0.7, 1.7, 2.7, 3.8),
}


def points(criterion: CriterionId, counts: Counts) -> float:
    """The points of a criterion: for each signal the clauses that show it in full, up to its cap."""
    return _sum(WEIGHTS[criterion], counts) - _sum(AGAINST[criterion], counts)


def _sum(weights: Weights, counts: Counts) -> float:
    return sum(weight * min(counts.get(signal, 0), cap) for signal, (weight, cap) in weights.items())


def level(criterion: CriterionId, items: Sequence[Evidence]) -> int:
    """The level of one criterion, 1 to 5: by its points, and never above its gate."""
    return level_of(criterion, counted(items))


def level_of(criterion: CriterionId, counts: Counts) -> int:
    """The same from counts already made."""
    by_points = 1 + sum(points(criterion, counts) >= cut for cut in CUTS[criterion])
    return min(by_points, _GATES[criterion](counts))


def counted(items: Sequence[Evidence]) -> dict[SignalId, int]:
    """In how many different clauses each signal is shown in full (a figure: at all)."""
    places: dict[SignalId, set[tuple[str, int]]] = {}
    for item in items:
        if item.strength >= 2 or item.signal == "figure":
            places.setdefault(item.signal, set()).add((item.quote.where, item.quote.start))
    return {signal: len(found) for signal, found in places.items()}


def _evidence_gate(counts: Counts) -> int:
    """No figure, no fact: 1. Nothing against a baseline: 2. Neither measured nor doubted: 4."""
    if not counts.get("figure") and not counts.get("change"):
        return 1
    if not any(counts.get(s) for s in ("change", "baseline", "measured", "uncertainty")):
        return 2
    return 5 if counts.get("measured") or counts.get("uncertainty") else 4


def _depth_gate(counts: Counts) -> int:
    """No layer explained: 2. Fewer than two: 3. Nothing ruled out, no cause: 4."""
    explained = sum(bool(counts.get(layer)) for layer in LAYERS)
    if explained == 0:
        return 2
    if explained == 1:
        return 4
    return 5 if any(counts.get(s) for s in ("cause", "ruled_out", "alternative")) else 4


def _alignment_gate(counts: Counts) -> int:
    """No own action: 2. No decision, constraint, cost or failure owned: 3."""
    if not counts.get("own_action") and not counts.get("own_decision"):
        return 2
    pressed: tuple[SignalId, ...] = (
        "own_decision",
        "constraint",
        "cost_accepted",
        "tension",
        "self_criticism",
        "risk_handled",
    )
    return 5 if any(counts.get(s) for s in pressed) else 3


def _bar_gate(counts: Counts) -> int:
    """Nothing left behind and nothing learned: 2. No sign that it works or is used: 4."""
    left: tuple[SignalId, ...] = ("mechanism", "trigger", "owner", "effect", "adoption", "self_criticism", "learning")
    if not any(counts.get(signal) for signal in left):
        return 2
    return 5 if any(counts.get(s) for s in ("effect", "adoption", "trigger", "self_criticism")) else 4


_GATES: dict[CriterionId, Callable[[Counts], int]] = {
    "evidence": _evidence_gate,
    "depth": _depth_gate,
    "alignment": _alignment_gate,
    "bar": _bar_gate,
}
