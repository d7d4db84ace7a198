"""How far a text already answers each kind of probe: 0 absent, 1 touched, 2 answered."""

from __future__ import annotations

from collections.abc import Sequence

from lpcoach.content.terms import AnswerKind, SignalId
from lpcoach.reading.types import Evidence

__all__ = ["answered"]


def answered(items: Sequence[Evidence]) -> dict[AnswerKind, int]:
    """The marks by kind, from the items of a whole thread."""
    places: dict[SignalId, set[tuple[str, int]]] = {}
    for item in items:
        if item.strength >= 2:
            places.setdefault(item.signal, set()).add((item.quote.where, item.quote.start))

    def count(*signals: SignalId, cap: int = 2) -> int:
        return sum(min(cap, len(places.get(signal, ()))) for signal in signals)

    def named(*signals: SignalId) -> bool:
        return any(item.signal in signals for item in items)

    numbers = count("change", "measured", "uncertainty") + count("guardrail", "record", cap=1)
    gate = count("mechanism", "trigger")
    kept = count("mechanism", "adoption", "self_criticism") + count("trigger", "effect", cap=1)
    other = count("alternative", "ruled_out")
    return {
        "numbers": 2 if numbers >= 4 else 1 if numbers else 0,
        "mechanisms": 2 if gate >= 2 and count("owner", "effect", "adoption") else 1 if gate or count("owner") else 0,
        "alternatives": 2 if other >= 2 else 1 if other or named("alternative") else 0,
        "risk": 2 if count("risk_handled") else 1 if named("risk_handled") else 0,
        "learning": 2 if kept >= 3 else 1 if kept or count("learning") else 0,
    }
