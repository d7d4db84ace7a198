"""Whole noun phrases of the candidate's own, fit to stand in a question: metric, system, component, person, figure.

Conservative: a phrase is taken only where an article or possessive opens it, a known noun closes it and nothing
else of the noun phrase follows. No phrase is better than a fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from lpcoach.content.terms import Slot
from lpcoach.reading.nouns import BARE_METRICS, GENERIC, HEADS, MODIFIER_STOPS
from lpcoach.reading.types import Quote, Thread

__all__ = ["Phrase", "phrases"]

MOST_MODIFIERS = 3

_WORD: Final = re.compile(r"[^\W_](?:[\w'’/-]*\w)?")
_ARTICLE: Final = {"our": "your", "my": "your", "the": "the", "a": "the", "an": "the"}
_ENDS_PHRASE: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\n]|[-–—]\s|(?:and|or|but|so|because|which|that|who|is|was|were|are|had|has|did|would|could|to|"
    r"for|in|on|at|by|from|with|went|fell|rose|dropped|came|got|said|wanted|asked|told|thought|felt|over|under|after|"
    r"before|when|while|i|we|they|it|he|she|as|than|then|into|below|above|down|up|kept|stayed|moved|ran|sent|saw|"
    r"made|needed|showed|gave|took|does|don't|didn't|doesn't|wasn't|isn't|not|only|still|also|just|never|agreed|"
    r"pushed|[a-z]+ed)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase. ``quote`` is the phrase without its article; ``article`` is how "you" would be told it."""

    slot: Slot
    quote: Quote
    article: str

    @property
    def spoken(self) -> str:
        """The phrase as an interviewer says it: "your parcel photo check", "the apply rate", "recall"."""
        return f"{self.article} {self.quote.text}".strip()


@lru_cache(maxsize=8)
def phrases(thread: Thread) -> tuple[Phrase, ...]:
    """The noun phrases of the thread in the order of the text, each wording once a slot."""
    found: dict[tuple[str, str], Phrase] = {}
    for where, text in thread.places():
        for phrase in (*_opened(where, text), *_bare(where, text)):
            found.setdefault((phrase.slot, phrase.quote.text.lower()), phrase)
    return tuple(found.values())


def _opened(where: str, text: str) -> Iterator[Phrase]:
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        article = _ARTICLE.get(word.group().lower())
        if article is None:
            continue
        phrase = _closed(where, text, words[at : at + MOST_MODIFIERS + 2], article)
        if phrase is not None:
            yield phrase


def _closed(where: str, text: str, words: list[re.Match[str]], article: str) -> Phrase | None:
    """The phrase that ``words`` (article first) open, if it is closed by a known noun."""
    for at, (before, word) in enumerate(pairwise(words)):
        if text[before.end() : word.start()] != " ":
            return None
        lower = word.group().lower()
        if _ENDS_PHRASE.match(text, word.end()):
            slot = _slot(lower)
            # "the model" says nothing of its own; "our model", "the ranker" and "the photo model" do.
            if (
                slot is None
                or (lower == "job" and at == 0)
                or (at == 0 and article != "your" and (lower in GENERIC or slot in {"person", "metric"}))
            ):
                return None
            quote = Quote(where, words[1].start(), word.end(), text[words[1].start() : word.end()])
            return Phrase(slot, quote, article)
        if not _may_modify(lower):
            return None
    return None


def _slot(head: str) -> Slot | None:
    return next((slot for slot, heads in HEADS.items() if head in heads), None)


def _may_modify(word: str) -> bool:
    return word not in MODIFIER_STOPS and not word.endswith(("ly", "est", "'s", "’s")) and not word.isdigit()


def _bare(where: str, text: str) -> Iterator[Phrase]:
    """Metrics that need no article."""
    for word in _WORD.finditer(text):
        lower = word.group().lower()
        if lower in BARE_METRICS and (word.group() in (lower, lower.upper())) and _ENDS_PHRASE.match(text, word.end()):
            before = text[: word.start()].rstrip(" ")
            if not before or before[-1] in ".,;:(\n" or re.search(r"\b(?:and|but|so|offline|online)$", before):
                yield Phrase("metric", Quote(where, word.start(), word.end(), word.group()), "")
