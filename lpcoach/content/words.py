"""The pack's words for what code knows only by id; which of several variants is used follows from a key."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from lpcoach.content.models import Pack, SignalWords
from lpcoach.content.terms import CriterionId, FlagId, LayerId, SignalId, Vote

__all__ = ["DEPTH_WORDS", "LAYER_NAMES", "VOTE_WORDS", "Words", "counted", "in_words", "past_day", "pick"]

LAYER_NAMES: Final[Mapping[LayerId, str]] = {
    "product_metric": "Product metric",
    "data": "Data schema",
    "features": "Features",
    "training_eval": "Training and evaluation",
    "deployment": "Deployment",
    "monitoring": "Monitoring",
}
LONG_AGO: Final = timedelta(days=300)
DEPTH_WORDS: Final = ("not reached", "named", "explained", "held under a probe")
VOTE_WORDS: Final[Mapping[Vote, str]] = {
    "strong_no_hire": "Strong no hire",
    "not_inclined": "Not inclined",
    "inclined": "Inclined",
    "strong_hire": "Strong hire",
}


def counted(count: int, noun: str, plural: str = "") -> str:
    """``1 word``, ``2 words``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def past_day(at: datetime, now: datetime) -> str:
    """``6 Nov``; month and year of what is so long ago that the day could be read as one of this year."""
    local = at.astimezone()
    return f"{local:%b %Y}" if now - at > LONG_AGO else f"{local.day} {local:%b}"


def pick(variants: Sequence[str], key: str) -> str:
    """One of the variants, always the same for the same key."""
    return variants[zlib.crc32(key.encode()) % len(variants)]


_NAMED_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_NUMBER: Final = re.compile(rf"(?<![\w.])(?!(?<={_MONTHS} )\d{{4}}\b)\d[\d,]*(?:\.\d+)?(?![\w.]*\d)(?! {_MONTHS})\b")


def in_words(text: str, *, opening: bool = True) -> str:
    """The text with its numbers as words, those from a hundred on rounded to that; days and years of dates stay.

    ``opening`` says whether the text begins a sentence: its first word has a capital then.
    """

    def word(found: re.Match[str]) -> str:
        value = float(found[0].replace(",", ""))
        rest = text[found.end() :]
        noun = re.match(r" (?!(?:of|is|are|was|were)\b)", rest)  # "no story", but "none are", "none, then three"
        number = round(value)
        said = _number(number) if number or (noun and not value) else "less than one" if value else "none"
        opens = (found.start() == 0 and opening) or text[: found.start()].endswith(". ")
        return said.capitalize() if opens else said

    return _NUMBER.sub(word, text)


def _number(number: int) -> str:
    if number > 99:
        return "a hundred" if number == 100 else "over a hundred"
    if number < len(_NAMED_NUMBERS):
        return _NAMED_NUMBERS[number]
    tens, rest = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_NAMED_NUMBERS[rest]}" if rest else _TENS[tens - 2]


class Words:
    """Look-ups over a pack, made once."""

    def __init__(self, pack: Pack) -> None:
        self._signals = {words.id: words for words in pack.feedback.signals}
        self._levels = pack.rubric.level_words
        self.criteria: Mapping[CriterionId, str] = {c.id: c.name for c in pack.rubric.criteria}
        self.principles: Mapping[str, str] = {p.id: p.name for p in pack.principles}
        self.flags: Mapping[FlagId, str] = {flag.id: flag.name for flag in pack.red_flags}

    def signal(self, signal: SignalId) -> SignalWords:
        """All words for a signal."""
        return self._signals[signal]

    def seen(self, signal: SignalId, key: str) -> str:
        """How it reads that a signal was seen."""
        return pick(self._signals[signal].seen, key)

    def likely(self, signal: SignalId, key: str) -> str:
        """How it reads that a signal is likely seen, less surely than others."""
        seen = self.seen(signal, key)
        return f"Less sure: {seen[0].lower()}{seen[1:]}"

    def missing(self, signal: SignalId, key: str) -> str:
        """How it reads that a signal is missing."""
        return pick(self._signals[signal].missing, key)

    def band(self, band: tuple[int, int] | None) -> str:
        """What the level may well be, in the words of the levels; nothing where it is one level."""
        if band is None or band[0] == band[1]:
            return ""
        return f"may well be {self.level(band[0])} to {self.level(band[1])}"

    def level(self, level: float | None) -> str:
        """The word for a level; a median half way takes both words."""
        if level is None:
            return "not scored"
        low = self._levels[int(level) - 1]
        return low if level == int(level) else f"{low} to {self._levels[int(level)]}"
