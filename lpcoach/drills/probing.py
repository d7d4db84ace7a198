"""The probe drill: one kind of probe across stories until two good answers in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lpcoach.content.terms import ProbeKind
from lpcoach.drills.types import Attempt
from lpcoach.interviewer.replies import Outcome, bearing, outcome
from lpcoach.interviewer.types import Asked
from lpcoach.reading.ledger.told import stems
from lpcoach.reading.reader import read
from lpcoach.reading.types import Quote, Thread

__all__ = ["IN_A_ROW", "KIND_WORDS", "Graded", "grade_reply", "in_turn", "streak"]

IN_A_ROW: Final = 2
RUN: Final = 8  # words
KIND_WORDS: Final[Mapping[ProbeKind, str]] = {
    "numbers": "Numbers and baselines",
    "mechanisms": "Mechanisms and owners",
    "alternatives": "Rejected alternatives",
    "risk": "Risk and responsibility",
    "learning": "What was learned and lasts",
    "depth": "Technical depth",
}


@dataclass(frozen=True, slots=True)
class Graded:
    """What the reply did with the probe; ``good`` where it shows what was asked for in full, by these quotes."""

    outcome: Outcome
    good: bool
    quotes: tuple[Quote, ...]


def grade_reply(thread: Thread, asked: Asked, others: Sequence[str] = ()) -> Graded:
    """Grade the last reply of a thread, to ``asked``; text of ``others``, other stories, is none."""
    place = len(thread.probes) - 1
    reading = read(thread)
    items = [] if reading.unreadable else bearing(reading, asked, f"probe:{place}")
    full = _widest([item.quote for item in items if item.strength > 1])
    what = outcome(reading, asked, place)
    if what == "answered" and (_beside(thread, asked) or _is_of(others, thread)):
        what, full = "dodge", ()
    return Graded(what, what == "answered" and bool(full), full)


def _beside(thread: Thread, asked: Asked) -> bool:
    """Whether a reply only says the question again, or has no word in common with question or story.

    One word may stand alone, as in "9%, in June"; more of them speak of something.
    """
    *earlier, last = thread.probes
    question, reply = stems(asked.text.lower()), stems(last.answer.lower())
    story = stems(" ".join([thread.answer, *(each.answer for each in earlier)]).lower())
    return reply <= question or (len(reply) > 1 and not reply & (question | story))


def _is_of(others: Sequence[str], thread: Thread) -> bool:
    """Whether half of the last reply stands word by word in other stories, and not in this one."""
    reply, own = _runs(thread.probes[-1].answer), _runs(thread.answer)
    theirs = set().union(*map(_runs, others)) - own if reply else set()
    return bool(reply) and 2 * len(reply & theirs) >= len(reply)


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of so many words that two stories have them in common by copying only."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _widest(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes without those that lie within another."""

    def inside(one: Quote, other: Quote) -> bool:
        return one != other and other.start <= one.start and one.end <= other.end

    return tuple(dict.fromkeys(one for one in quotes if not any(inside(one, other) for other in quotes)))


def streak(attempts: Sequence[Attempt], kind: ProbeKind) -> int:
    """How many good answers in a row the latest attempts at a kind have; from two on the kind is done, until a miss."""
    row = 0
    for attempt in attempts:
        if attempt.drill == "probe" and attempt.text("kind") == kind:
            row = row + 1 if attempt.body.get("good") is True else 0
    return row


def in_turn(attempts: Sequence[Attempt], kind: ProbeKind, stories: Sequence[str]) -> list[str]:
    """The stories never asked this kind first, then those asked longest ago."""
    last = dict.fromkeys(stories, -1)
    for place, attempt in enumerate(attempts):
        if attempt.drill == "probe" and attempt.text("kind") == kind and attempt.text("story") in last:
            last[attempt.text("story")] = place
    return sorted(stories, key=lambda story: last[story])
