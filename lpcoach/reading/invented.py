"""Whether a retold text holds a number or a name that nobody supplied. Unsure counts as new: better asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lpcoach.reading.clauses import flat

__all__ = ["GAP", "new_facts"]

GAP: Final = re.compile(r"\[[^\[\]]*\]")  # a place left open for a fact
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_][\w'’.&-]*\w|[^\W\d_]")
_START: Final = re.compile(r"(?:^|[.!?:;…\n\"“(\[]|[-–—•*]\s)\s*$")
_COUNT_WORDS: Final = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
billion billions dozen dozens half third quarter twice thrice double doubled tripled halved quadrupled tenfold
"""
_OPENING_WORDS: Final = """
a about after all also although an and any as at because before both but by during each every finally first for from
he her here his how i if in instead it its later many more most my next no nobody none not nothing now of on once one
only or our out over she since so some still that the their then there these they this those though to today together
under until we what when where which while who why with within without yes yet you your situation task action result
i'd i'm i've it's that's we'd we'll we've
"""
_COUNTS: Final = frozenset(_COUNT_WORDS.split())
_OPENERS: Final = frozenset(_OPENING_WORDS.split())


def new_facts(sources: Sequence[str], retold: str) -> tuple[str, ...]:
    """The numbers, counts in words and names of ``retold`` that stand in none of the sources, each once.

    Gaps in square brackets are left out. A name is a word with a capital that is not merely the first of a sentence,
    or one that the sources do not know in any form.
    """
    text = GAP.sub(" ", retold)
    given = flat("\n".join(sources))
    numbers = {_plain(found) for found in _NUMBER.findall(given)}
    known = {_bare(word) for word in _WORD.findall(given)}
    found = [*_new_numbers(text, numbers), *_new_words(text, known)]
    return tuple(dict.fromkeys(found))


def _new_numbers(text: str, known: set[str]) -> Iterator[str]:
    yield from (number for number in _NUMBER.findall(text) if _plain(number) not in known)


def _new_words(text: str, known: set[str]) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group()
        low = _bare(flat(word))
        if low in known:
            continue
        counts = any(part in _COUNTS and part not in known for part in re.split(r"[-']", low))
        capital = any(letter.isupper() for letter in word)
        if counts or (capital and not _ordinary(word, low, text[: match.start()])):
            yield word


def _ordinary(word: str, low: str, before: str) -> bool:
    """Whether the capital is only that of a sentence's first word, and the word one that opens sentences."""
    return low in _OPENERS and word[1:] == word[1:].lower() and (word in {"I", "I'd", "I'm", "I've"} or _opens(before))


def _opens(before: str) -> bool:
    return not before.strip() or _START.search(before[-8:]) is not None


def _plain(number: str) -> str:
    """A number without separators, so that 1,000 and 1000 are one; 0.5 and 0.50 stay two."""
    return re.sub(r",(?=\d{3}\b)", "", number)


def _bare(word: str) -> str:
    """A word without its possessive ending and outer marks."""
    return re.sub(r"['’]s$", "", word).strip("'’.-&")
