"""Red flags, each from what was found or from what stayed absent."""

from __future__ import annotations

import re
from typing import Final

from lpcoach.content.terms import FLAGS, FlagId, SignalId
from lpcoach.reading.against import RULES
from lpcoach.reading.clauses import sentences
from lpcoach.reading.rules import scan
from lpcoach.reading.types import Evidence, Reading
from lpcoach.reading.weights import Counts, Weights, peak
from lpcoach.scoring.types import FlagRating

__all__ = ["called_for", "flags"]

_SHOWN_BY: Final[dict[FlagId, SignalId]] = {
    "team_credit": "team_only",
    "novelty": "novelty_first",
    "unsafe": "unsafe_choice",
    "no_learning": "nothing_left",
}
_UNSAFE: Final = [rule for rule in RULES if rule.signal == "unsafe_choice"]
# Learning is called for by a question about a failure; of other stories raters disagree who had to learn from what.
_FAILED: Final = re.compile(r"fail|mistake|wrong|regress|broke", re.IGNORECASE)
_CLAUSES: Final = ("novelty", "unsafe")  # raised by what a clause says; the others by the story as a whole


def flags(reading: Reading, counts: Counts, weights: Weights) -> dict[FlagId, FlagRating]:
    """All five flags with their quotes; a flag for something absent has none."""
    return {flag: _flag(flag, reading, counts, weights) for flag in FLAGS}


def _flag(flag: FlagId, reading: Reading, counts: Counts, weights: Weights) -> FlagRating:
    found = reading.of(_SHOWN_BY[flag]) if flag in _SHOWN_BY else ()
    scale = weights.scales[f"flag {flag}"]
    if flag not in _CLAUSES:
        raised = scale.mark(counts) == 0 and called_for(flag, reading.thread.question)
        return FlagRating(raised, tuple(item for item in found if item.strength > 1))
    agreed = [item for item in found if flag == "unsafe" and _by_rule(item)]
    raised = peak([item.weight for item in found]) >= scale.cuts[0] or bool(agreed)
    # What raises it is quoted, the heaviest first, and nothing that counts for less than half of that.
    ranked = sorted(found, key=lambda item: -item.weight)
    heavy = [item for item in ranked if item.weight >= ranked[0].weight / 2]
    return FlagRating(raised, tuple(dict.fromkeys([*agreed, *heavy])))


def called_for(flag: FlagId, question: str) -> bool:
    """Whether a flag may be raised for an answer to this question."""
    return flag != "no_learning" or _FAILED.search(question) is not None


def _by_rule(item: Evidence) -> bool:
    """Whether a rule finds the same in the clause: too few writers show it for words alone to be sure."""
    quote = item.quote
    return any(hint.strength > 1 for sentence in sentences(quote.where, quote.text) for hint in scan(sentence, _UNSAFE))
