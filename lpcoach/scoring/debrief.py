"""The debrief of a practice: vote, reasons, what would flip it, the next thing to do. Pure functions on ratings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import CRITERIA, FLAGS, CriterionId, FlagId, LayerId, SignalId, Vote
from lpcoach.reading.clashes import Clash
from lpcoach.reading.reader import read
from lpcoach.reading.types import Evidence, Quote, Reading, Thread
from lpcoach.scoring.flips import Flip, flips
from lpcoach.scoring.merits import against, surest, whole
from lpcoach.scoring.panel import Cited
from lpcoach.scoring.panel_decision import Decision, by_rules, decide
from lpcoach.scoring.panel_lens import Lens, lens
from lpcoach.scoring.types import Rating
from lpcoach.scoring.votes import practice_level, vote_of

__all__ = [
    "Debrief",
    "NextAction",
    "PrincipleStanding",
    "Reason",
    "debrief",
    "decided",
    "practice_level",
    "principle_strength",
    "vote_of",
]

FACTS = 4  # missing facts named for each story
WORTH_HIRING = 3  # a criterion below this level carries no reason to hire
_WORST_FIRST: tuple[FlagId, ...] = ("unsafe", "team_credit", "shallow", "no_learning", "novelty")
NO_VOTE = "fewer than two rated stories"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to hire or not to: an item, a flag or a missing signal, with the story (from 0) that it stands in."""

    story: int
    item: Evidence | None = None
    criterion: CriterionId | None = None
    flag: FlagId | None = None
    signal: SignalId | None = None


@dataclass(frozen=True, slots=True)
class NextAction:
    """One thing to do: bring ``signal`` into ``story``."""

    story: int
    signal: SignalId
    minutes: int


