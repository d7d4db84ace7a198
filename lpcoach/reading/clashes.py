"""What does not fit together across a loop, and what is told twice. Where unsure, nothing is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lpcoach.reading.types import Quote, Thread

__all__ = ["Clash", "Repeat", "clashes", "repeats"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements that cannot both hold, with the stories (from 0) that they stand in."""

    story_a: int
    a: Quote
    story_b: int
    b: Quote
    type: str
    why: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two stories that tell one case; ``quote_a`` and ``quote_b`` show it."""

    a: int
    b: int
    quote_a: Quote
    quote_b: Quote
    why: str


def clashes(threads: Sequence[Thread]) -> tuple[Clash, ...]:
    """Pairs of statements that cannot both hold, in the order of the loop."""
    return ()


def repeats(threads: Sequence[Thread]) -> tuple[Repeat, ...]:
    """Pairs of stories that tell the same case under different questions."""
    return ()
