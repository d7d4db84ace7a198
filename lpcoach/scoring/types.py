"""What a rating is made of: levels with the evidence that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lpcoach.content.terms import AnswerKind, CriterionId, FlagId, LayerId, SignalId, StarPart
from lpcoach.reading.types import Evidence

__all__ = ["CriterionRating", "FlagRating", "Rated", "Rating"]

Rated = CriterionId | Literal["overall"]


@dataclass(frozen=True, slots=True)
class CriterionRating:
    """A level from 1 to 5 (None: unscored), what carries it, and the signals that would raise it, first one first.

    ``likely`` is what carries it as well, less surely, where what is ``seen`` is not enough for the level.
    """

    level: int | None
    seen: tuple[Evidence, ...] = ()
    missing: tuple[SignalId, ...] = ()
    against: tuple[Evidence, ...] = ()
    likely: tuple[Evidence, ...] = ()

    def strongest(self) -> tuple[Evidence, ...]:
        """One item a signal of what is seen, the strongest, in the order of first sight."""
        return _strongest(self.seen)

    def worst(self) -> tuple[Evidence, ...]:
        """One item a signal of what counts against it."""
        return _strongest(self.against)


def _strongest(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    best: dict[SignalId, Evidence] = {}
    for item in items:
        if item.signal not in best or item.strength > best[item.signal].strength:
            best[item.signal] = item
    return tuple(best.values())


@dataclass(frozen=True, slots=True)
class FlagRating:
    """Whether a red flag is raised, and the quotes for it (a flag for something absent has none)."""

    raised: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """A thread's rating by rating-guide: the same type whoever rates. ``unscored`` is None or the reason.

    ``bands`` gives for each level the lowest and the highest that it may well be, by the error on unseen authors.
    """

    rater: str
    overall: int | None
    criteria: Mapping[CriterionId, CriterionRating]
    flags: Mapping[FlagId, FlagRating]
    probes: Mapping[AnswerKind, int]
    star: Mapping[StarPart, bool]
    layers: Mapping[LayerId, int]
    principles: tuple[str, ...] = ()
    principle_quotes: Mapping[str, Evidence] = field(default_factory=dict)
    unscored: str | None = None
    bands: Mapping[Rated, tuple[int, int]] = field(default_factory=dict)
