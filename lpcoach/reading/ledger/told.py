"""A loop as its sentences, each with the words by which it can be set against another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, islice
from typing import Final

from lpcoach.reading.clauses import Sentence, flat, sentences
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Quote, Thread

__all__ = ["Clash", "Loop", "Told", "clash", "gist", "stem", "stems"]

MOST: Final = 120  # sentences of one story that are set against others
LONGEST: Final = 700  # characters of a sentence; what is longer without a stop is no prose
_WORD: Final = re.compile(r"[a-z][a-z'-]+[a-z]|\d+b\b")
_ENDS: Final = ("ations", "ation", "ings", "ing", "edly", "ers", "er", "ed", "ies", "es", "ly", "s", "e", "y")
_COMMON: Final = listed(
    "the and but for not with from have had has was were are been being that this these those they them their then "
    "than there here what which who whom whose when where while why how our your his her its she him you all any some "
    "each every one two three four five six seven eight nine ten into onto over under about after before again against "
    "because since until also only just very much many more most less least few other another same such own out off "
    "too can could would should will shall may might must did does doing done get gets got getting make makes made "
    "take takes took taken give gives gave given come comes came went gone going know knew known think thought say "
    "says said tell tells told ask asks asked see saw seen look looked want wanted need needed find found use used "
    "using put keep kept let try tried way thing things something anything nothing everything someone somebody anybody "
    "nobody everybody people person time times day days week weeks month months year years hour hours minute minutes "
    "morning evening first second third last next new old good bad better worse big small long short high low right "
    "wrong real really actually still never ever always often once now today later yet well back down away around "
    "between both either neither during through per like even quite rather maybe perhaps without within across model "
    "models data system team teams work worked working number numbers part case point points percent question answer "
    "wasn't weren't didn't doesn't don't couldn't wouldn't isn't hadn't haven't i'd i've it's that's he'd she'd we'd "
    "they'd there's up on in at by of to is it be as or if so no we he me my us am do an half whole little lot bit "
    "kind january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday year month yes okay honestly mostly great happen happened start started show "
    "showed change changed mean meant reason cause started wrote write run ran problem call called stay stayed"
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements that cannot both hold, with the stories (from 0) that they stand in."""

    story_a: int
    a: Quote
    story_b: int
    b: Quote
    type: str
    why: str


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending, so that "shipped" and "shipping" are one."""
    word = word.removesuffix("'s")
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def stems(low: str) -> frozenset[str]:
    """The stems of a flat text that say what it is about."""
    return frozenset(stem(word) for word in _WORD.findall(low) if word not in _COMMON)


@dataclass(frozen=True, eq=False)
class Told:
    """One sentence of a loop.

    ``about`` its own stems, ``near`` those of the sentence before it too, ``topic`` also those of the probe that it
    answers; ``window`` is its flat text with a sentence on both sides, ``around`` what that is about.
    """

    story: int
    order: int
    sentence: Sentence
    about: frozenset[str]
    near: frozenset[str]
    topic: frozenset[str]
    around: frozenset[str]
    window: str

    @property
    def low(self) -> str:
        """The flat text."""
        return self.sentence.low

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands."""
        return self.story, self.sentence.where

    def quote(self, match: re.Match[str] | None, *, rest: bool = False) -> Quote:
        """The clause around what was matched, or from there to the sentence's end."""
        start, end = match.span() if match else (0, len(self.low))
        if rest:
            end = len(self.low)
        return self.sentence.quote(start, max(end, start + 1))


class Loop:
    """The sentences of all stories, what is rare among them, and which stories are akin.

    ``one_work`` takes all stories to be of one piece of work, whether their words show it or not.
    """

    def __init__(self, threads: Sequence[Thread], *, one_work: bool = False) -> None:
        self.threads = threads
        self.one_work = one_work
        self.told = tuple(told for story, thread in enumerate(threads) for told in _told(story, thread))
        self._spread = Counter(stem for told in self.told for stem in told.about)

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much two sets of stems have in common; what the whole loop speaks of counts half."""
        return sum(1.0 if 0 < self._spread[word] <= 5 else 0.5 for word in one & other)

    def rare(self, words: frozenset[str]) -> bool:
        """Whether the loop says one of these words in few sentences."""
        return any(self._spread[word] <= 5 for word in words)

    @cached_property
    def kin(self) -> frozenset[tuple[int, int]]:
        """The pairs of stories that speak of one piece of work."""
        words = {n: self._words(n) for n in range(len(self.threads))}
        shared = {pair: len(words[pair[0]] & words[pair[1]]) for pair in combinations(words, 2)}
        return frozenset(
            pair for pair, n in shared.items() if n >= 7 and n >= 0.14 * min(len(words[pair[0]]), len(words[pair[1]]))
        )

    def _words(self, story: int) -> frozenset[str]:
        return gist(t for t in self.told if t.story == story)

    def akin(self, one: Told, other: Told) -> bool:
        """Whether two sentences stand in one story or in stories that are akin."""
        a, b = sorted((one.story, other.story))
        return a == b or self.one_work or (a, b) in self.kin

    def asked(self, place: tuple[int, str]) -> str:
        """The probe that is answered at a place, flat; nothing for an answer."""
        story, where = place
        if where == "answer":
            return ""
        return flat(self.threads[story].probes[int(where.removeprefix("probe:"))].question)


def gist(told: Iterable[Told]) -> frozenset[str]:
    """All that some sentences are about."""
    return frozenset().union(*(t.about for t in told))


def _told(story: int, thread: Thread) -> list[Told]:
    found: list[Told] = []
    for where, text in thread.places():
        short = (sentence for sentence in sentences(where, text) if len(sentence.low) <= LONGEST)
        said = list(islice(short, MOST - len(found)))
        asked = stems(flat(thread.probes[int(where[6:])].question)) if where != "answer" else frozenset()
        abouts = [stems(sentence.low) for sentence in said]
        for n, sentence in enumerate(said):
            near = abouts[n] | (abouts[n - 1] if n else asked)
            window = " ".join(s.low for s in said[max(0, n - 1) : n + 2])
            found.append(Told(story, n, sentence, abouts[n], near, near | asked, near | stems(window), window))
    return found


def clash(
    one: Told,
    found: re.Match[str] | None,
    other: Told,
    matched: re.Match[str] | None,
    reason: tuple[str, str],
    *,
    rest: bool = False,
) -> Clash:
    """The clash of two sentences in the order of the loop; ``found`` and ``matched`` are what to quote of them."""
    a, b = (one.story, one.quote(found, rest=rest)), (other.story, other.quote(matched, rest=rest))
    if (other.story, other.sentence.where) < (one.story, one.sentence.where):
        a, b = b, a
    return Clash(*a, *b, *reason)
