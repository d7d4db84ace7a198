"""An answer told again from supplied facts only: the candidate's own sentences in STAR order, gaps for what is open.

Nothing is worded anew: a sentence is moved whole, a fact is put in as it was typed, and what is missing stays a gap.
A text from elsewhere (a language model's) goes through ``refused`` and the same view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from lpcoach.content.terms import LAYERS, STAR_PARTS, SignalId, StarPart
from lpcoach.content.words import Words
from lpcoach.reading.clauses import Sentence, flat, sentences
from lpcoach.reading.invented import new_facts
from lpcoach.reading.reader import read
from lpcoach.reading.types import Evidence, Thread
from lpcoach.session.types import Session

__all__ = ["Piece", "Retold", "difference", "doubted", "refused", "retell"]

NUMBERS: Final[frozenset[SignalId]] = frozenset(
    {"figure", "baseline", "change", "measured", "uncertainty", "guardrail", "effect", "product_metric"}
)
_PART: Final[Mapping[str, StarPart]] = {
    **dict.fromkeys(("constraint", "tension", "customer", "product_metric"), "task"),
    **dict.fromkeys(
        (
            "own_action", "own_decision", "cost_accepted", "brought_along", "cause", "ruled_out", "alternative",
            "risk_handled", "mechanism", "trigger", "owner", *LAYERS[1:],
        ),
        "action",
    ),
    **dict.fromkeys(
        (
            "change", "measured", "uncertainty", "guardrail", "record", "effect", "adoption", "learning",
            "self_criticism", "baseline", "figure",
        ),
        "result",
    ),
}  # fmt: skip
_WORD: Final = re.compile(r"\w[\w.,%'’-]*|\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the candidate's (``own``), a fact that was typed (``fact``), or an open place (``gap``)."""

    kind: Literal["own", "fact", "gap"]
    text: str


@dataclass(frozen=True, slots=True)
class Retold:
    """The parts in order, each with its pieces."""

    parts: tuple[tuple[StarPart, tuple[Piece, ...]], ...]

    def text(self) -> str:
        """The whole as one text, a paragraph a part."""
        return "\n\n".join(" ".join(_ended(piece.text) for piece in pieces) for _, pieces in self.parts if pieces)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…", '"', "”", ")")) else f"{text.rstrip()}."


def retell(thread: Thread, missing: Sequence[SignalId], facts: Mapping[str, str], words: Words) -> Retold:
    """The thread told again; ``facts`` are what was typed for the missing signals."""
    items = read(thread).items
    pieces: dict[StarPart, list[Piece]] = {part: [] for part in STAR_PARTS}
    begun = False
    for told in _whole(thread):
        if not any(_kept(each, items) for each in told):
            continue
        part = _part(told, items, begun=begun)
        begun = begun or part in ("action", "result")
        text = thread.text(told[0].where)[told[0].start : told[-1].start + len(told[-1].text)]
        pieces[part].append(Piece("own", text.strip()))
    for signal in missing:
        pieces[_PART.get(signal, "action")].append(_asked(signal, facts.get(signal, ""), words))
    return Retold(tuple((part, tuple(pieces[part])) for part in STAR_PARTS))


def _whole(thread: Thread) -> Iterator[list[Sentence]]:
    """The sentences of a thread, those that a semicolon joins as one: half of one is not moved away from the other."""
    for where, text in thread.places():
        joined: list[Sentence] = []
        for each in sentences(where, text):
            joined.append(each)
            if not each.text.rstrip().endswith(";"):
                yield joined
                joined = []
        if joined:
            yield joined


def doubted(session: Session, story: int) -> list[tuple[str, ...]]:
    """What of a story was set against another statement of it or corrected later: only one of them is to be told."""
    pairs = [turn.asked.quotes for turn in session.turns if turn.phase == "cross_examination"]
    found = [
        tuple(q.quote.text for q in pair) for pair in pairs if len(pair) == 2 and {q.story for q in pair} == {story}
    ]
    found += [(done.quote.text,) for done in session.corrections if done.story == story]
    return list(dict.fromkeys(found))


def _asked(signal: SignalId, fact: str, words: Words) -> Piece:
    if fact.strip():
        return Piece("fact", " ".join(fact.split()))
    name = "number" if signal in NUMBERS else "fact"
    return Piece("gap", f"[your {name}] {words.signal(signal).ask}")


def _inside(sentence: Sentence, item: Evidence) -> bool:
    start = item.quote.start
    return item.quote.where == sentence.where and sentence.start <= start < sentence.start + len(sentence.text)


def _kept(sentence: Sentence, items: Sequence[Evidence]) -> bool:
    """All of the answer; of the replies what shows something in full."""
    return sentence.where == "answer" or any(_inside(sentence, item) and item.strength > 1 for item in items)


def _part(told: Sequence[Sentence], items: Sequence[Evidence], *, begun: bool) -> StarPart:
    """Where a sentence belongs: by what it shows most, and before any action it sets the scene."""
    full = [item for item in items if item.strength > 1 and item.signal in _PART]
    here = [item for item in full if any(_inside(each, item) for each in told)]
    weights = {part: sum(item.weight for item in here if _PART[item.signal] == part) for part in STAR_PARTS}
    best = max(STAR_PARTS, key=lambda part: weights[part])
    if not here or (best == "result" and not begun):
        return "action" if begun else "situation"
    return best


def refused(thread: Thread, facts: Mapping[str, str], text: str) -> tuple[str, ...]:
    """The numbers and names of a retold text that neither the thread nor the facts hold; empty: it may be shown."""
    return new_facts([thread.question, *(said for _, said in thread.places()), *facts.values()], text)


def difference(thread: Thread, text: str) -> dict[str, list[dict[str, Any]]]:
    """Both texts sentence by sentence: what is kept, what is left out of the original, what is new in the other."""
    old = [each.text.strip() for where, said in thread.places() for each in sentences(where, said)]
    new = [each.text.strip() for each in sentences("retold", text)]
    kept, heard = {_same(each) for each in new}, {_same(each) for each in old}
    known = set(_WORD.findall(flat(" ".join(old))))
    return {
        "old": [{"text": each, "kept": _same(each) in kept} for each in old],
        "new": [
            {"pieces": [{"text": each, "new": False}] if _same(each) in heard else _marked(each, known)} for each in new
        ],
    }


def _same(text: str) -> str:
    return flat(text).strip(" .;:!?…")


def _marked(text: str, known: set[str]) -> list[dict[str, Any]]:
    """The sentence in runs of words that the original has and has not."""
    runs: list[dict[str, Any]] = []
    place = 0
    for match in _WORD.finditer(text):
        fresh = match.group()[0].isalnum() and flat(match.group()) not in known
        if runs and runs[-1]["new"] == fresh:
            runs[-1]["text"] += text[place : match.end()]
        else:
            if runs:
                runs[-1]["text"] += text[place : match.start()]
            runs.append({"text": match.group(), "new": fresh})
        place = match.end()
    return runs
