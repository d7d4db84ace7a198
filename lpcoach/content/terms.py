"""The fixed terms of rating-guide and loop. A pack gives them words; it cannot add to them."""

from __future__ import annotations

from typing import Final, Literal, get_args

CriterionId = Literal["evidence", "depth", "alignment", "bar"]
LayerId = Literal["product_metric", "data", "features", "training_eval", "deployment", "monitoring"]
AnswerKind = Literal["numbers", "mechanisms", "alternatives", "risk", "learning"]
ProbeKind = Literal["numbers", "mechanisms", "alternatives", "risk", "learning", "depth"]
Direction = Literal["data", "model", "infra", "process"]
FlagId = Literal["team_credit", "shallow", "novelty", "unsafe", "no_learning"]
StarPart = Literal["situation", "task", "action", "result"]
PhaseId = Literal["introductions", "deep_dives", "cross_examination", "your_questions"]
Plan = Literal["full_loop", "one_story", "question_again"]
Vote = Literal["strong_no_hire", "not_inclined", "inclined", "strong_hire"]
RaterId = Literal["hiring_manager", "senior_engineer", "product_partner", "bar_raiser"]
CrossKind = Literal["contradiction", "repeat", "no_baseline", "trade_off", "alternative", "who_else"]
ClaimKind = Literal["figure", "date", "duration", "headcount", "cost", "role", "owner", "cause", "existence"]
Slot = Literal["quote", "figure", "metric", "system", "component", "person", "decision", "act"]
QuestionFlag = Literal["perks", "website", "yes_no", "disguised_boast", "several"]
QuestionSignal = Literal["specific", "from_the_loop", "trade_off", "failure", "mechanism", "long_term", "growth"]

CRITERIA: Final[tuple[CriterionId, ...]] = get_args(CriterionId)
LAYERS: Final[tuple[LayerId, ...]] = get_args(LayerId)
ANSWER_KINDS: Final[tuple[AnswerKind, ...]] = get_args(AnswerKind)
PROBE_KINDS: Final[tuple[ProbeKind, ...]] = get_args(ProbeKind)
FLAGS: Final[tuple[FlagId, ...]] = get_args(FlagId)
STAR_PARTS: Final[tuple[StarPart, ...]] = get_args(StarPart)
PHASES: Final[tuple[PhaseId, ...]] = get_args(PhaseId)
VOTES: Final[tuple[Vote, ...]] = get_args(Vote)
RATERS: Final[tuple[RaterId, ...]] = get_args(RaterId)
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)

# What a clause of an answer can show, by the criterion that it counts for.
SignalId = Literal[
    # evidence
    "figure",  # a number with a unit or a checkable fact
    "baseline",  # what it was before, or in the control
    "change",  # by how much the main result moved
    "measured",  # how it was measured: experiment, window, sample, split
    "uncertainty",  # interval, power, significance, variance, what could be noise
    "guardrail",  # a second metric, cost or limit watched beside the main one
    "record",  # decision record, postmortem, design document
    # depth
    "product_metric",
    "data",
    "features",
    "training_eval",
    "deployment",
    "monitoring",
    "cause",  # cause and effect explained
    "ruled_out",  # what was checked and excluded
    "alternative",  # another way, with why it was rejected
    # alignment
    "own_action",
    "own_decision",
    "constraint",  # time, ambiguity, disagreement, budget, risk
    "cost_accepted",
    "tension",  # two goods held against each other
    "brought_along",  # others won over, told, taught
    "risk_handled",  # privacy, fairness, abuse, safety dealt with
    "customer",  # what a customer or user felt
    # bar
    "mechanism",
    "trigger",  # what sets the mechanism off: threshold, gate, schedule
    "owner",  # who owns the mechanism or is paged
    "effect",  # what the mechanism has caught or changed since
    "adoption",  # taken up elsewhere, or outlived the case
    "self_criticism",
    "learning",
    # against
    "team_only",
    "unsupported",
    "contradiction",
    "novelty_first",
    "unsafe_choice",
    "nothing_left",
    "off_question",
]
SIGNALS: Final[tuple[SignalId, ...]] = get_args(SignalId)
AGAINST: Final[frozenset[SignalId]] = frozenset(
    {
        "team_only",
        "unsupported",
        "contradiction",
        "novelty_first",
        "unsafe_choice",
        "nothing_left",
        "off_question",
    }
)
