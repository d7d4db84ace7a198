"""A reply that does not go with what was said before: the next question sets both side by side, calmly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from random import Random

from lpcoach.content.models import Pack
from lpcoach.interviewer.filling import LONGEST, cited, fill
from lpcoach.interviewer.types import Asked
from lpcoach.reading.clashes import clashes
from lpcoach.reading.types import Thread

__all__ = ["WHICH_HOLDS", "clash_in_reply"]

WHICH_HOLDS = "which of two statements holds"


def clash_in_reply(thread: Thread, pack: Pack, here: Sequence[Asked], story: int, seed: int) -> Asked | None:
    """A question on the last reply and what it contradicts; None where the ledger is not sure, or it was asked."""
    last = f"probe:{len(thread.probes) - 1}"
    if not thread.probes or any(one.gap == WHICH_HOLDS for one in here):
        return None
    openings = [opening for opening in pack.cross_examination if opening.kind == "contradiction"]
    number = int.from_bytes(hashlib.sha256(repr((seed, story, "clash")).encode()).digest()[:8])
    Random(number).shuffle(openings)
    for clash in clashes([thread]):
        if last in (clash.a.where, clash.b.where):
            for opening in openings:
                text, quotes = fill(opening.text, {"a": cited(clash.a), "b": cited(clash.b)}, story)
                if len(text.split()) <= LONGEST:
                    kind = here[-1].probe_kind if here else None
                    return Asked("probe", text, opening.id, probe_kind=kind, quotes=quotes, gap=WHICH_HOLDS)
    return None
