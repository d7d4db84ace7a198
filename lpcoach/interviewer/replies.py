"""What the last reply was: an answer, a dodge, a plain "I don't know", or a plain no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from lpcoach.content.terms import ProbeKind, SignalId
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Evidence, Reading

__all__ = ["Outcome", "bearing", "outcome"]

Outcome = Literal["answered", "dodge", "dont_know", "plain_no"]

_DONT_KNOW: Final = re.compile(
    r"\b(?:i (?:do not|don't|dont|didn't|wouldn't) know|(?:i'm |i am |im )?not (?:really |quite |entirely )?(?:sure|"
    r"certain)|no idea|i (?:can't|cannot|couldn't|don't) (?:say|tell you|tell|remember|recall)|i(?:'d| would) have "
    r"to (?:look|check|find out|go back)|i don't have (?:that|the|those) (?:number|figure)s?|hard to say)\b",
    re.IGNORECASE,
)
_PLAIN_NO: Final = re.compile(
    r"^\W*(?:honestly,? |to be honest,? |well,? |truth is,? )?(?:no\b|none\b|nothing\b|nobody\b|never\b|(?:we|i) "
    r"(?:didn't|did not|never|had no|haven't|hadn't|don't)\b|there (?:was|were|is) (?:no|none|nothing|never)\b|"
    r"before, nothing)",
    re.IGNORECASE,
)
_BEARS: Final[Mapping[ProbeKind, frozenset[SignalId]]] = {
    "numbers": frozenset({"figure", "baseline", "change", "measured", "uncertainty", "guardrail"}),
    "mechanisms": frozenset({"mechanism", "trigger", "owner", "effect", "monitoring", "adoption"}),
    "alternatives": frozenset({"alternative", "ruled_out", "tension", "cost_accepted"}),
    "risk": frozenset({"risk_handled", "unsafe_choice"}),
    "learning": frozenset({"learning", "mechanism", "trigger", "self_criticism", "adoption"}),
    "depth": frozenset({"cause", "ruled_out"}),  # and what is on the layer itself
}
_SHORT = 40  # words; an "I don't know" in the middle of a long answer is candour, not the answer


def outcome(reading: Reading, asked: Asked, place: int) -> Outcome:
    """What the reply at ``probe:place`` did with the probe ``asked``."""
    where = f"probe:{place}"
    text = reading.thread.probes[place].answer.replace("’", "'")
    bears = asked.probe_kind is None or bool(bearing(reading, asked, where))
    if _DONT_KNOW.search(text) and (not bears or len(text.split()) <= _SHORT):
        return "dont_know"
    if bears:
        return "answered"
    return "plain_no" if _PLAIN_NO.match(text) else "dodge"


def bearing(reading: Reading, asked: Asked, where: str) -> tuple[Evidence, ...]:
    """What the text at ``where`` shows of that which the probe asks for."""
    wanted = _BEARS[asked.probe_kind] if asked.probe_kind else frozenset[SignalId]()
    return tuple(
        item
        for item in reading.items
        if item.quote.where == where
        and (item.signal in wanted or (asked.layer is not None and asked.layer in (item.layer, item.signal)))
    )
