"""Which parts of a story are there: situation, task, action, result."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lpcoach.content.terms import StarPart
from lpcoach.reading.clauses import Sentence
from lpcoach.reading.types import Evidence
from lpcoach.reading.weights import Weights, counted

__all__ = ["parts"]

_SITUATION = re.compile(
    r"\b(?:at (?:a|an|my|our|the)|was|were|had|ran|owned|joined|worked (?:at|on|for|in)|my (?:last|previous|team|"
    r"company)|our|inherited|when i|in (?:20\d\d|january|march|spring|autumn))\b"
)
_ACTION = re.compile(
    r"\b(?:i|we|i've|i'd)\s+(?:\w+ly |also |then |just |first |had |did )?\w{2,}(?:ed|t|w|e|d|n|g)\b|^(?:built|"
    r"wrote|ran|added|cut)\b"
)


def parts(sentences: Sequence[Sentence], items: Sequence[Evidence], weights: Weights) -> dict[StarPart, bool]:
    """Situation and action by what clauses do and where they stand; task and result by the evidence for them."""
    if not sentences:
        return {"situation": False, "task": False, "action": False, "result": False}
    early = sentences[: max(1, len(sentences) // 2)]
    own = any(item.signal in ("own_action", "own_decision") for item in items)
    counts = counted(items)
    return {
        "situation": any(_SITUATION.search(s.low) for s in early),
        "task": weights.scales["star task"].mark(counts) > 0,
        "action": own or any(_ACTION.search(s.low) for s in sentences),
        "result": weights.scales["star result"].mark(counts) > 0,
    }
