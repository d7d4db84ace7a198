"""Dates and times of day as they are written: "3 June 2024", "2024-06-03", "Q3", "in the spring", "Monday", "9:30 pm".

"may" and "march" are verbs more often than months; a number pair is a date where only one reading of it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

__all__ = ["MONTHS", "Dated", "dates"]

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NTH: Final = ("first", "second", "third", "fourth")
_MONTH: Final = "|".join(MONTHS)
_SHORT: Final = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_YEAR: Final = r"(?:19|20)\d\d"
_NUMBER_BEFORE: Final = r"(?<![\w.,/$€£:-])"
_FORMS: Final = (
    rf"{_NUMBER_BEFORE}(?P<year>{_YEAR})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?![\w/-]|\.\d)",
    rf"{_NUMBER_BEFORE}(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w/-]|\.\d)",
    rf"{_NUMBER_BEFORE}(?P<one>\d\d?)[/.](?P<two>\d\d?)[/.](?P<year>{_YEAR})(?![\w/-]|\.\d)",
    rf"{_NUMBER_BEFORE}(?P<month>0?[1-9]|1[0-2])/(?P<year>{_YEAR})(?![\w/-]|\.\d)",
    r"\b(?:on|by|since|until|before|after|from) (?P<one>\d\d?)/(?P<two>\d\d?)(?![\w/.-]|[ ]\w+s\b)",
    r"\b(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<half>[ap])\.?m\b)?",
    r"(?<![\w.,:/-])(?P<hour>1[0-2]|[1-9])(?:\.(?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])\.?m\b|o['’]clock\b)",
    rf"\b(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of )?)?(?P<month>{_MONTH}|(?:{_SHORT})\b\.?(?= ?\d)|"
    rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bmid )|(?<=\d )|(?<=\d(?:st|nd|rd|th) ))(?:{_SHORT})\b)"
    rf"(?=\W|$)(?:\s+(?:of )?(?!{_YEAR}\b)(?P<after>\d\d?)(?:st|nd|rd|th)?(?!\d|%|[.,:]\d))?"
    rf"(?:,?\s+(?:of )?(?P<year>{_YEAR})\b)?",
    rf"\b(?:q(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth) quarter)"
    rf"(?:(?: of)?[ '’]+(?P<year>{_YEAR}|\d\d))?\b(?!%)",
    r"\b(?:(?:in|by|since|during|last|this|that(?! the)|next|early|late|mid|until|through|over|before|after)[ -])"
    rf"(?:(?:the|early|late|mid)[ -])*(?P<season>spring|summer|autumn|winter|fall(?!\w* (?:in|of|from|by|to)\b))\b"
    rf"(?:,?(?: of)? (?P<year>{_YEAR})\b)?",
    rf"\b(?P<season>spring|summer|autumn|winter|fall)(?: of)? (?P<year>{_YEAR})\b",
    rf"\b(?P<weekday>{'|'.join(_DAYS)})s?\b",
    rf"\b(?:in|since|from|until|by|during|of|early|late|mid|before|after|through)[ -](?P<year>{_YEAR})\b"
    rf"(?![\w,./:]*\d|%|(?<=0) (?!was\b|is\b|has\b|its\b|this\b|as\b)[a-z]+s\b)",
    rf"\((?P<year>{_YEAR})\)",
    rf"(?<=\b[12][09]\d\d )(?:to|and|until) (?P<year>{_YEAR})\b",
    rf"^(?:(?:to|and|until) )?(?P<year>{_YEAR})$|^(?P<month>{_SHORT})$",  # the words of a date by themselves
)
_ANY: Final = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:in|since|until|by|during|from|of|early|late|mid|last|next|through|before|after)[ -]$", re.IGNORECASE
)
_VERB: Final = re.compile(
    r" (?:i|we|you|they|he|she|it|the|this|on|in|to|into|over|through|for|with|be|have|not|also|ask)\b", re.IGNORECASE
)
_NOON: Final = 12
_LAST: Final = 31


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or time of day in a text, as far as it is said: its span and its parts, 0 or "" where one is not said.

    ``clock`` are the minutes after midnight that are meant: two where neither "am" nor "pm" stands there.
    """

    start: int
    end: int
    year: int = 0
    quarter: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    season: str = ""
    clock: tuple[int, ...] = ()

    @property
    def months(self) -> float | None:
        """Year and month as one number; None where one of them is not said."""
        return self.year * 12.0 + self.month - 1 if self.year and self.month else None

    def says(self, other: Dated) -> bool:
        """Whether this is ``other`` in whatever words, or more exact. A year can go unsaid beside what it is of."""
        if self.year != other.year and self.year and other.year:
            return False
        if other.clock or self.clock:
            return bool(set(self.clock) & set(other.clock))
        parts = [one.name for one in fields(self)[3:] if getattr(other, one.name)]
        return all(getattr(self, one) == getattr(other, one) for one in parts or ["year"])


