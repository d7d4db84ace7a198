"""How far a text already answers each kind of probe: 0 absent, 1 touched, 2 answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lpcoach.content.terms import ANSWER_KINDS, AnswerKind, SignalId
from lpcoach.reading.types import Evidence
from lpcoach.reading.weights import Weights, counted

__all__ = ["answered"]

# A story that is good elsewhere has not answered a probe: without a clause of its own kind the mark stays down.
_ANSWERING: Final[dict[AnswerKind, tuple[SignalId, ...]]] = {
    "numbers": ("baseline", "change", "measured", "uncertainty", "guardrail"),
    "mechanisms": ("mechanism", "trigger", "owner", "effect", "adoption", "monitoring"),
    "alternatives": ("alternative", "ruled_out"),
    "risk": ("risk_handled",),
    "learning": ("learning", "self_criticism", "mechanism", "trigger", "adoption"),
}


def answered(items: Sequence[Evidence], weights: Weights) -> dict[AnswerKind, int]:
    """The marks by kind, from the items of a whole thread."""
    counts = counted(items)

    def mark(kind: AnswerKind) -> int:
        own = max((item.strength for item in items if item.signal in _ANSWERING[kind]), default=0)
        return min(own, weights.scales[f"probe {kind}"].mark(counts))

    return {kind: mark(kind) for kind in ANSWER_KINDS}
