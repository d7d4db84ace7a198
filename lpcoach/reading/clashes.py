"""What does not fit together across a loop, and what is told twice. Where unsure, nothing is said.

Each detector sets two forms of statement against each other that leave little room for both; what only looks like a
contradiction (rounding, growth, before and after, another system, an open correction) is let be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.arithmetic import unsound
from lpcoach.reading.ledger.cases import Repeat, retold
from lpcoach.reading.ledger.denials import denied, other_causes
from lpcoach.reading.ledger.oppositions import opposed
from lpcoach.reading.ledger.orders import other_orders
from lpcoach.reading.ledger.rivals import other_values
from lpcoach.reading.ledger.stances import other_stances
from lpcoach.reading.ledger.sums import wrong_sums
from lpcoach.reading.ledger.told import Clash, Loop
from lpcoach.reading.ledger.values import broken_bounds, values
from lpcoach.reading.types import Thread

__all__ = ["Clash", "Repeat", "clashes", "doubts", "held_in", "repeats"]

_OPENLY: Final = re.compile(
    r"\b(?:correction|correct (?:that|myself|what i)|misspoke|(?:that|it|i)(?:'s| is| was) wrong|was mistaken|i mixed|"
    r"not what i said|i said [^.]{0,60} but|hang on|no,? wait)\b"
)


def clashes(threads: Sequence[Thread]) -> tuple[Clash, ...]:
    """Pairs of statements that cannot both hold, in the order of the loop; one of a type between two places."""
    return _clashes(Loop(threads))


def held_in(thread: Thread) -> tuple[Clash, ...]:
    """Contradictions between an answer and its replies, or two replies, of which neither text corrects itself openly.

    These cap a thread's levels (rating guide, "A whole thread").
    """
    if not thread.probes:
        return ()
    found = (clash for clash in clashes([thread]) if clash.a.where != clash.b.where)
    return tuple(clash for clash in found if not _OPENLY.search(flat(thread.text(clash.b.where))))


def doubts(threads: Sequence[Thread]) -> tuple[Clash, ...]:
    """Pairs that clash only if all stories are of one piece of work, which is not sure: reason to ask, no report."""
    known = set(clashes(threads))
    return tuple(clash for clash in _clashes(Loop(threads, one_work=True)) if clash not in known)


def _clashes(loop: Loop) -> tuple[Clash, ...]:
    told = values(loop)
    once: dict[tuple[int, str, int, str, str], Clash] = {}
    for clash in (
        *unsound(loop, told),
        *wrong_sums(loop),
        *broken_bounds(loop, told),
        *other_values(loop, told),
        *other_orders(loop),
        *other_causes(loop),
        *denied(loop),
        *opposed(loop),
        *other_stances(loop),
    ):
        once.setdefault((clash.story_a, clash.a.where, clash.story_b, clash.b.where, clash.type), clash)
    return tuple(sorted(once.values(), key=lambda clash: (clash.story_a, clash.a.where, clash.a.start, clash.story_b)))


def repeats(threads: Sequence[Thread]) -> tuple[Repeat, ...]:
    """Pairs of stories that tell the same case under two questions."""
    return tuple(retold(Loop(threads)))
