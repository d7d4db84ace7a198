"""What may be held up for a candidate: a quote in favour that no admission, flag or clash overturns.

An admission earns points, since candour does; but nobody is hired for what they never looked at. So it counts for
levels and for the principles that ask for it, and is never the reason to hire or a quote that raises a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from lpcoach.content.terms import AGAINST, SignalId
from lpcoach.reading.clauses import flat, sentences
from lpcoach.reading.types import Evidence, Quote, Thread
from lpcoach.scoring.types import Rating

__all__ = ["admits", "against", "favours", "overlap", "stands", "surest", "whole"]

SHORTEST, LONGEST = 4, 40  # words: less says nothing by itself, more is no quote
# Not done, only thought of, or put down to oneself.
_ADMITS: Final = re.compile(
    r"\b(?:should|could|would) (?:\w+ )?have\b|\b(?:should|could|would)'ve\b|\b(?:i|we) (?:\w+ )?(?:never|failed|"
    r"forgot|missed|ignored|overlooked|assumed|regret|wish|did not|didn't|had not|"
    r"hadn't|have not|haven't)\b|"
    r"\bmy (?:own )?(?:mistake|fault|error|miss|oversight)\b|\b(?:got|was|were) (?:\w+ )?wrong\b|\bby luck\b|"
    r"\bfalse alarms?\b",
)
_MEASURED: Final[frozenset[SignalId]] = frozenset(
    {"change", "baseline", "figure", "measured", "product_metric", "customer", "effect"}
)
_LESS_IS_BETTER: Final = (
    r"latency|p\d\d|wait(?:ing)?|costs?|errors?|rejects?|returns?|incidents?|abandon\w*|complaints?|churn|delays?|"
    r"tickets|crash\w*|skew|overtime|cancel\w*|misses|escapes|calls per|cases? open"
)
_MORE_IS_BETTER: Final = (
    r"purchases?|sales|revenue|conversion|ctr|clicks?|orders|accuracy|precision|recall|auc|coverage|retention|"
    r"approvals?|hits|engagement|bookings|sign-?ups|satisfaction"
)
_UP: Final = r"(?:rose|grew|climbed|jumped|increased|went up|(?:was|were) up|up|doubled|tripled|more than the)\b"
_DOWN: Final = r"(?:fell|dropped|sank|decreased|declined|went down|(?:was|were) down|down|lost|halved)\b"
_FROM_TO: Final = re.compile(r"(?:from )?[^\w\s]?(\d[\d,]*(?:\.\d+)?)[%\w]* to [^\w\s]?(\d[\d,]*(?:\.\d+)?)")
_WORSE: Final = re.compile(rf"\b(?:{_LESS_IS_BETTER})\b.*\b{_UP}|\b(?:{_MORE_IS_BETTER})\b.*\b{_DOWN}")
_LESS, _MORE = re.compile(rf"\b(?:{_LESS_IS_BETTER})\b"), re.compile(rf"\b(?:{_MORE_IS_BETTER})\b")
_LINKS: Final = re.compile(r"(?:(?:and|but|so|or|then|also)\b,? )+")
_HANGS: Final = re.compile(
    r"(?:if|when|because|which|who|whose|where|while|although|though|since|unless|until|whereas|than|that|except|"
    r"with|give or take|in the other)\b|\W*(?:\d*\.\d|\d+%)"
)


def favours(item: Evidence, against: Iterable[Quote] = ()) -> bool:
    """Whether a quote speaks for its author; ``against`` are quotes that a flag, a clash or the rater holds up."""
    if item.signal in AGAINST or any(overlap(item.quote, quote) for quote in against):
        return False
    return not admits(item.quote.text) and not (item.signal in _MEASURED and _worse(item.quote.text))


def against(rating: Rating) -> list[Quote]:
    """All quotes that a rating holds up against its story."""
    bare = [item for criterion in rating.criteria.values() for item in criterion.against]
    return [item.quote for item in [*bare, *(one for flag in rating.flags.values() for one in flag.evidence)]]


def surest(items: Sequence[Evidence], against: Sequence[Quote] = ()) -> Evidence | None:
    """The first that can be a reason by itself: no self-criticism, and whole where there is a whole one."""
    fit = [item for item in items if item.signal != "self_criticism" and favours(item, against)]
    return next((item for item in fit if stands(item)), fit[0] if fit else None)


def stands(item: Evidence) -> bool:
    """Whether a quote says something to who has not read what stands around it."""
    low = _LINKS.sub("", flat(item.quote.text), count=1)
    return len(low.split()) >= SHORTEST and not _HANGS.match(low)


def whole(item: Evidence, thread: Thread) -> Evidence:
    """The item with all of its sentence where its quote hangs in the air and the sentence is short enough to quote."""
    quote = item.quote
    if stands(item) or quote.where not in dict(thread.places()):
        return item
    for one in sentences(quote.where, thread.text(quote.where)):
        if one.start <= quote.start < one.start + len(one.text) and one.count <= LONGEST:
            end = one.start + len(one.text.rstrip(" .,;:"))
            return replace(item, quote=Quote(quote.where, one.start, end, one.text[: end - one.start]))
    return item


def overlap(one: Quote, other: Quote) -> bool:
    """Whether two quotes share words of one text."""
    return one.where == other.where and one.start < other.end and other.start < one.end


@lru_cache(maxsize=4096)
def admits(text: str) -> bool:
    """Whether a quote tells of what was not done, or puts a fault down to oneself."""
    return _ADMITS.search(flat(text)) is not None


@lru_cache(maxsize=4096)
def _worse(text: str) -> bool:
    """Whether a figure is told to have moved the wrong way, as far as its name says which way is wrong."""
    low = flat(text)
    if _WORSE.search(low):
        return True
    moved = _FROM_TO.search(low)
    if moved is None:
        return False
    before, after = (float(figure.replace(",", "") or 0) for figure in moved.groups())
    return (after > before and bool(_LESS.search(low))) or (after < before and bool(_MORE.search(low)))
