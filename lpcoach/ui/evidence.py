"""A thread with its quotes marked and numbered, and each criterion with its notes: plain values for a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.reading.types import Evidence, Thread
from lpcoach.session.rated import RatedStory

__all__ = ["Marks", "story_values"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered span of a thread; quotes that overlap share one."""

    number: int
    where: str
    start: int
    end: int
    against: bool


class Marks:
    """The marks of a thread, numbered in the order of the text."""

    def __init__(self, thread: Thread, seen: Iterable[Evidence], against: Iterable[Evidence]) -> None:
        order = {where: place for place, (where, _) in enumerate(thread.places())}
        wanted = [(item.quote, False) for item in seen] + [(item.quote, True) for item in against]
        wanted.sort(key=lambda each: (order[each[0].where], each[0].start, each[0].end))
        self.marks: list[Mark] = []
        for quote, bad in wanted:
            last = self.marks[-1] if self.marks else None
            if last is not None and last.where == quote.where and quote.start < last.end:
                continue
            self.marks.append(Mark(len(self.marks) + 1, quote.where, quote.start, quote.end, bad))

    def number(self, item: Evidence) -> int:
        """The number of the mark that this evidence stands in."""
        quote = item.quote
        return next(m.number for m in self.marks if m.where == quote.where and m.start <= quote.start < m.end)

    def paragraphs(self, where: str, text: str) -> list[list[dict[str, Any]]]:
        """The text in paragraphs, each a list of pieces; a piece with a note is marked."""
        here = [mark for mark in self.marks if mark.where == where]
        result, start = [], 0
        for line in text.split("\n"):
            end = start + len(line)
            if line.strip():
                result.append(list(_pieces(text, start, end, here)))
            start = end + 1
        return result


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[dict[str, Any]]:
    place = start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        if first > place:
            yield {"text": text[place:first], "note": 0, "against": False}
        yield {"text": text[first:last], "note": mark.number, "against": mark.against}
        place = last
    if place < end:
        yield {"text": text[place:end], "note": 0, "against": False}


def story_values(told: RatedStory, words: Words, key: str, *, opened: bool) -> dict[str, Any]:
    """What the evidence template shows of one story."""
    rating = told.rating
    seen = [item for criterion in rating.criteria.values() for item in (*criterion.seen, *criterion.likely)]
    against = [item for criterion in rating.criteria.values() for item in criterion.against]
    marks = Marks(told.thread, seen, against)
    questions = {"answer": "", **{f"probe:{n}": reply.question for n, reply in enumerate(told.thread.probes)}}
    places = [(where, text) for where, text in told.thread.places() if text.strip() or where != "answer"]
    parts = [{"asked": questions[where], "paragraphs": marks.paragraphs(where, text)} for where, text in places]
    return {
        "story": told.story,
        "open": opened,
        "question": told.thread.question,
        "note": "Every quote was found word for word in what was typed."
        if marks.marks
        else "No quote carries a level.",
        "parts": parts,
        "unscored": told.rating.unscored,
        "criteria": [_criterion(told, criterion, marks, words, f"{key}{told.story}") for criterion in CRITERIA],
        "principles": _principles(told, words),
    }


def _criterion(told: RatedStory, criterion: Any, marks: Marks, words: Words, key: str) -> dict[str, Any]:  # noqa: ANN401
    found = told.rating.criteria[criterion]
    return {
        "name": words.criteria[criterion],
        "level": found.level,
        "word": words.level(found.level),
        "band": words.band(told.rating.bands.get(criterion)),
        "seen": [
            *({"words": words.seen(item.signal, key), "note": marks.number(item)} for item in found.strongest()),
            *({"words": words.likely(item.signal, key), "note": marks.number(item)} for item in found.likely),
        ],
        "against": [{"words": words.seen(item.signal, key), "note": marks.number(item)} for item in found.worst()],
        "missing": [words.missing(signal, key) for signal in found.missing[:2]],
    }


def _principles(told: RatedStory, words: Words) -> list[dict[str, str]]:
    quotes = told.rating.principle_quotes
    return [
        {
            "name": words.principles.get(principle, principle),
            "strength": strength,
            "quote": quotes[principle].quote.text if principle in quotes else "",
        }
        for principle, strength in told.principles.items()
    ]
