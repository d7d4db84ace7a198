"""The Bar Raiser's questions: what does not fit together first, then what stands on too little."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

from lpcoach.content.models import CrossOpening, Pack
from lpcoach.content.terms import CrossKind, SignalId
from lpcoach.interviewer.cues import CUES, DECISION, UNREAL
from lpcoach.interviewer.filling import LONGEST, Filler, cited, fill, slots
from lpcoach.interviewer.hypotheticals import hypothetical
from lpcoach.interviewer.roots import NO_RESULT, clause_of, spoken_figure
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.citing import Cite, cites
from lpcoach.reading.claims import claims
from lpcoach.reading.clashes import clashes, doubts, repeats
from lpcoach.reading.quoting import find_quote
from lpcoach.reading.types import Claim, Reading, Thread

__all__ = ["cross_questions", "hypothetical", "put_before"]

_GAPS: Final[Mapping[CrossKind, str]] = {
    "contradiction": "which of two statements holds",
    "repeat": "whether two stories tell one case",
    "no_baseline": "what a figure is measured against",
    "alternative": "the best argument against a decision",
    "trade_off": "what a decision cost, and whom",
    "who_else": "who else would tell it so",
}
# What does not fit together comes first: both quotes where the ledger is sure (two contradictions at most), else one
# statement, and one such only.
_CLASHES: Final[tuple[tuple[CrossKind, bool], ...]] = (
    ("contradiction", True), ("contradiction", True), ("repeat", True), ("contradiction", False), ("repeat", False),
)  # fmt: skip
_THEN: Final[tuple[CrossKind, ...]] = ("no_baseline", "alternative", "trade_off", "who_else")
_TRADE: Final = re.compile(
    r"\b(?:instead|faster|cheaper|(?:I|we) cut|removed|dropped|turned off|simpl|smaller|skipped|reduc|launch|"
    r"shipped|ahead)",
    re.I,
)
_CREDIT: Final = re.compile(
    r"\bI(?:'d| had| have|'ve)? (?:personally )?(?:led|convinced|built|designed|found|decided|owned|proposed|wrote|"
    r"created|introduced|pushed|persuaded|fixed|saw|noticed)\b",
    re.I,
)
# A figure that has something beside it, or is no result: a limit, a wish, a share of a test.
_NOT_BARE: Final = re.compile(
    NO_RESULT.pattern + r"|\bfrom\b|->|→|\bvs\b|versus|against|\bthan\b|compared|\bbefore\b|\btraffic\b", re.IGNORECASE
)
_FOR_SIGNALS: Final[Mapping[CrossKind, frozenset[SignalId]]] = {
    "alternative": frozenset({"own_decision", "novelty_first"}),
    "trade_off": frozenset({"change", "constraint", "own_decision", "unsafe_choice"}),
    "who_else": frozenset({"own_action", "unsupported", "brought_along"}),
}


def cross_questions(
    threads: Sequence[Thread], readings: Sequence[Reading], pack: Pack, *, seed: int, limit: int = 3
) -> tuple[Asked, ...]:
    """What does not fit together first, then at most ``limit`` questions, one of a kind, spread over the stories."""
    openings = list(pack.cross_examination)
    Random(_number(seed, "cross")).shuffle(openings)
    found: list[Asked] = []
    for kind, sure in _CLASHES:
        if sure or not found:
            found += _asked(kind, openings, _clashing(kind, threads, sure=sure), found)
    limit += len(found)
    for kind in _THEN:
        found += _asked(kind, openings, _rooted(kind, threads, readings), found)
    if not found:
        found = [Asked("cross", o.text, o.id, gap=_GAPS[o.kind]) for o in openings if not slots(o.text)]
    return tuple(found[:limit])


def put_before(pack: Pack, source: str, text: str, threads: Sequence[Thread]) -> Asked:
    """A question of the pack in the words in which it was put once, as in a sample loop, with what it quotes."""
    said = re.findall("“([^”]*)”", text)
    found = ((story, find_quote(thread, quote)) for quote in said for story, thread in enumerate(threads))
    quotes = tuple(StoryQuote(story, quote) for story, quote in found if quote)
    opening = next((one for one in pack.cross_examination if one.id == source), None)
    if opening is not None:
        return Asked("cross", text, source, quotes=quotes, gap=_GAPS[opening.kind])
    changes = next(case.changes for case in pack.hypotheticals if case.id == source)
    return Asked("hypothetical", text, source, quotes=quotes, gap=changes)


_Item = dict[str, tuple[int, Filler]]  # slot -> (story, what stands in it)


def _stories(item: _Item) -> set[int]:
    return {story for story, _ in item.values()}


def _words(item: _Item) -> set[str]:
    return {filler.quote.text for _, filler in item.values()}


def _asked(
    kind: CrossKind, openings: Sequence[CrossOpening], items: Iterator[_Item], found: Sequence[Asked]
) -> Iterator[Asked]:
    """One question of a kind at most: on what no other question quotes, in a story not yet asked about if there is."""
    said = {quoted.quote.text for asked in found for quoted in asked.quotes}
    told = {quoted.story for asked in found for quoted in asked.quotes}
    fresh = [item for item in items if not _words(item) & said]
    asked = _first(openings, kind, sorted(fresh, key=lambda item: _stories(item) <= told))
    if asked is not None:
        yield asked


def _first(openings: Sequence[CrossOpening], kind: CrossKind, items: Sequence[_Item]) -> Asked | None:
    """The first item that an opening of this kind can put."""
    for item in items:
        for opening in openings:
            if opening.kind == kind and slots(opening.text) and set(slots(opening.text)) <= set(item):
                asked = _put(opening, item)
                if len(asked.text.split()) <= LONGEST * 2:
                    return asked
    return None


def _put(opening: CrossOpening, item: _Item) -> Asked:
    text, quotes = fill(opening.text, {slot: filler for slot, (_, filler) in item.items()}, 0)
    stories = {
        quote: story for story, filler in item.values() for quote in (filler.quote, filler.clause or filler.quote)
    }
    rooted = tuple(StoryQuote(stories[quoted.quote], quoted.quote) for quoted in quotes)
    return Asked("cross", text, opening.id, quotes=rooted, gap=_GAPS[opening.kind])


def _clashing(kind: CrossKind, threads: Sequence[Thread], *, sure: bool) -> Iterator[_Item]:
    """Pairs that the ledger is sure of; of those that it is not, the later statement alone."""
    if kind == "contradiction":
        found = clashes(threads) if sure else doubts(threads)
        pairs = [((one.story_a, one.a), (one.story_b, one.b)) for one in found]
    else:
        pairs = [((one.a, one.quote_a), (one.b, one.quote_b)) for one in repeats(threads) if one.sure is sure]
    for (story, quote), (later, other) in pairs:
        both = {"a": (story, cited(quote)), "b": (later, cited(other))}
        yield both if sure else {"quote": both["b"]}


def _rooted(kind: CrossKind, threads: Sequence[Thread], readings: Sequence[Reading]) -> Iterator[_Item]:
    """What questions of this kind could be rooted in, the best first within each story."""
    for story, (thread, reading) in enumerate(zip(threads, readings, strict=True)):
        if kind == "no_baseline":
            yield from _baseless(story, thread)
        else:
            for cite in _telling(kind, thread, reading):
                yield {"quote": (story, cited(cite.quote))}


def _baseless(story: int, thread: Thread) -> Iterator[_Item]:
    """Figures that stand without a baseline, with the clause that they stand in; results with a subject first."""
    clauses = cites(thread)
    bare = [(claim, cite) for claim in claims(thread) if _is_bare(claim) and (cite := clause_of(claim, clauses))]
    bare = [(claim, cite) for claim, cite in bare if not _NOT_BARE.search(cite.quote.text)]
    bare.sort(key=lambda pair: (CUES["numbers"].words.search(pair[1].quote.text) is None, not pair[0].subject))
    for claim, cite in bare:
        yield {"figure": (story, spoken_figure(claim, clauses)), "quote": (story, cited(cite.quote))}


def _is_bare(claim: Claim) -> bool:
    """Whether a result is given with nothing beside it."""
    result = claim.kind == "figure" and claim.unit in {"%", "times"} and claim.token[:1].isdigit()
    return result and not claim.has_baseline and claim.value is not None and claim.value >= 2


def _telling(kind: CrossKind, thread: Thread, reading: Reading) -> list[Cite]:
    cue = {"alternative": DECISION, "trade_off": _TRADE, "who_else": _CREDIT}[kind]
    spans = [item.quote for item in reading.of(*_FOR_SIGNALS[kind])]

    def merit(cite: Cite) -> int:
        near = any(q.where == cite.quote.where and q.start < cite.quote.end and cite.quote.start < q.end for q in spans)
        return 2 * near + 2 * cite.own - 4 * cite.vague + (6 <= cite.words <= 13)

    fit = [cite for cite in cites(thread) if cite.ours and not cite.vague and cue.search(cite.quote.text)]
    fit = [cite for cite in fit if not UNREAL.search(cite.quote.text) and '"' not in cite.quote.text]
    return sorted(fit, key=lambda cite: -merit(cite))


def _number(*parts: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8])
