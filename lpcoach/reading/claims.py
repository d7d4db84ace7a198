"""The checkable statements of a thread: figures, dates, head counts, costs, roles, owners, causes, denials.

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
from lpcoach.reading.dates import dates
from lpcoach.reading.measured import METRIC, moment, noun, subject, when
from lpcoach.reading.quantities import SMALL_NUMBERS, Quantity, number, quantities
from lpcoach.reading.statements import statements
from lpcoach.reading.types import Claim, Quote, Thread

__all__ = ["asked_about", "claims", "token_quote"]

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
LARGEST: Final = 150  # heads of a team; "a team of 300 print attacks" is none
_ROLE: Final = re.compile(
    r"\bI(?:'d|’d| had)?(?: personally)? (?:led|lead|managed|headed|supervised|ran (?:the|a|our|my) (?:[\w-]+ )?"
    r"(?:team|group|project|program|programme|squad|desk|crew))\b(?: [\w'-]+){0,4}|"
    r"\bI (?:was|am|was then|was only|was just)(?: hired as| the| a| an| only| just)+ "
    r"(?:[\w-]+ ){0,3}?(?:lead|leader|manager|engineer|scientist|analyst|CTO|CEO|founder|director|head|owner|intern|"
    r"student|junior|architect|principal|developer|researcher)\b|\bas (?:the |a )?(?:[\w-]+ ){0,2}?(?:tech lead|team "
    r"lead|lead|manager|principal engineer|architect|CTO|director|intern)\b",
    re.IGNORECASE,
)
_OWNER: Final = re.compile(
    r"\b(?:[\w'’-]+ (?:is|was) )?owned by(?: [\w'’-]+){1,3}|\b(?:[\w'’-]+ )?belongs to(?: [\w'’-]+){1,3}|"
    r"\b(?:[\w'’-]+ (?:was|is|am|are) )?(?:the )?responsib\w+ (?:of|is|for)(?: [\w'’-]+){1,4}|"
    r"\bon[- ]call (?:owns|gets|is paged)\b|\b(?:[\w-]+ )?(?:team|on-call|lead|they|he|she|I|we)(?:'d|’d)? "
    r"(?:own|owns|owned)(?! up)(?: [\w'’-]+){1,3}|\bthe owner (?:is|was)(?: [\w'’-]+){1,3}|"
    r"\b(?:[\w'’-]+ ){0,2}(?:is|was) mine\b",
    re.IGNORECASE,
)
_STANDING: Final[tuple[tuple[ClaimKind, re.Pattern[str]], ...]] = (("role", _ROLE), ("owner", _OWNER))
_BASELINE: Final = re.compile(
    r"\b(?:from|against|versus|vs|compared|before|baseline|control|holdout|instead of|than|previously|used to|"
    r"originally|old|was|had been|at first|prior)\b|→|->|\bto\s+[$€£]?\d",
    re.IGNORECASE,
)
_KINDS: Final[dict[str, ClaimKind]] = {
    "money": "cost",
    "share": "figure",
    "count": "figure",
    "measure": "figure",
    "time": "duration",
}
_SMALL: Final = "|".join(word for word in SMALL_NUMBERS if word not in {"zero", "one"})
_SPOKEN: Final = re.compile(
    rf"\b(?:one|1) (?:(?P<what>[a-z]+) )?in (?:every )?(?P<of>(?![0,]+\b)\d{{1,3}}(?:,\d{{3}})*|{_SMALL})\b(?! "
    rf"(?:the|days?|weeks?|months?))(?: (?P<scale>thousand|million))?|\b(?P<whole>one|"
    rf"{_SMALL}) point (?P<tenths>one|{_SMALL})\b",
    re.IGNORECASE,
)
_LOOSE_END: Final = re.compile(
    r"(?: (?:that|with|from|on|in|a|an|the|for|of|incl|at|to|what|my|our|his|her|their|and|or|but|by|as|into|onto|"
    r"under|over|about|after|before|until|during|through|between|among|within|per|than|runs|since|which|who|when|while|is|"
    r"was))+$",
    re.IGNORECASE,
)
# How sure a figure is belongs to that figure and is none by itself: a confidence level, its bounds, a p-value.
_BOUND: Final = r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+) ?(?:%|percent|points|pp)?"
_SURENESS: Final = re.compile(
    rf"\b\d\d(?:\.\d+)? ?(?:%|percent)(?: |-)?(?=(?:CIs?|confidence|credible|intervals?)\b)|"
    rf"\b(?:CIs?|intervals?|confidence bounds?)(?:,? (?:of|from|was|is|were|ran|about|between))*[:,]? ?[\[(]?"
    rf"{_BOUND} ?(?:-|–|−|to|,|and) ?{_BOUND}|"
    rf"(?:±|\+/-|plus or minus) ?{_BOUND}|\bp ?(?:=|<|>|≤|was|of) ?0?\.\d+",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(r"with(?:out)?\b|(?:so )?(?:this|that|it|all of it)$")
_ASK: Final[dict[ClaimKind, str]] = {
    "cause": "How was it known that this was the cause?",
    "existence": "What was there in its place?",
    "role": "Who else would tell it so?",
    "owner": "Who else took part, and in what?",
}
_TAIL: Final = re.compile(r"[,;(]| (?:and|but|which|who|that|so|because|when|while|here|at the time|anymore)\b")
_STATED: Final[dict[tuple[str, str], ClaimKind]] = {
    ("cause", "sole"): "cause",
    ("existence", "no"): "existence",
    ("role", "lead"): "role",
    ("role", "under"): "role",
    ("ownership", "other"): "owner",
}
_LATENCY: Final = 60.0  # seconds; what is shorter is a latency, not how long a piece of work took


@lru_cache(maxsize=8)
def claims(thread: Thread) -> tuple[Claim, ...]:
    """Every checkable statement of the thread, in the order of the text."""
    found: list[Claim] = []
    for where, text in thread.places():
        for sentence in sentences(where, text):
            found += sorted(_of(sentence), key=lambda claim: claim.quote.start)
    return tuple(found)


def asked_about(claim: Claim) -> str | None:
    """What the cross-examination can ask about this one statement, with no other set against it."""
    if claim.kind == "figure" and claim.unit in {"%", "times", "points"} and not claim.has_baseline:
        return "What was it before, or without you?"
    return _ASK.get(claim.kind)


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
            if not _inside(match.span("n"), taken) and not (match["n"].isdigit() and int(match["n"]) > LARGEST):
                taken.append(match.span("n"))
                yield _headcount(sentence, match)
    days: list[str] = []
    for dated in dates(sentence.text):
        span = (dated.start, dated.end)
        taken.append(span)
        days.append(sentence.text[slice(*span)])
        unit = "months" if dated.months else ""
        yield Claim("date", _clause(sentence, *span), days[-1], dated.months, unit)
    for match in _SPOKEN.finditer(sentence.text):
        taken.append(match.span())
        yield _spoken(sentence, match)
    taken += [match.span() for match in _SURENESS.finditer(sentence.text)]
    numbers = [q for q in quantities(sentence.text) if not _inside((q.start, q.end), taken)]
    units = Counter(quantity.unit for quantity in numbers)
    compared = _BASELINE.search(sentence.text) is not None
    for quantity in numbers:
        yield _figure(sentence, quantity, compared and units[quantity.unit] > 1, days)
    for kind, pattern in _STANDING:
        said = pattern.search(sentence.text)
        if said:
            taken.append(said.span())
            yield Claim(kind, _clause(sentence, *said.span()), _LOOSE_END.sub("", said.group()))
    yield from _stated(sentence, taken)


def _stated(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Causes, what did not exist, roles, and what somebody else made."""
    for one in statements(sentence.low):
        kind = _STATED.get((one.kind, one.stance))
        if _BESIDE.match(sentence.low[one.start :] if kind == "existence" else one.thing):
            continue  # "with no loss" says how, not that there was none; "this was ..." names nothing
        end = sentence.low.find(one.thing, one.start, one.end)
        name = _TAIL.split(one.thing, maxsplit=1)[0]
        span = (one.start, max(end + len(name), one.end if one.stance == "other" else 0))
        if kind and not (kind in {"role", "owner"} and _inside(span, taken)):
            token = _LOOSE_END.sub("", sentence.text[slice(*span)].strip())
            yield Claim(kind, _clause(sentence, *span), token, subject=_LOOSE_END.sub("", name.strip()))


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in taken)


