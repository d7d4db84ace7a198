"""The same question again: old and new side by side, what was gained and lost, and whether it is better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lpcoach.coach.retries import Pair, pair, twice
from lpcoach.content.terms import CRITERIA
from lpcoach.drills.noise import Change
from lpcoach.reading.types import Evidence
from lpcoach.ui.render import render, short_day
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.session.records import PracticeRecord
    from lpcoach.ui.page import Page

__all__ = ["Retried"]

LISTED = 6  # other questions that are offered


class Retried:
    """A sheet of the progress page; empty until a question was answered twice."""

    def __init__(self, page: Page, records: list[PracticeRecord]) -> None:
        self._page = page
        self._tried = twice(page.coach, records)
        self._question = next(iter(self._tried), "")
        self._first = -2
        acts = {"question": page.act(self.choose), "against": page.act(self.against)}
        self.sheet = Sheet(acts=acts)
        self.draw()

    def choose(self, question: str, _values: Mapping[str, Any]) -> None:
        """Another question."""
        if question in self._tried:
            self._question, self._first = question, -2
            self.draw()
            self.sheet.focus("#f-again")

    def against(self, which: str, _values: Mapping[str, Any]) -> None:
        """Hold the latest against the first answer, or against the one before it."""
        self._first = 0 if which == "first" else -2
        self.draw()
        self.sheet.focus("#f-again")

    def draw(self) -> None:
        """The question that was tried again last, or the one chosen."""
        if not self._question:
            self.sheet.html = ""
            return
        coach, tried = self._page.coach, self._tried[self._question]
        texts = {question.id: question.text for question in coach.pack.questions}
        found = pair(coach, tried, self._first)
        others = [(each, texts[each]) for each in self._tried if each != self._question][:LISTED]
        values = self._values(found)
        self.sheet.html = render(
            "retried",
            question=texts[self._question],
            count=len(tried),
            say=self._page.said,
            first=self._first == 0,
            others=others,
            **values,
        )

    def _values(self, found: Pair) -> dict[str, Any]:
        words, key = self._page.words, found.new.thread.question
        changes = found.found.changes
        whole = changes.get("overall")
        return {
            "sides": [
                {"name": "Before", "at": short_day(found.old_at), "told": found.old},
                {"name": "Now", "at": short_day(found.new_at), "told": found.new},
            ],
            "why": found.found.why,
            "verdict": _verdict(whole) if whole else "",
            "rows": [
                {
                    "name": words.criteria[c],
                    "old": words.level(found.old.rating.criteria[c].level),
                    "old_level": found.old.rating.criteria[c].level,
                    "new": words.level(found.new.rating.criteria[c].level),
                    "new_level": found.new.rating.criteria[c].level,
                    "said": _said(changes[c]),
                }
                for c in CRITERIA
                if c in changes
            ],
            "gained": [_item(words.seen(item.signal, key), item) for item in found.found.gained],
            "lost": [_item(words.seen(item.signal, key), item) for item in found.found.lost],
            "kept": [words.signal(signal).name for signal in found.found.kept],
        }


def _item(seen: str, item: Evidence) -> dict[str, str]:
    return {"seen": seen, "quote": item.quote.text}


def _said(change: Change) -> str:
    return {"better": "better", "lower": "lower", "like": "within the noise"}[change.way]


def _verdict(change: Change) -> str:
    return {
        "better": "The new answer is better, beyond the noise.",
        "lower": "The new answer is lower, beyond the noise.",
        "like": "Overall the two are alike within the noise.",
    }[change.way]
