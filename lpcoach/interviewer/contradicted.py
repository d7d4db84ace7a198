"""A reply that does not go with what was said before: the next question sets both side by side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from random import Random
from typing import Final

from lpcoach.content.models import Pack
from lpcoach.interviewer.filling import LONGEST, cited, fill, slots
from lpcoach.interviewer.types import Asked
from lpcoach.reading.clashes import clashes
from lpcoach.reading.types import Thread

__all__ = ["WHICH_HOLDS", "clash_in_reply"]

WHICH_HOLDS: Final = "which of two statements holds"
# A limit and a measure, or two spans of two things, only look alike: the ledger may note them, nobody is asked.
_ONLY_ALIKE: Final = re.compile(
    r"\b(?:rule|limit|budget|target|goal|threshold|allowed|alarm|alert|slo|sla|at most|at least|if|when|would|over \d+ "
    r"for|under \d+ for|above|below|for (?:\w+ )?(?:two|three|four|five|\d+) (?:days?|weeks?|hours?|shifts?|"
    r"minutes?))\b",
    re.IGNORECASE,
)


def clash_in_reply(thread: Thread, pack: Pack, here: Sequence[Asked], story: int, seed: int) -> Asked | None:
    """A question on the last reply and what it contradicts; None where the ledger is not sure, or it was asked."""
    last = f"probe:{len(thread.probes) - 1}"
    if not thread.probes or any(one.gap == WHICH_HOLDS for one in here):
        return None
    openings = [opening for opening in pack.cross_examination if opening.kind == "contradiction"]
    number = int.from_bytes(hashlib.sha256(repr((seed, story, "clash")).encode()).digest()[:8])
    Random(number).shuffle(openings)
    for clash in clashes([thread]):
        fillers = {"a": cited(clash.a), "b": cited(clash.b)}
        alike = any(_ONLY_ALIKE.search(quote.text) for quote in (clash.a, clash.b))
        if last in (clash.a.where, clash.b.where) and not alike:
            for opening in openings:
                if set(slots(opening.text)) != set(fillers):
                    continue
                text, quotes = fill(opening.text, fillers, story)
                if len(text.split()) <= LONGEST:
                    kind = here[-1].probe_kind if here else None
                    return Asked("probe", text, opening.id, probe_kind=kind, quotes=quotes, gap=WHICH_HOLDS)
    return None
