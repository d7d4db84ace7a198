"""The Bar Raiser's lens in three parts: consistent across stories, raises a team's level, mechanisms that scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lpcoach.reading.clashes import Clash, Repeat, repeats
from lpcoach.reading.types import Reading
from lpcoach.scoring.merits import against, favours, stands, surest, whole
from lpcoach.scoring.panel import Cited
from lpcoach.scoring.types import Rating
from lpcoach.scoring.votes import practice_level

__all__ = ["Lens", "lens"]

GOOD: Final = 3  # the level of a good team


@dataclass(frozen=True, slots=True)
class Lens:
    """What the Bar Raiser sees across the stories.

    ``spread`` is the lowest and the highest overall; ``bar`` the median on the criterion Bar, 3 being the level of a
    good team; ``mechanisms`` the stories that leave one in full, ``scaled`` a quote of one taken up or proved.
    """

    standing: tuple[Clash, ...]
    repeats: tuple[Repeat, ...]
    spread: tuple[int, int] | None
    bar: float | None
    raised: Cited | None
    mechanisms: tuple[int, ...]
    scaled: Cited | None


def lens(readings: Sequence[Reading], ratings: Sequence[Rating], standing: Sequence[Clash]) -> Lens:
    """The three parts for the stories in order."""
    overalls = [rating.overall for rating in ratings if rating.overall is not None]
    scaled = [
        Cited(story, item)
        for signal in ("adoption", "effect")
        for story, reading in enumerate(readings)
        for item in reading.items
        if item.signal == signal and item.strength > 1 and favours(item, against(ratings[story]))
    ]
    return Lens(
        tuple(standing),
        repeats([reading.thread for reading in readings]),
        (min(overalls), max(overalls)) if overalls else None,
        practice_level(rating.criteria["bar"].level for rating in ratings),
        _raises(ratings, readings),
        tuple(
            story
            for story, reading in enumerate(readings)
            if any(item.strength > 1 for item in reading.of("mechanism"))
        ),
        next((cited for cited in scaled if stands(cited.item)), scaled[0] if scaled else None),
    )


def _raises(ratings: Sequence[Rating], readings: Sequence[Reading]) -> Cited | None:
    """What raises a team, of the story that does most; below the level of a good team no quote is held up as that."""
    for story, rating in sorted(enumerate(ratings), key=lambda pair: -(pair[1].criteria["bar"].level or 0)):
        found = rating.criteria["bar"]
        item = surest(found.seen, against(rating)) if (found.level or 0) >= GOOD else None
        if item is not None and not rating.flags["unsafe"].raised:
            return Cited(story, whole(item, readings[story].thread))
    return None
