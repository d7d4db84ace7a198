"""Simulated candidates: one who has the facts when asked, one who dodges, one who does not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.interviewer.probing import next_probe
from lpcoach.interviewer.replies import bearing
from lpcoach.interviewer.types import Asked
from lpcoach.reading.clauses import flat, sentences
from lpcoach.reading.reader import read
from lpcoach.reading.types import Reading, Reply, Thread

__all__ = ["Knowing", "Turns", "dodging", "interview", "seen", "thread_of", "unknowing"]

Turns = list[tuple[Asked, str]]
Candidate = Callable[[Thread, Asked], str]


@lru_cache(maxsize=512)
def seen(thread: Thread) -> Reading:
    """The reading of a thread, each once: interviews and what is asked of them afterwards read the same."""
    return read(thread)


def interview(question: LeadQuestion, answer: str, candidate: Candidate, pack: Pack, seed: int = 0) -> Turns:
    """The probes of one story with the candidate's replies, until the interviewer ends it."""
    turns: Turns = []
    asked = [Asked("lead", question.text, question.id)]
    while (probe := next_probe(seen(thread_of(question, answer, turns)), pack, question, asked, seed, 0)) is not None:
        turns.append((probe, candidate(thread_of(question, answer, turns), probe)))
        asked.append(probe)
    return turns


def thread_of(question: LeadQuestion, answer: str, turns: Turns) -> Thread:
    """The thread as it stands."""
    return Thread(question.text, answer, tuple(Reply(probe.text, reply) for probe, reply in turns))


def dodging(_: Thread, __: Asked) -> str:
    """Speaks of something else, in ever new words."""
    dodges = (
        "What matters to me is that people enjoy working together.",
        "I have always believed in good communication.",
        "It was a great time, and everyone was very motivated.",
        "Honestly, a strong culture beats everything.",
        "You know how it is, one does what one can.",
    )
    return dodges[len(_.probes) % len(dodges)]


def unknowing(_: Thread, __: Asked) -> str:
    """Does not know, plainly."""
    return "I don't know."


@dataclass
class Knowing:
    """Tells, when it is asked for, what the fuller version of the answer says and the first one did not."""

    question: str
    facts: list[str]
    told: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, question: str, answer: str, fuller: str) -> Knowing:
        """The candidate whose answer was rewritten as ``fuller``."""
        said = {flat(sentence.text) for sentence in sentences("answer", answer)}
        return cls(question, [s.text for s in sentences("answer", fuller) if flat(s.text) not in said])

    def __call__(self, thread: Thread, probe: Asked) -> str:
        """Up to two facts that bear in full on the probe, in the order of the text; else a plain no."""
        fit = [fact for fact in self.facts if fact not in self.told and self._bears(thread, probe, fact)][:2]
        self.told += fit
        return " ".join(fit) or "No, there was nothing of that kind."

    @staticmethod
    def _bears(thread: Thread, probe: Asked, fact: str) -> bool:
        reading = seen(Thread(thread.question, "", (Reply("", fact),)))
        full = [item for item in bearing(reading, probe, "probe:0") if item.strength > 1]
        return any(probe.layer in (None, item.layer, item.signal) for item in full)
