"""The checkable statements of a thread: figures, dates, durations, head counts, costs, roles and owners.

Each comes with the clause that makes it as its quote; what a clause does not say is left empty, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from lpcoach.content.terms import ClaimKind
from lpcoach.reading.clauses import Sentence, sentences
from lpcoach.reading.nouns import HEADS, MODIFIER_STOPS
from lpcoach.reading.quantities import SMALL_NUMBERS, Quantity, quantities
from lpcoach.reading.types import Claim, Quote, Thread

__all__ = ["MONTHS", "claims", "token_quote"]

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH: Final = "|".join(MONTHS)
_DATE: Final = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\b(?:\s+(?P<after>\d{{1,2}})(?!\d|"
    rf"%))?(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    r"|\b(?:in|since|from|until|by|during|of|early|late|mid)[ -](?P<only>(?:19|20)\d\d)\b|"
    r"\bq(?P<quarter>[1-4])(?:\s+(?P<qyear>20\d\d))?\b",
    re.IGNORECASE,
)
_HEADS: Final = (
    "engineers?|scientists?|developers?|people|persons?|analysts?|devs?|of us|researchers?|data scientists?|"
    "data engineers?"
)
_COUNT: Final = rf"(?P<n>\d{{1,3}}|{'|'.join(SMALL_NUMBERS)})"
_HEADCOUNT: Final = (
    re.compile(rf"\b(?:team|squad|group|crew) of {_COUNT}\b", re.IGNORECASE),
    re.compile(
        rf"\bwe(?: were|'re|'d been|’d been| had been| are) (?:only |just )?{_COUNT}(?:\s+(?:{_HEADS})\b|"
        rf"(?=[.,;]?$|[.;,]\s| (?:in|on|then|at)\b))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_COUNT} (?:of us|{_HEADS})(?= (?:in|on) (?:the|my|our) team| altogether| under me)", re.IGNORECASE
    ),
    re.compile(rf"\b{_COUNT}[- ](?:person|people|man|engineer)[- ](?:team|squad|group|crew)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:team|squad|crew) (?:was|had|were|counted) (?:only |just )?{_COUNT}(?: (?:{_HEADS})\b|(?=[.,;]))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:[a-z]+ing|team|group|desk) was (?:only |just )?{_COUNT} (?:{_HEADS})\b", re.IGNORECASE),
    re.compile(rf"\bi (?:managed|led|had) (?:only |just )?{_COUNT} (?:(?:direct )?reports|{_HEADS})\b", re.IGNORECASE),
    re.compile(rf"\b(?:for|of|with) us {_COUNT}(?=[.,:;]| (?:in|on|did|had|split)\b)", re.IGNORECASE),
    re.compile(rf"\b{_COUNT} of us\b", re.IGNORECASE),
    re.compile(rf"\b(?:me|i|myself) and {_COUNT} (?:other )?(?:{_HEADS})", re.IGNORECASE),
)
_ROLE: Final = re.compile(
    r"\bI(?:'d|’d| had)?(?: personally)? (?:led|lead|managed|headed|ran|owned|supervised)\b(?: (?:the|a|our|my|this|"
    r"that|all))? \w+(?: of \w+)?|\bI (?:was|am|was then|was only|was just)(?: hired as| the| a| an| only| just)+ "
    r"(?:[\w-]+ ){0,3}?(?:lead|leader|manager|engineer|scientist|analyst|CTO|CEO|founder|director|head|owner|intern|"
    r"student|junior|architect|principal|developer|researcher)\b|\bas (?:the |a )?(?:[\w-]+ ){0,2}?(?:tech lead|team "
    r"lead|lead|manager|principal engineer|architect|CTO|director|intern)\b",
    re.IGNORECASE,
)
_OWNER: Final = re.compile(
    r"\b(?:owned by|belongs to|is owned by|responsib\w+ (?:of|is|for)|on[- ]call (?:owns|gets|is paged)|(?:[\w-]+ "
    r")?(?:team|on-call|lead|they|he|she|I|we) (?:own|owns|owned)|the owner (?:is|was)|is mine|was mine)\b",
    re.IGNORECASE,
)
_STANDING: Final[tuple[tuple[ClaimKind, re.Pattern[str]], ...]] = (("role", _ROLE), ("owner", _OWNER))
_BASELINE: Final = re.compile(
    r"\b(?:from|against|versus|vs|compared|before|baseline|control|holdout|instead of|than|previously|used to|"
    r"originally|old|was|had been|at first|prior)\b|→|->|\bto\s+[$€£]?\d",
    re.IGNORECASE,
)
_KINDS: Final[dict[str, ClaimKind]] = {"money": "cost", "share": "figure", "count": "figure", "time": "duration"}
_MODIFIER: Final = rf"(?!(?:{'|'.join(MODIFIER_STOPS)})\b)[a-z][a-z-]* "
_HEAD: Final = "|".join(sorted(HEADS["metric"], key=len, reverse=True))
_METRIC: Final = re.compile(rf"\b(?:(?:{_MODIFIER})?(?:{_HEAD})|f1|wape|bleu|iou|ece)\b", re.IGNORECASE)
_LATENCY: Final = 60.0  # seconds; what is shorter is a latency, not how long a piece of work took


@lru_cache(maxsize=8)
def claims(thread: Thread) -> tuple[Claim, ...]:
    """Every checkable statement of the thread, in the order of the text."""
    found: list[Claim] = []
    for where, text in thread.places():
        for sentence in sentences(where, text):
            found += sorted(_of(sentence), key=lambda claim: claim.quote.start)
    return tuple(found)


def token_quote(claim: Claim) -> Quote:
    """The fact itself as a quote: the claim's token where it stands in the claim's clause."""
    exact = re.search(rf"(?<![\w.,]){re.escape(claim.token)}(?!\w)", claim.quote.text)
    at = claim.quote.start + (exact.start() if exact else claim.quote.text.index(claim.token))
    return Quote(claim.quote.where, at, at + len(claim.token), claim.token)


def _clause(sentence: Sentence, start: int, end: int) -> Quote:
    """The clauses around ``start``..``end``, with all of it (a clause is trimmed of marks that a number may need)."""
    quote = sentence.quote(start, end)
    first, last = min(quote.start, sentence.start + start), max(quote.end, sentence.start + end)
    return Quote(quote.where, first, last, sentence.text[first - sentence.start : last - sentence.start])


def _of(sentence: Sentence) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern in _HEADCOUNT:
        for match in pattern.finditer(sentence.text):
            if not _inside(match.span("n"), taken):
                taken.append(match.span("n"))
                yield _headcount(sentence, match)
    for match in _DATE.finditer(sentence.text):
        date = _date(sentence, match)
        if date is not None:
            taken.append(match.span())
            yield date
    numbers = [q for q in quantities(sentence.text) if not _inside((q.start, q.end), taken)]
    units = Counter(quantity.unit for quantity in numbers)
    compared = _BASELINE.search(sentence.text) is not None
    metrics = tuple(_METRIC.finditer(sentence.low)) if numbers else ()
    for quantity in numbers:
        yield _figure(sentence, quantity, compared and units[quantity.unit] > 1, metrics)
    for kind, pattern in _STANDING:
        said = pattern.search(sentence.text)
        if said:
            yield Claim(kind, _clause(sentence, *said.span()), said.group())


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in taken)


def _headcount(sentence: Sentence, match: re.Match[str]) -> Claim:
    word = match["n"].lower()
    heads = float(SMALL_NUMBERS.get(word, 0) or (word.isdigit() and int(word)) or 0)
    if re.match(r"(?:me|i|myself)\b", match.group(), re.IGNORECASE):
        heads += 1
    return Claim("headcount", _clause(sentence, *match.span()), match.group(), heads, "people", "team")


def _date(sentence: Sentence, match: re.Match[str]) -> Claim | None:
    if (match["month"] or "").lower() in {"may", "march"} and not match["month"][:1].isupper():
        return None  # "may" and "march" are verbs more often than months
    if match["month"] in {"May", "March"} and match.start() == 0 and not (match["year"] or match["after"]):
        return None
    year = match["year"] or match["only"] or match["qyear"]
    value = None
    if year and match["month"]:
        value = int(year) * 12.0 + MONTHS.index(match["month"].lower())
    return Claim("date", _clause(sentence, *match.span()), match.group().strip(), value, "months" if value else "")


def _figure(sentence: Sentence, quantity: Quantity, baseline: bool, metrics: Sequence[re.Match[str]]) -> Claim:
    kind = _KINDS[quantity.family]
    if quantity.family == "time" and quantity.value < _LATENCY:
        kind = "figure"
    quote = _clause(sentence, quantity.start, quantity.end)
    token = sentence.text[quantity.start : quantity.end]
    return Claim(kind, quote, token, quantity.value, quantity.unit, _subject(quantity, metrics), baseline)


def _subject(quantity: Quantity, metrics: Sequence[re.Match[str]]) -> str:
    """What the figure measures: the metric named nearest before it in its sentence, or nearest after it."""
    if quantity.family == "count" and quantity.unit:
        return quantity.unit
    before = [metric for metric in metrics if metric.start() < quantity.start]
    near = before[-1:] or metrics[:1]
    return near[0].group().strip() if near else ""
