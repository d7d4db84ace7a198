"""Where no story is told there is nothing to go deeper into: an interviewer asks for one, once, and lets it be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from lpcoach.interviewer.types import Asked
from lpcoach.reading.clauses import sentences, words
from lpcoach.reading.order import in_no_order
from lpcoach.reading.types import Thread
from lpcoach.reading.unreadable import FEWEST, foreign

__all__ = ["SOURCE", "ask_for_one", "closed", "told"]

SOURCE: Final = "no_story"
_GAP: Final = "a story to go into"
_NONE: Final = re.compile(
    r"\b(?:no|not (?:an?|any|one)) (?:good |real |such |better |suitable |relevant )*(?:story|stories|examples?)\b|"
    r"\b(?:do not|don't|dont|did not|didn't|haven't|have not) (?:really |actually |honestly )?(?:have|got|had)\b"
    r"[^.!?;]{0,40}\b(?:story|stories|examples?|situation|case|one for (?:that|this))\b|"
    r"\b(?:can't|cannot|can not|couldn't|could not) (?:really |honestly )?(?:think of|come up with|remember|recall|"
    r"give you|name) (?:an?|any|one|anything|such)\b|\bnothing (?:really )?(?:comes|springs) to mind\b|"
    r"\bnever (?:really |yet )?(?:had|been in|faced|done|experienced)\b[^.!?;]{0,30}\b(?:that|this|such|situation|"
    r"anything like)\b|\b(?:skip|pass on) (?:this|that) (?:one|question)\b"
)
_ENOUGH: Final = 25  # words beside "I have no story for that" with which one is told after all
_NEAREST: Final = (
    "That is all right. What comes nearest to it in your own work, even if it was small or long ago?",
    "No story on that is fine. Which other piece of your work, large or small, could you tell me about instead?",
)
_PLAINLY: Final = "I could not follow that. In a few plain sentences, what did you do?"
_IN_ENGLISH: Final = "I can only follow English here. Could you tell me that once more in English?"


def ask_for_one(thread: Thread, here: Sequence[Asked], practice: Sequence[Asked]) -> Asked | None:
    """A question for a story that can be gone into; None where it was asked for already."""
    if any(one.source == SOURCE for one in here):
        return None
    before = sum(one.source == SOURCE for one in practice)
    text = _NEAREST[before % len(_NEAREST)]
    if in_no_order(thread.answer):
        text = _PLAINLY
    elif _foreign(thread.answer):
        text = _IN_ENGLISH
    return Asked("probe", text, SOURCE, gap=_GAP)


def told(thread: Thread) -> bool:
    """Whether any of a story is told: in the answer, or in a reply of some length to the question for one."""
    return any(
        where not in closed(thread) and (where == "answer" or _tells(where, text, FEWEST))
        for where, text in thread.places()
    )


@lru_cache(maxsize=8)
def closed(thread: Thread) -> frozenset[str]:
    """The places that no question repeats: nobody can follow them, or they only say that there is no story."""
    return frozenset(
        where
        for where, text in thread.places()
        if in_no_order(text) or _foreign(text) or (where == "answer" and not _tells(where, text, 0))
    )


def _foreign(text: str) -> bool:
    return foreign(text, words(text))


def _tells(where: str, text: str, fewest: int) -> bool:
    spoken = list(sentences(where, text))
    beside = [each for each in spoken if not _NONE.search(each.low)]
    enough = fewest if len(beside) == len(spoken) else _ENOUGH
    return sum(len(words(each.text)) for each in beside) >= enough
