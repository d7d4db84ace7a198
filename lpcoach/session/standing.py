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
from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.told import stems
from lpcoach.reading.types import Quote
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session, Turn

__all__ = ["standing"]

_FIGURE: Final = re.compile(r"\d[\d.,]*\d|\d")
# Who says so leaves both as they are.
_EVADED: Final = re.compile(
    r"\b(?:do not|don't) (?:know|remember|recall)\b|\bnot sure\b|\b(?:not|isn't) (?:that |so |really )?(?:important|"
    r"relevant)\b|\b(?:doesn't|does not) (?:really )?matter\b|\b(?:talk|speak) about (?:something|anything) else\b|"
    r"\b(?:rather not|next question|move on|no comment)\b"
)
# Which of the two holds, or that one was wrong, in any words.
_DECIDED: Final = re.compile(
    r"\b(?:first|second|former|latter|earlier|later|other|both|neither)\b(?: \w+){0,4}? (?:(?:is|are|was|were) "
    r"(?:the )?(?:not )?(?:right|true|correct|wrong|false|inaccurate|accurate|exact|one that holds)|holds?|stands?|"
    r"does not hold|doesn't hold)\b|"
    r"\b(?:i|we) (?:misspoke|overstated|understated|exaggerated|misstated|was wrong|was mistaken|got (?:it|that) wrong|"
    r"mixed (?:it|them|that|up|the)|put (?:it|that) (?:wrongly|badly|too strongly)|should have said|correct (?:that|it|"
    r"this|myself)|need to correct|have to correct|meant)\b|\bmy (?:mistake|error)\b|\bcorrection\b|"
    r"\bthat (?:was|is) (?:wrong|not right|an error|a mistake)\b"
)
ENOUGH: Final = 2  # words that stand in one of the two statements only, when a reply takes that one up


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
    said, one, other = flat(turn.answer or ""), flat(clash.a.text), flat(clash.b.text)
    if _EVADED.search(said):
        return False
    if _DECIDED.search(said) or set(_FIGURE.findall(said)) & (set(_FIGURE.findall(one)) ^ set(_FIGURE.findall(other))):
        return True
    return len(stems(said) & (stems(one) ^ stems(other))) >= ENOUGH
