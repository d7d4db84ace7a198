"""The texts of a pack, and measures of text: likeness, reading grade, slots filled with sample words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from lpcoach.content.models import Pack

# What a candidate's own words look like in each slot: a short and a long one.
FILLINGS: Mapping[str, tuple[str, str]] = {
    "quote": ("“we moved the join upstream”", "“I asked the on-call engineer to roll it back within the hour”"),
    "figure": ("61.8%", "2.4 million requests a day"),
    "metric": ("the acceptance rate", "the weekly false positive rate on new sellers"),
    "system": ("the ranker", "the nightly feature backfill service"),
    "component": ("the cache", "the embedding lookup in front of the ranker"),
    "act": (
        "“I skipped the review”",
        "“I copied the patient notes to my laptop for the demo on Friday”",
    ),
    "person": ("the applied scientist", "the product manager of the checkout team"),
    "decision": ("“I froze the launch”", "“I chose to drop the two slowest features”"),
    "fact": ("“four engineers”", "“40,000 requests a second at the Friday peak”"),
    "a": ("“it took two weeks”", "“the team had four engineers and one scientist”"),
    "b": ("“it took a month”", "“I did the whole migration on my own in the spring”"),
}


def asked(pack: Pack) -> Iterator[tuple[str, str]]:
    """Give id and text of all that the interviewer may ask."""
    for part in (pack.questions, pack.probes, pack.hypotheticals, pack.cross_examination):
        yield from ((item.id, item.text) for item in part)


def texts(value: object, way: str = "") -> Iterator[tuple[str, str]]:
    """Give all texts of a part of a pack, each with its place."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{way}.{name}")
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from texts(item, f"{way}.{getattr(item, 'id', place)}")
    elif isinstance(value, str):
        yield way.strip("."), value


def fillings(text: str) -> tuple[str, str]:
    """Fill all slots of ``text``, once with short and once with long words, as the interviewer does."""
    return _filled(text, 0), _filled(text, 1)


def _filled(text: str, place: int) -> str:
    def spoken(match: re.Match[str]) -> str:
        words = FILLINGS[match.group(2)][place]
        if match.group(1):  # "your {metric}": the slot's own article goes
            words = words.removeprefix("the ")
        elif match.group(2) == "figure" and not re.search(
            r"\b(?:gave|give|said|say|me|was|is) $", text[: match.start()]
        ):
            words = f"that {words}"  # a figure is pointed at, unless it is just being cited
        elif match.start() == 0 or text[match.start() - 2] in ".?:":
            words = words[0].upper() + words[1:]
        return match.group(1) + words

    return re.sub(r"((?:\b(?:the|your|this|that|an?|which|what|every|each) )?)\{(\w+)\}", spoken, text)


def words(text: str) -> int:
    """Count the words of ``text``."""
    return len(text.split())


def alike(texts: Sequence[tuple[str, str]], over: float = 0.85) -> Iterator[tuple[str, str, float]]:
    """Give the ids of texts that are alike by more than ``over``: 2 * common letters in order / both lengths."""
    ready = sorted((len(text), text.lower(), Counter(text.lower()), name) for name, text in texts)
    for place, (size, text, letters, name) in enumerate(ready):
        for other_size, other, other_letters, other_name in ready[place + 1 :]:
            both = size + other_size
            if 2 * size <= over * both:
                break  # sorted by length: no longer text can be alike enough
            if 2 * (letters & other_letters).total() > over * both:
                ratio = 2 * _common(text, other) / both
                if ratio > over:
                    yield name, other_name, round(ratio, 2)


def _common(one: str, other: str) -> int:
    """Length of the longest common subsequence, a row of bits at a time."""
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    full = row = (1 << len(one)) - 1
    for letter in other:
        hit = row & places.get(letter, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(one) - row.bit_count()


def grade(text: str) -> float:
    """Flesch-Kincaid reading grade."""
    sentences = max(1, len(re.findall(r"[.?!:]+(?:\s|$)", text)))
    spoken = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(spoken) / sentences + 11.8 * sum(map(_syllables, spoken)) / len(spoken) - 15.59


def _syllables(word: str) -> int:
    word = word.lower().strip("'")
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"(?:[^laeiouy]e|[^td]ed|[^scxzg]es)$", "", word)))
    return max(1, groups)
