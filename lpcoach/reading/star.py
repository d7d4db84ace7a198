"""Which parts of a story are there: situation, task, action, result."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lpcoach.content.terms import StarPart
from lpcoach.reading.clauses import Sentence
from lpcoach.reading.types import Evidence

__all__ = ["parts"]

_SITUATION = re.compile(
    r"\b(?:at (?:a|an|my|our|the)|was|were|had|ran|owned|joined|worked (?:at|on|for|in)|my (?:last|previous|team|"
    r"company)|our|inherited|when i|in (?:20\d\d|january|march|spring|autumn))\b"
)
_TASK = re.compile(
    r"\b(?:my (?:job|task|goal|part|role|aim)|i (?:owned|own|was (?:asked|responsible|on call|supposed|given)|"
    r"had to|needed to|ran|led|inherited|took over|wanted to|kept)|"
    r"(?:the )?(?:goal|target|plan|ask|aim|deadline|question|problem|wanted|budget|supposed to|had to|needed|"
    r"was (?:slow|bad|wrong|too)|asked (?:me|us|for)|complain\w*)|"
    r"had (?:never|no)|dropped|fell|broke|failed|wrong|worse)\b"
)
_ACTION = re.compile(
    r"\b(?:i|we|i've|i'd)\s+(?:\w+ly |also |then |just |first |had |did )?\w{2,}(?:ed|t|w|e|d|n|g)\b|^(?:built|"
    r"wrote|ran|added|cut)\b"
)
_RESULT = re.compile(
    r"\b(?:now|since|after(?:wards)?|result\w*|in the end|finally|went (?:up|down|from|live|out)|fell|dropped|"
    r"rose|improved|reduced|increased|saved|down to|came (?:out|down)|ended|"
    r"live|launched|shipped|worked|is used|used by|promoted|impact|success\w*|stopped|shut down|unchanged|within|"
    r"today|still|at the end|we got|it got|turned out|satisf\w+)\b"
)


def parts(sentences: Sequence[Sentence], items: Sequence[Evidence]) -> dict[StarPart, bool]:
    """Each part by what its clauses do, and where they stand: a setting first, an outcome later."""
    if not sentences:
        return {"situation": False, "task": False, "action": False, "result": False}
    third = max(1, len(sentences) // 2)
    early, late = sentences[:third], sentences[len(sentences) // 2 :]
    own = any(item.signal in ("own_action", "own_decision") for item in items)
    return {
        "situation": any(_SITUATION.search(s.low) for s in early),
        "task": any(_TASK.search(s.low) for s in early),
        "action": own or any(_ACTION.search(s.low) for s in sentences),
        "result": any(item.signal in ("change", "effect", "adoption") for item in items)
        or any(_RESULT.search(s.low) for s in late),
    }