@dataclass(frozen=True, slots=True)
class PrincipleStanding:
    """How strongly a practice shows a principle, with the quote and the story (from 0) that show it best."""

    strength: str  # strong | shown | not_shown
    story: int | None = None
    item: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the debrief page says. ``vote`` is None with ``no_vote`` as the reason; stories count from 0."""

    vote: Vote | None
    no_vote: str | None
    decision: Decision
    lens: Lens
    medians: Mapping[CriterionId, float | None]
    overall: float | None
    for_hire: Reason | None
    against_hire: Reason | None
    flips: tuple[Flip, ...]
    next_action: NextAction | None
    flags: Mapping[FlagId, tuple[int, ...]]
    missing: tuple[tuple[int, SignalId], ...]
    layers: tuple[Mapping[LayerId, int], ...]
    principles: Mapping[str, PrincipleStanding]


def debrief(
    ratings: Sequence[Rating],
    pack: Pack,
    questions: Sequence[LeadQuestion | None],
    threads: Sequence[Thread],
    standing: Sequence[Clash] = (),
    *,
    votes: bool = True,
) -> Debrief:
    """The debrief of the stories in order; ``standing`` are contradictions left standing, ``votes``: are any due."""
    readings = [_read(thread) for thread in threads]
    held = _held(standing)
    decision = decide(readings, ratings, pack, held) if votes else Decision(None, None, (), None)
    missing = tuple(_missing(ratings))
    turned = flips(readings, ratings, pack, questions, held) if by_rules(ratings) else ()
    told = next(((flip.story, flip.signal) for flip in turned if flip.kind == "added"), None)
    best = told or _most_wanted(ratings)
    return Debrief(
        vote=decision.vote,
        no_vote=None if decision.vote else NO_VOTE,
        decision=decision,
        lens=lens(readings, ratings, standing),
        medians={c: practice_level(rating.criteria[c].level for rating in ratings) for c in CRITERIA},
        overall=practice_level(rating.overall for rating in ratings),
        for_hire=_for_hire(ratings, threads, standing),
        against_hire=Reason(held[0].story, item=held[0].item) if held else _against_hire(ratings),
        flips=turned,
        next_action=NextAction(*best, _minutes(pack, best[1])) if best else None,
        flags={flag: tuple(n for n, rating in enumerate(ratings) if rating.flags[flag].raised) for flag in FLAGS},
        missing=missing,
        layers=tuple(dict(rating.layers) for rating in ratings),
        principles=principle_strength(ratings, [principle.id for principle in pack.principles]),
    )


def decided(
    ratings: Sequence[Rating], threads: Sequence[Thread], pack: Pack, standing: Sequence[Clash] = ()
) -> Decision:
    """The decision alone, without what would flip it."""
    return decide([_read(thread) for thread in threads], ratings, pack, _held(standing))


@lru_cache(maxsize=16)
def _read(thread: Thread) -> Reading:
    """A thread as it is read; kept, since the votes and the page each ask for it."""
    return read(thread)


def _held(standing: Sequence[Clash]) -> list[Cited]:
    return [Cited(clash.story_b, Evidence("contradiction", clash.b, 2)) for clash in standing]


def principle_strength(ratings: Sequence[Rating], principles: Sequence[str]) -> dict[str, PrincipleStanding]:
    """Strong where a thread of level 4 or more shows it first, shown where one shows it at all, else not shown."""
    standings = {name: PrincipleStanding("not_shown") for name in principles}
    by_level = sorted(enumerate(ratings), key=lambda pair: -(pair[1].overall or 0))
    for story, rating in by_level:
        for place, name in enumerate(rating.principles):
            strong = place == 0 and (rating.overall or 0) >= 4
            held = standings.get(name, PrincipleStanding("not_shown")).strength
            if held == "not_shown" or (strong and held != "strong"):
                item = rating.principle_quotes.get(name)
                standings[name] = PrincipleStanding("strong" if strong else "shown", story, item)
    return standings


def _ranked(rating: Rating) -> list[CriterionId]:
    """The criteria of one rating, the weakest first; none where it is unscored."""
    scored: list[CriterionId] = [c for c in CRITERIA if rating.criteria[c].level is not None]
    return sorted(scored, key=lambda c: rating.criteria[c].level or 0)


def _for_hire(ratings: Sequence[Rating], threads: Sequence[Thread], standing: Sequence[Clash]) -> Reason | None:
    """The best quote of the highest criterion of the highest story that nothing overturns.

    None without such a quote at level 3 or more; an unsafe story gives none at all.
    """
    held = _in_doubt(standing)
    for story, rating in sorted(enumerate(ratings), key=lambda pair: -(pair[1].overall or 0)):
        for criterion in reversed(_ranked(rating)):
            if (rating.criteria[criterion].level or 0) < WORTH_HIRING or rating.flags["unsafe"].raised:
                continue
            item = surest(rating.criteria[criterion].seen, [*against(rating), *held.get(story, ())])
            if item is not None:
                return Reason(story, item=whole(item, threads[story]), criterion=criterion)
    return None


def _in_doubt(standing: Sequence[Clash]) -> dict[int, list[Quote]]:
    """Both quotes of each contradiction left standing, by their stories."""
    held: dict[int, list[Quote]] = {}
    for clash in standing:
        held.setdefault(clash.story_a, []).append(clash.a)
        held.setdefault(clash.story_b, []).append(clash.b)
    return held


def _against_hire(ratings: Sequence[Rating]) -> Reason | None:
    """The worst flag raised, else what the weakest criterion of the weakest story misses."""
    for flag in _WORST_FIRST:
        for story, rating in enumerate(ratings):
            if rating.flags[flag].raised:
                return Reason(story, item=next(iter(rating.flags[flag].evidence), None), flag=flag)
    wanted = _most_wanted(ratings)
    if wanted is None:
        return None
    story, signal = wanted
    return Reason(story, criterion=_ranked(ratings[story])[0], signal=signal)


def _most_wanted(ratings: Sequence[Rating]) -> tuple[int, SignalId] | None:
    scored = [(story, rating) for story, rating in enumerate(ratings) if rating.overall is not None]
    for story, rating in sorted(scored, key=lambda pair: pair[1].overall or 0):
        for criterion in _ranked(rating):
            if rating.criteria[criterion].missing:
                return story, rating.criteria[criterion].missing[0]
    return None


def _missing(ratings: Sequence[Rating]) -> Iterator[tuple[int, SignalId]]:
    for story, rating in enumerate(ratings):
        wanted = [signal for c in _ranked(rating) for signal in rating.criteria[c].missing[:2]]
        for signal in list(dict.fromkeys(wanted))[:FACTS]:
            yield story, signal


def _minutes(pack: Pack, signal: SignalId) -> int:
    return next(words.minutes for words in pack.feedback.signals if words.id == signal)
