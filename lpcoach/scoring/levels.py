"""Levels from items, by the anchors of the rating guide. No length, no word count, no style goes in.

Each function takes the items of a reading and answers 1 to 5; another favourable item never lowers a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lpcoach.content.terms import LAYERS, CriterionId, SignalId
from lpcoach.reading.types import Evidence

__all__ = ["SIGNALS_OF", "alignment", "bar", "depth", "evidence", "level"]

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


def _count(items: Iterable[Evidence], *signals: SignalId) -> int:
    """In how many different clauses one of ``signals`` is shown at full strength."""
    return len({(i.quote.where, i.quote.start) for i in items if i.signal in signals and i.strength >= 2})


def _any(items: Iterable[Evidence], *signals: SignalId) -> bool:
    return any(i.signal in signals for i in items)


def evidence(items: Sequence[Evidence]) -> int:
    """1 no figure; 2 figures; 3 changed against a baseline; 4 and measured; 5 several, with limits and doubt."""
    if not _any(items, "figure", "change"):
        return 1
    if not (_count(items, "change") and _count(items, "baseline")):
        return 2
    beside = sum(_count(items, s) > 0 for s in ("uncertainty", "guardrail", "record")) + (_count(items, "change") >= 3)
    if not _count(items, "measured"):
        return 3
    return 5 if beside >= 3 else 4 if beside >= 1 else 3


def depth(items: Sequence[Evidence]) -> int:
    """1 product words; 2 named; 3 one layer explained; 4 three joined up by cause; 5 four, with what was ruled out."""
    explained = sum(_count(items, layer) >= 1 for layer in LAYERS)
    causes = _count(items, "cause")
    if explained >= 4 and causes >= 2 and _count(items, "ruled_out", "alternative") >= 2:
        return 5
    if explained >= 3 and causes >= 2:
        return 4
    if explained >= 1 and causes >= 1:
        return 3
    return 2 if _any(items, "features", "training_eval", "deployment", "monitoring", "data") else 1


def alignment(items: Sequence[Evidence]) -> int:
    """1 absent; 2 claimed; 3 an own action; 4 own decision under constraint, cost accepted; 5 tension, others, failure."""
    if not _any(items, "own_action", "own_decision"):
        return 1
    if not _count(items, "own_action", "own_decision"):
        return 2
    decided = _count(items, "own_decision") > 0
    pressure = sum(_count(items, s) > 0 for s in ("constraint", "cost_accepted", "risk_handled"))
    above = sum(_count(items, s) > 0 for s in ("tension", "brought_along", "self_criticism", "alternative"))
    if decided and pressure >= 2 and above >= 3:
        return 5
    return 4 if decided and pressure >= 1 and above >= 2 else 3


def bar(items: Sequence[Evidence]) -> int:
    """1 nothing; 2 named; 3 an effect of its own; 4 a mechanism that works alone; 5 adopted, own work criticised."""
    gate = _count(items, "mechanism") > 0
    works = sum(_count(items, s) > 0 for s in ("trigger", "owner", "effect"))
    beyond = _count(items, "adoption") > 0
    looks = _count(items, "self_criticism", "learning") > 0
    if gate and works >= 1 and beyond and looks:
        return 5
    if gate and works >= 1 and (beyond or looks):
        return 4
    if gate or beyond or _count(items, "self_criticism", "learning", "effect"):
        return 3
    return 2 if _any(items, "mechanism", "learning", "own_action") else 1


def level(criterion: CriterionId, items: Sequence[Evidence]) -> int:
    """The level of one criterion."""
    return {"evidence": evidence, "depth": depth, "alignment": alignment, "bar": bar}[criterion](items)
