"""What a question can be rooted in: the candidate's own clauses, figures and phrases, the fittest for a gap first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from lpcoach.content.terms import LayerId
from lpcoach.interviewer.cues import BESIDE, CUES, DECISION, DEED, UNREAL, WORK
from lpcoach.interviewer.filling import Filler, cited
from lpcoach.interviewer.gaps import Gap, unsafe_acts
from lpcoach.interviewer.no_story import closed
from lpcoach.reading.citing import Cite, cites
from lpcoach.reading.claims import claims, token_quote
from lpcoach.reading.phrases import Phrase, phrases
from lpcoach.reading.types import Claim, Quote, Reading

__all__ = ["NO_RESULT", "Roots", "clause_of", "spoken_figure"]

LEAST_OF_A_LEAD: Final = 6  # words
_TELLING: Final = ("data", "features", "training_eval", "deployment", "product_metric")
MOST_CLAUSES: Final = 600  # looked at in one thread; some 5,000 words


@dataclass(frozen=True)
class Roots:
    """The candidate's words that a question may take up: from all of a thread, or only from ``where``."""

    reading: Reading
    where: str | None = None
    used: Collection[str] = ()
    loose: bool = False  # whether any own deed may be taken up, not only what bears on the gap

    @cached_property
    def clauses(self) -> tuple[Cite, ...]:
        """Clauses that can be cited, those cited before left out."""
        fresh = (c for c in cites(self.reading.thread) if self._open(c.quote) and not self._used(c.quote.text))
        return tuple(islice(fresh, MOST_CLAUSES))

    @cached_property
    def _all(self) -> tuple[Cite, ...]:
        return cites(self.reading.thread)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, without those whose figure has been taken up before."""
        return tuple(c for c in claims(self.reading.thread) if self._open(c.quote) and not self._taken(c))

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
        if slot == "act":
            return [cited(quote) for quote in self._acts()[:3]]
        if slot == "figure":
            return [spoken_figure(claim, self._all) for claim in self._figures(gap)[:3]]
        learning = _FITTING.get(gap.layer) if gap.layer and slot == "system" else None
        named = [
            phrase
            for phrase in self.phrases
            if phrase.slot == slot
            and not _PASSIVE.search(phrase.quote.text)
            and not self._gone(phrase)
            and (slot not in {"system", "component"} or not _MANY.search(phrase.quote.text))
            and (learning is None or learning.search(phrase.quote.text))
        ]
        return [Filler(phrase.quote, phrase.article) for phrase in named[:3]]

    def leads(self, gap: Gap) -> list[Filler]:
        """What was made or came of it, fit to be said before a question that stands by itself; on its matter first."""
        own = CUES[gap.layer or gap.kind].words

        def near(cite: Cite) -> int:
            text = cite.quote.text
            if cite.words < LEAST_OF_A_LEAD or cite.vague or UNREAL.search(text) or BESIDE.search(text):
                return 0
            told = 2 * bool(WORK.search(text)) + bool(CUES["numbers"].words.search(text))
            bears = 2 * bool(own.search(text)) + any(CUES[name].words.search(text) for name in _TELLING)
            return (told + bears + (cite.ours or cite.figure)) * bool(told + bears)

        return [cited(cite.quote) for cite in _ranked(self.clauses, near)[:6]]

    def _gone(self, phrase: Phrase) -> bool:
        """Whether a thing is told of as given up, replaced or only weighed: no question speaks of it as running."""
        quote = phrase.quote
        before = self.reading.thread.text(quote.where)[: quote.start]
        return _GONE.search(f"{re.split(r'[.!?;,]', before)[-1]}{quote.text}") is not None

    def _used(self, clause: str) -> bool:
        return any(clause in one or (one in clause and " " in one) for one in self.used)

    def _taken(self, claim: Claim) -> bool:
        return any(claim.token in one for one in self.used)

    def _open(self, quote: Quote) -> bool:
        return self.where in (None, quote.where) and quote.where not in closed(self.reading.thread)

    def _about(self, gap: Gap) -> list[Cite]:
        """The clauses that a question after this gap can take up."""
        cue = CUES[gap.layer or gap.kind]
        items = self.reading.items
        spans = [i.quote for i in items if i.signal in cue.signals or (gap.layer and i.layer == gap.layer)][
            :MOST_CLAUSES
        ]

        def near(cite: Cite) -> int:
            unreal = UNREAL.search(cite.quote.text) is not None
            if gap.kind == "risk" and _HARMLESS.search(cite.quote.text):
                return 0
            if gap.kind == "numbers" and len(_DIGITS.findall(cite.quote.text)) > 1:
                return 0  # it has its numbers
            if cue.words.search(cite.quote.text) and (cite.ours or not cue.ours) and not (cue.real and unreal):
                return 3 + 2 * any(_overlap(cite.quote, span) for span in spans)
            return int(self.loose and DEED.match(cite.quote.text) is not None and not unreal and gap.kind != "numbers")

        return _ranked(self.clauses, near)

    def _acts(self) -> list[Quote]:
        """What an unsafe act is told in: clauses fit to be cited, else the plain words of it."""
        spans = [act.quote for act in unsafe_acts(self.reading) if self._open(act.quote)]
        told = _ranked(self.clauses, lambda cite: 3 * any(_overlap(cite.quote, span) for span in spans))
        plain = [_begun(span) for span in spans if not self._used(span.text) and _PLAIN.fullmatch(span.text)]
        return [cite.quote for cite in told] or plain

    def _decisions(self) -> list[Cite]:
        return _ranked(self.clauses, lambda cite: 3 * bool(DECISION.match(cite.quote.text)))

    def _figures(self, gap: Gap) -> list[Claim]:
        """Figures that mean something by themselves: of speed for the deployment layer, else of results."""
        units = frozenset({"s"}) if gap.layer == "deployment" else _RESULTS
        measured = _QUALITY if gap.layer == "features" else None
        figures = [
            claim
            for claim in self.claims
            if claim.unit in units
            and (claim.value == 1 or not claim.token.endswith("point"))
            and claim.kind in {"figure", "cost"}
            and (measured is None or measured.search(claim.subject))
        ]
        return sorted(filter(self._heard, figures), key=lambda claim: (claim.has_baseline, not claim.subject))

    def _heard(self, claim: Claim) -> bool:
        """Whether a figure says what came of something: with its clause, and no share of traffic, limit or interval."""
        cite = clause_of(claim, self._all)
        if cite is None or claim.value == _ALL or NO_RESULT.search(cite.quote.text):
            return False
        return CUES["numbers"].words.search(cite.quote.text) is not None or _QUALITY.search(cite.quote.text) is not None


# Components that do nothing by themselves; and what a system must be for a question on a layer.
_PASSIVE: Final = re.compile(
    r"\b(?:table|batch|labels|dataset|schema|crop|rules?|flag|gate|alarm|alert|dashboard|threshold)$", re.IGNORECASE
)
_LEARNS: Final = re.compile(
    r"(?:model|models|ranker|reranker|classifier|detector|forecast|forecaster|recommender|recommendations|assistant|bot|"
    r"chatbot|agent|estimator|scorer|matcher|moderation|copilot|dispatcher)$",
    re.IGNORECASE,
)
_FITTING: Final[Mapping[LayerId, re.Pattern[str]]] = {"features": _LEARNS, "training_eval": _LEARNS}
_MANY: Final = re.compile(r"[^s]s$")  # a question speaks of one thing as "it"
_GONE: Final = re.compile(
    r"inherit|baseline|replac|instead|\bold\b|previous|predecessor|consider|prototype|reject|legacy|monolith|thought|"
    r"could have|hyperparam|dropped|retire|competitor|removed|turned down|\bcut\b|budget|"
    r"\b(?:low|high|same|new) (?=\w+$)",
    re.IGNORECASE,
)
_HARMLESS: Final = re.compile(r"dashboard|\btests?\b|alarm|alert|check|script|report\b|guide|logs\b", re.IGNORECASE)
_JOINED: Final = re.compile(r"(?:and|but|so|then|also|or)\s+(?:then\s+)?", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[^\"“”*|<>{}\n]{25,150}")  # long enough to say something, short enough to be repeated
_ALL: Final = 100.0
NO_RESULT: Final = re.compile(
    UNREAL.pattern + r"|\bif\b|alarm|alert|threshold|margin|target|\bgoal\b|\basked\b|confidence|\binterval|\bci\b|"
    r"percentile|quantile|code coverage|test coverage|sample|\bstart(?:ed)? (?:the|with|at)\b|%\s+of (?:the |our |my |"
    r"all )?(?:bill|budget|spend|traffic|requests|users|jobs|fit|training|data|time|cases)",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d[\d.,]*")
_RESULTS: Final = frozenset({"%", "points", "bps"})
_QUALITY: Final = re.compile(
    r"accura|precision|recall|auc|f1|error|score|mape|mae|rmse|false|coverage|agree|correct|caught|miss(?:ed|es)|\bright\b|wrong|won\b|beat",
    re.IGNORECASE,
)


def spoken_figure(claim: Claim, clauses: Sequence[Cite]) -> Filler:
    """A figure as it can be asked about: with the clause that it was said in, where that can be cited."""
    cite = clause_of(claim, clauses)
    return Filler(token_quote(claim), "that", clause=cite.quote if cite else None)


def clause_of(claim: Claim, clauses: Sequence[Cite]) -> Cite | None:
    """The shortest clause fit to be cited that holds the claim's fact."""
    fact = token_quote(claim)
    holding = [
        cite
        for cite in clauses
        if cite.quote.where == fact.where and cite.quote.start <= fact.start and fact.end <= cite.quote.end
    ]
    return min(holding, key=lambda cite: (cite.vague, cite.words < 6, cite.words), default=None)


def _begun(quote: Quote) -> Quote:
    """The quote without the word that joins it to what was said before."""
    joined = _JOINED.match(quote.text)
    skip = joined.end() if joined else 0
    return Quote(quote.where, quote.start + skip, quote.end, quote.text[skip:])


def _overlap(one: Quote, other: Quote) -> bool:
    return one.where == other.where and one.start < other.end and other.start < one.end


def _ranked(clauses: Sequence[Cite], near: Callable[[Cite], int]) -> list[Cite]:
    """The clauses that are near at all, the best to hear first."""

    def merit(cite: Cite) -> int:
        length = 2 if 6 <= cite.words <= 13 else 0
        return near(cite) + length + cite.figure + 2 * cite.own - 3 * cite.vague

    fit = [cite for cite in clauses if '"' not in cite.quote.text and near(cite) and merit(cite) > 2]
    return sorted(fit, key=lambda cite: (-merit(cite), cite.quote.where, cite.quote.start))
