"""From a thread to its reading: every item with the clause that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lpcoach.content.terms import AGAINST, LAYERS
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
from lpcoach.reading.learned import items_of
from lpcoach.reading.rules import scan
from lpcoach.reading.types import Evidence, Reading, Thread
from lpcoach.reading.weights import Weights, counted, weights_here

__all__ = ["fresh", "read", "ruled"]

_RULES = (
    *numbers.RULES,
    *ownership.RULES,
    *mechanisms.RULES,
    *alternatives.RULES,
    *risk.RULES,
    *learning.RULES,
    *against.RULES,
)
_ASKED_FOR = 0.5  # threads grow with each reply; so much of it agrees with the raters of whole threads best
_LONGEST = 120_000  # code points read of one text; no answer that a page accepts is longer


def read(thread: Thread, weights: Weights | None = None) -> Reading:
    """Read a thread: items with spans, layers, probes answered, STAR parts; or why it cannot be read."""
    known = weights or weights_here()
    count = sum(len(words(text)) for _, text in thread.places())
    reason = unreadable.why(thread.answer)
    if reason and not thread.probes:
        return Reading(thread, count, reason)
    found = fresh(thread)
    hints = [ruled(sentence) for sentence in found]
    items = tuple(_told(list(items_of(thread.question, found, hints, known))))
    counts = counted(items)
    touched = {hint.layer for row in hints for hint in row if hint.strength > 1}
    return Reading(
        thread,
        count,
        None,
        items,
        {layer: max(known.scales[layer].mark(counts), int(layer in touched)) for layer in LAYERS},
        answered(items, known),
        star.parts(found, items, known),
        claims(thread),
    )


def _told(items: list[Evidence]) -> Iterator[Evidence]:
    """The items without those of a dodge, a reply that shows nothing in full; what had to be asked for counts half."""
    answered = {item.quote.where for item in items if item.strength > 1 and item.signal not in AGAINST}
    for item in items:
        if item.quote.where == "answer":
            yield item
        elif item.quote.where in answered:
            yield replace(item, weight=item.weight * _ASKED_FOR)


def fresh(thread: Thread) -> list[Sentence]:
    """The sentences, each once: what is said a second time in the same words shows nothing new."""
    said: dict[str, Sentence] = {}
    for where, text in thread.places():
        for sentence in sentences(where, text[:_LONGEST]):
            if not sentence.tabular:
                said.setdefault(sentence.low, sentence)
    return list(said.values())


def ruled(sentence: Sentence) -> list[Evidence]:
    """What the hand-written rules find in a sentence: hints for the learned readers, and the clause to quote."""
    shown = list(scan(sentence, _RULES))
    changed = next((item for item in shown if item.signal == "change" and item.strength == 2), None)
    return [*shown, *depth.find(sentence, changed)]
