"""The line of claims: each claim of a loop in the order in which it was made, a lane a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lpcoach.content.terms import ClaimKind
from lpcoach.reading.types import Claim, Quote

__all__ = ["claim_line", "overlap"]

SHAPES: Final[dict[ClaimKind, str]] = {
    "figure": "number", "cost": "number", "date": "time", "duration": "time",
    "headcount": "people", "role": "people", "owner": "people",
    "cause": "number", "existence": "number",
}  # fmt: skip
WIDTH: Final = 320  # in its own units
LANE: Final = 34


def claim_line(stories: Sequence[tuple[int, Sequence[Claim]]], struck: Sequence[tuple[int, Quote]]) -> dict[str, Any]:
    """What the macro ``claim_line`` draws; ``struck`` are the quotes, with their stories, whose claims are marked."""
    step = (WIDTH - 40) / max(12, *(len(made) for _, made in stories), 0)
    marks = [
        {
            "x": round(34 + step * (n + 0.5), 1),
            "y": LANE * place + 17,
            "shape": SHAPES[claim.kind],
            "struck": any(at == story and overlap(claim.quote, quote) for at, quote in struck),
            "story": story,
            "quote": claim.quote.text,
            "where": claim.quote.where,
        }
        for place, (story, made) in enumerate(stories)
        for n, claim in enumerate(made)
    ]
    lanes = [{"story": story, "y": LANE * place + 17} for place, (story, _) in enumerate(stories)]
    size = round(min(4.5, step * 0.42), 2)  # marks of a long story do not run into one another
    return {"lanes": lanes, "marks": marks, "size": size, "height": LANE * max(1, len(lanes)), "width": WIDTH}


def overlap(one: Quote, other: Quote) -> bool:
    """Whether two quotes of one story share a character."""
    return one.where == other.where and one.start < other.end and other.start < one.end
