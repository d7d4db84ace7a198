"""The embedded rater: from a reading to a rating, every level with the evidence that carries it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS, STAR_PARTS, CriterionId, FlagId, SignalId
from lpcoach.reading.clashes import Clash, held_in
from lpcoach.reading.reader import read
from lpcoach.reading.story import about_of
from lpcoach.reading.types import Evidence, Reading, Thread
from lpcoach.reading.weights import Weights, as_told, counted, weights_here
from lpcoach.scoring import levels
from lpcoach.scoring.carried import against_of, carried, held_up, showable
from lpcoach.scoring.flags import flags
from lpcoach.scoring.principles import shown
from lpcoach.scoring.types import CriterionRating, FlagRating, Rated, Rating

__all__ = ["EMBEDDED", "RATER", "rate", "rate_reading", "unscored"]

EMBEDDED = "embedded"
RATER = f"{EMBEDDED} 2"
CAPPED = 2  # what the flag unsafe leaves at most, and a contradiction of evidence
CONTRADICTED = 3
_MISSING = 4

_OF_SYSTEMS: frozenset[SignalId] = frozenset({*LAYERS, "uncertainty", "guardrail", "risk_handled"})
# What can only be asked for where the first of these, or another of them, was told.
_RESULT: tuple[SignalId, ...] = ("change", "measured", "figure")
_GROUND: dict[SignalId, tuple[SignalId, ...]] = {
    **dict.fromkeys(("trigger", "owner", "effect", "adoption"), ("mechanism", "trigger")),
    **dict.fromkeys(("baseline", "uncertainty", "guardrail"), _RESULT),
}


def rate(
    thread: Thread,
    pack: Pack,
    *,
    question: LeadQuestion | None = None,
    weights: Weights | None = None,
    standing: Sequence[Clash] | None = None,
) -> Rating:
    """Rate a thread by the guide; unscored, with the reason, where it cannot be read.

    ``standing`` are the contradictions of the thread that hold it down; without them those that the ledger is sure of,
    between the answer and a reply or between two replies.
    """
    reading = read(thread, weights)
    held = held_in(thread) if standing is None else standing
    against = tuple(Evidence("contradiction", quote, 2) for clash in held for quote in (clash.a, clash.b))
    return rate_reading(replace(reading, items=reading.items + against), pack, question=question, weights=weights)


def rate_reading(
    reading: Reading, pack: Pack, *, question: LeadQuestion | None = None, weights: Weights | None = None
) -> Rating:
    """Rate a reading already made."""
    if reading.unreadable:
        return unscored(reading.unreadable)
    known = weights or weights_here()
    asked = question or next((q for q in pack.questions if q.text == reading.thread.question), None)
    counts = counted(as_told(reading.items))
    raised = flags(reading, counted(reading.items), known)
    contradicted = bool(reading.of("contradiction"))
    against = {c: against_of(c, reading.items, raised, known) for c in CRITERIA}
    items = {c: showable(reading.items, [item.quote for item in against[c]], known) for c in CRITERIA}
    found: dict[CriterionId, int] = {c: held_up(c, levels.level(c, counts, known), items[c], known) for c in CRITERIA}
    if contradicted:
        found["evidence"] = min(found["evidence"], CAPPED)
    principles = shown(reading, pack, asked, found["alignment"], known)
    whole = overall(levels.level("overall", counts, known), raised, contradicted=contradicted)
    quotes = {c: carried(c, found[c], items[c], known) for c in CRITERIA}
    wanted = _asked_for(reading, asked)
    return Rating(
        rater=RATER,
        overall=whole,
        criteria={
            c: CriterionRating(
                found[c],
                seen,
                _missing(c, found[c], reading.items, wanted - {item.signal for item in (*seen, *likely)}, known),
                against[c],
                likely,
            )
            for c, (seen, likely) in quotes.items()
        },
        flags=raised,
        probes=dict(reading.probes),
        star=dict(reading.star),
        layers=dict(reading.layers),
        principles=tuple(name for name, _ in principles),
        principle_quotes=dict(principles),
        bands=_bands(whole, found, known),
    )


def _bands(whole: int, found: Mapping[CriterionId, int], weights: Weights) -> dict[Rated, tuple[int, int]]:
    of_criteria: dict[Rated, tuple[int, int]] = {c: levels.band(c, mark, weights) for c, mark in found.items()}
    return {"overall": levels.band("overall", whole, weights), **of_criteria}


def overall(level: int, raised: Mapping[FlagId, FlagRating], *, contradicted: bool = False) -> int:
    """The level overall: unsafe caps it at 2, a contradiction at 3 (rating guide, "A whole thread")."""
    return min(level, CAPPED if raised["unsafe"].raised else CONTRADICTED if contradicted else level)


def _asked_for(reading: Reading, question: LeadQuestion | None) -> frozenset[SignalId]:
    """What may be named as missing: a story about people is not asked for what only a system has."""
    about = about_of(reading.thread, reading.layers, question.about if question else None)
    return frozenset(s for c in CRITERIA for s in levels.SIGNALS_OF[c]) - (_OF_SYSTEMS if about == "people" else set())


def _missing(
    criterion: CriterionId, level: int, items: Sequence[Evidence], asked_for: frozenset[SignalId], weights: Weights
) -> tuple[SignalId, ...]:
    """The signals not shown in full: first those that alone would raise the level, then by what they are worth.

    What is quoted for a level is not called missing.
    """
    if level == levels.HIGHEST:
        return ()
    full = {i.signal for i in items if i.strength >= 2}
    open_ = [s for s in levels.SIGNALS_OF[criterion] if s not in full and s in asked_for and s != "figure"]
    counts = counted(as_told(items))
    ranked = sorted(open_, key=lambda s: levels.worth(criterion, level, s, counts, weights), reverse=True)
    return tuple(_ground_first(ranked, {i.signal for i in items})[:_MISSING])


def _ground_first(wanted: Sequence[SignalId], there: Container[SignalId]) -> list[SignalId]:
    """What rests on something that nobody told is asked for after that: who uses a mechanism after the mechanism."""
    ordered: list[SignalId] = []
    for signal in wanted:
        ground = _GROUND.get(signal)
        if ground and ground[0] in wanted and not any(one in there for one in ground) and ground[0] not in ordered:
            ordered.append(ground[0])
        if signal not in ordered:
            ordered.append(signal)
    return ordered


def unscored(reason: str, rater: str = RATER) -> Rating:
    """No rating, and why."""
    return Rating(
        rater=rater,
        overall=None,
        criteria={c: CriterionRating(None) for c in CRITERIA},
        flags={f: FlagRating(False) for f in FLAGS},
        probes=dict.fromkeys(ANSWER_KINDS, 0),
        star=dict.fromkeys(STAR_PARTS, False),
        layers=dict.fromkeys(LAYERS, 0),
        unscored=reason,
    )
