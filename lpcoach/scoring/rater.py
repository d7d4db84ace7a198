"""The embedded rater: from a reading to a rating, every level with the evidence that carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS, STAR_PARTS, CriterionId, FlagId, SignalId
from lpcoach.reading.reader import read
from lpcoach.reading.types import Evidence, Reading, Thread
from lpcoach.scoring import levels
from lpcoach.scoring.flags import flags
from lpcoach.scoring.principles import shown
from lpcoach.scoring.types import CriterionRating, FlagRating, Rating

__all__ = ["RATER", "rate", "rate_reading"]

RATER = "embedded 1"
_SEEN = 5
_MISSING = 4
_AGAINST: dict[CriterionId, tuple[SignalId, ...]] = {
    "evidence": ("unsupported", "contradiction"),
    "depth": ("off_question",),
    "alignment": ("team_only", "unsafe_choice", "novelty_first"),
    "bar": ("nothing_left",),
}


def rate(thread: Thread, pack: Pack, *, question: LeadQuestion | None = None) -> Rating:
    """Rate a thread by the guide; unscored, with the reason, where it cannot be read."""
    return rate_reading(read(thread), pack, question=question)


def rate_reading(reading: Reading, pack: Pack, *, question: LeadQuestion | None = None) -> Rating:
    """Rate a reading already made."""
    if reading.unreadable:
        return _unscored(reading.unreadable)
    asked = question or next((q for q in pack.questions if q.text == reading.thread.question), None)
    found = {c: levels.level(c, reading.items) for c in CRITERIA}
    raised = flags(reading, found)
    principles = shown(reading, pack, asked, found["alignment"])
    return Rating(
        rater=RATER,
        overall=overall(found, raised),
        criteria={c: _criterion(c, found[c], reading.items) for c in CRITERIA},
        flags=raised,
        probes=dict(reading.probes),
        star=dict(reading.star),
        layers=dict(reading.layers),
        principles=tuple(name for name, _ in principles),
        principle_quotes=dict(principles),
    )


def overall(found: Mapping[CriterionId, int], raised: Mapping[FlagId, FlagRating]) -> int:
    """The mean of the criteria, rounded; unsafe caps it at 2, and two flags at 3."""
    mean = sum(found.values()) / len(found)
    result = int(mean + 0.5)
    if raised["unsafe"].raised:
        result = min(result, 2)
    if sum(flag.raised for flag in raised.values()) >= 2:
        result = min(result, 3)
    return max(1, result)


def _criterion(criterion: CriterionId, level: int, items: Sequence[Evidence]) -> CriterionRating:
    signals = levels.SIGNALS_OF[criterion]
    mine = sorted((i for i in items if i.signal in signals), key=lambda i: (-i.strength, signals.index(i.signal)))
    seen: list[Evidence] = []
    for item in mine:
        fresh = all(item.signal != s.signal and item.quote != s.quote for s in seen)
        if fresh and len(seen) < _SEEN:
            seen.append(item)
    full = {i.signal for i in items if i.strength >= 2}
    missing = tuple(s for s in signals if s not in full)[:_MISSING]
    against = tuple(i for i in items if i.signal in _AGAINST[criterion])
    return CriterionRating(level, tuple(seen), missing, against)


def _unscored(reason: str) -> Rating:
    return Rating(
        rater=RATER,
        overall=None,
        criteria={c: CriterionRating(None) for c in CRITERIA},
        flags={f: FlagRating(False) for f in FLAGS},
        probes={k: 0 for k in ANSWER_KINDS},
        star={p: False for p in STAR_PARTS},
        layers={name: 0 for name in LAYERS},
        unscored=reason,
    )
