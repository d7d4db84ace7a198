"""What a practice's readings come to: a panel's decision where the raters have ground to differ, else one vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lpcoach.content.models import Pack
from lpcoach.content.terms import RaterId, Vote
from lpcoach.reading.types import Reading
from lpcoach.scoring.panel import Cited, Panel, convene, grounds
from lpcoach.scoring.types import Rating
from lpcoach.scoring.votes import capped, offers, vote_of

__all__ = ["Decision", "by_rules", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """``whole`` is the vote of the whole threads (None: fewer than two scored); ``panel`` is None where it is the only.

    ``without`` names the raters that have no ground of their own. ``offer`` is None where there is no vote.
    """

    whole: Vote | None
    panel: Panel | None
    without: tuple[RaterId, ...]
    offer: bool | None

    @property
    def vote(self) -> Vote | None:
        """One word for it: the Bar Raiser's vote where the panel sits, else the vote of the whole threads."""
        if self.panel is None:
            return self.whole
        return next(ballot.vote for ballot in self.panel.ballots if ballot.rater == "bar_raiser")


def decide(
    readings: Sequence[Reading], ratings: Sequence[Rating], pack: Pack, standing: Sequence[Cited] = ()
) -> Decision:
    """The decision on these threads, each read and rated."""
    overalls = [rating.overall for rating in ratings if rating.overall is not None]
    whole = vote_of(overalls, cap=bool(standing) or any(capped(rating) for rating in ratings))
    if whole is None:
        return Decision(None, None, (), None)
    if not by_rules(ratings):
        return Decision(whole, None, (), offers(whole))
    panel = convene(readings, pack, [*standing, *_unsafe(ratings)])
    offer = panel.offer if panel else offers(whole)
    return Decision(whole, panel, () if panel else grounds(readings), offer)


def by_rules(ratings: Sequence[Rating]) -> bool:
    """Whether all ratings are the embedded rater's, which alone can sit in four chairs and rate a change again."""
    return all(rating.rater.startswith("embedded") for rating in ratings)


def _unsafe(ratings: Sequence[Rating]) -> list[Cited]:
    """A quote for each story with the flag ``unsafe``."""
    raised = [(story, rating.flags["unsafe"]) for story, rating in enumerate(ratings)]
    return [Cited(story, flag.evidence[0]) for story, flag in raised if flag.raised and flag.evidence]
