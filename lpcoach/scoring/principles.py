"""Which principles a thread shows, the strongest first, each with the quote that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from lpcoach.content.models import LeadQuestion, Pack, Principle
from lpcoach.content.terms import AGAINST
from lpcoach.reading.clauses import flat, words
from lpcoach.reading.concepts import meetings
from lpcoach.reading.tokens import grams
from lpcoach.reading.types import Evidence, Reading
from lpcoach.reading.weights import Counts, Weights, counted, weights_here
from lpcoach.scoring.merits import favours

__all__ = ["FULL", "asked", "likest", "shown"]

MOST = 4
FULL = 3.0  # clauses of a signal after which one more says nothing new
ENOUGH = -2.2  # points under which a principle is not called shown
ALIKE = 0.12  # shared words of all words, from which two questions are taken for one
SURE = 0.3  # weight of a clause that may show one
NEVER = -9.0  # points of a principle that no rated answer showed
TESTED = 1.0  # points for what a question of the pack tests
_SHORT = 4
_ASKING = {"tell", "time", "about", "descri", "exampl"}


def shown(
    reading: Reading, pack: Pack, question: LeadQuestion | None, alignment: int, weights: Weights | None = None
) -> list[tuple[str, Evidence]]:
    """Up to four (principle, item): by what the question asks for and what the story shows; none without its quote.

    Alignment of 1 says that the behaviour is absent: then none is shown.
    """
    if alignment <= 1:
        return []
    known, counts = weights or weights_here(), counted(reading.items)
    terms = asked(reading.thread.question)
    tested = question.principles if question else ()
    learned = _learned(known, terms, counts)
    scored = []
    for principle in pack.principles:
        item = _item(reading.items, principle)
        if item is not None:
            points = learned.get(principle.id, NEVER) + TESTED * (principle.id in tested)
            scored.append((points, principle.id, item))
    scored.sort(key=lambda entry: -entry[0])
    return [(name, item) for points, name, item in scored[:MOST] if points >= ENOUGH]


@lru_cache(maxsize=512)
def asked(question: str) -> frozenset[str]:
    """What a question asks for: its words, pairs of words and families of words."""
    low = flat(question)
    alone = {term for term in grams(low) if term[0] in "ub"}
    return frozenset(alone | {term for term, _ in meetings(low) if term[0] == "q"})


def _learned(weights: Weights, terms: frozenset[str], counts: Counts) -> dict[str, float]:
    """Points by principle: its start, the question's terms, and the story's signals up to three clauses each."""
    shown = {"": 1.0, **dict.fromkeys(sorted(terms), 1.0), **{s: min(count, FULL) for s, count in counts.items()}}
    found: dict[str, float] = defaultdict(float)
    for name, share in shown.items():
        for principle, points in weights.principles.get(name, ()):
            found[principle] += points * share
    return found


def _item(items: Sequence[Evidence], principle: Principle) -> Evidence | None:
    """The item that shows a principle best: one of its signals, or a clause with its words; the surest of them."""
    best, points = None, (False, 0.0)
    for item in items:
        if item.signal in AGAINST or item.weight < SURE:
            continue
        low = flat(item.quote.text)
        held = (item.signal in principle.signals) + sum(cue in low for cue in principle.cues)
        if held and (found := (favours(item), held * item.weight)) > points:  # one that speaks for it, if there is one
            best, points = item, found
    return best


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
