"""Two tellings of one case: the same rare words all through both stories, or the same figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.ledger.told import Loop, Told, gist, stem
from lpcoach.reading.types import Quote, Thread

__all__ = ["Repeat", "retold"]

FEWEST: Final = 7  # words that two tellings share
MANY: Final = 5  # figures of a story by which its case would show; two such stories that share none are two cases
# A story that opens so goes on from another; it does not tell it again.
_SEQUEL: Final = re.compile(
    r"\bitself\b|\b\w+ (?:months|weeks|years?) (?:after|later)\b|"
    r"\bafter the \w+ (?:work|project|with)\b|\bdifferent thing\b|\bduring the\b|\bthat case\b"
)
_SAME: Final = re.compile(r"\bsame\b(?! (?:afternoon|day|night|evening|hour|week|morning))")
_PERSON: Final = re.compile(
    r"\b(?:mentor\w*|coach\w*|grow|develop\w* (?:some|a|another|other)|helping (?:peers|some)|help(?:ed)? (?:some|a))\b"
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two stories that tell one case; ``quote_a`` and ``quote_b`` show it.

    ``sure`` is whether figures show it: words that two stories share are at times those of one place of work.
    """

    a: int
    b: int
    quote_a: Quote
    quote_b: Quote
    why: str
    sure: bool


def retold(loop: Loop) -> Iterator[Repeat]:
    """The pairs of stories that tell one case."""
    told = {n: [t for t in loop.told if t.place == (n, "answer")] for n in range(len(loop.threads))}
    figures = {n: _figures(thread) for n, thread in enumerate(loop.threads)}
    for a, b in combinations(told, 2):
        if any(_goes_on(told[n]) for n in (a, b)):
            continue
        common = gist(told[a]) & gist(told[b])
        same = [key for key in figures[a] if _as_told(figures[a], key) and _as_told(figures[b], key)]
        if len(same) >= 2 and len(common) >= 4:
            one, other = figures[a][same[0]], figures[b][same[0]]
            yield Repeat(a, b, one, other, "the same figures about the same things in both stories", sure=True)
        elif min(len(figures[a]), len(figures[b])) < MANY and _all_through(loop, told[a], told[b], common):
            one_told, other_told = max(
                ((x, y) for x in told[a] for y in told[b]), key=lambda both: loop.shared(both[0].about, both[1].about)
            )
            named = ", ".join(sorted(_words(told[a], common))[:6])
            why = f"the same things all through both stories: {named}"
            yield Repeat(a, b, one_told.quote(None), other_told.quote(None), why, sure=False)


def _as_told(figures: dict[tuple[float, str], Quote], key: tuple[float, str]) -> bool:
    """Whether the story itself gives the figure: a later reply may speak of another story, too."""
    return key in figures and figures[key].where == "answer"


def _goes_on(told: list[Told]) -> bool:
    return any(_SEQUEL.search(t.low) for t in told[:2]) or any(_SAME.search(t.low) for t in told[:1])


def _all_through(loop: Loop, one: list[Told], other: list[Told], common: frozenset[str]) -> bool:
    if len(common) < FEWEST:
        return False
    if any(_PERSON.search(loop.threads[side[0].story].question.lower()) for side in (one, other)):
        return False
    least = min(sum(bool(t.about & common) for t in side) / len(side) for side in (one, other))
    part = len(common) / min(len(gist(one)), len(gist(other)))
    elsewhere = gist([t for t in loop.told if t.story not in {one[0].story, other[0].story}])
    if len(common - elsewhere) < 5 or part < (0.2 if len(common) == FEWEST else 0.16):
        return False
    return least >= 0.5 if len(common) == FEWEST else least >= 0.4


def _words(told: list[Told], common: frozenset[str]) -> set[str]:
    """The shared stems as they were written."""
    return {
        word for t in told for word in re.findall(r"[a-z][a-z'-]+", t.low) if stem(word) in common and len(word) > 3
    }


def _figures(thread: Thread) -> dict[tuple[float, str], Quote]:
    """Figures that tell a case apart, each with its clause."""
    found: dict[tuple[float, str], Quote] = {}
    for claim in claims(thread):
        telling = claim.unit == "%" or (claim.value or 0) >= 100
        if claim.value is not None and claim.kind in {"figure", "cost"} and telling and token_quote(claim):
            found.setdefault((claim.value, claim.unit), claim.quote)
    return found
