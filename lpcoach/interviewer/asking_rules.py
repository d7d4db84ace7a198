"""What a model's question must keep to before a candidate sees it as asked. Each broken rule is said in words."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from lpcoach.chat.plain import LINK, MARKUP
from lpcoach.content.terms import AnswerKind
from lpcoach.interviewer.asking_hidden import asks_more, disguised
from lpcoach.reading.addressed import addressed, without_addressed
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Quote, Thread

__all__ = ["LONGEST_QUESTION", "Ground", "broken", "invented", "names"]

LONGEST_QUESTION: Final = 39  # words
_LETTERS: Final = 9  # characters to a word, with its space
_ASKED_BEFORE: Final = 88.0  # likeness of the content words
_DICTATED: Final = 5  # words in a row that stand in the answer and outside the quote
_QUOTED: Final = re.compile(r"[“\"]([^“”\"]{2,400})[”\"]")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_PRAISE: Final = re.compile(
    r"\b(?:great|good (?:job|work|answer|point|question|story|example)|excellent|impressive|amazing|awesome|fantastic|"
    r"wonderful|brilliant|well done|nice|kudos|congratulations|bravo|love (?:that|this|how)|interesting|insightful|"
    r"thank(?:s| you)|appreciate|strong (?:answer|example|story)|perfect|remarkable|outstanding)\b",
    re.IGNORECASE,
)
_LECTURE: Final = re.compile(
    r"\b(?:you should(?! have (?:seen|known))|you need to|it is important|it's important|remember (?:that|to)|best "
    r"practices?|in general|typically|as a rule|keep in mind|a good (?:answer|engineer|candidate)|make sure|"
    r"i (?:would )?(?:suggest|recommend|advise)|tip:|note that)\b",
    re.IGNORECASE,
)
_VERDICT: Final = re.compile(
    r"\b(?:scores?d?|ratings?|rated?|grades?d?|levels? \d|hire|hiring decision|bar raiser|rubric|system prompt|my "
    r"instructions|as an ai|language model|strong hire|json)\b",
    re.IGNORECASE,
)
_ASKING: Final = (
    r"(?:what|why|how|who|whom|whose|which|when|where|did|do|does|was|were|is|are|could|would|can|have|has)"
)
_TWO: Final = re.compile(rf"(?:,|;|\band\b|\bor\b|\balso\b|\bplus\b|\bthen\b)\s+(?:also )?{_ASKING}\b", re.IGNORECASE)
_STOP: Final = listed(
    "about after again also because been before being could does doing during from have into just like more most much "
    "only other over said some such than that their them then there these they this those through under very want what "
    "when where which while will with would your you tell told"
)
_KINDS: Final[Mapping[AnswerKind, re.Pattern[str]]] = {
    "numbers": re.compile(
        r"\b(?:baseline|how much|how many|control (?:group|metric)|interval|metric|measured?)\b", re.I
    ),
    "mechanisms": re.compile(r"\b(?:alarm|alert|dashboard|who own|monitor|caught|on-call)\w*", re.I),
    "alternatives": re.compile(r"\b(?:alternative|reject|instead|other (?:approach|option|way)s?|why not)\w*", re.I),
    "risk": re.compile(r"\b(?:privacy|fair|bias|harm|abuse|safety|consent)\w*", re.I),
    "learning": re.compile(r"\b(?:learn|recur|prevent|again|differently|keeps? it from)\w*", re.I),
}


@dataclass(frozen=True)
class Ground:
    """What a question stands on: the quote that it takes up, and what was said, asked and answered before."""

    quotes: Sequence[Quote]
    threads: Sequence[Thread]
    principles: Sequence[str]
    asked: Sequence[str] = ()
    answered: frozenset[str] = field(default_factory=frozenset)
    aims: frozenset[str] = field(default_factory=frozenset)
    longest: int = LONGEST_QUESTION
    given: str = ""  # the change that a hypothetical is told to make

    @property
    def told(self) -> str:
        """All that the candidate has said."""
        return " ".join(text for thread in self.threads for _, text in thread.places())


def broken(question: str, ground: Ground) -> list[str]:
    """The rules that the question breaks; empty where it may be asked."""
    return list(_broken(question, ground))


def _broken(question: str, ground: Ground) -> Iterator[str]:
    own = _QUOTED.sub(" … ", question)
    if MARKUP.search(question) or LINK.search(question) or "\n" in question:
        yield "it has markup, a link or more than one line"
    if len(question.split()) > ground.longest or len(question) > ground.longest * _LETTERS:
        yield f"it has more than {ground.longest} words"
    if own.count("?") != 1 or not question.rstrip(" ”\"'").endswith("?"):
        yield "it is not exactly one question that ends in a question mark"
    elif _TWO.search(own.rsplit(".", 1)[-1]) or asks_more(own):
        yield "it asks two things at once"
    if _PRAISE.search(own):
        yield "it praises or thanks"
    if _LECTURE.search(own) or len(re.findall(r"[.!;]\s", own)) > 2:
        yield "it lectures"
    if _VERDICT.search(own):
        yield "it speaks of scores, hiring or instructions"
    if names(own, ground.principles):
        yield "it names a principle"
    yield from _unrooted(question, own, ground)
    if any(_alike(question, before) for before in ground.asked):
        yield "it was asked before"
    if _is_answered(own, ground):
        yield "it asks for what is answered already"


def _unrooted(question: str, own: str, ground: Ground) -> Iterator[str]:
    told = ground.told
    asked = " ".join([*ground.asked, ground.given])
    for cited in _QUOTED.findall(question):
        if " ".join(_words(cited)) not in " ".join(_words(told)):
            yield "it quotes what was not said"
    if invented(question, f"{told} {asked}"):
        yield "it has a number that the candidate did not give"
    mine = _content(question)
    if any(not mine & _content(quote.text) for quote in ground.quotes):
        yield "it does not take up the quote"
    if _content(own) & _tainted(ground):
        yield "it takes up what was said to the interviewer and not told"
    if _dictated(own, told):
        yield "it repeats words of the answer outside a quote"
    yield from disguised(own, f"{told} {asked}")


def _tainted(ground: Ground) -> set[str]:
    """Words that stand in what was addressed to the reader, and nowhere else."""
    texts = [text for thread in ground.threads for _, text in thread.places()]
    spoken = " ".join(text[start:end] for text in texts for start, end in addressed(text))
    story = " ".join([*map(without_addressed, texts), *ground.asked])
    return _content(f"{spoken} {_decoded(spoken)}") - _content(story)


def names(own: str, principles: Sequence[str]) -> bool:
    """Whether it names a principle, with hyphens or without."""
    low = " ".join(_words(own.replace("-", " ")))
    known = [" ".join(_words(name.replace("-", " "))) for name in principles]
    return "leadership principle" in low or any(re.search(rf"\b{re.escape(name)}\b", low) for name in known if name)


def invented(text: str, told: str) -> bool:
    """Whether it has a figure above three that was not given."""
    supplied = set(_NUMBER.findall(told))
    return any(
        number not in supplied and not (number.isdigit() and int(number) <= 3) for number in _NUMBER.findall(text)
    )


def _dictated(own: str, told: str) -> bool:
    """Whether a run of the question's own words stands in the answer, as plain text or decoded from it."""
    said = f" {' '.join(_words(f'{told} {_decoded(told)}'))} "
    mine = _words(own)
    runs = (mine[n : n + _DICTATED] for n in range(len(mine) - _DICTATED + 1))
    return any(f" {' '.join(run)} " in said for run in runs)


def _decoded(text: str) -> str:
    found = []
    for token in re.findall(r"[A-Za-z0-9+/]{16,}={0,2}", text):
        try:
            found.append(base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8"))
        except ValueError:
            continue
    return " ".join(found)


def _alike(one: str, other: str) -> bool:
    return bool(other) and fuzz.token_sort_ratio(one.lower(), other.lower()) >= _ASKED_BEFORE


def _is_answered(own: str, ground: Ground) -> bool:
    kinds = {str(kind) for kind, pattern in _KINDS.items() if pattern.search(own)}
    return bool(kinds) and kinds <= ground.answered and not kinds & ground.aims


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _content(text: str) -> set[str]:
    return {word[:5] for word in _words(text) if (len(word) > 3 or word.isdigit()) and word not in _STOP}
