"""What a sentence is made of, for the learned readers: words, pairs of words, and the order of kinds of words.

Digits are folded into shapes, words cut to their stems, and words of one kind (a person, a time, a verb that is over,
a term of a layer) to that kind, so that what is learned from some writers is found again in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lpcoach.reading.depth import RULES_OF_LAYERS
from lpcoach.reading.nouns import listed

__all__ = ["Token", "grams", "tokens"]

_TOKEN = re.compile(
    r"[$€£¥₹]\s?\d[\d.,']*\s?(?:k|m|bn)?\b|\d[\d.,']*\s?%|\d[\d.,']*\s?(?:k|m|bn|x|ms|pp|bps|s|h|gb|min)\b"
    r"|\d[\d.,']*|[a-z][a-z'-]*[a-z]|[a-z]|->|→|[?!:;,.()\"±%=<>]"
)
_PLAIN = listed(
    "i me my mine we us our ours you your he she it they them his her its their this that these those the a an and or "
    "but so because since as if when while until unless which who what how why where than then not no never nobody "
    "none nothing was were is are be been had has have did do does would could should will can might may must to of "
    "in on at by for from with without into over under after before between through about against per each every all "
    "any some both half more less most least fewer same other another only just still also too very there here now "
    "today later again first last next one two three out up down off back myself ourselves themselves though although "
    "instead rather either neither own"
)
_NUMBERS = listed(
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand third quarter dozen zero"
)
_PAST = listed(
    "went ran wrote built made took gave got found told said saw kept left put sent came fell rose cut set brought "
    "lost read met let led paid held thought knew felt asked bought drew chose broke spoke stood won grew began spent "
    "taught sat"
)
_TIME = re.compile(
    r"(?:day|week|month|year|night|hour|minute|second|morning|sprint|season|january|february|march|april|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|"
    r"summer|autumn|winter)s?"
)
_PEOPLE = re.compile(
    r"(?:pm|manager|director|lead|boss|colleague|scientist|engineer|analyst|team|vp|head|legal|finance|support|ops|"
    r"operations|intern|junior|senior|researcher|designer|lawyer|doctor|nurse|planner|reviewer|owner|product|sales|"
    r"marketing|stakeholder|leadership|customer|user|driver|patient|seller|buyer|member|agent|teacher|student)s?"
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ingly", "edly", "ing", "ies", "ied", "ed", "ly", "es", "s")
_STEM = 3  # letters that stay


@dataclass(frozen=True, slots=True)
class Token:
    """A word as ``stem`` and as ``kind``, with its span in the sentence."""

    stem: str
    kind: str
    start: int
    end: int


def tokens(low: str) -> list[Token]:
    """The tokens of a flat sentence, between two that mark its ends."""
    found = [Token(*_folded(match.group()), *match.span()) for match in _TOKEN.finditer(low)]
    return [Token("^", "^", 0, 0), *found, Token("$", "$", len(low), len(low))]


def grams(low: str) -> dict[str, tuple[int, int]]:
    """The terms of a flat sentence, each with the span of its first place."""
    found: dict[str, tuple[int, int]] = {}
    for term, span in _grams(tokens(low)):
        found.setdefault(term, span)
    return found


def _grams(row: list[Token]) -> Iterator[tuple[str, tuple[int, int]]]:
    for (before, here), (_, after) in pairwise(pairwise(row)):
        yield f"u {here.stem}", (here.start, here.end)
        yield f"b {before.stem} {here.stem}", (before.start, here.end)
        yield f"d {before.kind} {here.kind}", (before.start, here.end)
        yield f"c {before.kind} {here.kind} {after.kind}", (before.start, after.end)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, str]:
    """(stem, kind) of a token's text."""
    if text[0] in "$€£¥₹":
        return "$0", "$0"
    if text[0].isdigit():
        unit = re.search(r"[a-z%]+$", text)
        if unit:
            return "0" + unit.group(), "0" + unit.group()
        return ("0.0" if re.search(r"\d\.\d", text) else "0"), "0"
    if not text[0].isalpha() or text in _PLAIN or "'" in text:
        return text, "#" if text in ("one", "two", "three", "half") else text
    return (text, "#") if text in _NUMBERS else (_stem(text), _kind(text))


def _kind(word: str) -> str:
    if word in _PAST:
        return "V"
    if _TIME.fullmatch(word):
        return "T"
    if _PEOPLE.fullmatch(word):
        return "P"
    layer = next((name for name, pattern in RULES_OF_LAYERS.items() if pattern.fullmatch(word)), None)
    if layer:
        return f"L{layer[:2]}"
    return next((kind for ending, kind in (("ed", "V"), ("ing", "G"), ("ly", "A")) if word.endswith(ending)), "_")


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _STEM), "")
    stem = word.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
    if len(stem) > _STEM and stem[-1] == stem[-2] and stem[-1] not in "sl":
        stem = stem[:-1]
    return stem[:-1] if len(stem) > _STEM + 1 and stem.endswith("e") else stem
