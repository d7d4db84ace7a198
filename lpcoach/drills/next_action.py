"""The one next action: the first rule that holds. docs/practice.md lists them in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["AT_ONCE", "LOOP_EVERY", "RULES", "Facts", "RuleId", "rule"]

RuleId = Literal[
    "resume",
    "rate",
    "eve",
    "first",
    "last",
    "again",
    "failure",
    "recall",
    "loop",
    "probe",
    "calibrate",
    "flag",
    "story",
]
LOOP_EVERY: Final = 7  # days
AT_ONCE: Final[frozenset[str]] = frozenset({"resume", "rate", "last", "recall"})  # today's, whatever was done today
RULES: Final[dict[RuleId, str]] = {
    "resume": "A practice is under way: go on with it.",
    "rate": "A practice is finished and waits for your own rating: rate it.",
    "eve": "The interview is today or tomorrow: headlines only, nothing new.",
    "first": "Nothing is told yet: one whole loop, or one story.",
    "last": "The interview is in two days, and no full loop was told today: the last full loop.",
    "again": "The last debrief named something to do, and its question was not answered again since: answer it again.",
    "failure": "Fewer than two stories of failure are prepared: write one.",
    "recall": "Questions are due today, and the last day with a session had more than recall: the recall drill, five "
    "minutes.",
    "loop": "No full loop within the last seven days, and tomorrow is not the day of the last one: a full loop.",
    "probe": "One kind of probe was missed in at least half of the last six stories, and none was drilled since the "
    "last practice: that kind.",
    "calibrate": "Your own rating misses the given one in one direction, beyond the noise, and no sample was rated "
    "since the last practice: rate some.",
    "flag": "The same red flag stood in two of the last three practices: one story that mends it.",
    "story": "Else: one story on what is least covered.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. ``days_left`` is None without a date, ``loop_days`` since the last full loop, if any."""

    under_way: bool = False
    waiting: bool = False
    practices: int = 0
    days_left: int | None = None
    to_answer_again: bool = False
    failures: int = 0
    due: int = 0
    flag: bool = False
    probe: bool = False
    calibrate: bool = False
    loop_days: int | None = None


def rule(facts: Facts) -> RuleId:
    """The first rule that holds."""
    holds: dict[RuleId, bool] = {
        "resume": facts.under_way,
        "rate": facts.waiting,
        "eve": facts.days_left is not None and 0 <= facts.days_left <= 1,
        "first": facts.practices == 0,
        "last": facts.days_left == 2 and facts.loop_days != 0,
        "again": facts.to_answer_again,
        "failure": facts.failures < 2,
        "recall": facts.due > 0,
        "flag": facts.flag,
        "probe": facts.probe,
        "calibrate": facts.calibrate,
        "loop": (facts.loop_days is None or facts.loop_days >= LOOP_EVERY) and facts.days_left != 3,
        "story": True,
    }
    return next(name for name in RULES if holds[name])
