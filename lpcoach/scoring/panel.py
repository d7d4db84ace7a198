"""The panel: four ballots, each blind from its own principles' evidence, then after reading the others' notes.

A rater reads the items of its own signals (``panel_scales``). A thread's overall as it reads it is its level by its own
cuts; its vote follows from the mean over the threads. Its notes name for each of its principles the best quote for and
against. Reading: of what the others quoted, it takes in the quotes that bear on its own principles and that it had not
used; its vote moves by one step at most, and only where such a quote lifts or lowers a level; that quote is cited.
The Bar Raiser also reads across stories: a contradiction left standing, or an unsafe choice, caps its vote, and the
others meet it in its notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from lpcoach.content.models import Pack, PanelRater, Principle
from lpcoach.content.terms import AGAINST, RATERS, VOTES, RaterId, SignalId, Vote
from lpcoach.reading.clauses import flat
from lpcoach.reading.types import Evidence, Quote, Reading
from lpcoach.scoring.levels import SIGNALS_OF
from lpcoach.scoring.merits import favours, overlap, stands
from lpcoach.scoring.panel_scales import READS, own_items, rater_level, score
from lpcoach.scoring.votes import FEWEST_THREADS, offers, vote_of

__all__ = ["Ballot", "Cited", "Note", "Panel", "convene", "grounds", "owned", "tally"]

GROUND = 2  # clauses shown in full, in each of two threads, that a rater needs to have a view of its own
WORDS = 3  # a shorter quote says nothing by itself
POSITIVE = frozenset(signal for signals in SIGNALS_OF.values() for signal in signals)


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence with the story (from 0) that it stands in."""

    story: int
    item: Evidence


@dataclass(frozen=True, slots=True)
class Note:
    """What a rater writes on one of its principles: the best quote for, the worst against, or what is lacking."""

    principle: str
    plus: Cited | None
    minus: Cited | None
    lacking: SignalId | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One rater's view. ``first`` was given blind; ``vote`` after reading; ``cites`` is the quote that moved it."""

    rater: RaterId
    name: str
    principles: tuple[str, ...]
    levels: tuple[int | None, ...]
    first: Vote
    vote: Vote
    cites: Cited | None
    for_hire: Cited | None
    against_hire: Cited | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Four ballots and what follows: an offer needs the Bar Raiser and two of the other three."""

    ballots: tuple[Ballot, ...]
    offer: bool


def grounds(readings: Sequence[Reading]) -> tuple[RaterId, ...]:
    """The raters without ground of their own: fewer than two clauses in full in each of two threads."""
    return tuple(rater for rater in RATERS if sum(_has_ground(rater, each) for each in readings) < FEWEST_THREADS)


def _has_ground(rater: RaterId, reading: Reading) -> bool:
    full = {(i.quote.where, i.quote.start) for i in own_items(rater, reading.items) if i.strength > 1}
    against = {(i.quote.where, i.quote.start) for i in reading.items if i.signal in AGAINST}
    return len(full - against) >= GROUND


def owned(pack: Pack) -> dict[RaterId, tuple[Principle, ...]]:
    """The principles of each rater; those that nobody owns are the Bar Raiser's."""
    by_id = {principle.id: principle for principle in pack.principles}
    seats = {seat.id: tuple(by_id[name] for name in seat.principles) for seat in pack.pack.panel}
    taken = {principle.id for principles in seats.values() for principle in principles}
    rest = tuple(principle for principle in pack.principles if principle.id not in taken)
    return {**seats, "bar_raiser": seats["bar_raiser"] + rest}


def convene(readings: Sequence[Reading], pack: Pack, standing: Sequence[Cited] = ()) -> Panel | None:
    """The panel, or None where a rater has no ground of its own. ``standing`` are quotes that hold it down."""
    if grounds(readings):
        return None
    principles = owned(pack)
    blind = [_blind(seat, readings, principles[seat.id], standing) for seat in pack.pack.panel]
    ballots = tuple(_read_on(ballot, blind, readings, principles[ballot.rater], standing) for ballot in blind)
    return Panel(ballots, tally({ballot.rater: ballot.vote for ballot in ballots}))


def tally(votes: Mapping[RaterId, Vote]) -> bool:
    """Whether these votes make an offer."""
    return offers(votes["bar_raiser"]) and sum(offers(v) for rater, v in votes.items() if rater != "bar_raiser") >= 2


def _scored(reading: Reading) -> bool:
    return reading.unreadable is None


def _levels(rater: RaterId, readings: Sequence[Reading]) -> tuple[int | None, ...]:
    return tuple(rater_level(rater, own_items(rater, each.items)) if _scored(each) else None for each in readings)


def _voted(levels: Sequence[int | None], *, cap: bool) -> Vote:
    vote = vote_of([level for level in levels if level is not None], cap=cap)
    assert vote is not None, "ground in two threads is asked for before anybody votes"
    return vote


