"""Sentences and clauses with their offsets in code points; robust to bullets, CRLF, capitals and no punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lpcoach.reading.types import Quote

__all__ = ["Sentence", "flat", "sentences", "words"]

LONGEST = 60  # words of one sentence; what runs on is cut at a conjunction, or hard
QUOTE_WORDS = 25
_TABLE = 12
_FIGURE = re.compile(r"(?<!\w)\W?\d[\d.,]*")
_SAME_LENGTH = str.maketrans("‘’“”\u00a0\u202f\u2009−–—\t\r\n", "''\"\"   ---   ")
_WORD = re.compile(r"\w(?:[\w'./%-]*\w)?")
_PICTURES = "(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\\s*)?"  # emoji and arrows between two sentences
_END = re.compile(rf"(?:(?<=[.!?…])|(?<=[.!?][\"')\]]))\s+{_PICTURES}(?=[\"'(\[]?[^\W_])|[\r\n]+\s*|(?<=;)\s+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|ca|approx|dr|mr|mrs|incl|cf|etc)\.$|\b[a-z]\.$", re.I)
# A word that belongs to the one that opens a clause goes with it ("since then", "even if"), or keeps it ("of which").
_OPENERS = ("since", "until", "till", "by", "even", "only", "just", "not", "as", "back")
_KEEPERS = ("of", "in", "on", "at", "from", "with", "for", "to", "than")
_JOINT = re.compile(
    r"(?<=[,:;])\s+|\s+[-–—]+\s+|\s+(?=\()|(?<=\))\s+|(?=\s)"
    + "".join(rf"(?<!\b{word})" for word in (*_OPENERS, *_KEEPERS))
    + rf"\s+(?=(?:(?:{'|'.join(_OPENERS)})\s+)?(?:because|so that|although|though|while|whereas|which|but|until|unless|"
    r"when|if|then|and (?:i|we|it|the))\b)",
    re.I,
)
_RUN_ON = re.compile(r"\s+(?=(?:and|but|so|then|because|which|after|when)\b)", re.I)
_EDGE = " \t\r\n-–—•*·,;:.#>_"


def flat(text: str) -> str:
    """Lower case and plain punctuation, of the same length, so that offsets hold."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_SAME_LENGTH)


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(flat(text))


@dataclass(frozen=True)
class Sentence:
    """One sentence of a thread's text at ``where``; ``low`` is its flat text, ``text`` its exact one."""

    where: str
    start: int
    text: str
    low: str

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """The spans of its clauses, within the sentence."""
        cuts = [0, *(m.end() for m in _JOINT.finditer(self.text)), len(self.text)]
        return tuple((a, b) for a, b in pairwise(cuts) if b > a)

    @cached_property
    def count(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.low))

    @cached_property
    def tabular(self) -> bool:
        """Whether it is a run of figures: those are no sentence, and nothing is read from them."""
        numbers = len(_FIGURE.findall(self.low))
        return numbers >= _TABLE and numbers >= 0.45 * self.count

    def quote(self, start: int, end: int) -> Quote:
        """The clauses that hold ``start``..``end`` (within the sentence), trimmed, of 25 words at most."""
        touched = [n for n, (a, b) in enumerate(self.clauses) if a < max(end, start + 1) and b > start]
        first, last = touched[0], touched[-1]
        while self._words(first, last) < 6 and (first > 0 or last < len(self.clauses) - 1):
            # Half a thought is no quote: take in the neighbour, the later one first.
            first, last = (first, last + 1) if last < len(self.clauses) - 1 else (first - 1, last)
        while last < len(self.clauses) - 1 and self._open(first, last, "(", ")"):
            last += 1
        while first > 0 and self._open(first, last, ")", "("):
            first -= 1
        return self._trim(self.clauses[first][0], self.clauses[last][1], start, end)

    def _open(self, first: int, last: int, bracket: str, partner: str) -> bool:
        text = self.text[self.clauses[first][0] : self.clauses[last][1]]
        return text.count(bracket) > text.count(partner)

    def _words(self, first: int, last: int) -> int:
        return len(_WORD.findall(self.low, self.clauses[first][0], self.clauses[last][1]))

    def _trim(self, left: int, right: int, start: int, end: int) -> Quote:
        spans = [m.span() for m in _WORD.finditer(self.low, left, right)]
        if len(spans) > QUOTE_WORDS:
            inside = [n for n, (a, b) in enumerate(spans) if b > start and a < end] or [0]
            begin = max(0, min(inside[0] - 4, len(spans) - QUOTE_WORDS))
            chosen = spans[begin : begin + QUOTE_WORDS]
            left = left if begin == 0 else chosen[0][0]
            right = chosen[-1][1] if begin + QUOTE_WORDS < len(spans) else right
        while left < right and self.text[left] in _EDGE:
            left += 1
        while right > left and self.text[right - 1] in _EDGE:
            right -= 1
        if right <= left:  # nothing but punctuation: the match itself
            left, right = start, max(end, start + 1)
        return Quote(self.where, self.start + left, self.start + right, self.text[left:right])


def sentences(where: str, text: str) -> Iterator[Sentence]:
    """The sentences of ``text`` in order; every one has at least one word character."""
    low = flat(text)
    for start, end in _spans(text):
        for a, b in _cut(low, start, end):
            if _WORD.search(low, a, b):
                yield Sentence(where, a, text[a:b], low[a:b])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _END.finditer(text):
        if "\n" not in gap.group() and _ABBREVIATION.search(text, max(start, gap.start() - 8), gap.start()):
            continue
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _cut(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    spans = [m.span() for m in _WORD.finditer(low, start, end)]
    while len(spans) > LONGEST:
        joints = [m.end() for m in _RUN_ON.finditer(low, spans[20][0], spans[LONGEST - 1][1])]
        cut = joints[-1] if joints else spans[LONGEST - 1][1]
        yield start, cut
        start = cut
        spans = [span for span in spans if span[0] >= cut]
    yield start, end
