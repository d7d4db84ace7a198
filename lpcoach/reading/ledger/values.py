"""The claims of a loop that have a value, each with its sentence, and bounds that another value breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import Final

from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.told import Clash, Loop, Told, stems
from lpcoach.reading.types import Claim

__all__ = ["Value", "broken_bounds", "known", "near", "values"]

MOST: Final = 100  # values of one story that are set against the others
# Where one of these stands, two values can both hold: growth, plans, ranges, and what was corrected openly.
_OPEN: Final = re.compile(
    r"\b(?:grew|grown|growing|(?<!i )joined|later|at first|initially|in the beginning|by the end|at the end|now|"
    r"today|meanwhile|"
    r"since then|by then|extended|actually|rather|plan(?:ned)?|would|should|target|"
    r"goal|promised|estimate[ds]?|expected|if|up to|at least|at most|between \d|or so|other team|another|left the|"
    r"limit|maximum|minimum|afterwards|more than|less than|over \d|"
    r"under \d|below|above|threshold|until \d|budget)\b"
)
_CORRECTED: Final = re.compile(
    r"\b(?:correct(?:ed|ion)?|i (?:first )?said(?! sorry)|misspoke|sorry(?=[,:.])|(?:that|it)'s wrong|was wrong|"
    r"hang on|no,? wait|"
    r"grew|grown|later|by (?:then|december))\b"
)
_CITED: Final = re.compile(r"(?<![a-z])'[^']{3,60}'|\"[^\"]{3,60}\"")
_ABOUT: Final = re.compile(r"\b(?:just|a little|slightly|a bit|well) (?:over|under|more than|less than|above|below) ")
_NEVER_PAST: Final = re.compile(
    r"\bnever [^,;]{0,30}?(?:(under|below|less than|lower than)|over|above|past|beyond|more than|higher than)(?: "
    r"about| around)? $"
)
_SUBJECT: Final = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|because|since|as|while|that) )(?P<subject>[^,;:.]{3,60}?) (?:had |has |have |"
    r"would )?(?:only |just |all )?"
    r"(?:cost|costs|came to|comes to|amounted to|was|were|is|are|took|takes|taken|lasted|needed|stood at|sat at|ran "
    r"for|"
    r"ran to)\b[^,;:.]{0,30}$"
)
_KEPT: Final = re.compile(r"\b(?:stayed|remained|stuck|still|kept|held)(?: [a-z]+){0,2} $")
_MOVED: Final = re.compile(r"\b(?:went|fell|rose|dropped|came|got|moved|climbed|cut|down|up) [^.;]{0,30}?from\b")
_RESULT: Final = re.compile(
    r"\b(?:came|got|went|fell|dropped|down|ended|was|is|reached|settled|rose|up)(?: [a-z]+){0,2} $|\bto $"
)


@dataclass(frozen=True, eq=False)
class Value:
    """A claim with a value, and the sentence that makes it."""

    told: Told
    claim: Claim

    @cached_property
    def open(self) -> bool:
        """Whether its clause leaves room for another value elsewhere, or its sentence corrects one."""
        clause = _ABOUT.sub("about ", _CITED.sub(" ", flat(self.claim.quote.text)))
        return _OPEN.search(clause) is not None or _CORRECTED.search(self.told.low) is not None

    @cached_property
    def before(self) -> str:
        """The flat text before the fact in its sentence."""
        return self.told.low[: token_quote(self.claim).start - self.told.sentence.start]

    @cached_property
    def subject(self) -> frozenset[str]:
        """What the verb before the fact says it of: "the whole retraining cost us 12,000" is about the retraining."""
        found = _SUBJECT.search(self.before)
        return stems(found["subject"]) if found else frozenset()

    @cached_property
    def after(self) -> str:
        """The flat text behind the fact in its sentence."""
        return self.told.low[token_quote(self.claim).end - self.told.sentence.start :]

    @cached_property
    def words(self) -> frozenset[str]:
        """What its sentence is about, but for its unit."""
        return self.told.about - stems(self.claim.unit)


def values(loop: Loop) -> tuple[Value, ...]:
    """Every claim of the loop with a value, with its sentence."""
    places: dict[tuple[int, str], list[Told]] = {told.place: [] for told in loop.told}
    for told in loop.told:
        places[told.place].append(told)
    found: list[Value] = []
    for story, thread in enumerate(loop.threads):
        mine: list[Value] = []
        for claim in claims(thread):
            said = places.get((story, claim.quote.where), [])
            at = bisect_right(said, token_quote(claim).start, key=lambda told: told.sentence.start) - 1
            if at < 0 or claim.high is not None or (claim.value is None and claim.kind != "date"):
                continue
            if token_quote(claim).end <= said[at].sentence.start + len(said[at].low):
                mine.append(Value(said[at], claim))
        found += mine[:MOST]
    return tuple(found)


def known(told: tuple[Value, ...], one: Value, other: Value) -> bool:
    """Whether one of the values is also told where the other stands: then they are two moments or two things."""
    return any(
        value.told.place in {one.told.place, other.told.place}
        and value.claim.unit == one.claim.unit
        and value is not one
        and value is not other
        and (near(value, one, 1.05) or near(value, other, 1.05))
        for value in told
    )


def near(one: Value, other: Value, factor: float) -> bool:
    """Whether two values are less than ``factor`` apart."""
    low, high = sorted((one.claim.value or 0, other.claim.value or 0))
    return low <= 0 or high / low < factor


def broken_bounds(loop: Loop, told: tuple[Value, ...]) -> Iterator[Clash]:
    """A value under what another sentence says was never passed, or a change of what it says stayed."""
    for bound, other in permutations(told, 2):
        if bound.claim.unit != other.claim.unit or bound.told.place == other.told.place or other.told is bound.told:
            continue
        limit, value = bound.claim.value or 0, other.claim.value or 0
        never, kept = _NEVER_PAST.search(bound.before), _KEPT.search(bound.before)
        broken = never and _RESULT.search(other.before) and (value < limit * 0.97 if never[1] else value > limit * 1.03)
        moved = kept and other.claim.has_baseline and value == limit and _MOVED.search(other.told.low)
        need = 1 if loop.akin(bound.told, other.told) else 1.5
        if (broken or moved) and loop.shared(bound.told.about, other.told.near) >= need:
            first, second = sorted((bound, other), key=lambda v: (v.told.place, v.told.order))
            why = (
                "one statement says that it never came so far" if broken else "one statement says that it did not move"
            )
            yield Clash(first.told.story, first.claim.quote, second.told.story, second.claim.quote, "outcome", why)
