"""Contradictions left standing: put to the candidate in the cross-examination, and neither corrected nor taken up.

What the ledger only suspects holds nobody down: a pair of statements counts once the Bar Raiser has quoted both and
the reply leaves both as they were (skipped, "I don't know", or nothing of either taken up).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lpcoach.interviewer.types import StoryQuote
from lpcoach.reading.clashes import Clash, clashes
from lpcoach.reading.types import Quote
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session, Turn

__all__ = ["standing"]

_FIGURE: Final = re.compile(r"\d[\d.,]*\d|\d")
_WORD: Final = re.compile(r"[a-z]{5,}")
_DONT_KNOW: Final = re.compile(r"\b(?:do not|don['’]t) (?:know|remember|recall)\b|\bnot sure\b", re.IGNORECASE)
ENOUGH: Final = 2  # words of the two statements that a reply repeats when it takes one of them up


def standing(session: Session) -> tuple[Clash, ...]:
    """The clashes of the loop that the cross-examination put and that were not settled."""
    put = [turn for turn in session.turns if turn.phase == "cross_examination" and len(turn.asked.quotes) > 1]
    if not put:
        return ()
    found = clashes([thread(session, story) for story in stories(session)])
    return tuple(clash for clash in found if _left(clash, put, session))


def _left(clash: Clash, put: Sequence[Turn], session: Session) -> bool:
    sides = ((clash.story_a, clash.a), (clash.story_b, clash.b))
    if any(_same(sides, StoryQuote(done.story, done.quote)) for done in session.corrections):
        return False
    asked = [turn for turn in put if sum(_same(sides, quoted) for quoted in turn.asked.quotes) > 1]
    return bool(asked) and not any(_takes_up(turn, clash) for turn in asked)


def _same(sides: Sequence[tuple[int, Quote]], quoted: StoryQuote) -> bool:
    """Whether the quote overlaps one of the two sides."""
    there = quoted.quote
    return any(
        story == quoted.story and side.where == there.where and side.start < there.end and there.start < side.end
        for story, side in sides
    )


def _takes_up(turn: Turn, clash: Clash) -> bool:
    """Whether the reply says something of one of the two statements."""
    said, both = turn.answer or "", f"{clash.a.text} {clash.b.text}"
    if _DONT_KNOW.search(said):
        return False
    if set(_FIGURE.findall(said)) & set(_FIGURE.findall(both)):
        return True
    return len(set(_WORD.findall(said.lower())) & set(_WORD.findall(both.lower()))) >= ENOUGH
