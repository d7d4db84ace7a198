"""What a sentence states beside its figures: what existed, a cause, a role, a maker, how a measure went.

One form for all of them: ``thing`` is the phrase that it is about, ``stance`` what is said of it. Two statements of one
kind about one thing with stances that exclude each other cannot both hold; whether the thing is one is for the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

__all__ = ["Statement", "statements"]

StatementKind = Literal["existence", "cause", "role", "ownership", "outcome"]
_MADE: Final = (
    "wrote|written|write|ran|run|held|hold|did|do|done|made|make|built|build|set up|kept|keep|had|have|has|got|drew|"
    "drawn up|"
    "put together|put in|prepared|designed|created|introduced|agreed on|used|use"
)
_NEGATED: Final = (
    r"(?:didn't|did not|don't|do not|doesn't|haven't|hadn't|never|have never|had never|'d never|'ve never)"
)
_NOUNS: Final = (
    r"(?P<thing>(?!(?:time|idea|ideas|way|reason|doubt|choice|need|right|sense|loss|problem|problems|issue|issues|number|numbers|"
    r"difference|longer|one|chance|point|interest|"
    r"intention|trouble|effect|more|less|other|money|say|such)\b)[a-z][\w'/-]*(?: [a-z][\w'/-]*){0,5})"
)
_MAKER: Final = (
    "wrote|written|built|designed|made|created|invented|developed|coded|drew|drawn up|set up|founded|started|"
    "introduced|"
    "came up with|come up with|thought of|proposed|suggested|organised|organized|put together|drafted"
)
_LEADING: Final = (
    r"(?:(?:tech|technical|team|product|project|programme|program|engineering) )?"
    r"(?:lead(?!ing)|leader|head|owner|manager|director|chief|principal|architect)"
)
_STARTING: Final = (
    "trainee|intern|junior|testers?|assistant|apprentice|working student|student|observer|newcomer|new grad|note-taker"
)
_UP: Final = "rose|went up|increased|grew|climbed|doubled|tripled|was up|were up|is up|are up|had risen|had gone up"
_DOWN: Final = (
    "fell|dropped|went down|decreased|shrank|halved|declined|was down|were down|came down|is down|are down|had "
    "fallen|"
    "had dropped|had gone down|was halved"
)
_FLAT: Final = (
    r"(?:hadn't|had not|didn't|did not|hasn't|has not|never|barely|hardly) (?:really |actually )?(?:move|moved|"
    r"change|changed|"
    r"budge|budged|rise|risen|fall|fallen|drop|dropped|improve|improved)\b|"
    r"(?:was|were|stayed|remained|is|are) (?:exactly |about |just |much )?(?:the same|unchanged|flat|as before)\b|"
    r"stayed where (?:it|they) (?:was|were)\b"
)
# Somebody else, with what they are called: "our director", "two contractors", "the platform team".
_OTHERS: Final = (
    r"(?!(?:me|myself|us|ourselves|hand|now|then|default|the time|that|a model|it|data)\b)(?:(?:dr|mr|ms|mrs|prof)\. )?"
    r"[\w'.-]*[\w']"
    r"(?: (?!(?:and|or|but|so|who|which|that|when|while|after|before|because|from|in|on|at|of|for|to|with|as|over|"
    r"within|during|without|by|i|we|was|were|is|are|had|not|then)\b)[\w'-]+){0,3}(?: of [\w'-]+)?"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """``start``..``end`` is its span in the sentence."""

    kind: StatementKind
    thing: str
    stance: str
    start: int
    end: int


def _forms(kind: StatementKind, stance: str, *patterns: str) -> tuple[tuple[StatementKind, str, re.Pattern[str]], ...]:
    return tuple((kind, stance, re.compile(pattern)) for pattern in patterns)


_FORMS: Final = (
    *_forms(
        "existence",
        "no",
        rf"\bthere (?:was|were|is|are|has been|had been)(?: [a-z]+)? (?:no|never an?|never any|not an?|not one|not "
        rf"a single) {_NOUNS}",
        rf"\bthere (?:wasn't|weren't|isn't|aren't) (?:an?|any|even an?) {_NOUNS}",
        rf"\b(?:i|we|they|you|one|team)(?:'ve|'d)? {_NEGATED} (?:even |really |actually |ever )?(?:{_MADE}) (?:an?|"
        rf"any|the|that) {_NOUNS}",
        rf"\b(?:i|we|they|nobody|no one|none of us)(?:'ve|'d)? (?:had|have|has|ever had|got|kept|wrote|ran|held) "
        rf"(?:no|a single) {_NOUNS}",
        rf"\b(?:nobody|no one|none of us) (?:had |ever )?(?:{_MADE}) (?:an?|any|the) {_NOUNS}",
        rf"\bwith no {_NOUNS}",
        rf"\bwithout (?:an?|any) {_NOUNS}",
        r"\b(?:the|an?|our|any) (?P<thing>(?:[a-z][\w'/-]* ){1,4})(?:was|were) never (?:[a-z]+ )?(?:written|made|"
        r"done|run|held|built)\b",
        r"\b(?:the|an?|our|any) (?P<thing>(?:[a-z][\w'/-]* ){1,4})(?:didn't|did not|never) exist",
    ),
    *_forms(
        "existence",
        "yes",
        rf"\bthere (?:was|were|is|are|has been|had been) (?:already |also |always )?(?:an?|the|our) {_NOUNS}",
        rf"\b(?:i|we|they)(?:'ve|'d| had| have)? (?:then |also |already |later |since )?(?:{_MADE}) (?:an?|the|our|"
        rf"my|that) {_NOUNS}",
        r"\b(?:an?|the|our|my) (?P<thing>(?:[a-z][\w'/-]* ){1,4}?(?:[a-z][\w'/-]*)),? (?:that|which) "
        r"[^.;]{0,30}?\b(?:had|has|have)\b",
    ),
    *_forms(
        "cause",
        "sole",
        r"\b(?:the|its|real|root|actual) (?:cause|reason|culprit|explanation)(?: (?:of|for|behind) "
        r"[^.;,]{1,40}?)? (?:was|is|turned out to be|lay (?:in|with)) (?P<thing>[^.;]+)",
        r"\b(?:it|this|that|they) (?:had )?(?:turned out to be|came down to|came from|was down to|was caused by|"
        r"were caused by|was because of|was due to) (?P<thing>[^.;]+)",
        r"\bwhat (?:lay|was|stood) behind [^.;]{1,40}? (?:was|were) (?P<thing>[^.;]+)",
        r"\bwhat (?:had )?(?:made|caused|broke|triggered|set off) [^.;]{1,40}? (?:was|were) (?P<thing>[^.;]+)",
        r"\b(?:was|were|had been) caused by (?P<thing>[^.;]+)",
    ),
    *_forms(
        "cause",
        "named",
        r"^(?:no,? |well,? |so )?it was (?P<thing>(?:an?|the|our|my|their) (?:[a-z'-]+ ){1,4}?(?:that|which)\b[^.;]+)",
    ),
    *_forms(
        "role",
        "lead",
        rf"\bi (?:was|am|'m|had been) (?:then )?(?:in charge of|responsible for|accountable for|leading|heading|"
        rf"running|(?:the |an? )?(?:[a-z-]+ )?{_LEADING})\b(?P<thing>[^.;]*)",
        rf"\bas the (?:[a-z-]+ )?{_LEADING}\b(?P<thing>[^.;]*)",
        r"\bi (?:led|headed|managed|directed)\b(?P<thing>[^.;]*)",
    ),
    *_forms(
        "role",
        "under",
        rf"\bi (?:was|am|'m|had been) (?:then |still |just |only )?(?:(?:the|an?|one of (?:the|its|their|our|"
        rf"several)) )?(?:[a-z-]+ )?(?:{_STARTING})\b(?P<thing>[^.;]*)",
        r"\bmy (?:part|role|job|share)(?: (?:in|on|at) [^.;]{1,40}?)? was (?:just |only |mainly )?to (?:support|"
        r"help|assist|test|watch|observe|shadow)\b(?P<thing>[^.;]*)",
        r"\bi (?:only|just|merely|mostly) (?:supported|assisted|observed|shadowed|watched)\b(?P<thing>[^.;]*)",
    ),
    *_forms(
        "ownership",
        "mine",
        rf"\bi(?:'d|'ve| had| have)? (?:also |then |first |personally |myself |alone |was the one who "
        rf")?(?:{_MAKER}) (?P<thing>[^.;:]+)",
        r"\b(?P<thing>[^.;:,]{3,60}?) (?:was|were) (?:entirely |all )?my (?:own )?(?:idea|work|design|proposal|"
        r"invention|doing)\b",
    ),
    *_forms(
        "ownership",
        "other",
        rf"\b(?P<thing>[^.;:,]{{3,60}}?) (?:was|were|is|had been|has been) (?:all |mostly |originally |actually "
        rf")?(?:{_MAKER}) by {_OTHERS}",
        rf"^(?:{_MAKER}) by {_OTHERS}, (?P<thing>(?:the|our|my|this|that|an?) [^.;:,]{{3,60}}?)(?= (?:was|is|had) )",
        r"\b(?P<thing>[^.;:,]{3,60}?) (?:was|were|is|had been) (?:really |actually |originally )?(?:the |our |my "
        r")?[a-z]+(?: [a-z]+)?(?:'s|s') (?:own )?(?:idea|work|design|proposal|invention|doing)\b",
        rf"\bit was (?!me\b|i\b)[^.;,]{{2,40}} (?:who|that) (?:had )?(?:{_MAKER}) (?P<thing>[^.;:]+)",
    ),
)


_COURSES: Final = {
    stance: re.compile(rf",? (?:{verbs})(?!\w)") for stance, verbs in (("up", _UP), ("down", _DOWN), ("flat", _FLAT))
}
_EDGE: Final = re.compile(r"[.;:,]")


@lru_cache(maxsize=1024)
def statements(low: str) -> tuple[Statement, ...]:
    """What a flat sentence states; of one kind at one place, the first form holds."""
    return tuple(_found(low))


def _found(low: str) -> Iterator[Statement]:
    taken: list[tuple[StatementKind, int, int]] = []
    for kind, stance, pattern in _FORMS:
        for match in pattern.finditer(low):
            if not any(kind == k and match.start() < end and start < match.end() for k, start, end in taken):
                taken.append((kind, *match.span()))
                yield Statement(kind, match["thing"].strip(), stance, *match.span())
    ended = 0
    for match, stance in sorted(
        ((m, s) for s, p in _COURSES.items() for m in p.finditer(low)), key=lambda one: one[0].start()
    ):
        edges = [edge.end() for edge in _EDGE.finditer(low, ended, match.start())]
        start = max([ended, match.start() - 90, *edges[-1:]])
        if len(low[start : match.start()].strip()) > 2:
            yield Statement("outcome", low[start : match.start()].strip(), stance, start, match.end())
        ended = match.end()