def dates(text: str) -> Iterator[Dated]:
    """Every date and time of day in the order of the text; of two forms at one place, the fuller."""
    found = [dated for form in _ANY for match in form.finditer(text) if (dated := _dated(match)) is not None]
    end = 0
    for dated in sorted(found, key=lambda one: (one.start, -one.end)):
        if dated.start >= end:
            yield dated
            end = dated.end


def _dated(match: re.Match[str]) -> Dated | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    year = int(said.get("year", 0))
    year += 2000 if 0 < year < 100 else 0
    at = Dated(match.start() + match.group().startswith("("), match.end() - match.group().endswith(")"), year)
    if "hour" in said:
        at = replace(at, clock=_clock(said))
    elif "weekday" in said:
        at = replace(at, weekday=_DAYS.index(said["weekday"].lower()) + 1)
    elif "season" in said:
        at = replace(at, season=said["season"].lower().replace("fall", "autumn"))
    elif "quarter" in said or "nth" in said:
        at = replace(at, quarter=int(said.get("quarter", 0)) or _NTH.index(said["nth"].lower()) + 1)
    elif "one" in said:
        return _pair(at, int(said["one"]), int(said["two"]))
    elif "month" in said:
        return _of_month(match, at, said["month"].rstrip("."), int(said.get("day") or said.get("after") or 0))
    return at


def _clock(said: dict[str, str]) -> tuple[int, ...]:
    hour, minute = int(said["hour"]), int(said.get("minute", 0))
    if "half" in said:
        return ((hour % _NOON + _NOON * (said["half"].lower() == "p")) * 60 + minute,)
    if hour > _NOON or said["hour"].startswith("0"):
        return (hour % 24 * 60 + minute,)
    return tuple(sorted({hour % _NOON * 60 + minute, (hour % _NOON + _NOON) * 60 + minute}))


def _pair(at: Dated, one: int, two: int) -> Dated | None:
    """6/23 and 23/6 are 23 June; 6/3 can be two days, and is read as none."""
    readings = {(month, day) for month, day in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31}
    if len(readings) != 1:
        return None
    ((month, day),) = readings
    return replace(at, month=month, day=day)


def _of_month(match: re.Match[str], at: Dated, name: str, day: int) -> Dated | None:
    short = name.lower()[:3]
    month = next((n for n, each in enumerate(MONTHS, start=1) if each.startswith(short)), 0)
    month = int(name) if name.isdigit() else month
    if not 1 <= month <= 12 or (day > _LAST and name.isdigit()):
        return None
    if day > _LAST:  # "by June 41 of them had it"
        at, day = replace(at, start=match.start("month"), end=match.end("month")), 0
    if name.lower() in {"may", "march"} and not (day or at.year):
        before = _BEFORE_MONTH.search(match.string, 0, at.start)
        verb = _VERB.match(match.string, at.end)
        if before and not name.istitle():
            return replace(at, start=before.start(), month=month)  # by itself the word would be a verb
        if not before and (not name.istitle() or (verb and _opens(match.string, at.start))):
            return None
    return replace(at, month=month, day=day)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    return not re.search(r"[\w,;:)]\s*$", text[max(0, start - 4) : start])
