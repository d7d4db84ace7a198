"""A story's ledger, and what a text holds of it: figures by value or digits, everything else by its words.

One reader serves both sides: the claims of the text, without the numbers that only name or spell something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.told import stems
from lpcoach.reading.types import Claim, Thread

__all__ = ["Fact", "Held", "against", "facts_of", "holds", "strange_facts"]

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?: ?[ap]m\b)?", re.IGNORECASE)
_BEFORE: Final = re.compile(r"[\w:/.,=?&@#+~<>()\[\]{}-]*$")  # what hangs on a number without a space
_AFTER: Final = re.compile(r"[\w:/.,=?&@#+~<>()\[\]{}-]*")
_A_RATE: Final = re.compile(r"^/[a-z]+")  # "130/day"
_NAMED: Final = re.compile(r"\b\w*_\w* $|= ?$")  # "user_id 17", "k = 5"
_VERSION: Final = re.compile(
    r"\b(?:python|java|postgres(?:ql)?|cuda|pytorch|tensorflow|spark|kafka|kubernetes|llama|gpt|gemini) $",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-Z][a-z’'-]*[a-z]\b")  # within a sentence
ENOUGH: Final = 0.5  # of the words of the shorter side
MOST: Final = 40  # facts of one story that are held against a text


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable fact: ``token`` in the candidate's words, ``clause`` the words around it."""

    token: str
    clause: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What was said to be forgotten, held against the ledger; ``strange`` are lines that stand in no fact."""

    forgotten: tuple[Fact, ...]
    told: tuple[Fact, ...]
    strange: tuple[str, ...]


def facts_of(thread: Thread) -> tuple[Fact, ...]:
    """The ledger of a story, each fact once, in the order of the text."""
    found: dict[str, Fact] = {}
    texts = dict(thread.places())
    for claim in claims(thread):
        token = _token(claim, texts[claim.quote.where])
        if token:
            found.setdefault(flat(token).strip(), Fact(token, claim.quote.text, claim.value))
    facts = list(found.values())[:MOST]
    return tuple(one for one in facts if not any(_within(one, other) for other in facts))


def _within(one: Fact, other: Fact) -> bool:
    return one.clause == other.clause and one.token != other.token and f" {one.token}" in other.token


def _token(claim: Claim, text: str) -> str:
    """The words of a fact; empty where its number is part of a name, an address, a version or code."""
    quote = token_quote(claim)
    if claim.kind in ("role", "owner", "cause", "existence"):
        return re.sub(r"^\d+ ", "", claim.token)
    if not _NUMBER.fullmatch(claim.token):
        return claim.token
    before, after = _BEFORE.search(text, 0, quote.start), _AFTER.match(text, quote.end)
    left, right = before.group() if before else "", after.group() if after else ""
    whole = f"{left}{claim.token}{_A_RATE.sub('', right)}".strip("(.,:)")
    clock = _CLOCK.match(text, quote.start - len(left.lstrip("(")))
    if clock and clock.group().startswith(whole):
        return clock.group()
    if whole != claim.token and whole.strip("+-") != claim.token:
        return ""
    named = any(pattern.search(text, 0, quote.start) for pattern in (_NAMED, _VERSION))
    return "" if named else claim.token


def holds(text: str, fact: Fact) -> bool:
    """Whether a text says the fact: all its figures, or half of its words where it has none."""
    wanted = _numbers(fact.token)
    if wanted and wanted <= _numbers(text):
        return True
    if fact.value is not None and fact.value in _values(text):
        return True
    if wanted:
        return False
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
    whole = "\n".join(story)
    facts = [fact.token for fact in facts_of(Thread("", text)) if _is_new(fact, whole)]
    known = {word.lower() for word in re.findall(r"[^\W\d_]+", whole)}
    names = [name for name in _NAME.findall(text) if name.lower() not in known and not any(name in f for f in facts)]
    return tuple(dict.fromkeys([*facts, *names]))


def _is_new(fact: Fact, story: str) -> bool:
    """A figure, date or head count that the story lacks; who owned or led what is said in too many ways to hold it."""
    return (bool(_numbers(fact.token)) or fact.value is not None) and not holds(story, fact)


def _values(text: str) -> set[float]:
    return {claim.value for claim in claims(Thread("", text)) if claim.value is not None}


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
