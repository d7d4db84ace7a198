"""What would flip it: missing signals that, added to a story and rated again, raise its level or the vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import CRITERIA, LAYERS, SignalId, Vote
from lpcoach.reading.reader import read
from lpcoach.reading.types import Evidence, Quote, Reading, Thread
from lpcoach.scoring.rater import rate_reading
from lpcoach.scoring.types import Rating
from lpcoach.scoring.votes import capped, vote_of

__all__ = ["Flip", "flips"]

MOST = 3


@dataclass(frozen=True, slots=True)
class Flip:
    """``signal`` shown in ``story`` would lift its level to ``overall``, and the vote to ``vote`` (None: not)."""

    story: int
    signal: SignalId
    overall: int
    vote: Vote | None


def flips(
    threads: Sequence[Thread], ratings: Sequence[Rating], pack: Pack, questions: Sequence[LeadQuestion | None]
) -> tuple[Flip, ...]:
    """Up to three, those that move the vote first; each was computed by rating the thread again."""
    before = _vote(ratings)
    found: list[Flip] = []
    for story, rating in enumerate(ratings):
        if rating.overall is None:
            continue
        reading = read(threads[story])
        for signal in dict.fromkeys(s for c in CRITERIA for s in rating.criteria[c].missing):
            again = rate_reading(_with(reading, signal), pack, question=questions[story])
            if again.overall is not None and again.overall > rating.overall:
                after = _vote([*ratings[:story], again, *ratings[story + 1 :]])
                found.append(Flip(story, signal, again.overall, after if after != before else None))
    first: dict[SignalId, Flip] = {}
    for flip in sorted(found, key=lambda flip: (flip.vote is None, flip.story)):
        first.setdefault(flip.signal, flip)
    return tuple(first.values())[:MOST]


def _with(reading: Reading, signal: SignalId) -> Reading:
    """The reading as if one more clause, at no place in the text, showed ``signal`` in full."""
    layer = next((name for name in LAYERS if name == signal), None)
    item = Evidence(signal, Quote("answer", -1, -1, ""), 2, layer)
    return replace(reading, items=(*reading.items, item))


def _vote(ratings: Sequence[Rating]) -> Vote | None:
    overalls = [rating.overall for rating in ratings if rating.overall is not None]
    return vote_of(overalls, cap=any(capped(rating) for rating in ratings))
