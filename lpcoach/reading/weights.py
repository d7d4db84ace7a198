"""What was learned from rated answers: how clauses are known, and where the levels lie. Read from a JSON file.

A scale adds up evidence: for each signal four steps (up to half, one, two and three clauses), each with its points.
Points for what speaks for a story are never negative, points for what speaks against it never positive, so more
evidence never lowers a mark. Nothing else goes in: no length, no words, no style.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from math import fsum
from operator import mul
from pathlib import Path
from typing import Any, Final

from lpcoach.content.terms import SignalId
from lpcoach.reading.types import Evidence

__all__ = [
    "STEPS",
    "Counts",
    "Detector",
    "Scale",
    "Weights",
    "counted",
    "peak",
    "steps",
    "weights_from",
    "weights_here",
]

Counts = Mapping[str, float]
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
    """All of a weights file. ``terms`` gives for a term of a sentence (place in ``detectors``, points) pairs."""

    made: Mapping[str, Any]
    detectors: tuple[Detector, ...]
    terms: Mapping[str, tuple[tuple[int, float], ...]]
    scales: Mapping[str, Scale]
    bands: Mapping[str, tuple[tuple[int, int], ...]]
    sure: Mapping[str, float]  # by signal: the weight from which four in five are right on authors left out
    principles: Mapping[str, Mapping[str, float]]  # points of a question's terms and of signals; "" is the start


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
        terms={
            term: tuple(zip(row[::2], (p / 100 for p in row[1::2]), strict=True)) for term, row in obj["terms"].items()
        },
        scales={
            name: Scale({s: tuple(p) for s, p in scale["points"].items()}, tuple(scale["cuts"]))
            for name, scale in obj["scales"].items()
        },
        bands={name: tuple((low, high) for low, high in rows) for name, rows in obj["bands"].items()},
        sure={d["signal"]: d["sure"] for d in obj["detectors"]},
        principles=obj["principles"],
    )