def _blind(
    seat: PanelRater, readings: Sequence[Reading], principles: Sequence[Principle], standing: Sequence[Cited]
) -> Ballot:
    """A ballot as it is written before anything of the others is read."""
    levels = _levels(seat.id, readings)
    mine = [
        Cited(story, item)
        for story, reading in enumerate(readings)
        if _scored(reading)
        for item in own_items(seat.id, reading.items)
    ]
    held = list(standing) if seat.id == "bar_raiser" else []
    vote = _voted(levels, cap=bool(held))
    good = _in_favour(mine, readings, standing)
    bad = [*held, *(c for c in mine if c.item.signal in AGAINST and c.item.strength > 1)]
    return Ballot(
        rater=seat.id,
        name=seat.name,
        principles=tuple(principle.id for principle in principles),
        levels=levels,
        first=vote,
        vote=vote,
        cites=None,
        for_hire=next((each for each in good if each.item.signal != "self_criticism"), None),
        against_hire=bad[0] if bad else None,
        notes=tuple(_note(principle, good, bad, seat.id) for principle in principles),
    )


def _in_favour(mine: Sequence[Cited], readings: Sequence[Reading], standing: Sequence[Cited]) -> list[Cited]:
    """What speaks for the candidate, whole statements first; nothing that is quoted against one anywhere."""
    bad = [[i.quote for i in each.items if i.signal in AGAINST and i.strength > 1] for each in readings]
    for held in standing:
        bad[held.story].append(held.item.quote)
    fit = [c for c in mine if _quotable(c.item) and favours(c.item, bad[c.story])]
    return sorted(fit, key=lambda c: (stands(c.item), _merit(c)), reverse=True)


def _quotable(item: Evidence) -> bool:
    """Whether an item in favour can stand in a note: shown in full, and more than a bare figure."""
    return item.signal in POSITIVE and item.strength > 1 and len(item.quote.text.split()) >= WORDS


def _merit(cited: Cited) -> tuple[float, int]:
    return score([replace(cited.item, weight=1.0)]) * cited.item.weight, -cited.story


def _note(principle: Principle, good: Sequence[Cited], bad: Sequence[Cited], rater: RaterId) -> Note:
    shown = {each.item.signal for each in good}
    lacking = next((s for s in principle.signals if s not in shown and s in POSITIVE & READS[rater]), None)
    return Note(
        principle.id,
        next((each for each in good if _may_show(each.item, principle)), None),
        next((each for each in bad if bears(each.item, principle)), None),
        lacking,
    )


def _may_show(item: Evidence, principle: Principle) -> bool:
    """As ``bears``; but self-criticism shows only a principle that asks for it."""
    return bears(item, principle) and (item.signal != "self_criticism" or item.signal in principle.signals)


def bears(item: Evidence, principle: Principle) -> bool:
    """Whether an item carries a principle: by its signal, or by a cue in its clause."""
    if item.signal in principle.signals:
        return True
    low = _low(item.quote.text)
    return any(cue in low for cue in principle.cues)


@lru_cache(maxsize=2048)
def _low(text: str) -> str:
    return flat(text)


def _read_on(
    ballot: Ballot,
    blind: Sequence[Ballot],
    readings: Sequence[Reading],
    principles: Sequence[Principle],
    standing: Sequence[Cited],
) -> Ballot:
    """The ballot after reading: the quote that moves the vote, if one does."""
    used = {(story, i.quote) for story, each in enumerate(readings) for i in own_items(ballot.rater, each.items)}
    written = {(cited.story, cited.item.quote) for cited in _quoted(ballot)}
    held = next((each for each in standing if (each.story, each.item.quote) not in written), None)
    if held and ballot.rater != "bar_raiser" and offers(ballot.first):
        return replace(ballot, vote="not_inclined", cites=held)
    for cited in _fresh(ballot, blind, used, principles):
        levels = list(ballot.levels)
        items = own_items(ballot.rater, readings[cited.story].items)
        levels[cited.story] = rater_level(ballot.rater, [*items, cited.item])
        vote = _voted(levels, cap=ballot.rater == "bar_raiser" and bool(standing))
        if vote != ballot.first:
            step = 1 if VOTES.index(vote) > VOTES.index(ballot.first) else -1
            return replace(ballot, vote=VOTES[VOTES.index(ballot.first) + step], cites=cited)
    return ballot


def _quoted(ballot: Ballot) -> list[Cited]:
    """All that a ballot quotes, its top reasons first."""
    noted = [cited for note in ballot.notes for cited in (note.plus, note.minus)]
    return [cited for cited in (ballot.for_hire, ballot.against_hire, *noted) if cited is not None]


def _fresh(
    ballot: Ballot, blind: Sequence[Ballot], used: Set[tuple[int, Quote]], principles: Sequence[Principle]
) -> list[Cited]:
    """What the others quote, bears on this rater's principles and stands in no clause that it has read; best first."""
    others = [cited for other in blind if other.rater != ballot.rater for cited in _quoted(other)]
    fit = [
        cited
        for cited in dict.fromkeys(others)
        if not any(story == cited.story and overlap(quote, cited.item.quote) for story, quote in used)
        and cited.item.signal not in READS[ballot.rater]
        and any(bears(cited.item, principle) for principle in principles)
    ]
    return sorted(fit, key=lambda cited: abs(_merit(cited)[0]), reverse=True)
