"""Numbers with their units, as written: "61.8%", "$1.40", "two working days", "12k euro", "team of five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lpcoach.reading.designations import names
from lpcoach.reading.nouns import listed

__all__ = ["SMALL_NUMBERS", "Quantity", "number", "quantities"]

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL_NUMBERS: Final[dict[str, int]] = {
    **{word: n for n, word in enumerate(_ONES)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=3)},
}
_SECOND, _DAY = 1.0, 86_400.0
_TIME: Final = {
    "ms": 0.001, "millisecond": 0.001, "s": _SECOND, "sec": _SECOND, "second": _SECOND, "min": 60.0, "minute": 60.0,
    "h": 3_600.0, "hr": 3_600.0, "hour": 3_600.0, "day": _DAY, "night": _DAY, "weekend": 2 * _DAY, "week": 7 * _DAY,
    "month": 30.4 * _DAY, "quarter": 91.3 * _DAY, "year": 365.25 * _DAY,
}  # fmt: skip
_MONEY: Final = {
    "$": "usd", "us$": "usd", "usd": "usd", "dollar": "usd", "€": "eur", "eur": "eur", "euro": "eur", "£": "gbp",
    "gbp": "gbp", "pound": "gbp", "¥": "jpy", "₹": "inr", "chf": "chf", "cent": "cent",
}  # fmt: skip
_SCALE: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "hundred": 1e2,
}
_SHARE: Final = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "points": "points",
    "percentage points": "points",
    "percentage point": "points",
    "point": "points",
    "pp": "points",
    "bps": "bps",
    "x": "times",
    "fold": "times",
}
_MEASURE: Final = {unit: unit for unit in listed("fps qps rps tps hz khz mhz ghz kb mb gb tb pb kwh px db")}
_NO_NOUN: Final = listed(
    "of is to on at in a an the and or more less fewer than after before against vs was were with for from by per "
    "that which who if but so it we i they he she as not did didn had has have does doesn went goes go came because "
    "when while other different consecutive duplicate real new old good bad big small extra times out up down about "
    "around only each until us all said our my their his her its this these those returned then into over under"
)
_WORDS: Final = rf"(?:(?:twenty|{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:10])})|{'|'.join(SMALL_NUMBERS)})\b"
_DIGITS: Final = (
    r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?|0,\d+(?![\d,])|"
    r"\d+,\d{1,2}(?= ?(?:%|percent|points?|pp|x|ms|s|sec\w*|min\w*|h|hours?|days?|weeks?|months?|years?|"
    r"euros?|€)(?!\w))|"
    r"\d+(?:\.\d+)?|\.\d+"
)
_SCALED: Final = r"(?:\s?(?P<{}>k|m|mn|bn|thousand|million|billion|hundred)\b)?"
_QUANTITY: Final = re.compile(
    rf"(?<![\w.,/])(?<![\w.,/%)-]-)(?P<currency>(?:us)?\$|[€£¥₹])?\s?(?P<number>{_DIGITS}|{_WORDS})"
    + _SCALED.format("scale")
    + rf"(?:(?P<joint> ?[-–] ?|/)[$€£¥₹]?(?P<high>{_DIGITS})"
    + _SCALED.format("top")
    + r"(?!\d|[-/:.]\d))?"
    r"\+?(?:(?P<gap>[\s-]?)(?:working |calendar |full |whole )?(?P<unit>%|per cent|percentage points?|[a-z€$£]+))?",
    re.IGNORECASE,
)
_HALF: Final = re.compile(r"\bhalf an? (hour|day|month|year)\b", re.IGNORECASE)
_MORE: Final = re.compile(r" ?[-–] ?\d|[,/:]\d")  # a list, a range or an address goes on
_BETWEEN: Final = (
    r"(?: ?(?:→|->|=>) ?| (?:to|vs\.?|versus|against|or|{}) )(?:(?:about|around|roughly|just|only|under|over) |~)*"
)
_LINK: Final = re.compile(_BETWEEN.format("down to"), re.IGNORECASE)
_SPAN: Final = re.compile(r" (?:to|and) ", re.IGNORECASE)
_SPANS: Final = re.compile(
    r"\b(?:took|takes?|taking|last(?:s|ed)?|within|about|around|roughly|every|some|only|usually|needed|in|for) "
    r"(?:us |me |about |around )?$",
    re.IGNORECASE,
)
_AMID: Final = re.compile(r"\bbetween (?:about |around )?$", re.IGNORECASE)
_YEARS: Final = range(1900, 2100)
_ALL, _ALWAYS = 100.0, (24.0, 7.0)
_WIDEST: Final = 1_000  # times that the top of a range is its foot


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its span, value in base units (seconds, percent, money) and unit (a noun for counts).

    ``high`` is the top of a range whose foot is ``value``; ``factor`` what its written number was multiplied by.
    """

    start: int
    end: int
    value: float
    unit: str
    family: str  # share, time, money, measure, count
    high: float | None = None
    factor: float = 1.0


