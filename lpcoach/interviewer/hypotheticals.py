"""One changed fact of a told story, all others kept: the fact is quoted as it was told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from lpcoach.content.models import Hypothetical, Pack
from lpcoach.interviewer.cues import UNREAL
from lpcoach.interviewer.filling import cited, fill, slots
from lpcoach.interviewer.roots import clause_of
from lpcoach.interviewer.types import Asked
from lpcoach.reading.citing import Cite, cites
from lpcoach.reading.claims import claims
from lpcoach.reading.types import Claim, Thread

__all__ = ["hypothetical"]

# What a hypothetical and a fact can both be about; a change bites where they share one.
_MATTERS: Final = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"traffic|requests?|queries|messages|\bscans|orders|sessions|\busers?\b|customers|daily|per (?:day|second)|a "
        r"day",
        r"money|budget|\bbill|\bcosts?\b|[$€£]|euros?|dollars?|compute|gpu|price|pays?\b",
        r"labels?\b|label(?:l)?ing|annotat",
        r"\bteam|engineers|people|colleague|of us\b|\bheadcount",
        r"launch|live|roll(?:ed|out)|shipped|release|freeze|deadline|\bdate\b",
        r"\bdays?\b|weeks?|months?|\bhours?\b",
        r"accura|\bauc|\bf1|precision|recall|test set|offline",
        r"\b(?:a/b|live test|estimate|interval|uplift|flat)\b|"
        r"\b(?:fell|rose|went|up|down|from|dropped|grew)\b.*(?:percent|%)",
        r"\bms\b|p9\d|latency|seconds|time to respond",
        r"languages?|countr|region|market",
        r"group|fair|bias|women|applicants|harm|regulator|privacy|personal|delet",
        r"outage|incident|fault|broke|rolled back|old version|night",
        r"schema|upstream|table|fields?\b|feed",
        r"manager|director|team lead|other team|senior",
    )
)


def hypothetical(threads: Sequence[Thread], pack: Pack, *, seed: int, about: Sequence[str] = ()) -> Asked | None:
    """The hypothetical that bites most on a told fact; ``about`` says of each story what it is about."""
    rng = Random(int.from_bytes(hashlib.sha256(f"hypothetical {seed}".encode()).digest()[:8]))
    cases = list(pack.hypotheticals)
    rng.shuffle(cases)
    matters = {case.id: _matters(case.text) for case in cases}
    found = [
        (_merit(case, claim, cite, len(matters[case.id] & about_fact)), case, cite, story)
        for story, thread in enumerate(threads)
        for claim, cite, about_fact in _facts(thread)
        for case in cases
        if claim.kind in case.needs and (not about or about[story] in case.about)
    ]
    if found:
        _, case, cite, story = max(found, key=lambda one: one[0])
        return _changed(case, cite, story)
    return next((Asked("hypothetical", c.text, c.id, gap=c.changes) for c in cases if not slots(c.text)), None)


def _facts(thread: Thread) -> Iterator[tuple[Claim, Cite, frozenset[int]]]:
    clauses = cites(thread)
    for claim in claims(thread):
        cite = clause_of(claim, clauses)
        if cite is not None:
            yield claim, cite, _matters(cite.quote.text)


def _matters(text: str) -> frozenset[int]:
    return frozenset(n for n, matter in enumerate(_MATTERS) if matter.search(text))


def _merit(case: Hypothetical, claim: Claim, cite: Cite, shared: int) -> float:
    """How well the change bites on the fact, and how well the fact can be heard."""
    first = claim.kind == case.needs[0]
    return (
        2 * shared
        + first
        + 1.5 * cite.figure
        + 0.5 * (6 <= cite.words <= 14)
        - 2 * cite.vague
        - 3 * (UNREAL.search(cite.quote.text) is not None)
    )


def _changed(case: Hypothetical, cite: Cite, story: int) -> Asked:
    text, quotes = fill(case.text, {"fact": cited(cite.quote)}, story)
    return Asked("hypothetical", text, case.id, quotes=quotes, gap=case.changes)