def _headcount(sentence: Sentence, match: re.Match[str]) -> Claim:
    word = match["n"].lower()
    heads = float(SMALL_NUMBERS.get(word, 0) or (word.isdigit() and int(word)) or 0)
    if re.match(r"(?:me|i|myself) and\b", match.group(), re.IGNORECASE):
        heads += 1
    return Claim("headcount", _clause(sentence, *match.span()), match.group(), heads, "people", "team")


def _spoken(sentence: Sentence, match: re.Match[str]) -> Claim:
    """One in four thousand, one point six million."""
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9}.get((match["scale"] or "").lower(), 1.0)
    if match["of"]:
        share = 100 / (number(match["of"]) * scale)
        return Claim("figure", _clause(sentence, *match.span()), match.group(), share, "%", match["what"] or "")
    tenths = number(match["whole"]) + number(match["tenths"]) / 10
    return Claim("figure", _clause(sentence, *match.span()), match.group(), tenths * scale)


def _figure(sentence: Sentence, quantity: Quantity, baseline: bool, days: Sequence[str]) -> Claim:
    kind = _KINDS[quantity.family]
    if quantity.family == "time" and quantity.value < _LATENCY:
        kind = "figure"
    low, span = sentence.low, (quantity.start, quantity.end)
    unit = noun(quantity, low)
    about = subject(quantity, unit, low, tuple(METRIC.finditer(low)))
    return Claim(
        kind, _clause(sentence, *span), sentence.text[slice(*span)], quantity.value, unit, about, baseline,
        moment(*span, low), when(low, days), quantity.high,
    )  # fmt: skip
