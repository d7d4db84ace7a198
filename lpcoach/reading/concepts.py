"""What words are about: about fifty families of words ("safeguard", "leaving out", "rhythm"), and how they meet.

The families were written by hand from the rating guide, not learned, so that a clause can be known by words that no
writer of the training texts used. ``concepts.json`` holds them; a trailing ``*`` takes any ending.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Final

__all__ = ["meetings"]

_TOKEN: Final = re.compile(r"\$|[a-z][a-z0-9/'-]*|\d+")
_REACH: Final = 5  # how many words with a meaning lie between two that meet

Span = tuple[int, int]


def meetings(low: str) -> Iterator[tuple[str, Span]]:
    """The families named in a flat sentence, and the pairs that stand near each other, in order."""
    row = [(found, match.span()) for match in _TOKEN.finditer(low) if (found := _families(match.group()))]
    for at, (families, span) in enumerate(row):
        for family in families:
            yield f"q {family}", span
        for others, (_, end) in row[at + 1 : at + 1 + _REACH]:
            for family in families:
                for other in others:
                    if family != other:
                        yield f"w {family} {other}", (span[0], end)


@lru_cache(maxsize=20_000)
def _families(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return ("figure",)
    if word == "$":
        return ("money",)
    found = set(_known(word))
    if "n't" in word:
        found.add("denial")
    for part in word.split("-") if "-" in word else ():
        found.update(_known(part))
    return tuple(sorted(found))


def _known(word: str) -> Iterator[str]:
    whole, begun = _words()
    yield from whole.get(word, ())
    yield from (family for start, family in begun.get(word[:2], ()) if word.startswith(start))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    """Families by whole word, and by the first two letters of words that may go on."""
    families = json.loads(resources.files("lpcoach.reading").joinpath("concepts.json").read_text("utf-8"))
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[tuple[str, str]]] = {}
    for family, listed in families.items():
        for word in listed.split():
            if word.endswith("*"):
                begun.setdefault(word[:2], []).append((word[:-1], family))
            else:
                whole.setdefault(word, []).append(family)
    return whole, begun
