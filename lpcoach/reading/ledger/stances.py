"""Two statements about one thing whose stances exclude each other: whether there was one, who made it, why.

A thing is known by its head noun and the words it shares; two stances are set against each other only where thing and
time agree. Where the thing may be another one, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from lpcoach.reading.ledger.forms import AT_FIRST, ELSEWHERE
from lpcoach.reading.ledger.told import Clash, Loop, Told, stems
from lpcoach.reading.statements import Statement, statements
from lpcoach.reading.types import Quote

__all__ = ["other_stances"]

_LINK: Final = re.compile(
    r"\b(?:for|on|in|at|about|to|of|that|which|and|or|but|because|since|as|when|with|from|before|after|by|so|like|"
    r"such|"
    r"over|behind|ready|until|whose|where|while|if|then|is|was|are|were|had|has|have)\b"
)
_LATER: Final = re.compile(
    r"\b(?:added|since|now|from then|after that|afterwards|later|next time|today|introduced|then|started to|these "
    r"days|"
    r"proposed|promised|wanted|asked|would|should|could|if|will|plan(?:ned)? to|not|no|never|nobody|\w+n't|another|"
    r"other)\b"
)
_ALWAYS: Final = re.compile(
    r"\b(?:never|ever|at all|to this day|until today|no such|like that|for (?:that|this) one|anywhere|in the end|on "
    r"paper)\b|"
    r"\b(?:don't|do not|haven't|isn't|there is no|there are no)\b"
)
_ALSO: Final = re.compile(
    r"\b(?:also|too|another|second|other|partly|part of|as well|mostly|both|one of|some|first|not)\b"
)
_TIME: Final = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"winter|"
    r"month|months|week|weeks|quarter|quarters|half year|year|years|day|days|launch|global|worldwide)\b"
)
_CLAUSE: Final = re.compile(r"\b(?:and|but|then|so|(?<!in )that|which|when|if|because|since|while|although|where)\b")
_EFFECT: Final = re.compile(r",| so | and then | which ")
_WHY: Final = re.compile(r"\b(?:why|cause|reason|explan\w+|come to|came to|happen\w*|behind|how sure|sure)\b")


@dataclass(frozen=True, eq=False)
class _Said:
    """A statement where it stands."""

    told: Told
    statement: Statement

    @property
    def thing(self) -> frozenset[str]:
        """The stems of all that it is about."""
        text = self.statement.thing
        if self.statement.kind == "outcome":
            text = _CLAUSE.split(text)[-1]
        elif self.statement.kind == "cause":
            text = _EFFECT.split(text, maxsplit=1)[0]
        return stems(text)

    @property
    def named(self) -> frozenset[str]:
        """The stems of the thing's own name, without what is said of it behind a preposition."""
        return stems(_LINK.split(self.statement.thing, maxsplit=1)[0])

    @property
    def heads(self) -> frozenset[str]:
        """The last word of the name."""
        words = [word for word in _LINK.split(self.statement.thing, maxsplit=1)[0].split() if stems(word)]
        return stems(words[-1]) if words else frozenset()


def other_stances(loop: Loop) -> Iterator[Clash]:
    """Every pair of statements that exclude each other; the closest for each of them."""
    said = [_Said(told, one) for told in loop.told for one in statements(told.low)]
    for one, other in combinations(said, 2):
        kind = one.statement.kind
        if kind != other.statement.kind or one.told.place == other.told.place:
            continue
        why = _RULES[kind](loop, one, other)
        if why:
            yield Clash(one.told.story, _quote(one), other.told.story, _quote(other), kind, why)


def _quote(said: _Said) -> Quote:
    return said.told.sentence.quote(said.statement.start, said.statement.end)


def _sides(one: _Said, other: _Said, first: str, second: str) -> tuple[_Said, _Said] | None:
    by = {one.statement.stance: one, other.statement.stance: other}
    return (by[first], by[second]) if first in by and second in by else None


def _existence(loop: Loop, one: _Said, other: _Said) -> str:
    sides = _sides(one, other, "yes", "no")
    if sides is None:
        return ""
    there, none = sides
    if _LATER.search(there.told.low) and not _ALWAYS.search(none.told.low):
        return ""
    if re.search(r"\b(?:no|not|never|\w+n't|would|should|if|next time)\b", there.told.low):
        return ""
    if AT_FIRST.search(none.told.window):
        return ""
    head = none.heads & there.named
    need = 1 if none.named <= there.named and len(none.named) > 1 else 0
    if not head or not (
        need or (one.told.story == other.told.story and loop.shared(there.told.around, none.told.around) >= 2)
    ):
        return ""
    return "one statement says that there was one, the other that there was none"


def _cause(loop: Loop, one: _Said, other: _Said) -> str:
    if "sole" not in (one.statement.stance, other.statement.stance):
        return ""
    if (
        one.thing & other.thing
        or any(_ALSO.search(each.told.low) for each in (one, other))
        or not (one.thing and other.thing)
    ):
        return ""
    if one.told.story == other.told.story:
        effect = loop.shared(one.told.around - one.thing, other.told.topic - other.thing)
        if not (_WHY.search(loop.asked(other.told.place)) or effect >= 1):
            return ""
    elif loop.shared(one.told.around - one.thing, other.told.around - other.thing) < (
        0.5 if loop.akin(one.told, other.told) else 2
    ):
        return ""
    return "one statement gives one cause, the other another"


def _role(loop: Loop, one: _Said, other: _Said) -> str:
    if _sides(one, other, "lead", "under") is None or any(ELSEWHERE.search(each.told.low) for each in (one, other)):
        return ""
    shared = loop.shared(one.told.about, other.told.about)
    if shared < (0.5 if loop.akin(one.told, other.told) else 1):
        return ""
    return "one statement gives the lead to the candidate, the other does not"


def _ownership(loop: Loop, one: _Said, other: _Said) -> str:
    sides = _sides(one, other, "mine", "other")
    if sides is None:
        return ""
    mine, others = sides
    idea = "idea" in mine.statement.thing and mine.thing & others.thing
    if not ((mine.heads and mine.heads & others.thing) or idea):
        return ""
    return "one statement gives this to the candidate, the other to somebody else"


def _outcome(loop: Loop, one: _Said, other: _Said) -> str:
    stances = {one.statement.stance, other.statement.stance}
    shared = one.thing & other.thing
    if len(stances) == 1 or not shared or not loop.rare(shared):
        return ""
    small = min(one.thing, other.thing, key=len)
    if len(shared) < min(2, len(small)):
        return ""
    times = [set(_TIME.findall(each.told.low)) for each in (one, other)]
    if "flat" not in stances and not len(times[0] & times[1]) >= 1:
        return ""
    if any(ELSEWHERE.search(each.told.low) for each in (one, other)):
        return ""
    return (
        "one statement has it change, the other not at all"
        if "flat" in stances
        else "the two statements have it go in opposite directions"
    )


_Rule = Callable[[Loop, _Said, _Said], str]
_RULES: Final[dict[str, _Rule]] = {
    "existence": _existence,
    "cause": _cause,
    "role": _role,
    "ownership": _ownership,
    "outcome": _outcome,
}
