"""The yes/no checks that a model answers, and the levels that code computes from them by the rating guide."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from lpcoach.content.terms import LAYERS, CriterionId, SignalId

__all__ = ["CHECKS", "Check", "levels_of", "overall_of"]

_FIGURE: Final = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|double|twice|none|zero|dozen)"
)
_OWN: Final = r"\b(?:i|i'd|i've|i'm|my|me|we|our)\b"
_MEASURING: Final = (
    r"\d|test|experiment|a/b|week|month|sample|hold-?out|control|compar|measur|interval|split|window|replay|"
    r"offline|online"
)
_UNSURE: Final = (
    r"interval|confiden|±|noise|varian|significan|power|error|\bci\b|seed|p-value|uncertain|spread|chance|sure|"
    r"luck|sample"
)
_WRITTEN: Final = r"post-?mortem|document|\bdocs?\b|wr[oi]t|record|memo|\blogs?\b|review|\badr\b|\brfc\b|page|note"
_LASTING: Final = (
    r"alarm|alert|gate|check|test|job|block|fail|stop|monitor|threshold|pipeline|review|rule|template|automat|nightly|"
    r"weekly|daily|dashboard|contract|every|each|runbook|rota|require|owner|own"
)


@dataclass(frozen=True, slots=True)
class Check:
    """A question to which a model answers yes or no with a quote; the quote must have something of ``needs`` in it."""

    id: str
    criterion: CriterionId
    signal: SignalId
    ask: str
    needs: str = ""
    strength: int = 2

    def borne_by(self, quote: str) -> bool:
        """Whether the quote can show it at all."""
        return not self.needs or re.search(self.needs, quote.replace("’", "'"), re.IGNORECASE) is not None


_LAYER_ASKS: Final = {
    "product_metric": "what users or the business felt, tied to a metric",
    "data": "where the data came from: schema, lineage, labels, quality",
    "features": "how features, inputs or prompts were made",
    "training_eval": "how it was trained, tuned or evaluated",
    "deployment": "how it was deployed and served",
    "monitoring": "what was watched after launch, and what raised an alarm",
}

CHECKS: Final[tuple[Check, ...]] = (
    Check("figure", "evidence", "figure", "A number or a checkable fact about the result is given.", _FIGURE),
    Check(
        "baseline", "evidence", "baseline", "The main result stands against a baseline: before, or control.", _FIGURE
    ),
    Check("measured", "evidence", "measured", "It is told how the main result was measured.", _MEASURING),
    Check("guardrail", "evidence", "guardrail", "A second metric, cost or limit was watched beside the main one."),
    Check("uncertainty", "evidence", "uncertainty", "Uncertainty is handled: interval, power, noise.", _UNSURE),
    Check("record", "evidence", "record", "A decision record, postmortem or design document is told of.", _WRITTEN),
    Check("tool", "depth", "cause", "Parts of the system, models or tools are at least named.", strength=1),
    *(Check(name, "depth", name, f"Explained, not only named: {_LAYER_ASKS[name]}.") for name in LAYERS),
    Check("cause", "depth", "cause", "A root cause is reached and explained: this happened because of that."),
    Check("ruled_out", "depth", "ruled_out", "Something else was checked and ruled out, with the reason."),
    Check("claim", "alignment", "own_action", "Good conduct is at least claimed.", strength=1),
    Check("own_action", "alignment", "own_action", "One act of the candidate's own is told.", _OWN),
    Check("own_decision", "alignment", "own_decision", "The candidate made a decision of their own.", _OWN),
    Check("constraint", "alignment", "constraint", "Something pressed: time, doubt, disagreement, budget or risk."),
    Check("cost_accepted", "alignment", "cost_accepted", "A cost of the decision was seen and accepted."),
    Check("tension", "alignment", "tension", "Two goods that pull apart, such as speed and safety, were balanced."),
    Check("brought_along", "alignment", "brought_along", "Others were won over, taught or brought along."),
    Check("learning", "bar", "learning", "A lesson is told, with what is done differently since."),
    Check("mechanism", "bar", "mechanism", "A mechanism was left behind that works without the person.", _LASTING),
    Check("trigger", "bar", "trigger", "It is told what sets the mechanism off, or who owns it.", _LASTING),
    Check("effect", "bar", "effect", "It is told what the mechanism has caught or changed since."),
    Check("adoption", "bar", "adoption", "Others took it up, or it outlived the case."),
    Check("self_criticism", "bar", "self_criticism", "The candidate criticizes their own work.", _OWN),
    Check(
        "unsafe", "alignment", "unsafe_choice", "Safety, privacy, bias or cost control was handled badly and defended."
    ),
    Check("novelty", "alignment", "novelty_first", "The newness of a model is put above customers and operation."),
)


def levels_of(yes: Set[str]) -> dict[CriterionId, int]:
    """The four levels from the checks that hold, each with a verified quote."""
    evidence, depth = _evidence(yes), _depth(yes)
    alignment = _alignment(yes)
    return {"evidence": evidence, "depth": depth, "alignment": alignment, "bar": _bar(yes, evidence, depth, alignment)}


def _evidence(yes: Set[str]) -> int:
    if not {"figure", "baseline"} & yes:
        return 1
    if "baseline" not in yes:
        return 2
    if "measured" not in yes:
        return 3
    return 5 if len({"guardrail", "uncertainty", "record"} & yes) >= 2 else 4


def _depth(yes: Set[str]) -> int:
    explained = len(yes & set(LAYERS))
    if explained == 0:
        return 2 if {"tool", "cause"} & yes else 1
    if explained < 3:
        return 3
    return 5 if explained >= 4 and {"cause", "ruled_out"} <= yes else 4


def _alignment(yes: Set[str]) -> int:
    own = {"own_action", "own_decision"} & yes
    if not own:
        return 2 if "claim" in yes else 1
    if not {"own_decision", "constraint", "cost_accepted"} <= yes:
        return 3
    return 5 if "tension" in yes and {"brought_along", "learning"} & yes else 4


def _bar(yes: Set[str], evidence: int, depth: int, alignment: int) -> int:
    if "mechanism" in yes and {"trigger", "effect"} & yes:
        return 5 if {"adoption", "self_criticism"} <= yes else 4
    if alignment >= 3 and (evidence >= 3 or depth >= 3) and {"mechanism", "learning"} & yes:
        return 3
    return 2 if alignment >= 3 or {"mechanism", "learning"} & yes else 1


def overall_of(levels: dict[CriterionId, int], *, unsafe: bool, off_question: bool, contradiction: bool) -> int:
    """The level overall: the mean, rounded down at the half, under the guide's caps."""
    whole = -(-(2 * sum(levels.values()) - len(levels)) // (2 * len(levels)))
    cap = 2 if unsafe or off_question else 3 if contradiction else 5
    return max(1, min(whole, cap))
