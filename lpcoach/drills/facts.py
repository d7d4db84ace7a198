"""A story's ledger, and what a text holds of it: figures by value and unit, dates by their parts, the rest by words.

One reader serves both sides: the claims of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.told import stems
from lpcoach.reading.saying import checkable, says
from lpcoach.reading.types import Claim, Thread

__all__ = ["Fact", "Held", "against", "facts_of", "holds", "strange_facts"]

_NAME: Final = re.compile(r"(?<=[\w,;] )[A-Z](?:[a-z]+|(?=-))(?:-[A-Za-z]+)*\b")  # within a sentence, without "'s"
ENOUGH: Final = 0.5  # of the words of the shorter side
MOST: Final = 40  # facts of one story that are held against a text


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable fact: ``token`` in the candidate's words, ``clause`` the words around it, and what it claims."""

    token: str
    clause: str
    claim: Claim

    @property
    def checkable(self) -> bool:
        """Whether it has a value or a date, and not words alone."""
        return checkable(self.claim)


@dataclass(frozen=True, slots=True)
class Held:
    """What was said to be forgotten, held against the ledger; ``strange`` are lines that stand in no fact."""

    forgotten: tuple[Fact, ...]
    told: tuple[Fact, ...]
    strange: tuple[str, ...]


def facts_of(thread: Thread) -> tuple[Fact, ...]:
    """The ledger of a story, each fact once, in the order of the text."""
    found: dict[str, Fact] = {}
    places = [where for where, _ in thread.places()]
    made = [(token_quote(claim), claim) for claim in claims(thread)]
    for quote, claim in sorted(made, key=lambda each: (places.index(each[0].where), each[0].start)):
        token = re.sub(r"^\d+ ", "", quote.text) if not checkable(claim) else quote.text
        known = found.get(flat(token).strip())
        if known and known.claim.unit != claim.unit and claim.unit:
            token = f"{token} {claim.unit}".strip()  # "12" users and "12" shards are two facts
        found.setdefault(flat(token).strip(), Fact(token, claim.quote.text, claim))
    facts = list(found.values())[:MOST]
    return tuple(one for one in facts if one.token and not any(_within(one, other) for other in facts))


def _within(one: Fact, other: Fact) -> bool:
    return one.clause == other.clause and one.token != other.token and f" {one.token}" in other.token


def holds(text: str, fact: Fact) -> bool:
    """Whether a text says the fact: its value in its unit, its date, or half of its words where it has neither."""
    if fact.checkable:
        return any(says(claim, fact.claim) for claim in claims(Thread("", text)))
    words = stems(flat(fact.token)) or stems(flat(fact.clause))
    if not words:
        return flat(fact.token) in flat(text)
    return len(words & stems(flat(text))) >= ENOUGH * len(words)


def against(lines: Sequence[str], facts: Sequence[Fact]) -> Held:
    """Lines of what was forgotten, held against the ledger. A line may name a fact by a figure or by its words."""
    hits = {line: _named(line, facts) for line in lines if line.strip()}
    forgotten = {fact.token for found in hits.values() for fact in found}
    return Held(
        tuple(fact for fact in facts if fact.token in forgotten),
        tuple(fact for fact in facts if fact.token not in forgotten),
        tuple(line for line, found in hits.items() if not found),
    )


def strange_facts(text: str, story: Sequence[str]) -> tuple[str, ...]:
    """Figures and names of a text that the story does not have in any form."""
    whole = "\n".join(story)
    # Who owned or led what is said in too many ways to hold it.
    facts = [fact.token for fact in facts_of(Thread("", text)) if fact.checkable and not holds(whole, fact)]
    known = {word.lower() for word in re.findall(r"[^\W\d_]+", whole)}
    named = [name for name in _NAME.findall(text) if not any(name in fact for fact in facts)]
    names = [name for name in named if not {part.lower() for part in name.split("-")} <= known]
    return tuple(dict.fromkeys([*facts, *names]))


def _named(line: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that a line names: by its figures and dates where it has any, else by half of its words."""
    said = [claim for claim in claims(Thread("", line)) if checkable(claim)]
    if said:
        found = [fact for fact in facts if fact.checkable and any(says(claim, fact.claim) for claim in said)]
        bare = [rf"(?<![\d.,]){re.escape(claim.token)}(?![.,]?\d)" for claim in said if not claim.unit]
        alike = [fact for fact in facts if any(re.search(number, fact.token) for number in bare)]
        return found or (alike if len(alike) == 1 else [])  # a bare "18" can mean one fact only
    mine = stems(flat(line))
    return [fact for fact in facts if mine and len(mine & _about(fact)) >= max(1, ENOUGH * len(mine))]


def _about(fact: Fact) -> frozenset[str]:
    return stems(flat(f"{fact.clause} {fact.token}"))
