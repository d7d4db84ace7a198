"""Own levels held against given ones: how often they agree, and in which direction they miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from lpcoach.content.samples import Benchmark
from lpcoach.content.terms import CRITERIA, CriterionId
from lpcoach.drills.types import Attempt
from lpcoach.session.records import PracticeRecord

__all__ = ["FEWEST", "Agreement", "Pair", "agreement", "direction", "of_drills", "of_practices", "reference"]

FEWEST: Final = 3  # pairs before anything is said about a direction
NOISE: Final = 2.0  # of one given level, doubled as that of a trend: see noise.py
NEAR: Final = 0.5  # levels that count as the same
_STEPS: Final = (
    "half a level",
    "one level",
    "one and a half levels",
    *(f"{count}{half} levels" for count in ("two", "three") for half in ("", " and a half")),
    "four levels",  # from one to five
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One own level and the one that was given."""

    own: float
    given: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """``by`` is the mean of own minus given; ``near`` how many pairs agree within half a level."""

    count: int
    by: float
    near: int

    @property
    def noise(self) -> float:
        """What ``by`` has to exceed before a direction is named."""
        return NOISE / sqrt(self.count) if self.count else 0.0

    @property
    def way(self) -> int:
        """1 too high, -1 too low, 0 no direction beyond the noise."""
        if self.count < FEWEST or abs(self.by) <= self.noise:
            return 0
        return 1 if self.by > 0 else -1


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """How the pairs agree."""
    found = list(pairs)
    if not found:
        return Agreement(0, 0.0, 0)
    by = sum(pair.own - pair.given for pair in found) / len(found)
    return Agreement(len(found), by, sum(abs(pair.own - pair.given) <= NEAR for pair in found))


def direction(name: str, found: Agreement) -> str:
    """The direction in words: ``You rate your depth one level too high``; empty where there is none."""
    if not found.way:
        return ""
    steps = min(len(_STEPS), max(1, round(abs(found.by) * 2)))
    return f"You rate {name} {_STEPS[steps - 1]} too {'high' if found.way > 0 else 'low'}"


def of_practices(records: Sequence[PracticeRecord]) -> dict[CriterionId, list[Pair]]:
    """By criterion, the own level given before the reveal and the practice's level; the oldest first."""
    found: dict[CriterionId, list[Pair]] = {criterion: [] for criterion in CRITERIA}
    for record in records:
        levels = record.levels
        for criterion, own in record.own.items():
            given = levels[criterion]
            if given is not None:
                found[criterion].append(Pair(own, given))
    return found


def reference(benchmark: Benchmark) -> dict[str, float]:
    """The mean of the raters, overall and by criterion."""
    count = len(benchmark.ratings)
    return {name: sum(getattr(rating, name) for rating in benchmark.ratings) / count for name in ("overall", *CRITERIA)}


def of_drills(attempts: Iterable[Attempt]) -> list[dict[str, Pair]]:
    """One entry for each rated sample answer, the oldest first; what cannot be read is left out."""
    rated = (attempt.body for attempt in attempts if attempt.drill == "rate")
    return [_pairs(body) for body in rated]


def _pairs(body: Mapping[str, Any]) -> dict[str, Pair]:
    own, given = body.get("own"), body.get("given")
    if not isinstance(own, dict) or not isinstance(given, dict):
        return {}
    return {name: Pair(float(own[name]), float(given[name])) for name in own if name in given}
