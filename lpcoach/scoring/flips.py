"""What would flip it: the smallest changes to the stories that, read and rated again, turn the decision.

Against an offer: one missing fact told, or a contradiction settled, else two of these together. For an offer: one
clause that does not hold. Where nothing of that turns the decision, facts that lift a story's level or the vote are
named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import AGAINST, CRITERIA, LAYERS, SignalId, Vote
from lpcoach.reading.types import Evidence, Quote, Reading
from lpcoach.scoring.panel import Cited
from lpcoach.scoring.panel_decision import Decision, decide
from lpcoach.scoring.panel_scales import score
from lpcoach.scoring.rater import EMBEDDED, rate_reading
from lpcoach.scoring.types import Rating

__all__ = ["TAKEN_AWAY", "Flip", "flips"]

MOST: Final = 3
TRIED_TOGETHER: Final = 4  # missing facts of a story that are tried two at a time
TAKEN_AWAY: Final = 20  # clauses, the weightiest, that are taken away one at a time
Fact = tuple[int, SignalId]


@dataclass(frozen=True, slots=True)
class Flip:
    """``signal`` told in ``story`` (with ``also``, a second fact) does what the rest says.

    ``kind`` is ``added``, ``settled`` (a contradiction) or ``lost`` (a clause, given as ``quote``, that does not hold).
    ``decides`` says whether it turns offer into no offer or back; ``vote`` is the vote after it, None where it stays.
    """

    story: int
    signal: SignalId
    overall: int | None
    vote: Vote | None
    decides: bool = False
    kind: Literal["added", "settled", "lost"] = "added"
    also: Fact | None = None
    quote: Quote | None = None


def flips(
    readings: Sequence[Reading],
    ratings: Sequence[Rating],
    pack: Pack,
    questions: Sequence[LeadQuestion | None],
    standing: Sequence[Cited] = (),
) -> tuple[Flip, ...]:
    """Up to three, the smallest first; each was computed by reading and rating again.

    None where a language model rated: what it would say of a changed thread is not known.
    """
    if any(not rating.rater.startswith(EMBEDDED) for rating in ratings):
        return ()
    trial = _Trial(readings, ratings, pack, questions, standing)
    if trial.before.offer:
        return tuple(_first(trial.lost(), lambda flip: flip.decides))
    single = list(trial.added())
    deciding = [*_first(trial.settled(), lambda flip: flip.decides), *_first(single, lambda flip: flip.decides)]
    for pairs in (trial.settled_with, trial.pairs):
        if not deciding and trial.before.offer is False:
            deciding = list(_first(pairs(), lambda flip: flip.decides))
    lifting = sorted(_first(single, _lifts), key=lambda flip: (flip.vote is None, flip.story))
    return tuple(deciding[:MOST] or lifting[:MOST])


def _lifts(flip: Flip) -> bool:
    return flip.overall is not None or flip.vote is not None


def _first(found: Iterator[Flip] | list[Flip], wanted: Callable[[Flip], bool]) -> list[Flip]:
    """The wanted ones, each kind of fact once."""
    once: dict[tuple[object, ...], Flip] = {}
    for flip in found:
        if wanted(flip):
            once.setdefault((flip.kind, flip.signal, flip.also and flip.also[1], flip.quote), flip)
        if len(once) == MOST:
            break
    return list(once.values())


class _Trial:
    """The stories as they stand, and what becomes of them after a change."""

    def __init__(
        self,
        readings: Sequence[Reading],
        ratings: Sequence[Rating],
        pack: Pack,
        questions: Sequence[LeadQuestion | None],
        standing: Sequence[Cited],
    ) -> None:
        self.readings, self.ratings, self.pack = list(readings), list(ratings), pack
        self.questions, self.standing = questions, standing
        self.before = decide(readings, ratings, pack, standing)

    def _after(
        self, changed: dict[int, Reading], standing: Sequence[Cited] | None = None
    ) -> tuple[Decision, dict[int, Rating]]:
        again = {n: rate_reading(each, self.pack, question=self.questions[n]) for n, each in changed.items()}
        readings = [changed.get(n, each) for n, each in enumerate(self.readings)]
        ratings = [again.get(n, each) for n, each in enumerate(self.ratings)]
        return decide(readings, ratings, self.pack, self.standing if standing is None else standing), again

    def missing(self, story: int) -> list[SignalId]:
        """What the rating of a story names as missing, the most wanted first."""
        rating = self.ratings[story]
        if rating.overall is None:
            return []
        return list(dict.fromkeys(s for c in CRITERIA for s in rating.criteria[c].missing))

    def _flip(self, story: int, signal: SignalId, changed: dict[int, Reading], also: Fact | None = None) -> Flip:
        after, again = self._after(changed)
        level, held = again[story].overall, self.ratings[story].overall
        return Flip(
            story,
            signal,
            overall=level if level is not None and held is not None and level > held else None,
            vote=after.vote if after.vote != self.before.vote else None,
            decides=after.offer != self.before.offer,
            also=also,
        )

    def added(self) -> Iterator[Flip]:
        """Each missing fact told."""
        for story in range(len(self.readings)):
            for signal in self.missing(story):
                yield self._flip(story, signal, {story: _with(self.readings[story], signal)})

    def pairs(self) -> Iterator[Flip]:
        """Two missing facts told."""
        facts = [(n, s) for n in range(len(self.readings)) for s in self.missing(n)[:TRIED_TOGETHER]]
        for (story, signal), (other, second) in combinations(facts, 2):
            changed = {story: _with(self.readings[story], signal)}
            changed[other] = _with(changed.get(other, self.readings[other]), second)
            yield self._flip(story, signal, changed, (other, second))

    def settled(self) -> Iterator[Flip]:
        """The contradictions left standing corrected openly."""
        if self.standing:
            after = decide(self.readings, self.ratings, self.pack)
            story, decides = self.standing[0].story, after.offer != self.before.offer
            yield Flip(story, "contradiction", None, after.vote, decides=decides, kind="settled")

    def settled_with(self) -> Iterator[Flip]:
        """The contradictions corrected openly, and one missing fact told."""
        for story in range(len(self.readings)) if self.standing else ():
            for signal in self.missing(story):
                changed = {story: _with(self.readings[story], signal)}
                after, _ = self._after(changed, standing=())
                decides = after.offer != self.before.offer
                also = (story, signal)
                yield Flip(self.standing[0].story, "contradiction", None, after.vote, decides, "settled", also)

    def lost(self) -> Iterator[Flip]:
        """Each clause taken away, the weightiest first."""
        told = [
            (score([item]), story, item)
            for story, reading in enumerate(self.readings)
            for item in reading.items
            if item.strength > 1 and item.signal not in AGAINST
        ]
        clauses = {(story, item.quote): item for _, story, item in sorted(told, key=lambda each: (-each[0], each[1]))}
        for (story, quote), item in list(clauses.items())[:TAKEN_AWAY]:
            kept = tuple(each for each in self.readings[story].items if each.quote != quote)
            changed = {story: replace(self.readings[story], items=kept)}
            yield replace(self._flip(story, item.signal, changed), kind="lost", quote=quote)


def _with(reading: Reading, signal: SignalId) -> Reading:
    """The reading as if one more clause, at no place in the text, showed ``signal`` in full."""
    layer = next((name for name in LAYERS if name == signal), None)
    place = -1 - sum(item.quote.start < 0 for item in reading.items)  # two facts are two clauses
    return replace(reading, items=(*reading.items, Evidence(signal, Quote("answer", place, place, ""), 2, layer)))
