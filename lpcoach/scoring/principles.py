"""Which principles a thread shows, the strongest first, each with the quote that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lpcoach.content.models import LeadQuestion, Pack, Principle
from lpcoach.reading.clauses import flat, words
from lpcoach.reading.types import Evidence, Reading

__all__ = ["likest", "shown"]

MOST = 4
ENOUGH = 1.0  # points below which a principle is not called shown
TESTED = (5.0, 3.0, 2.0, 1.5)  # points for what the question tests, its first principle first
ALIKE = 0.12  # shared words of all words, from which two questions are taken for one
_SHORT = 4
_ASKING = {"tell", "time", "about", "descri", "exampl"}


def shown(reading: Reading, pack: Pack, question: LeadQuestion | None, alignment: int) -> list[tuple[str, Evidence]]:
    """Up to four (principle, item): by its signals and cues in the text, and by what the question tests.

    Alignment of 1 says that the behaviour is absent: then none is shown.
    """
    if alignment <= 1:
        return []
    asked = question or likest(reading.thread.question, pack.questions)
    tested = asked.principles if asked else ()
    scored = []
    for principle in pack.principles:
        weight, item = _weight(reading.items, principle)
        if item is None:
            continue
        if principle.id in tested:
            weight += TESTED[tested.index(principle.id)]
        scored.append((weight, principle.id, item))
    scored.sort(key=lambda entry: -entry[0])
    return [(name, item) for weight, name, item in scored[:MOST] if weight >= ENOUGH]


def likest(text: str, questions: Sequence[LeadQuestion]) -> LeadQuestion | None:
    """The question of the pack that says nearly the same; None where none is alike enough."""
    mine = _stems(text)
    best, score = None, ALIKE
    for question in questions:
        theirs = _stems(question.text)
        alike = len(mine & theirs) / max(1, len(mine | theirs))
        if alike > score:
            best, score = question, alike
    return best


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in words(text) if len(word) >= _SHORT) - _ASKING


def _weight(items: Sequence[Evidence], principle: Principle) -> tuple[float, Evidence | None]:
    """Points for its signals (once each) and for clauses that hold a cue; the best item among them."""
    weight, best, best_points = 0.0, None, 0.0
    found: set[str] = set()
    for item in items:
        if item.strength < 2:
            continue
        own = item.signal in principle.signals
        low = flat(item.quote.text)
        cues = [cue for cue in principle.cues if cue in low and cue not in found]
        if not own and not cues:
            continue
        points = (0.5 if own and item.signal not in found else 0.0) + len(cues)
        found.update((item.signal, *cues))
        weight += points
        if best is None or points > best_points:
            best, best_points = item, points
    return weight, best
