"""How far a text already answers each kind of probe: 0 absent, 1 touched, 2 answered."""

from __future__ import annotations

from typing import Final

from lpcoach.content.terms import ANSWER_KINDS, AnswerKind, SignalId
from lpcoach.reading.weights import Counts, Weights

__all__ = ["FULL", "answered"]

# A story that is good elsewhere has not answered a probe: without a clause of its own kind the mark stays down.
_ANSWERING: Final[dict[AnswerKind, tuple[SignalId, ...]]] = {
    "numbers": ("baseline", "change", "measured", "uncertainty", "guardrail"),
    "mechanisms": ("mechanism", "trigger", "owner", "effect", "adoption", "monitoring"),
    "alternatives": ("alternative", "ruled_out"),
    "risk": ("risk_handled",),
    "learning": ("learning", "self_criticism", "mechanism", "trigger", "adoption"),
}
FULL: Final = 0.3  # weight of its own clauses from which a probe may be answered
_OWN: Final = (0.1, FULL)  # ... from which it may be touched, and answered


def answered(counts: Counts, weights: Weights, replied: Counts) -> dict[AnswerKind, int]:
    """The marks by kind, from the evidence of a whole thread; ``replied`` is what the answers to probes show in full.

    What a reply says in full of a kind touches it, however little the rest of the thread holds.
    """

    def own(of: Counts, kind: AnswerKind) -> float:
        return sum(of.get(signal, 0.0) for signal in _ANSWERING[kind])

    def mark(kind: AnswerKind) -> int:
        told = min(sum(own(counts, kind) >= cut for cut in _OWN), weights.scales[f"probe {kind}"].mark(counts))
        return max(told, int(own(replied, kind) >= FULL))

    return {kind: mark(kind) for kind in ANSWER_KINDS}
