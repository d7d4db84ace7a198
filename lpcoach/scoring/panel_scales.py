"""What each of the four raters reads, and where its levels lie.

Every signal is read by one rater only, so that four ballots are not four weightings of one score. A rater's score is
that of the scale overall on its own signals alone; its cuts were set on rated answers so that it gives each level as
often as the people who rated them did (``lpcoach.accuracy.panel`` writes the file).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from lpcoach.content.terms import RaterId, SignalId
from lpcoach.reading.types import Evidence
from lpcoach.reading.weights import Scale, Weights, as_told, counted, weights_here

__all__ = ["READS", "RaterScale", "own_items", "rater_level", "rater_scales", "score"]

READS: Final[Mapping[RaterId, frozenset[SignalId]]] = {
    "hiring_manager": frozenset(
        {
            "own_action", "own_decision", "constraint", "cost_accepted", "brought_along", "owner", "change",
            "self_criticism", "team_only", "unsupported",
        }
    ),
    "senior_engineer": frozenset(
        {
            "cause", "ruled_out", "alternative", "data", "features", "training_eval", "deployment", "monitoring",
            "trigger", "novelty_first", "off_question",
        }
    ),
    "product_partner": frozenset(
        {"customer", "product_metric", "figure", "baseline", "measured", "guardrail", "tension", "record"}
    ),
    "bar_raiser": frozenset(
        {
            "uncertainty", "mechanism", "effect", "adoption", "learning", "risk_handled", "unsafe_choice",
            "nothing_left", "contradiction",
        }
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RaterScale:
    """The cuts between a rater's levels, and how far it agreed with people on writers that it had not seen."""

    cuts: tuple[float, ...]
    kappa: float


@cache
def rater_scales() -> Mapping[str, RaterScale]:
    """The scales that the package ships."""
    obj = json.loads(resources.files("lpcoach.scoring").joinpath("panel.json").read_text("utf-8"))
    return {name: RaterScale(tuple(row["cuts"]), row["kappa"]) for name, row in obj["raters"].items()}


def own_items(rater: RaterId, items: Sequence[Evidence]) -> list[Evidence]:
    """What a rater reads of the items."""
    return [item for item in items if item.signal in READS[rater]]


def score(items: Sequence[Evidence], weights: Weights | None = None) -> float:
    """The points of these items on the scale overall."""
    scale: Scale = (weights or weights_here()).scales["overall"]
    return scale.score(counted(as_told(items)))


def rater_level(rater: RaterId, items: Sequence[Evidence]) -> int:
    """The level of a thread as a rater reads it, from the items that lie before it."""
    points = score(items)
    return 1 + sum(points >= cut for cut in rater_scales()[rater].cuts)
