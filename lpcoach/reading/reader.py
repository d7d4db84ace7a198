"""From a thread to its reading: every item with the clause that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from lpcoach.content.terms import SignalId
from lpcoach.reading import (
    against,
    alternatives,
    depth,
    learning,
    mechanisms,
    numbers,
    ownership,
    risk,
    star,
    unreadable,
)
from lpcoach.reading.answered import answered
from lpcoach.reading.claims import claims
from lpcoach.reading.clauses import Sentence, sentences, words
from lpcoach.reading.rules import scan
from lpcoach.reading.types import Evidence, Reading, Thread

__all__ = ["read"]

_RULES = (
    *numbers.RULES,
    *ownership.RULES,
    *mechanisms.RULES,
    *alternatives.RULES,
    *risk.RULES,
    *learning.RULES,
    *against.RULES,
)
_LONGEST = 120_000  # code points read of one text; no answer that a page accepts is longer


def read(thread: Thread) -> Reading:
    """Read a thread: items with spans, layers, probes answered, STAR parts; or why it cannot be read."""
    count = sum(len(words(text)) for _, text in thread.places())
    reason = unreadable.why(thread.answer)
    if reason and not thread.probes:
        return Reading(thread, count, reason)
    found = list(_fresh(thread))
    items = _weighed(tuple(_items(found)))
    return Reading(
        thread,
        count,
        None,
        items,
        depth.layers(items),
        answered(items),
        star.parts(found, items),
        claims(thread),
    )


def _fresh(thread: Thread) -> Iterator[Sentence]:
    """The sentences, each once: what is said a second time in the same words shows nothing new."""
    said: set[str] = set()
    for where, text in thread.places():
        for sentence in sentences(where, text[:_LONGEST]):
            if sentence.low not in said and not sentence.tabular:
                said.add(sentence.low)
                yield sentence


def _items(found: list[Sentence]) -> Iterator[Evidence]:
    for sentence in found:
        strongest: dict[tuple[SignalId, object], Evidence] = {}
        shown = list(scan(sentence, _RULES))
        changed = next((item for item in shown if item.signal == "change" and item.strength == 2), None)
        for item in (*shown, *depth.find(sentence, changed)):
            key = (item.signal, item.layer)
            if key not in strongest or item.strength > strongest[key].strength:
                strongest[key] = item
        yield from strongest.values()


def _weighed(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Without "we did" where the own part is clear: it counts against only where it crowds the own part out."""
    own = sum(item.strength >= 2 and item.signal in ("own_action", "own_decision") for item in items)
    team = sum(item.signal == "team_only" for item in items)
    return items if team > own else tuple(item for item in items if item.signal != "team_only")