def number(word: str) -> float:
    """The value of a written number, in digits or as a word."""
    lower = word.lower()
    if lower[:1].isalpha():
        return float(sum(SMALL_NUMBERS[part] for part in re.split(r"[- ]", lower)))
    lower = re.sub(r"^0,(?=\d+$)|,(?=\d{1,2}$)", lambda comma: comma.group().replace(",", "."), lower)
    return float(re.sub(r"[,' ]", "", lower))


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of ``text`` that counts or measures something."""
    for match in _HALF.finditer(text):
        unit = _TIME[match[1].lower()]
        yield Quantity(match.start(), match.end(), unit / 2, "s", "time")
    found = [each for match in _QUANTITY.finditer(text) for each in _read(match)]
    here = 0
    while here < len(found):
        one, other = found[here], found[here + 1] if here + 1 < len(found) else None
        whole = _range(text, one, other) if other else None
        if whole is None and other is not None and one.high is None and other.high is None:
            one, found[here + 1] = _shared(text, one, other)
        yield whole or one
        here += 2 if whole else 1


def _read(match: re.Match[str]) -> Iterator[Quantity]:
    """The quantity of a match; two of "12/14 shards"; none where it is a name, or digits of something else."""
    found = _quantity(match)
    if found is None or (found.family == "count" and names(match.string, *_bare(match))):
        return
    if not match["joint"]:
        if not (found.family == "count" and _MORE.match(match.string, found.end)):
            yield found
        return
    high = number(match["high"]) * _scale(match["top"] or match["scale"]) * found.factor
    top = _scale(match["top"]) if match["top"] and not match["scale"] else 1.0
    low = found.value * top
    noun = found.family != "count" or found.unit
    if "/" not in match["joint"]:
        years = found.family == "count" and int(low) in _YEARS and int(high) in _YEARS
        if noun and 0 <= low < high <= _WIDEST * max(low, 1.0) and not years:
            yield replace(found, value=low, high=high)
        return
    if found.family == "money":
        yield replace(found, end=match.end("scale") if match["scale"] else match.end("number"))
        return
    pair = noun and (found.family != "count" or found.unit.endswith("s"))
    halves = low + high == _ALL or (low, high) == _ALWAYS  # "50/50", "24/7"
    if (pair and not halves) or ("." in match["number"] and "." in match["high"]):
        yield replace(found, end=match.end("number"), value=low)
        yield replace(found, start=match.start("high"), value=high)


def _scale(word: str | None) -> float:
    return _SCALE.get((word or "").lower(), 1.0)


def _bare(match: re.Match[str]) -> tuple[int, int]:
    """The number itself without its unit, as far as it is written; all of a range or a pair."""
    ends = [match.end(name) for name in ("top", "high", "scale", "number") if match[name]]
    return match.start("number"), ends[0]


def _quantity(match: re.Match[str]) -> Quantity | None:
    value = number(match["number"]) * _scale(match["scale"])
    start, bare = _bare(match)
    unit = (match["unit"] or "").lower()
    one = unit.removesuffix("s") if len(unit) > 2 else unit
    end = match.end("unit")
    if match["currency"]:
        return Quantity(match.start("currency"), bare, value, _MONEY[match["currency"].lower()], "money")
    for units, family in ((_SHARE, "share"), (_MEASURE, "measure")):
        if unit in units:
            return Quantity(start, end, value, units[unit], family)
    if one in _MONEY:
        return Quantity(start, end, value, _MONEY[one], "money")
    if one in _TIME:
        return Quantity(start, end, value * _TIME[one], "s", "time", factor=_TIME[one])
    one_thing = match["number"].lower() == "one" and not match["scale"]  # mostly no count
    if one_thing or (unit and match["gap"] != " "):  # "4-bit", "13b", "3rd" are names
        return None
    return Quantity(start, bare, value, "" if unit in _NO_NOUN else unit, "count")


def _range(text: str, one: Quantity, other: Quantity) -> Quantity | None:
    """A range in words: took 3 to 5 days, between 3 and 5 days. From 3 to 5 days is a change."""
    before, joint = text[: one.start], text[one.end : other.start]
    if not _SPAN.fullmatch(joint) or one.high or other.high or one.unit not in {"", other.unit} or not other.unit:
        return None
    if not (_AMID.search(before) if joint.strip().lower() == "and" else _SPANS.search(before) or _AMID.search(before)):
        return None
    low = one.value if one.unit else one.value * other.factor
    return replace(other, start=one.start, value=low, high=other.value) if low < other.value else None


def _shared(text: str, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """From 18 to 11%, from $3 to 2: what stands at one of two values is said of both."""
    if not _LINK.fullmatch(text, one.end, other.start):
        return one, other
    bare = [each.family == "count" and not each.unit for each in (one, other)]
    if bare == [True, False] and other.family != "count":
        one = replace(other, start=one.start, end=one.end, value=one.value * other.factor)
    elif bare == [False, True] and one.family == "money":
        other = replace(one, start=other.start, end=other.end, value=other.value)
    return one, other
