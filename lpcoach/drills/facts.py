"""A story's ledger, and what a text holds of it: figures by value and unit, dates by their parts, the rest by words.

One reader serves both sides: the claims of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import Final

from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.clauses import flat
from lpcoach.reading.dates import dates
from lpcoach.reading.ledger.told import stem, stems
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Claim, Thread

__all__ = ["Fact", "Held", "against", "facts_of", "holds", "strange_facts"]

_WORD: Final = re.compile(r"[a-z][a-z'-]*")
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-Z](?:[a-z]+|(?=-))(?:-[A-Za-z]+)*\b")  # within a sentence, without "'s"
_MEASURED: Final = listed(
    "s % points bps times months usd eur gbp jpy inr chf cent fps qps rps tps hz khz mhz ghz kb mb gb tb pb kwh px db"
)
_SHARES: Final = frozenset({"%", "points"})
_STAFF: Final = listed(
    "people person persons engineers scientists developers devs analysts researchers colleagues teammates reports "
    "members folks fte ftes heads us"
)
_MONTH: Final = 20 * 86_400.0  # seconds; from there on a calendar's months are no exact number of days
_MONTH_OFF: Final = 0.0035  # twelve months, 52 weeks and 365 days are one year
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
DISTINCT: Final = 3  # digits of a figure by which it is known without its unit
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
        return _checkable(self.claim)


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
        token = re.sub(r"^\d+ ", "", quote.text) if not _checkable(claim) else quote.text
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
        return any(_says(claim, fact.claim) for claim in claims(Thread("", text)))
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


def _checkable(claim: Claim) -> bool:
    return claim.value is not None or claim.kind == "date"


def _says(said: Claim, fact: Claim) -> bool:
    """Whether a claim of one text is a claim of another: the same date, or the same value in a unit that fits."""
    if "date" in (said.kind, fact.kind):
        return said.kind == fact.kind and any(
            mine.says(theirs) for theirs in dates(fact.token) for mine in dates(said.token)
        )
    return (_same_value(said, fact) and _same_unit(said, fact)) or _same_digits(said, fact) or _same_share(said, fact)


def _same_share(said: Claim, fact: Claim) -> bool:
    """Whether one is a bare fraction below one and the other the same in percent: a recall of 0.81 is 81%."""
    bare, other = (fact, said) if said.unit else (said, fact)
    if bare.unit or other.unit != "%" or bare.value is None or other.value is None or other.high is not None:
        return False
    return 0 < bare.value < 1 and isclose(bare.value * 100, other.value, rel_tol=1e-9)


def _same_digits(said: Claim, fact: Claim) -> bool:
    """Whether one gives a unit to a figure that stands bare in the other: beside that unit, or no everyday number."""
    bare, other = (fact, said) if said.unit else (said, fact)
    number = _FIGURE.search(other.token.replace(",", ""))
    if bare.unit or bare.value is None or other.unit not in _MEASURED or other.high is not None or number is None:
        return False
    if not isclose(float(number[0]), bare.value, rel_tol=1e-9):
        return False
    unit = re.escape(re.sub(r"[\d.,\s]", "", flat(other.token)))
    beside = unit and re.search(rf"(?<![a-z]){unit}(?![a-z])", flat(bare.quote.text))  # "55 minutes before, 42 after"
    return bool(beside) or max(map(_digits, (bare.token, other.token))) >= DISTINCT


def _digits(token: str) -> int:
    """How many digits tell a figure apart; the noughts of 100, 12,000 and 0.81 do not."""
    digits = re.sub(r"\D", "", token).lstrip("0")
    return len(digits if "." in token else digits.rstrip("0"))


def _same_value(said: Claim, fact: Claim) -> bool:
    if said.value is None or fact.value is None:
        return False
    if fact.high is not None and said.high is None:
        return fact.value <= said.value <= fact.high
    tops = (said.high or said.value, fact.high or fact.value)
    off = _MONTH_OFF if fact.unit == "s" and fact.value > _MONTH else 1e-9
    return isclose(said.value, fact.value, rel_tol=off) and isclose(*tops, rel_tol=off)


def _same_unit(said: Claim, fact: Claim) -> bool:
    """A bare number fits what stands beside it; a measure fits itself; what is counted fits the same noun."""
    units = {said.unit, fact.unit}
    if len(units) == 1 or units == _SHARES or units <= _STAFF:
        return True
    if "" in units:
        bare, other = (said, fact) if not said.unit else (fact, said)
        written = other.unit == "times" or other.unit not in _MEASURED  # "3 times" is 3x
        return written and stem(other.unit) in _words(bare.quote.text)
    return not units & _MEASURED and len({stem(unit) for unit in units}) == 1


def _words(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(flat(text))}


def _named(line: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that a line names: by its figures and dates where it has any, else by half of its words."""
    said = [claim for claim in claims(Thread("", line)) if _checkable(claim)]
    if said:
        found = [fact for fact in facts if fact.checkable and any(_says(claim, fact.claim) for claim in said)]
        bare = [rf"(?<![\d.,]){re.escape(claim.token)}(?![.,]?\d)" for claim in said if not claim.unit]
        alike = [fact for fact in facts if any(re.search(number, fact.token) for number in bare)]
        return found or (alike if len(alike) == 1 else [])  # a bare "18" can mean one fact only
    mine = stems(flat(line))
    return [fact for fact in facts if mine and len(mine & _about(fact)) >= max(1, ENOUGH * len(mine))]


def _about(fact: Fact) -> frozenset[str]:
    return stems(flat(f"{fact.clause} {fact.token}"))
