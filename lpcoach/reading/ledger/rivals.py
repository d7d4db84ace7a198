"""Two values of one thing: the size of a team, how long it took, when it started, what was measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from lpcoach.reading.dates import MONTHS
from lpcoach.reading.ledger.told import Clash, Loop, stems
from lpcoach.reading.ledger.values import Value, known, near
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Claim

__all__ = ["other_values"]

_MONTH: Final = "|".join(MONTHS)
_START: Final = re.compile(
    r"\b(?:launched|went live|go live|started|turned (?:it )?on|switched (?:it )?on|rolled out|rollout|live since|"
    r"been live|gone live|goes live|in use|(?:gone|went|came|come) into (?:service|use|operation)|in service|"
    r"running since|was running|in production|shipped|released|introduced|began|joined|hired|happened|was in|broke|"
    r"built)\b"
)
_MOMENT: Final = re.compile(
    rf"\b(?:{_MONTH}|take over|took (?:it )?over|taking over|hand(?:ed)?[ -]?over|inherited|when i (?:joined|came|"
    rf"started|arrived)|"
    r"month i joined|at the start|day one|first day)\b"
)
_LASTED: Final = re.compile(
    r"\b(?:took|takes|taken|take|lasted|been|ran|went on|was|were|is|for|in|within|over|period of|needed|spent|cost|"
    r"after)(?: (?:"
    r"us|me|it|the|a|"
    r"about|around|some|roughly|only|just|all|full|another|whole|nearly|almost|of|good|to|close|more|less|than|team|"
    r"little|under|over"
    r"))* $"
)
_WHOLE: Final = re.compile(
    r"\b(?:whole (?:thing|project|work|effort)|(?:the|this) (?:project|build|work|effort|migration|rollout|pilot)|"
    r"all in all|"
    r"altogether|in total|start to finish|end to end|it took|took (?:us|me)|period of|we (?:built|did|shipped|"
    r"finished|"
    r"delivered) (?:it|this|that))\b"
)
_EVENT: Final = re.compile(
    r"\b(?:pilot|test|experiment|outage|migration|rollout|project|freeze|review|training|build|comparison|trial|"
    r"launch|"
    r"incident|replay|audit|labelling|annotation|switch|move|fix|rewrite|onboarding|mentoring|deadline|holdout|"
    r"shadow|parallel)"
)
_SPANS: Final = re.compile(
    r"^(?:-long)?(?: (?:of (?!age|history|the|them|these|those|data)|from|until|till|straight|start to|end to|"
    r"before it|pilot|test|"
    r"experiment|trial|project|outage|freeze|comparison|migration|rollout))"
)
_NO_LENGTH: Final = re.compile(
    r"^(?:-old| (?:away|ago|later|before|early|late|old|ahead|out|a (?:day|week|month)|per|each|in a row)\b)"
)
_PEOPLE: Final = frozenset(
    listed(
        "people readers users customers persons drivers patients employees clients respondents participants nurses "
        "teachers students workers members players buyers sellers merchants households applicants borrowers women men"
    )
)
_HOW_LONG: Final = re.compile(
    r"\b(?:how long|weeks|months|days|hours|timeline|duration|schedule|how (?:fast|quick)\w*)\b"
)


def other_values(loop: Loop, told: tuple[Value, ...]) -> Iterator[Clash]:
    """Pairs of values that one thing cannot have."""
    for one, other in combinations(told, 2):
        if one.told.place == other.told.place or one.open or other.open:
            continue
        rule = _RULES.get(one.claim.kind) if _RULES.get(one.claim.kind) is _RULES.get(other.claim.kind) else None
        reason = rule(loop, told, one, other) if rule else None
        if reason:
            yield Clash(one.told.story, one.claim.quote, other.told.story, other.claim.quote, *reason)


def _team(loop: Loop, _: tuple[Value, ...], one: Value, other: Value) -> tuple[str, str] | None:
    a, b = one.claim.value or 0, other.claim.value or 0
    work = one.told.near - stems(one.claim.token.lower())
    if abs(a - b) < 2 or not (loop.akin(one.told, other.told) or loop.shared(work, other.told.near) >= 1):
        return None
    return "team_size", f"the team is {a:g} people in one place and {b:g} in the other"


def _duration(loop: Loop, told: tuple[Value, ...], one: Value, other: Value) -> tuple[str, str] | None:
    if (
        near(one, other, 1.45)
        or not near(one, other, 16)
        or not (_is_length(one) and _is_length(other))
        or known(told, one, other)
    ):
        return None
    whole = 1 if _WHOLE.search(one.told.low) and _WHOLE.search(other.told.low) else 0
    event = set(_EVENT.findall(one.told.low)) & set(_EVENT.findall(other.told.low))
    akin = loop.akin(one.told, other.told)
    if one.subject & other.subject and _one_subject(loop, one, other):
        akin = True
    asked = 0.5 if one.told.story == other.told.story and _HOW_LONG.search(loop.asked(other.told.place)) else 0.0
    if loop.shared(one.words, other.words) + asked + whole + (1 if event else 0) < (1.5 if akin else 2.5):
        return None
    return "duration", f"it lasts {one.claim.token} in one place and {other.claim.token} in the other"


def _is_length(value: Value) -> bool:
    spans = _LASTED.search(value.before) or _SPANS.match(value.after)
    return spans is not None and not _NO_LENGTH.match(value.after)


def _start(loop: Loop, _: tuple[Value, ...], one: Value, other: Value) -> tuple[str, str] | None:
    first, second = _START.search(one.told.low), _START.search(other.told.low)
    if not first or not second or _same_date(one.claim, other.claim):
        return None
    close = _beside(one, first) & _beside(other, second)
    if not close and loop.shared(one.told.near, other.told.near) < (1 if loop.akin(one.told, other.told) else 1.5):
        return None
    return "date", f"the start is {one.claim.token} in one place and {other.claim.token} in the other"


def _beside(value: Value, match: re.Match[str]) -> frozenset[str]:
    """What stands beside the verb of a start."""
    return stems(value.told.low[max(0, match.start() - 40) : match.end() + 30])


def _same_date(one: Claim, other: Claim) -> bool:
    """Whether two dates can be one, as far as they say."""
    if one.value is not None and other.value is not None:
        return one.value == other.value
    months = [next((m for m in MONTHS if m in claim.token.lower()), None) for claim in (one, other)]
    return None in months or months[0] == months[1]


def _number(loop: Loop, told: tuple[Value, ...], one: Value, other: Value) -> tuple[str, str] | None:
    a, b = one.claim, other.claim
    money = "cost" in {a.kind, b.kind} and "" in {a.unit, b.unit}
    if (
        (a.unit != b.unit and not money and not {a.unit, b.unit} <= _PEOPLE)
        or near(one, other, 1.15)
        or a.has_baseline
        or b.has_baseline
        or known(told, one, other)
    ):
        return None
    if _one_subject(loop, one, other):
        return (
            "cost" if a.kind == "cost" else "number",
            f"the same figure is {a.token} in one place and {b.token} in the other",
        )
    shared = loop.shared(one.words, other.words)
    akin = loop.akin(one.told, other.told)
    moments = _moments(one.told.window) & _moments(other.told.window)
    if moments and akin and (shared >= 1 or a.subject.split()[-1:] == b.subject.split()[-1:] != []):
        return "number", f"at one moment the figure is {a.token} in one place and {b.token} in the other"
    if {a.unit, b.unit} <= _PEOPLE and akin and loop.shared(one.told.topic, other.told.topic) >= 2:
        return "number", f"there are {a.token} in one place and {b.token} in the other"
    if a.unit != b.unit or not a.unit or shared < (3 if not akin or one.told.story == other.told.story else 2):
        return None
    return "number", f"the same figure is {a.token} in one place and {b.token} in the other"


def _one_subject(loop: Loop, one: Value, other: Value) -> bool:
    """Whether the verbs before two values of one unit say them of one and the same thing."""
    small, big = sorted((one.subject, other.subject), key=len)
    if not small or not small <= big or one.claim.unit != other.claim.unit or not one.claim.unit:
        return False
    return len(small) > 1 or (loop.rare(small) and one.told.story == other.told.story and one.claim.kind == "cost")


def _moments(low: str) -> set[str]:
    return {found if found in MONTHS else "start" for found in _MOMENT.findall(low)}


_Rule = Callable[[Loop, tuple[Value, ...], Value, Value], tuple[str, str] | None]
_RULES: Final[dict[str, _Rule]] = {
    "headcount": _team,
    "duration": _duration,
    "date": _start,
    "figure": _number,
    "cost": _number,
}
