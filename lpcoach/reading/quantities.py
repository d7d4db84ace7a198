"""Numbers with their units, as written: "61.8%", "$1.40", "two working days", "12k euro", "team of five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
    "$": "usd", "usd": "usd", "dollar": "usd", "€": "eur", "eur": "eur", "euro": "eur", "£": "gbp", "gbp": "gbp",
    "pound": "gbp", "¥": "jpy", "₹": "inr", "chf": "chf", "cent": "cent",
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
    "points": "points",
    "point": "points",
    "pp": "points",
    "bps": "bps",
    "x": "times",
}
_NO_NOUN: Final = listed(
    "of is to on at in a an the and or more less fewer than after before against vs was were with for from by per "
    "that which who if but so it we i they he she as not did didn had has have does doesn went goes go came because "
    "when while other different consecutive duplicate real new old good bad big small extra times out up down about "
    "around only each until us all said our my their his her its this these those returned then into over under"
)
_WORDS: Final = "|".join(SMALL_NUMBERS)
_QUANTITY: Final = re.compile(
    rf"(?<![\w.,/-])(?P<currency>[$€£¥₹])?\s?(?P<number>\d{{1,3}}(?:[,' ]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|"
    rf"(?:{_WORDS})\b)"
    r"(?:\s?(?P<scale>k|m|mn|bn|thousand|million|billion|hundred)\b)?"
    r"(?:(?P<gap>[\s-]?)(?:working |calendar |full |whole )?(?P<unit>%|[a-z€$£]+))?",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s?[-–]\s?\d")
_HALF: Final = re.compile(r"\bhalf an? (hour|day|month|year)\b", re.IGNORECASE)
# Names that only look like numbers: "plant 14", "version 2", "top 10", "P99", "13B model".
_NAME_BEFORE: Final = re.compile(
    r"\b(?:plant|line|version|v|top|model|phase|step|level|tier|room|gate|stage|day|week|month|year|type|class|layer|"
    r"story|region|site|unit|group|round|no|number|article|section|page|item|option|part)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its span, value in base units (seconds, percent, money) and unit (a noun for counts)."""

    start: int
    end: int
    value: float
    unit: str
    family: str  # share, time, money, count


def number(word: str) -> float:
    """The value of a written number, in digits or as a word."""
    lower = word.lower()
    return float(SMALL_NUMBERS[lower]) if lower in SMALL_NUMBERS else float(re.sub(r"[,' ]", "", lower))


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of ``text`` that counts or measures something."""
    for match in _HALF.finditer(text):
        unit = _TIME[match[1].lower()]
        yield Quantity(match.start(), match.end(), unit / 2, "s", "time")
    for match in _QUANTITY.finditer(text):
        if _RANGE.match(text, match.end("number")):
            continue  # a range is no single value
        if _NAME_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        found = _quantity(match)
        if found is not None:
            yield found


def _quantity(match: re.Match[str]) -> Quantity | None:
    value = number(match["number"]) * _SCALE.get((match["scale"] or "").lower(), 1.0)
    bare = match.end("scale") if match["scale"] else match.end("number")
    unit = (match["unit"] or "").lower()
    one = unit.removesuffix("s") if len(unit) > 2 else unit
    if match["currency"]:
        return Quantity(match.start("currency"), bare, value, _MONEY[match["currency"]], "money")
    start = match.start("number")
    if unit in _SHARE:
        return Quantity(start, match.end("unit"), value, _SHARE[unit], "share")
    if one in _MONEY:
        return Quantity(start, match.end("unit"), value, _MONEY[one], "money")
    if one in _TIME:
        return Quantity(start, match.end("unit"), value * _TIME[one], "s", "time")
    one_thing = match["number"].lower() == "one"  # mostly no count
    if one_thing or (unit and match["gap"] != " "):  # "4-bit", "13b", "3rd" are names
        return None
    return Quantity(start, bare, value, "" if unit in _NO_NOUN else unit, "count")
