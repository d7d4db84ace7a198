"""Whether a quote that a model gives was really said, and where. What is shown is the text's own span."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from lpcoach.reading.types import Quote, Thread

__all__ = ["find_quote", "folded"]

_ALIKE: Final = 92.0
_EXACT_BELOW: Final = 3  # words; less is not compared, only looked up
_LONGEST: Final = 1000
_PLAIN: Final = str.maketrans("‘’‚‛′`“”„‟″«»‐‑‒–—―−", "''''''" + '"' * 7 + "-" * 7)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION: Final = re.compile(r"\b(?:no|not|never|none|nobody|nothing|without|neither|nor|cannot)\b|n't\b")
_OUTER: Final = " \t\r\n\"'.,;:!?…()[]*_"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one case and one kind of quotes, dashes and blanks; ``at`` gives each character's place before."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """The text folded, with its offset map."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for one in unicodedata.normalize("NFKC", char).casefold().translate(_PLAIN):
            plain = " " if one.isspace() else one
            if (plain == " " and chars[-1:] == [" "]) or unicodedata.category(plain) == "Cf":
                continue
            chars.append(plain)
            places.append(place)
    return Folded("".join(chars), tuple(places))


def find_quote(thread: Thread, quote: str, allowed: Callable[[Quote], bool] = lambda _: True) -> Quote | None:
    """The span of the thread that the quote gives, the first that is ``allowed``; None where it was not said."""
    wanted = folded(quote[:_LONGEST]).text.strip(_OUTER)
    if not wanted:
        return None
    for where, text in thread.places():
        span = _span(folded(text), wanted)
        if span is not None:
            start, end = span
            found = Quote(where, start, end, text[start:end])
            if allowed(found):
                return found
    return None


def _span(source: Folded, wanted: str) -> tuple[int, int] | None:
    exact = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", source.text)
    if exact is not None:
        return _original(source, exact.start(), exact.end())
    if len(wanted.split()) < _EXACT_BELOW or len(wanted) > len(source.text):
        return None
    alike = fuzz.partial_ratio_alignment(wanted, source.text, score_cutoff=_ALIKE)
    if alike is None:
        return None
    start, end = _whole_words(source.text, alike.dest_start, alike.dest_end)
    return _original(source, start, end) if _says_the_same(wanted, source.text[start:end]) else None


def _says_the_same(one: str, other: str) -> bool:
    """Neither a number nor a "not" may have changed on the way."""
    numbers = Counter(_NUMBER.findall(one)) == Counter(_NUMBER.findall(other))
    return numbers and len(_NEGATION.findall(one)) == len(_NEGATION.findall(other))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _original(source: Folded, start: int, end: int) -> tuple[int, int] | None:
    return (source.at[start], source.at[end - 1] + 1) if end > start else None
