"""Which principles a thread shows, the strongest first, each with the quote that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from lpcoach.content.models import LeadQuestion, Pack, Principle
from lpcoach.reading.clauses import flat
from lpcoach.reading.types import Evidence, Reading

__all__ = ["shown"]

MOST = 4
ENOUGH = 3.0


def shown(reading: Reading, pack: Pack, question: LeadQuestion | None, alignment: int) -> list[tuple[str, Evidence]]:
    """Up to four (principle, item): by its signals and cues in the text, and by what the question tests."""
    if alignment <= 2:
        return []
    tested = question.principles if question else ()
    scored = []
    for principle in pack.principles:
        weight, item = _weight(reading.items, principle)
        if item is None:
            continue
        if principle.id in tested:
            weight += 6.0 - 1.5 * tested.index(principle.id)
        scored.append((weight, principle.id, item))
    scored.sort(key=lambda entry: -entry[0])
    return [(name, item) for weight, name, item in scored[:MOST] if weight >= ENOUGH]


def _weight(items: Sequence[Evidence], principle: Principle) -> tuple[float, Evidence | None]:
    weight, best, best_points = 0.0, None, 0.0
    found: set[str] = set()
    for item in items:
        if item.strength < 2 or item.signal not in principle.signals:
            continue
        cues = [cue for cue in principle.cues if cue in flat(item.quote.text)]
        points = 1.0 + len(cues)
        if item.signal not in found or cues:
            weight += points if cues else 0.5
            found.add(item.signal)
        if points > best_points:
            best, best_points = item, points
    return weight, best
