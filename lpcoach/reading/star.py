"""Which parts of a story are there: situation, task, action, result."""

from __future__ import annotations

from lpcoach.content.terms import STAR_PARTS, StarPart
from lpcoach.reading.weights import Counts, Weights

__all__ = ["parts"]


def parts(counts: Counts, weights: Weights) -> dict[StarPart, bool]:
    """Each part by the evidence that stands with it in told stories."""
    return {part: weights.scales[f"star {part}"].mark(counts) > 0 for part in STAR_PARTS}
