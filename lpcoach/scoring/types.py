"""What a rating is made of: levels with the evidence that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lpcoach.content.terms import AnswerKind, CriterionId, FlagId, LayerId, SignalId, StarPart
from lpcoach.reading.types import Evidence

__all__ = ["CriterionRating", "FlagRating", "Rating"]


@dataclass(frozen=True, slots=True)
class CriterionRating:
    """A level from 1 to 5 (None: unscored), what carries it, and the signals that would raise it, first one first."""

    level: int | None
    seen: tuple[Evidence, ...] = ()
    missing: tuple[SignalId, ...] = ()
    against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagRating:
    """Whether a red flag is raised, and the quotes for it (a flag for something absent has none)."""

    raised: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """A thread's rating by rating-guide: the same type whoever rates. ``unscored`` is None or the reason."""

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
