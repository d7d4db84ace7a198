"""From a thread to its reading: every item with the clause that shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
from lpcoach.reading.answered import FULL, answered
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
_NO_STORY = re.compile(r"\b(?:can't|cannot|couldn't|could not) think of (?:an?|any|one)\b(?! (?:way|reason|better)\b)")
# An unsafe way that was thought of or proposed, and not taken.
_DECLINED = re.compile(
    r"\b(?:considered|thought (?:about|of)|tempted|temptation|offered|wanted|proposed|proposal|suggest(?:ed|ion)|asked|"
    r"pressed|pushed|option|alternative|idea|plan|could have|would have been)\b.{0,160}\b(?:(?:i|we)(?: had| have)? "
    r"(?:rejected|refused|declined|dropped|vetoed|said no|ruled)|(?:turned|voted) (?:it |that |this |them )?down|"
    r"decided against (?:it|that|this)|"
    r"(?:and|but|then|,) (?:rejected|refused|declined|dropped|vetoed) (?:it|that|this)|"
    r"(?:i|we) (?:did not|didn't|would not|wouldn't) (?:do|take|ship|launch|go|accept|sign|allow) )"
)
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
    items = tuple(_told(_chosen(found, items_of(thread.question, found, hints, known))))
    counts = counted(items)
    replied = counted([item for item in items if item.quote.where != "answer" and item.strength > 1])
    return Reading(
        thread,
        count,
        None,
        items,
        {layer: max(known.scales[layer].mark(counts), int(replied.get(layer, 0.0) >= FULL)) for layer in LAYERS},
        answered(counts, known, replied),
        star.parts(counts, known),
    )


def _chosen(found: Sequence[Sentence], items: Iterable[Evidence]) -> list[Evidence]:
    """The items without the unsafe choices that were not made: a way that is told as rejected."""
    declined = [(each.where, each.start, each.start + len(each.text)) for each in found if _DECLINED.search(each.low)]
    return [
        item
        for item in items
        if item.signal != "unsafe_choice"
        or not any(item.quote.where == where and start <= item.quote.start < end for where, start, end in declined)
    ]


def _told(items: Sequence[Evidence]) -> Iterator[Evidence]:
    """The items that count: what a reply shows, in full; of a dodge only what speaks against the story.

    A dodge shows nothing that is sure, or claims more than it shows.
    """
    shown: dict[str, float] = defaultdict(float)
    claimed: dict[str, float] = defaultdict(float)
    for item in items:
        if item.signal == "unsupported":
            claimed[item.quote.where] += item.weight
        elif item.signal not in AGAINST and item.strength > 1:
            shown[item.quote.where] += item.weight
    for item in items:
        where = item.quote.where
        if where == "answer" or item.signal in AGAINST or shown[where] > claimed[where]:
            yield item


def fresh(thread: Thread) -> list[Sentence]:
    """The sentences that may show something, each once: the same words again, or that nothing comes to mind, do not."""
    said: dict[str, Sentence] = {}
    for where, text in thread.places():
        for sentence in sentences(where, text[:_LONGEST]):
            if not sentence.tabular and not _NO_STORY.search(sentence.low):
                said.setdefault(sentence.low, sentence)
    return list(said.values())


def ruled(sentence: Sentence) -> list[Evidence]:
    """What the hand-written rules find in a sentence: hints for the learned readers, and the clause to quote."""
    shown = list(scan(sentence, _RULES))
    changed = next((item for item in shown if item.signal == "change" and item.strength == 2), None)
    return [*shown, *depth.find(sentence, changed)]
