"""A thread cut to what matters for a model, with what was cut in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lpcoach.chat.types import tokens
from lpcoach.reading.addressed import without_addressed
from lpcoach.reading.types import Reply, Thread

__all__ = ["BUDGET", "History", "history", "told_alone"]

BUDGET: Final = 6000  # tokens of a thread
_LATEST: Final = 2  # replies that stay whole as long as anything does
_GIST: Final = 240  # characters kept of an older reply
_CUT: Final = " […] "


@dataclass(frozen=True, slots=True)
class History:
    """What is sent of a thread: ``words`` says how much of it and against which budget; empty where all of it is."""

    thread: Thread
    words: str


def history(thread: Thread, budget: int = BUDGET) -> History:
    """The thread without what is addressed to its reader, within the budget: older replies go first, then middles."""
    clean = told_alone(thread)
    whole = _size(clean)
    fit = clean
    last = max(0, len(clean.probes) - _LATEST)
    for keep in (_GIST, 0):
        if _size(fit) > budget:
            old = tuple(Reply(r.question, _middle_out(r.answer, keep)) for r in clean.probes[:last])
            fit = Thread(clean.question, clean.answer, (*old, *clean.probes[last:]))
    if _size(fit) > budget:
        share = max(200, (4 * budget - 4 * tokens(fit.question)) // (len(fit.probes[last:]) + 2))
        latest = tuple(Reply(r.question[:400], _middle_out(r.answer, share)) for r in fit.probes[last:])
        fit = Thread(fit.question, _middle_out(fit.answer, share), latest)
    sent = _size(fit)
    if sent >= whole:
        return History(fit, "")
    words = f"About {sent:,} of the thread’s {whole:,} tokens were sent, as many as are sent at most ({budget:,})."
    return History(fit, words)


def told_alone(thread: Thread) -> Thread:
    """The thread without what is addressed to its reader."""
    replies = tuple(Reply(reply.question, without_addressed(reply.answer)) for reply in thread.probes)
    return Thread(thread.question, without_addressed(thread.answer), replies)


def _size(thread: Thread) -> int:
    return sum(tokens(text) for _, text in thread.places()) + sum(tokens(reply.question) for reply in thread.probes)


def _middle_out(text: str, longest: int) -> str:
    """The text with its middle left out where it is longer."""
    if len(text) <= longest:
        return text
    half = max(0, (longest - len(_CUT)) // 2)
    return f"{text[:half]}{_CUT}{text[len(text) - half :] if half else ''}".strip()
