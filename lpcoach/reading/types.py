"""What a reading is made of. Spans are counted in code points, everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lpcoach.content.terms import AnswerKind, ClaimKind, LayerId, SignalId, StarPart

__all__ = ["Claim", "Evidence", "Quote", "Reading", "Reply", "Thread"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A probe and what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A lead question, its answer, and the probes with their answers: what a rater reads."""

    question: str
    answer: str
    probes: tuple[Reply, ...] = ()

    def text(self, where: str) -> str:
        """The candidate's text at ``where``: ``answer``, or ``probe:N`` with N from 0."""
        if where == "answer":
            return self.answer
        return self.probes[int(where.removeprefix("probe:"))].answer

    def places(self) -> tuple[tuple[str, str], ...]:
        """All (where, text) pairs in order."""
        return (("answer", self.answer), *((f"probe:{n}", reply.answer) for n, reply in enumerate(self.probes)))


@dataclass(frozen=True, slots=True)
class Quote:
    """The span ``start``..``end`` (code points) of a thread's text at ``where``; ``text`` equals that span."""

    where: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a clause shows. ``strength`` 1 named or touched, 2 explained or answered.

    ``weight`` is how much of it counts for a level, from 0 to 1: how sure and how full it is.
    """

    signal: SignalId
    quote: Quote
    strength: int
    layer: LayerId | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement: a figure, date, duration, head count, cost, role, owner, cause, or that a thing existed.

    ``quote`` is the clause that makes it, ``token`` the fact itself in the candidate's words ("61.8%"),
    ``value`` its number in base units where it has one, ``high`` the top of a range whose foot that is,
    ``subject`` what it is about,
    ``moment`` whether it is from before or after a change, ``when`` its time: as far as the sentence says.
    """

    kind: ClaimKind
    quote: Quote
    token: str
    value: float | None = None
    unit: str = ""
    subject: str = ""
    has_baseline: bool = False
    moment: Literal["", "before", "after"] = ""
    when: str = ""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a thread says. ``unreadable`` is None, or why it cannot be rated (empty, too short, other language)."""

    thread: Thread
    words: int
    unreadable: str | None = None
    items: tuple[Evidence, ...] = ()
    layers: Mapping[LayerId, int] = field(default_factory=dict)  # 0 absent, 1 named, 2 explained
    probes: Mapping[AnswerKind, int] = field(default_factory=dict)  # 0 absent, 1 touched, 2 answered
    star: Mapping[StarPart, bool] = field(default_factory=dict)

    def of(self, *signals: SignalId) -> tuple[Evidence, ...]:
        """The items of these signals, in the order of the text."""
        return tuple(item for item in self.items if item.signal in signals)
