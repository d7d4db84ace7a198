"""What a question can be rooted in: the candidate's own clauses, figures and phrases, the fittest for a gap first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lpcoach.content.terms import SignalId
from lpcoach.interviewer.filling import Filler, cited
from lpcoach.interviewer.gaps import Gap
from lpcoach.reading.citing import Cite, cites
from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.phrases import Phrase, phrases
from lpcoach.reading.types import Claim, Quote, Reading

__all__ = ["DECISION", "Roots"]

# An own decision, as told in one clause.
DECISION: Final = re.compile(
    r"\bI(?:'d| had| have|'ve)? (?:then |also |finally |just |immediately )?(?:decided|chose|picked|refused|rejected|"
    r"stopped|turned|put|proposed|insisted|argued|rolled|pulled|went with|replaced|switched|dropped|removed|kept|"
    r"moved|fixed|changed|cut|took (?:out|over)|asked for|deleted|rewrote|built|wrote|set up|shipped|launched|froze|"
    r"blocked|escalated|recommended)\b",
    re.IGNORECASE,
)
_NEAR: Final[dict[str, tuple[frozenset[SignalId], re.Pattern[str]]]] = {
    "numbers": (
        frozenset({"figure", "change", "unsupported", "product_metric"}),
        re.compile(
            r"improv|better|worse|faster|slower|reduc|increas|fell|rose|drop|went (?:up|down|from)|cheaper|success|"
            r"saved|grew",
            re.I,
        ),
    ),
    "mechanisms": (
        frozenset({"mechanism", "monitoring", "deployment", "effect"}),
        re.compile(
            r"launch|deploy|alert|alarm|monitor|shipp|roll|fixed|added|dashboard|check|review|live|switched on|release",
            re.I,
        ),
    ),
    "alternatives": (
        frozenset({"own_decision", "novelty_first", "constraint", "tension"}),
        re.compile(
            r"decid|chose|chosen|picked|went with|instead|replac|switch|wanted|argu|propos|built|moved|trade|rather",
            re.I,
        ),
    ),
    "risk": (
        frozenset({"unsafe_choice", "customer", "risk_handled"}),
        re.compile(
            r"patient|customer|user|driver|student|people|applicant|candidate|personal|privacy|consent|name|data|"
            r"women|bias|fair|harm|safe|legal|fraud|abuse|claim|merchant|player|cost|bill",
            re.I,
        ),
    ),
    "learning": (
        frozenset({"self_criticism", "nothing_left", "learning", "cause"}),
        re.compile(
            r"wrong|fail|mistake|missed|broke|caus|should have|bug\b|went down|complain|fixed|late|lesson|learn|"
            r"problem",
            re.I,
        ),
    ),
    "product_metric": (
        frozenset({"product_metric", "customer"}),
        re.compile(
            r"customer|user|complain|conversion|order|revenue|click|call|ticket|launch|better|success|went", re.I
        ),
    ),
    "data": (
        frozenset({"data"}),
        re.compile(r"\bdata|label|table|join|log|sample|record|row|train|dataset|collect|annotat|history", re.I),
    ),
    "features": (
        frozenset({"features"}),
        re.compile(r"feature|embedding|prompt|input|column|variable|context|encod|signal|model", re.I),
    ),
    "training_eval": (
        frozenset({"training_eval", "measured"}),
        re.compile(
            r"train|test|evaluat|accura|auc|precision|recall|\bf1\b|split|baseline|a/b|experiment|offline|model", re.I
        ),
    ),
    "deployment": (
        frozenset({"deployment"}),
        re.compile(
            r"deploy|serv|latency|p99|gpu|cache|canary|shadow|rollback|rolled|launch|live|production|batch|release|"
            r"cost",
            re.I,
        ),
    ),
    "monitoring": (
        frozenset({"monitoring", "mechanism"}),
        re.compile(
            r"alert|alarm|monitor|dashboard|drift|on-call|paged?\b|launch|live|production|noticed|found out|went", re.I
        ),
    ),
}


@dataclass(frozen=True)
class Roots:
    """The candidate's words that a question may take up: from all of a thread, or only from ``where``."""

    reading: Reading
    where: str | None = None
    used: Collection[str] = ()

    @cached_property
    def clauses(self) -> tuple[Cite, ...]:
        """Clauses that can be cited, those cited before left out."""
        return tuple(c for c in cites(self.reading.thread) if self._open(c.quote) and c.quote.text not in self.used)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, without those whose figure has been taken up before."""
        return tuple(c for c in claims(self.reading.thread) if self._open(c.quote) and c.token not in self.used)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Noun phrases, the candidate's own ("our", "my") first."""
        found = [p for p in phrases(self.reading.thread) if self._open(p.quote)]
        return tuple(sorted(found, key=lambda phrase: phrase.article != "your"))

    def choices(self, slot: str, gap: Gap) -> list[Filler]:
        """What can stand in ``slot`` of a question about ``gap``, the best first; empty where nothing can."""
        if slot in {"quote", "decision"}:
            fit = self._decisions() if slot == "decision" else self._about(gap)
            return [cited(cite.quote) for cite in fit[:6]]
        if slot == "figure":
            return [Filler(token_quote(claim)) for claim in self._figures()[:3]]
        return [Filler(phrase.quote, phrase.article) for phrase in self.phrases if phrase.slot == slot][:3]

    def _open(self, quote: Quote) -> bool:
        return self.where is None or quote.where == self.where

    def _about(self, gap: Gap) -> list[Cite]:
        signals, cue = _NEAR[gap.layer or gap.kind]
        spans = [
            item.quote
            for item in self.reading.items
            if item.signal in signals or (gap.layer and item.layer == gap.layer)
        ]

        def near(cite: Cite) -> int:
            return 3 * any(_overlap(cite.quote, span) for span in spans) + 3 * bool(cue.search(cite.quote.text))

        return _ranked(self.clauses, near, least=3)

    def _decisions(self) -> list[Cite]:
        return _ranked(self.clauses, lambda cite: 3 * bool(DECISION.match(cite.quote.text)), least=3)

    def _figures(self) -> list[Claim]:
        figures = [
            c
            for c in self.claims
            if c.kind in {"figure", "cost"} and c.unit and (c.unit in _TELLING or c.kind == "cost")
        ]
        return sorted(figures, key=lambda claim: (claim.has_baseline, not claim.subject))


_TELLING: Final = frozenset({"%", "points", "bps", "times", "s"})


def _overlap(one: Quote, other: Quote) -> bool:
    return one.where == other.where and one.start < other.end and other.start < one.end


def _ranked(clauses: Sequence[Cite], near: Callable[[Cite], int], *, least: int) -> list[Cite]:
    def merit(cite: Cite) -> int:
        length = 2 if 6 <= cite.words <= 13 else 0
        return near(cite) + length + cite.figure + 2 * cite.own - 4 * cite.vague

    fit = [cite for cite in clauses if near(cite) >= least and merit(cite) > least]
    return sorted(fit, key=lambda cite: (-merit(cite), cite.quote.where, cite.quote.start))
