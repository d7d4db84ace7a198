"""Votes and levels of a practice, by the cuts of the product page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from lpcoach.content.terms import Vote
from lpcoach.scoring.types import Rating

__all__ = ["FEWEST_THREADS", "capped", "offers", "practice_level", "vote_of"]

FEWEST_THREADS = 2
_CUTS: tuple[tuple[float, Vote], ...] = ((4.5, "strong_hire"), (3.5, "inclined"), (2.0, "not_inclined"))


def vote_of(overalls: Sequence[int], *, cap: bool = False) -> Vote | None:
    """The vote by the mean overall; None with fewer than two threads; ``cap`` holds it at not inclined at most."""
    if len(overalls) < FEWEST_THREADS:
        return None
    mean = sum(overalls) / len(overalls)
    vote: Vote = next((name for cut, name in _CUTS if mean >= cut), "strong_no_hire")
    return "not_inclined" if cap and offers(vote) else vote


def offers(vote: Vote | None) -> bool:
    """Whether a vote is for an offer."""
    return vote in ("inclined", "strong_hire")


def capped(rating: Rating) -> bool:
    """Whether a thread holds the vote down: the flag ``unsafe``, or a contradiction left standing."""
    standing = any(item.signal == "contradiction" for item in rating.criteria["evidence"].against)
    return rating.flags["unsafe"].raised or standing


def practice_level(levels: Iterable[int | None]) -> float | None:
    """The median of the scored threads, None without one."""
    scored = [level for level in levels if level is not None]
    return float(median(scored)) if scored else None
