"""The learned readers: which signals a sentence shows, how surely and how fully, and the clause that shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import exp
from operator import itemgetter

from lpcoach.content.terms import LAYERS, SignalId
from lpcoach.reading.clauses import Sentence, flat
from lpcoach.reading.concepts import meetings
from lpcoach.reading.tokens import grams, tokens
from lpcoach.reading.types import Evidence, Quote
from lpcoach.reading.weights import Weights, unpacked

__all__ = ["Terms", "items_of", "terms_of"]

Terms = dict[str, tuple[int, int]]  # term -> span in the sentence
_NOWHERE = (0, 0)
_NAMING = re.compile(r"P|L\w\w")  # people, and terms of a layer
_HELD = frozenset(("V", "G", "A", "_"))


def terms_of(question: str, sentences: Sequence[Sentence], ruled: Sequence[Sequence[Evidence]]) -> list[Terms]:
    """For each sentence its own terms, what the rules found in it, and what they found beside it."""
    tags = [_tags(items) for items in ruled]
    stems = [
        frozenset(t.stem for t in tokens(s.low) if t.kind in _HELD or _NAMING.fullmatch(t.kind)) for s in sentences
    ]
    spread = Counter(stem for found in stems for stem in found)
    asked = frozenset(t.stem for t in tokens(flat(question)))
    found: list[Terms] = []
    for at, sentence in enumerate(sentences):
        terms = grams(sentence.low)
        for term, span in meetings(sentence.low):
            terms.setdefault(term, span)
        held = sum(spread[stem] > 1 or stem in asked for stem in stems[at])
        terms[f"k {min(held, 3)}"] = _NOWHERE
        terms.update(dict.fromkeys((f"r {tag}" for tag in tags[at]), _NOWHERE))
        for name, beside in (("p", at - 1), ("n", at + 1)):
            if 0 <= beside < len(sentences) and sentences[beside].where == sentence.where:
                terms.update(dict.fromkeys((f"{name} {tag}" for tag in tags[beside]), _NOWHERE))
        found.append(terms)
    return found


def _tags(items: Iterable[Evidence]) -> set[str]:
    return {
        tag for item in items for tag in ((item.signal, f"{item.signal} 2") if item.strength > 1 else (item.signal,))
    }


def items_of(
    question: str, sentences: Sequence[Sentence], ruled: Sequence[Sequence[Evidence]], weights: Weights
) -> Iterator[Evidence]:
    """The items of each sentence, in the order of the text."""
    for sentence, rules, terms in zip(sentences, ruled, terms_of(question, sentences, ruled), strict=True):
        known = [(span, weights.terms[term]) for term, span in terms.items() if term in weights.terms]
        scores = unpacked(sum(points for _, (points, _) in known), len(weights.detectors))
        found = [1 / (1 + exp(-d.bias - score)) for d, score in zip(weights.detectors, scores, strict=True)]
        places = [n for n, detector in enumerate(weights.detectors) if found[n] >= detector.named]
        spoken = _clauses(sentence, known, len(scores)) if places else []
        first = {hint.signal: hint.quote for hint in reversed(rules)}
        for place in places:
            detector, weight = weights.detectors[place], found[place]
            quote = first.get(detector.signal) or _quote(sentence, spoken.index(max(spoken, key=itemgetter(place))))
            yield _item(detector.signal, quote, 2 if weight >= detector.full else 1, round(weight, 3))


def _item(signal: SignalId, quote: Quote, strength: int, weight: float) -> Evidence:
    return Evidence(signal, quote, strength, next((layer for layer in LAYERS if layer == signal), None), weight)


def _clauses(
    sentence: Sentence, known: Sequence[tuple[tuple[int, int], tuple[int, int]]], lanes: int
) -> list[list[float]]:
    """For each clause how much its terms speak for each signal."""
    if len(sentence.clauses) == 1:
        return [[0.0] * lanes]
    totals = [0] * len(sentence.clauses)
    for (start, end), (_, favour) in known:
        if end > start:
            for n, (first, last) in enumerate(sentence.clauses):
                if first <= start < last:
                    totals[n] += favour
                    break
    return [unpacked(total, lanes) for total in totals]


@lru_cache(maxsize=64)
def _quote(sentence: Sentence, clause: int) -> Quote:
    """The clause, or what it needs around it to be read."""
    first, last = sentence.clauses[clause]
    word = re.compile(r"\w").search(sentence.low, first, last)
    at = word.start() if word else first
    return sentence.quote(at, at + 1)
