"""Clauses that read well when cited: whole, with a verb, with nothing hanging at either end.

``cites(thread)`` gives every clause of 4-18 words that a listener could repeat as it stands. It is conservative:
what may be a fragment is left out, so an answer in broken notes may give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lpcoach.reading.clauses import Sentence, sentences
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Quote, Thread

__all__ = ["Cite", "cites"]

SHORTEST, LONGEST = 4, 18

_CUT: Final = re.compile(
    r",\s+|:\s+|\s+[-–—]+\s+|—|\s+(?=\()|(?<=\))\s+|\s+(?=(?:because|which|although|whereas|but|"
    r"(?:and|so)\s+(?:i|we|they|he|she|nobody|it)\b)\s)",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"(?:(?:and|but|so|then|also|plus|or|well|ok|okay|yeah)\b,?\s+)+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_](?:[\w'’%/.+-]*[\w%])?")
_PRONOUNS: Final = listed("i we they he she nobody everyone everybody there it i'd we'd i've we've i'm they'd")
_SUBJECT: Final = _PRONOUNS | listed("the a an our my this that these those each every no one all most some")
_SUBORDINATE: Final = listed(
    "because which who whose where when while if although though since unless until whereas than that as once "
    "after before what how why whether whatever whenever"
)
_PREPOSITION: Final = listed(
    "in on at by for from with without under over to into of per during about between within after before against "
    "like via through across than around until since"
)
_DANGLING: Final = (_SUBORDINATE - {"that", "before", "after", "once"}) | listed(
    "and or but so in on at by for from with without under to into of per during between within against via the a an "
    "our my your their his her its this these those i we they he she is was were are be been being had has have did "
    "do does not very too as than then just only also even some any each every no e.g i.e vs more most less could "
    "would should can will may might must about either both such like said says asked told thought because and/or "
    "half around"
)
_RESUMES: Final = re.compile(
    r"(?:but|so|because|which|while|whereas|since|as|though|although|who|where|when|if|until|unless|not|(?:and|so|"
    r"then|or)\s+(?:i|we|they|he|she|it|the|that|this|then|nobody|there|our|my|in|on|at)|i|we|they|he|she|it)\b",
    re.IGNORECASE,
)
_NARROWS: Final = re.compile(r"(?:which|who|where)\b", re.IGNORECASE)
_VERB: Final = listed(
    "is was were are am be had has have did do does could would should can will went got took made found saw said told "
    "gave kept ran put cut fell rose came held lost won led built wrote sent brought chose knew thought felt left met "
    "paid read set shut sold spent stood taught drew grew hit let began broke caught dealt drove fought forgot meant "
    "became split threw woke showed stays runs costs goes gets takes means makes needs says sits happens hurts wasn't "
    "isn't didn't don't doesn't couldn't wouldn't weren't hadn't hasn't haven't can't won't aren't it's i'm"
)
_NOT_PAST: Final = listed("need speed feed seed red hundred bed deed indeed shared embed based united")
_OURS: Final = re.compile(r"\b(?:I|we)\b")
_LABEL: Final = re.compile(r"(?!(?:I|[Ww]e) )(?:[\w/]+ ){0,3}[\w/]+:\s|(?![aAiI])[^\W\d_] ")  # "Then: ...", "c shipped"
_POINTS: Final = re.compile(  # at something that was said before
    r"^(?:(?:I|we)(?:'d|'ve)? \w+ (?:it|one|them|the same)\b|(?:it|that|his|hers|they|there|he|she)(?:'\w+)?\b|"
    r"(?:this|these|those|with that|\d[\d.,]* (?:was|were|of|had|[a-z]+ed))\b)|\b(?:I|we) \w+ it$|"
    r"\b(?:before|after|with|of|for|from|by) (?:that|this|it|them)\b(?! \w)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_MARKUP: Final = re.compile(r"[.!?]\s+[A-Z]|[#*>|`{}<\\=\[\]“”]|\w+_\w+|https?:")


@dataclass(frozen=True, slots=True)
class Cite:
    """A clause fit to be cited. ``figure``, ``own``, ``ours`` and ``vague`` say why one is better than another."""

    quote: Quote
    words: int
    figure: bool
    own: bool
    ours: bool
    vague: bool


@lru_cache(maxsize=8)
def cites(thread: Thread) -> tuple[Cite, ...]:
    """Every clause of the thread that could be cited as it stands, in the order of the text."""
    found: dict[tuple[str, int, int], Cite] = {}
    for where, text in thread.places():
        for sentence in sentences(where, text):
            start, end = _trimmed(sentence)
            if text[end : end + 1] == "?":
                continue
            for begin, stop in _runs(text, start, end):
                cite = _cite(where, text, begin, stop)
                if cite is not None:
                    found.setdefault((where, begin, stop), cite)
    return tuple(found.values())


def _trimmed(sentence: Sentence) -> tuple[int, int]:
    """The sentence's span in its text, without outer blanks, bullets and closing marks."""
    text = sentence.text
    left = len(text) - len(text.lstrip(" \t\r\n-*•·–—"))
    right = len(text.rstrip(" \t\r\n.!?;,:\"'”’-–—"))
    if text[left:right].count('"') % 2 and text[right : right + 1] == '"':
        right += 1  # a closing mark belongs to the sentence when its partner stands inside
    return sentence.start + left, sentence.start + max(left, right)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans from one clause border to another that may stand alone."""
    cuts = [(cut.start(), cut.end()) for cut in _CUT.finditer(text, start, end)]
    begins = [start, *(cut[1] for cut in cuts)]
    stops = [*(cut[0] for cut in cuts), end]
    for first, begin in enumerate(begins):
        link = _LINK.match(text, begin, end)
        at = link.end() if link else begin
        if not _may_begin(text, at, stops[first], whole=first == 0):
            continue
        if link and first and not _has_verb(text[begins[first - 1] : stops[first - 1]]):
            continue  # "the head of ops and I agreed": who acts stands before the cut
        for last in range(first, min(first + 5, len(stops))):
            if at < stops[last] and _may_end(text, begins, stops, last):
                yield at, stops[last]


def _may_begin(text: str, at: int, stop: int, *, whole: bool) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text, at, stop)]
    if not words or words[0] in _SUBORDINATE:
        return False
    if text[:at].rstrip().endswith((".)", "?)", "!)")) and text[at].islower():
        return False  # the sentence goes on behind its brackets
    if words[0] in _PREPOSITION:  # "In June I did an audit", but not "In June" alone
        return whole and any(word in _PRONOUNS for word in words[1:])
    return words[0] in _PRONOUNS or whole


def _may_end(text: str, begins: list[int], stops: list[int], last: int) -> bool:
    if last == len(stops) - 1:
        return True
    between, following = text[stops[last] : begins[last + 1]], text[begins[last + 1] :]
    if following.startswith("("):
        return True
    if _NARROWS.match(following) and "," not in between:
        return False  # "the 9 which are around the old town"
    return ":" not in between and _RESUMES.match(following) is not None


def _cite(where: str, text: str, start: int, end: int) -> Cite | None:
    piece = text[start:end]
    words = _WORD.findall(piece)
    lower = [word.lower().replace("’", "'") for word in words]
    if not SHORTEST <= len(piece.split()) <= LONGEST or not words or lower[-1] in _DANGLING:
        return None
    if _MARKUP.search(piece) or _LABEL.match(piece) or not _balanced(piece) or not _has_verb(piece):
        return None
    return Cite(
        Quote(where, start, end, piece),
        len(piece.split()),
        figure=any(char.isdigit() for char in piece),
        own=lower[0] in {"i", "i'd", "i've"} or " I " in piece,
        ours=lower[0] in {"i", "we", "our", "my"} or bool(_OURS.search(piece)),
        vague=_POINTS.search(piece.replace("’", "'")) is not None,
    )


def _balanced(piece: str) -> bool:
    return piece.count("(") == piece.count(")") and piece.count('"') % 2 == 0 and not piece.startswith(("'", "‘"))


def _has_verb(piece: str) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(_BRACKETS.sub(" ", piece))]
    if words and words[0] in _PRONOUNS:
        return len(words) > 1
    return any(word in _VERB or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST) for word in words)
