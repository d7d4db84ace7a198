"""Figures that do not add up: a share of a count, a change in percent, what was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lpcoach.reading.claims import token_quote
from lpcoach.reading.ledger.told import Clash, Loop
from lpcoach.reading.ledger.values import Value

__all__ = ["unsound"]

_CHANGED_BY: Final = re.compile(
    r"\b(?:fell|dropped|drop|rose|cut|reduced|reduction|grew|increased|decreased|improved|went (?:up|down)|shrank|"
    r"down|up|"
    r"halved|lower|lifted|gained) (?:[a-z]+ ){0,3}?(?:by |of )?(?:about |around |roughly |some )?$"
)
_OF_THEM: Final = re.compile(r"^ ?(?:of (?:them|those|these|the|all)\b|were\b|of it\b)")
_SAVED: Final = re.compile(r"\bsav(?:e|ed|es|ing|ings)\b")
_MONTHLY: Final = re.compile(r"^ ?(?:euros? |dollars? )?(?:a|per|each|every) month|^ ?monthly")
_ROUND: Final = 0.2  # how far a result may be off


def unsound(loop: Loop, told: tuple[Value, ...]) -> Iterator[Clash]:
    """What one can compute from one statement and another says otherwise."""
    for story in range(len(loop.threads)):
        mine = [value for value in told if value.told.story == story]
        yield from _shares(loop, mine)
        yield from _changes(loop, mine)
        yield from _savings(loop, mine)


def _number(one: Value, other: Value, why: str) -> Clash:
    first, second = sorted((one, other), key=lambda v: (v.claim.quote.where, v.claim.quote.start))
    return Clash(first.told.story, first.claim.quote, second.told.story, second.claim.quote, "number", why)


def _close(a: float, b: float, off: float = _ROUND) -> bool:
    return abs(a - b) <= off * max(abs(a), abs(b))


def _counts(values: Sequence[Value]) -> list[Value]:
    return [
        v for v in values if v.claim.kind == "figure" and v.claim.unit not in _NO_COUNT and (v.claim.value or 0) >= 10
    ]


_NO_COUNT: Final = frozenset({"%", "points", "bps", "times", "s"})


def _shares(loop: Loop, mine: Sequence[Value]) -> Iterator[Clash]:
    """Of 10,000 a day, 1% is not 1,000."""
    counts = _counts(mine)
    for share in mine:
        if share.claim.unit != "%" or not _OF_THEM.match(share.after):
            continue
        whole = [v for v in counts if v.told.place == share.told.place and 0 <= share.told.order - v.told.order <= 1]
        whole = [v for v in whole if token_quote(v.claim).start < token_quote(share.claim).start]
        if not whole:
            continue
        every = whole[-1] if whole[-1].told is share.told else max(whole, key=lambda v: v.claim.value or 0)
        part = (every.claim.value or 0) * (share.claim.value or 0) / 100
        results = [v for v in counts if v is not every and v not in whole and _follows(loop, v, share, every)]
        results = [v for v in results if (v.claim.value or 0) > part]  # fewer may be a part of that part
        if results and not any(_close(v.claim.value or 0, part, 0.1) for v in counts):
            found = results[0]
            yield _number(
                share, found, f"{share.claim.token} of {every.claim.token} is {part:,.0f}, not {found.claim.token}"
            )


def _follows(loop: Loop, value: Value, share: Value, every: Value) -> bool:
    """Whether a count is told as that share of all."""
    if (value.told.place, value.told.order) <= (share.told.place, share.told.order):
        return False
    if (value.claim.value or 0) >= (every.claim.value or 0):
        return False
    named = re.search(r"\b(?:the|those|these|all|only [a-z]+ about|only) $", value.before) is not None
    if value.claim.unit and value.claim.unit == every.claim.unit:
        return named
    return named and loop.shared(value.told.about, share.told.about) >= 1


def _changes(loop: Loop, mine: Sequence[Value]) -> Iterator[Clash]:
    """From 3.1% to 2.6% is no fall by 30%."""
    for change in mine:
        if change.claim.unit != "%" or not _CHANGED_BY.search(change.before) or change.before.endswith("to "):
            continue
        for first, second in pairwise(mine):
            if first.told is not second.told or first.told is change.told or first.claim.unit != second.claim.unit:
                continue
            if first.told.place == change.told.place or loop.shared(first.told.about, change.told.about) < 2:
                continue
            a, b, by = first.claim.value or 0, second.claim.value or 0, change.claim.value or 0
            if a <= 0 or b <= 0 or a == b or first.claim.unit not in {"%", "s", "usd", "eur", "gbp"}:
                continue
            ways = (abs(b - a) / a * 100, abs(b - a) / b * 100, abs(b - a) if first.claim.unit == "%" else -1)
            if not any(_close(way, by) for way in ways):
                why = f"from {first.claim.token} to {second.claim.token} is {ways[0]:.0f}%, not {change.claim.token}"
                yield _number(change, second, why)


def _savings(loop: Loop, mine: Sequence[Value]) -> Iterator[Clash]:
    """What was saved a month is the bill before less the bill after."""
    monthly = [v for v in mine if v.claim.kind == "cost" and _MONTHLY.match(v.after)]
    bills = [v for v in monthly if v.told.sentence.where == "answer" and not _SAVED.search(v.told.low)]
    if len(bills) != 2:
        return
    saved = abs((bills[0].claim.value or 0) - (bills[1].claim.value or 0))
    for value in monthly:
        if value in bills or value.told.order > 0 or value.told.sentence.where == "answer":
            continue
        question = loop.threads[value.told.story].probes[int(value.told.sentence.where[6:])].question.lower()
        if _SAVED.search(question + value.told.low) and not _close(value.claim.value or 0, saved):
            why = f"{bills[0].claim.token} and {bills[1].claim.token} are {saved:,.0f} apart, not {value.claim.token}"
            yield _number(bills[1], value, why)
