"""Two events that stand in one order in one sentence and in the other order in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from lpcoach.reading.dates import MONTHS
from lpcoach.reading.ledger.told import Clash, Loop, Told, clash, stems

__all__ = ["other_orders"]

_ONLY_THEN: Final = re.compile(
    r"\bbefore (?:i|we)(?:'d)? [a-z]+ (?:any|a|an|the first)\b|\bonly (?:once|after|when|then)\b|\bnot (?:before|"
    r"until)\b|\bbefore (?:any|a single|we had|i had)\b|\bfrom (?"
    r":these|those) (?:\w+ ){1,3}(?:derived|built|made|drew|designed|wrote)\b|\bin the \w+ after\b|the week after\b"
    r"|\bonly got around\b|\bin (?:may|june|july|august|september)\b|\bbefore (?:anything|anyone|anybody|any)\b|^"
    r"first\b|\bfirst we\b"
)
# Another round of it, which may well have gone the other way.
_AGAIN: Final = re.compile(r"\b(?:this time|next time|the (?:second|third) time|again)\b")
_THEN: Final = re.compile(r"\b(?:after|before|once|then|when)\b")
_KINDS: Final = {
    "~build": re.compile(r"\b(?:built|build\w*|(?:wrote|writing|written|line of) (?:any |the )?code|coded|coding)\b"),
    "~launch": re.compile(
        r"\b(?:launch\w*|live|shipped|running|rolled out|rollout|in front of users|out to|deployed|released?|in "
        r"production|"
        r"switched (?:it )?on|turned (?:it )?on|went out|went in|switch\w*)\b"
    ),
    "~test": re.compile(
        r"\b(?:test\w*|replay\w*|evaluat\w*|validat\w*|trial\w*|dry run|checked|measur\w*|compar\w*)\b"
    ),
    "~yes": re.compile(
        r"\b(?:sign\w* off|sign-off|signed|approv\w*|agree\w*|permission|consent\w*|said yes|their yes|okay\w*)\b"
    ),
}
_TIME: Final = rf"in (?:{'|'.join(MONTHS)})"
# Two events in one sentence, named by which comes first.
_ORDERS: Final = tuple(
    re.compile(form)
    for form in (
        r"^first,? (?P<first>.+?),? (?:and )?(?:only )?then\b(?P<second>.+)",
        r"(?P<first>.+?),? (?:and|but) (?P<second>(?:i|we) (?:only|just) (?:got around to|managed|did|came to)\b.+)",
        rf"(?P<first>(?:[^,]|,\d)+?\b{_TIME}\b(?:[^,]|,\d)*), (?:and|but) (?P<second>(?:[^,]|,\d)+?\b{_TIME}\b.*)",
        r"(?P<first>.+?),? (?:and )?(?:only then|after which|from (?:these|those)\b|which then|and then)\b(?P<"
        r"second>.+)",
        r"^(?:\w+,? )?(?:only )?(?:once|after|when) (?P<first>.+?)(?:,| did | could )(?P<second>.+)",
        r"^before (?P<second>.+?), (?P<first>.+)",
        r"(?P<second>.+?),? (?:only )?(?:once|after|not until)\b(?P<first>.+)",
        r"(?P<first>.+?),? (?:well |long |shortly |\w+ (?:hours?|days?|weeks?|months?|years?) "
        r")?before\b(?P<second>.+)",
    )
)


def other_orders(loop: Loop) -> Iterator[Clash]:
    """Two events that stand in one order here and in the other there."""
    placed = [(told, order) for told in loop.told if not _AGAIN.search(told.low) and (order := _order(told.low))]
    for (one, (first, second, strict)), (other, (before, after, strict2)) in combinations(placed, 2):
        if one.place == other.place or not (strict or strict2):
            continue
        crossed = loop.shared(first, after) + loop.shared(second, before)
        aligned = loop.shared(first, before) + loop.shared(second, after)
        both = bool(first & after) and bool(second & before)
        if crossed - aligned >= (1 if loop.akin(one, other) and (both or one.story != other.story) else 2) and (
            both or crossed >= 1
        ):
            why = "the two statements put the same events in opposite orders"
            yield clash(one, _cue(one), other, _cue(other), ("order", why))


def _order(low: str) -> tuple[frozenset[str], frozenset[str], bool] | None:
    for form in _ORDERS:
        found = form.match(low)
        if found:
            first, second = _event(found["first"], found), _event(found["second"], found)
            if first and second:
                return first - second, second - first, _ONLY_THEN.search(low) is not None
    return None


def _cue(told: Told) -> re.Match[str] | None:
    return _ONLY_THEN.search(told.low) or _THEN.search(told.low)


def _event(words: str, found: re.Match[str]) -> frozenset[str]:
    """What happened, by the clause next to the word of order."""
    chunks = re.split(r", (?:and|so|but) (?:i|we|he|she|they|it)\b|; ", words)
    words = chunks[-1] if found.string.startswith(chunks[0]) else chunks[0]
    return stems(words) | {kind for kind, said in _KINDS.items() if said.search(words)}
