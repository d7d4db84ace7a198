"""Red flags, each from what was found or from what stayed absent."""

from __future__ import annotations

from typing import Final

from lpcoach.content.terms import FLAGS, FlagId, SignalId
from lpcoach.reading.clauses import sentences
from lpcoach.reading.reader import ruled
from lpcoach.reading.types import Evidence, Reading
from lpcoach.reading.weights import Counts, Weights, peak
from lpcoach.scoring.types import FlagRating

__all__ = ["flags"]

_SHOWN_BY: Final[dict[FlagId, SignalId]] = {
    "team_credit": "team_only",
    "novelty": "novelty_first",
    "unsafe": "unsafe_choice",
    "no_learning": "nothing_left",
}
_CLAUSES: Final = ("novelty", "unsafe")  # raised by what a clause says; the others by the story as a whole


def flags(reading: Reading, counts: Counts, weights: Weights) -> dict[FlagId, FlagRating]:
    """All five flags with their quotes; a flag for something absent has none."""
    return {flag: _flag(flag, reading, counts, weights) for flag in FLAGS}


def _flag(flag: FlagId, reading: Reading, counts: Counts, weights: Weights) -> FlagRating:
    found = reading.of(_SHOWN_BY[flag]) if flag in _SHOWN_BY else ()
    scale = weights.scales[f"flag {flag}"]
    if flag not in _CLAUSES:
        return FlagRating(scale.mark(counts) == 0, tuple(item for item in found if item.strength > 1))
    agreed = tuple(item for item in found if flag == "unsafe" and _by_rule(item))
    raised = peak([item.weight for item in found]) >= scale.cuts[0] or bool(agreed)
    full = tuple(item for item in found if item.strength > 1)
    return FlagRating(raised, full or agreed or (max(found, key=lambda item: item.weight),) if found else ())


def _by_rule(item: Evidence) -> bool:
    """Whether a rule finds the same in the clause: too few writers show it for words alone to be sure."""
    quote = item.quote
    hints = (hint for sentence in sentences(quote.where, quote.text) for hint in ruled(sentence))
    return any(hint.signal == item.signal and hint.strength > 1 for hint in hints)
