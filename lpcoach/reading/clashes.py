"""What does not fit together across a loop, and what is told twice. Where unsure, nothing is said.

Only forms of statement that leave little room are set against each other: the size of one's own team, who led, when
one thing started, how long one thing lasted, and one metric at one moment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from lpcoach.content.terms import ClaimKind
from lpcoach.reading.citing import cites
from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.clauses import flat, sentences
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Claim, Quote, Thread

__all__ = ["Clash", "Repeat", "clashes", "repeats"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements that cannot both hold, with the stories (from 0) that they stand in."""

    story_a: int
    a: Quote
    story_b: int
    b: Quote
    type: str
    why: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two stories that tell one case; ``quote_a`` and ``quote_b`` show it."""

    a: int
    b: int
    quote_a: Quote
    quote_b: Quote
    why: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """A claim with the flat text of the sentence that makes it, and the words of its own in the whole story."""

    story: int
    claim: Claim
    low: str
    words: frozenset[str]

    @property
    def clause(self) -> str:
        """The flat text of the clause that makes the claim."""
        return flat(self.claim.quote.text)

    @property
    def open(self) -> bool:
        """Whether its own words leave room for another value elsewhere."""
        return _OPEN.search(self.clause) is not None or _GROWTH.search(self.low) is not None


MOST: Final = 200  # statements of one story that are set against the others
ALIKE: Final = 8  # words of their own that two stories share when they are about one piece of work
# Where one of these stands, two values can both hold: growth, plans, ranges, and what was corrected openly.
_OPEN: Final = re.compile(
    r"\b(?:grew|grown|grow|joined|join|later|at first|initially|in the beginning|by the end|now|today|meanwhile|"
    r"since then|extended|correct(?:ed|ion)?|i said|i misspoke|sorry|actually|rather|plan(?:ned)?|would|should|"
    r"target|goal|promised|estimate[ds]?|expected|if|up to|at least|at most|between|or so|other team|another|per|"
    r"each|every|left the)\b"
)
_GROWTH: Final = re.compile(r"\b(?:grew|grown|growing|joined|later|wrong|corrected|misspoke)\b")
_GENERIC: Final = listed(
    "model models team teams week weeks month months year years days hours data people engineers engineer scientists "
    "time first then there their they them that this with from have been were when what which would about after "
    "before because into over only just more than some same also very work working worked built build made make went "
    "came took weeks start started launch launched live running turned switched rollout production system service "
    "number numbers around never every other still where while until during january february march april june july "
    "august september october november december"
)
_START: Final = re.compile(
    r"\b(?:launched|went live|started|turned (?:it )?on|switched (?:it )?on|rolled out|rollout was|live since|"
    r"running since|been live since|went into production)\b"
)
_LASTED: Final = re.compile(
    r"\bthe ([a-z]{4,}) (?:ran|lasted|took|went on|was running)(?: on)?(?: for)?(?: about| around)? "
)
_MOMENT: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:take|took|taken|"
    r"hand(?:ed)?)[ -]?over)\b"
)
_LED: Final = re.compile(r"\bi (?:led|was leading|headed|was the (?:[a-z-]+ )?lead)\b")
_OTHER_LED: Final = re.compile(
    r"\b(?:manager|director|lead|boss|colleague|[a-z]+) was leading (?:it|us|the)\b|\bthe lead (?:for [a-z]+|of [a-z "
    r"]+)?,? ?(?:that )?was (?!me\b|mine\b|i\b)|\bi (?:didn't|did not) lead\b"
)


def clashes(threads: Sequence[Thread]) -> tuple[Clash, ...]:
    """Pairs of statements that cannot both hold, in the order of the loop."""
    told = [statement for story, thread in enumerate(threads) for statement in islice(_statements(story, thread), MOST)]
    found: list[Clash] = []
    for one, other in combinations(told, 2):
        if one.claim.kind != other.claim.kind or one.claim.unit != other.claim.unit or _one_place(one, other):
            continue
        reason = _team(one, other) or _duration(one, other) or _start(one, other) or _metric(one, other)
        if reason:
            found.append(Clash(one.story, one.claim.quote, other.story, other.claim.quote, *reason))
    found += _leads(threads)
    return tuple(sorted(found, key=lambda clash: (clash.story_a, clash.story_b, clash.a.start)))


def repeats(threads: Sequence[Thread]) -> tuple[Repeat, ...]:
    """Pairs of stories that tell the same case: two telling figures and the words around them are the same."""
    found: list[Repeat] = []
    for one, other in combinations(range(len(threads)), 2):
        a, b = _facts(threads[one]), _facts(threads[other])
        shared = [key for key in a if key in b]
        if len(shared) >= 2 and len(_specific(threads[one].answer) & _specific(threads[other].answer)) >= 4:
            key = shared[0]
            found.append(Repeat(one, other, a[key], b[key], "the same figures about the same things in both stories"))
    return tuple(found)


def _statements(story: int, thread: Thread) -> Iterator[_Statement]:
    told = {where: tuple(sentences(where, text)) for where, text in thread.places()}
    words = _specific(" ".join(sentence.low for said in told.values() for sentence in said))
    for claim in claims(thread):
        said = told[claim.quote.where]
        holding = said[bisect_right(said, claim.quote.start, key=lambda sentence: sentence.start) - 1]
        if _settles(claim, holding.low):
            statement = _Statement(story, claim, holding.low, words)
            if not statement.open:
                yield statement


def _settles(claim: Claim, low: str) -> bool:
    """Whether the claim has a form that leaves room for one value only."""
    if claim.kind == "headcount":
        return True
    if claim.kind == "duration":
        return _LASTED.search(low) is not None
    if claim.kind == "date":
        return claim.value is not None and _START.search(low) is not None
    measured = claim.kind in {"figure", "cost"} and bool(claim.subject) and not claim.has_baseline
    return measured and _MOMENT.search(low) is not None


def _one_place(one: _Statement, other: _Statement) -> bool:
    return (one.story, one.claim.quote.where) == (other.story, other.claim.quote.where)


def _same_thing(one: _Statement, other: _Statement) -> bool:
    """Whether two sentences speak of one piece of work: always so in one story, else by words of their own."""
    return one.story == other.story or len(one.words & other.words) >= ALIKE


def _specific(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z][a-z-]{4,}", flat(text))
    return frozenset(word.rstrip("s") for word in words if word not in _GENERIC)


def _both(one: _Statement, other: _Statement, kind: ClaimKind) -> tuple[float, float] | None:
    a, b = one.claim, other.claim
    if a.kind != kind or b.kind != kind or a.unit != b.unit or a.value is None or b.value is None:
        return None
    return a.value, b.value


def _team(one: _Statement, other: _Statement) -> tuple[str, str] | None:
    values = _both(one, other, "headcount")
    if values is None or abs(values[0] - values[1]) < 2 or not _same_thing(one, other):
        return None
    return "team_size", f"the team is {values[0]:g} people in one place and {values[1]:g} in the other"


def _duration(one: _Statement, other: _Statement) -> tuple[str, str] | None:
    values = _both(one, other, "duration")
    first, second = _LASTED.search(one.low), _LASTED.search(other.low)
    if values is None or not first or not second or first[1] != second[1] or _near(*values, 1.4):
        return None
    return "duration", f"the {first[1]} lasts {one.claim.token} in one place and {other.claim.token} in the other"


def _start(one: _Statement, other: _Statement) -> tuple[str, str] | None:
    values = _both(one, other, "date")
    if values is None or values[0] == values[1]:
        return None
    if not _specific(one.low) & _specific(other.low):
        return None
    return "date", f"the start is {one.claim.token} in one place and {other.claim.token} in the other"


def _metric(one: _Statement, other: _Statement) -> tuple[str, str] | None:
    values = _both(one, other, "figure") or _both(one, other, "cost")
    if values is None or _near(*values, 1.1):
        return None
    same = one.claim.subject.split()[-1:] == other.claim.subject.split()[-1:]
    if not same or not _moments(one.low) & _moments(other.low) or not _same_thing(one, other):
        return None
    return "number", f"{one.claim.subject} at one moment is {one.claim.token} and {other.claim.token}"


def _moments(low: str) -> set[str]:
    return {"takeover" if "over" in moment else moment for moment in _MOMENT.findall(low)}


def _near(a: float, b: float, factor: float) -> bool:
    low, high = sorted((a, b))
    return low <= 0 or high / low < factor


def _leads(threads: Sequence[Thread]) -> Iterator[Clash]:
    """Within one story: "I led" in the answer, and in a reply somebody else who did."""
    for story, thread in enumerate(threads):
        told = [s for where, text in thread.places() for s in sentences(where, text)]
        mine = next(((s, m) for s in told if s.where == "answer" and (m := _LED.search(s.low))), None)
        theirs = next(((s, m) for s in told if s.where != "answer" and (m := _OTHER_LED.search(s.low))), None)
        if mine and theirs:
            (a, led), (b, other) = mine, theirs
            why = "one statement gives the lead to the candidate, the other to somebody else"
            yield Clash(story, a.quote(*led.span()), story, b.quote(*other.span()), "role", why)


def _facts(thread: Thread) -> dict[tuple[float, str], Quote]:
    """Figures that tell a case apart, each with a clause fit to be cited."""
    found: dict[tuple[float, str], Quote] = {}
    clauses = cites(thread)
    for claim in claims(thread):
        if claim.value is None or claim.kind not in {"figure", "cost"} or (claim.unit != "%" and claim.value < 100):
            continue
        fact = token_quote(claim)
        holding = [
            c.quote
            for c in clauses
            if c.quote.where == fact.where and c.quote.start <= fact.start and fact.end <= c.quote.end
        ]
        if holding:
            found.setdefault((claim.value, claim.unit), min(holding, key=lambda quote: len(quote.text)))
    return found


def _within(fact: Quote, clause: Quote) -> bool:
    return clause.start <= fact.start and fact.end <= clause.end
