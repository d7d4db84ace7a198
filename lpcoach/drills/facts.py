"""A story's ledger, and what a text holds of it: figures by their digits, everything else by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lpcoach.reading.claims import claims
from lpcoach.reading.clauses import flat
from lpcoach.reading.invented import new_facts
from lpcoach.reading.ledger.told import stems
from lpcoach.reading.types import Thread

__all__ = ["Fact", "Held", "against", "facts_of", "holds", "strange_facts"]

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
ENOUGH: Final = 0.5  # of the words of the shorter side
MOST: Final = 40  # facts of one story that are held against a text


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable fact: ``token`` in the candidate's words, ``clause`` the words around it."""

    token: str
    clause: str


@dataclass(frozen=True, slots=True)
class Held:
    """What was said to be forgotten, held against the ledger; ``strange`` are lines that stand in no fact."""

    forgotten: tuple[Fact, ...]
    told: tuple[Fact, ...]
    strange: tuple[str, ...]


def facts_of(thread: Thread) -> tuple[Fact, ...]:
    """The ledger of a story, each fact once, in the order of the text."""
    found: dict[str, Fact] = {}
    for claim in claims(thread):
        found.setdefault(flat(claim.token).strip(), Fact(claim.token, claim.quote.text))
    return tuple(found.values())[:MOST]


def holds(text: str, fact: Fact) -> bool:
    """Whether a text says the fact: all its figures, or half of its words where it has none."""
    wanted = _numbers(fact.token)
    if wanted:
        return wanted <= _numbers(text)
    words = stems(flat(fact.token)) or stems(flat(fact.clause))
    return bool(words) and len(words & stems(flat(text))) >= ENOUGH * len(words)


def against(lines: Sequence[str], facts: Sequence[Fact]) -> Held:
    """Lines of what was forgotten, held against the ledger. A line may name a fact by a figure or by its words."""
    hits = {line: [fact for fact in facts if _names(line, fact)] for line in lines if line.strip()}
    forgotten = {fact for found in hits.values() for fact in found}
    return Held(
        tuple(fact for fact in facts if fact in forgotten),
        tuple(fact for fact in facts if fact not in forgotten),
        tuple(line for line, found in hits.items() if not found),
    )


def strange_facts(text: str, story: Sequence[str]) -> tuple[str, ...]:
    """Figures and names of a text that the story does not have in any form."""
    known = _numbers("\n".join(story))
    found = new_facts(story, text)
    return tuple(each for each in found if not (_numbers(each) and _numbers(each) <= known))


def _names(line: str, fact: Fact) -> bool:
    numbers = _numbers(line)
    if numbers:
        return bool(numbers & _numbers(fact.token))
    mine = stems(flat(line))
    both = mine & stems(flat(f"{fact.clause} {fact.token}"))
    return bool(both) and len(both) >= ENOUGH * len(mine)


def _numbers(text: str) -> set[str]:
    return {_plain(found) for found in _NUMBER.findall(text)}


def _plain(number: str) -> str:
    """42.0 is 42, and 1,000 is 1000."""
    bare = number.replace(",", "")
    return bare.rstrip("0").rstrip(".") if bare.count(".") == 1 else bare
