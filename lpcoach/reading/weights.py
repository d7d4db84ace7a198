"""What was learned from rated answers: how clauses are known, and where the levels lie. Read from a JSON file.

A scale adds up evidence: for each signal four steps (up to half, one, two and three clauses), each with its points.
Points for what speaks for a story are never negative, points for what speaks against it never positive, so more
evidence never lowers a mark. Nothing else goes in: no length, no words, no style.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from math import fsum
from operator import mul
from pathlib import Path
from typing import Any, Final

from lpcoach.content.terms import AGAINST, SignalId
from lpcoach.reading.types import Evidence

__all__ = [
    "STEPS",
    "Counts",
    "Detector",
    "Scale",
    "Weights",
    "as_told",
    "counted",
    "packed",
    "peak",
    "steps",
    "unpacked",
    "weights_from",
    "weights_here",
]

Counts = Mapping[str, float]
LANE: Final = 24  # bits; far more than the points of one sentence need
HALF: Final = 1 << (LANE - 1)
ASKED: Final = 0.5  # of what is worth something in an answer to a probe
CLAIMED: Final = 2.0  # of a claim without support where a probe had asked for it
STEPS: Final = (0.0, 0.5, 1.0, 2.0, 3.0)


@lru_cache(maxsize=4096)
def steps(count: float) -> tuple[float, ...]:
    """How much of each step a count fills."""
    return tuple(min(max(count - low, 0.0), high - low) for low, high in pairwise(STEPS))


def counted(items: Sequence[Evidence]) -> dict[str, float]:
    """For each signal the weight of the clauses that show it, each clause once."""
    places: dict[str, dict[tuple[str, int], float]] = {}
    for item in items:
        held = places.setdefault(item.signal, {})
        key = (item.quote.where, item.quote.start)
        held[key] = max(held.get(key, 0.0), item.weight)
    return {signal: fsum(found.values()) for signal, found in places.items()}


def as_told(items: Sequence[Evidence]) -> list[Evidence]:
    """The items by what they are worth in a thread: what had to be asked for counts half, a bare claim double.

    Readers find more in more text, and raters lift a story less by what its probes brought out than by what it told.
    """
    return [
        item if item.quote.where == "answer" else replace(item, weight=item.weight * _asked(item)) for item in items
    ]


def _asked(item: Evidence) -> float:
    if item.signal == "unsupported":
        return CLAIMED
    return 1.0 if item.signal in AGAINST else ASKED


def peak(weights: Sequence[float]) -> float:
    """How surely one thing is shown anywhere: the heaviest clause, and half of the next."""
    first, second = sorted([*weights, 0.0, 0.0], reverse=True)[:2]
    return first + second / 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Points for each step of each signal, and the cuts between the marks."""

    points: Mapping[str, tuple[float, ...]]
    cuts: tuple[float, ...]

    def score(self, counts: Counts) -> float:
        """The points of all signals."""
        return fsum(
            fsum(map(mul, self.points[signal], steps(count)))
            for signal, count in counts.items()
            if signal in self.points
        )

    def mark(self, counts: Counts) -> int:
        """How many cuts are reached."""
        score = self.score(counts)
        return sum(score >= cut for cut in self.cuts)

    def worth(self, signal: str) -> float:
        """What one more clause of a signal not yet seen brings."""
        return sum(self.points.get(signal, ())[:2])


@dataclass(frozen=True, slots=True)
class Detector:
    """How a signal is known in a sentence: a start, and from which weight it counts, is full, and may be quoted."""

    signal: SignalId
    bias: float
    named: float
    full: float
    sure: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All of a weights file.

    ``terms`` gives for a term of a sentence its points for each detector, all of them, and those in favour alone.
    ``principles`` gives for a term of a question, for a signal, or for "", which is the start, (principle, points).
    """

    made: Mapping[str, Any]
    detectors: tuple[Detector, ...]
    terms: Mapping[str, tuple[int, int]]
    scales: Mapping[str, Scale]
    bands: Mapping[str, tuple[tuple[int, int], ...]]
    sure: Mapping[str, float]  # by signal: the weight from which four in five are right on authors left out
    principles: Mapping[str, tuple[tuple[str, float], ...]]


def packed(row: Sequence[int], least: int = -HALF) -> int:
    """Points at places as one number, a lane for each place, so that a sentence's terms are summed lane by lane."""
    return sum(p << (LANE * place) for place, p in zip(row[::2], row[1::2], strict=True) if p >= least)


def unpacked(total: int, lanes: int) -> list[float]:
    """The sums in the lanes."""
    total += sum(HALF << (LANE * n) for n in range(lanes))
    return [((total >> (LANE * n) & (2 * HALF - 1)) - HALF) / 100 for n in range(lanes)]


def weights_from(path: Path) -> Weights:
    """The weights of a file."""
    return _loaded(path.read_text("utf-8"))


@lru_cache(maxsize=1)
def weights_here() -> Weights:
    """The weights that the package ships."""
    return _loaded(resources.files("lpcoach.reading").joinpath("weights.json").read_text("utf-8"))


def _loaded(text: str) -> Weights:
    obj = json.loads(text)
    return Weights(
        made=obj["made"],
        detectors=tuple(Detector(d["signal"], d["bias"], d["named"], d["full"], d["sure"]) for d in obj["detectors"]),
        terms={term: (packed(row), packed(row, least=1)) for term, row in obj["terms"].items()},
        scales={
            name: Scale({s: tuple(p) for s, p in scale["points"].items()}, tuple(scale["cuts"]))
            for name, scale in obj["scales"].items()
        },
        bands={name: tuple((low, high) for low, high in rows) for name, rows in obj["bands"].items()},
        sure={d["signal"]: d["sure"] for d in obj["detectors"]},
        principles={
            term: tuple((obj["named"][n], p / 100) for n, p in zip(row[::2], row[1::2], strict=True))
            for term, row in obj["principles"].items()
        },
    )
