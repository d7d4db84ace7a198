"""Which quotes stand beside a level: the sure ones, and where those do not carry it the likeliest of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lpcoach.content.terms import AGAINST, CriterionId, FlagId, SignalId
from lpcoach.reading.clauses import flat
from lpcoach.reading.rules import NUMBER
from lpcoach.reading.types import Evidence, Quote
from lpcoach.reading.weights import Weights
from lpcoach.scoring.levels import SIGNALS_OF
from lpcoach.scoring.merits import admits, overlap
from lpcoach.scoring.types import FlagRating

__all__ = ["against_of", "carried", "held_up", "showable"]

MOST: Final = 5
ONE_KIND: Final = 3  # the highest level that one kind of evidence carries
_AGAINST: Final[dict[CriterionId, tuple[SignalId, ...]]] = {
    "evidence": ("unsupported", "contradiction"),
    "depth": ("off_question",),
    "alignment": ("team_only", "unsafe_choice", "novelty_first"),
    "bar": ("nothing_left",),
}
_FIGURED: Final[frozenset[SignalId]] = frozenset({"figure", "baseline", "change"})
_GROUP: Final = re.compile(r"\b(?:over|under|above|below|aged?)(?: of)? \d+\b(?!\s*(?:%|ms|percent))")
_NUMBER: Final = re.compile(NUMBER)
_ONE: Final = re.compile(r"\b(?:none|one|zero)\b")
_FAULT: Final = re.compile(
    r"\b(?:should|shouldn't|wrong|mistakes?|missed|forgot|only|never|worse|embarrass\w+|proud of|slow|luck|blind|"
    r"too (?:\w+ly|late|early|long|fast|big|small|much|wide|narrow)|my (?:\w+ )?(?:miss|doing|fault|error))\b|"
    r"\bhad promised\b|\bnothing that i hadn't\b"
)


def carried(
    criterion: CriterionId, level: int, items: Sequence[Evidence], weights: Weights
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What carries a level: what is sure, and what is less so where a level needs more; each signal once.

    Level 1 says that nothing is there yet: a quote beside it would say the opposite.
    """
    if level <= 1:
        return (), ()
    own = _own(criterion, items)
    surest = sorted(own, key=lambda item: -item.weight)
    sure = _each([item for item in surest if _nearness(item, weights) >= 1], (), MOST, apart=True)
    elsewhere = _elsewhere(criterion, items, weights)
    likely: list[Evidence] = []
    for found, apart in ((own, True), (own, False), (elsewhere, True)):
        ranked = sorted(found, key=lambda item: -_nearness(item, weights))
        there = [*sure, *likely]
        likely += _each(ranked, there, (2 if level > ONE_KIND else 1) - len(there), apart=apart)
    return tuple(sure), tuple(likely)


def _own(criterion: CriterionId, items: Sequence[Evidence]) -> list[Evidence]:
    return [item for item in items if item.signal in SIGNALS_OF[criterion]]


def _elsewhere(criterion: CriterionId, items: Sequence[Evidence], weights: Weights) -> list[Evidence]:
    """What counts for a criterion though it is named under another."""
    points = weights.scales[criterion].points
    return [item for item in items if item.signal in points and item.signal not in SIGNALS_OF[criterion]]


def _each(items: Sequence[Evidence], held: Sequence[Evidence], most: int, *, apart: bool) -> list[Evidence]:
    """What is shown in full before what is named, each signal once; ``apart``: and each clause."""
    found: list[Evidence] = []
    for item in sorted(items, key=lambda item: -item.strength):
        others = [item.signal != one.signal and not (apart and item.quote == one.quote) for one in (*held, *found)]
        if len(found) < most and all(others):
            found.append(item)
    return found


def _nearness(item: Evidence, weights: Weights) -> float:
    """How near an item is to being sure; from 1 on it is."""
    return item.weight / (weights.sure.get(item.signal) or 1.0)


def held_up(criterion: CriterionId, level: int, items: Sequence[Evidence], weights: Weights) -> int:
    """The level as far as quotes can carry it; without any there is no more than level 1.

    Levels 4 and 5 ask for two kinds of evidence, of alignment for more than an own action (rating guide).
    """
    own = _own(criterion, items)
    kinds = {item.signal for item in own}
    more = criterion != "alignment" or any(item.strength > 1 and item.signal != "own_action" for item in own)
    if not own and not _elsewhere(criterion, items, weights):
        return min(level, 1)
    return level if len(kinds) > 1 and more else min(level, ONE_KIND)


def against_of(
    criterion: CriterionId, items: Sequence[Evidence], raised: Mapping[FlagId, FlagRating], weights: Weights
) -> tuple[Evidence, ...]:
    """What is quoted against a criterion: what is sure, and what raised a flag."""
    flagged = [item for flag in raised.values() if flag.raised for item in flag.evidence]
    sure = [item for item in items if item.strength > 1 and item.weight >= weights.sure.get(item.signal, 0.0)]
    return tuple(dict.fromkeys(item for item in (*sure, *flagged) if item.signal in _AGAINST[criterion]))


def showable(items: Sequence[Evidence], against: Iterable[Quote], weights: Weights) -> list[Evidence]:
    """What may be quoted in favour: nothing of a clause that speaks against, nothing whose words say less than that.

    Of a signal that readers are never sure of nothing is.
    """
    shown = list(against)
    bad = {i.quote for i in items if i.strength > 1 and any(i.signal in told for told in _AGAINST.values())}
    return [
        item
        for item in items
        if item.signal not in AGAINST
        and weights.sure.get(item.signal, 0.0) < 1
        and item.quote not in bad
        and _says(item)
        and not any(overlap(item.quote, quote) for quote in shown)
    ]


def _says(item: Evidence) -> bool:
    """Whether the quote by itself says what is written beside it: a number, a fault of one's own."""
    low = flat(item.quote.text)
    if item.signal in _FIGURED:
        return _NUMBER.search(_ONE.sub("", _GROUP.sub("", low))) is not None
    return item.signal != "self_criticism" or admits(item.quote.text) or _FAULT.search(low) is not None
