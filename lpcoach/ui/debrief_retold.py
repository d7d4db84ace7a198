"""Facts to find, and each answer told again from them: fields that are kept, and both texts side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lpcoach.content.terms import SignalId
from lpcoach.report.retold import Retold, difference, retell
from lpcoach.session.rated import Rated, RatedStory
from lpcoach.ui.page import Page
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

__all__ = ["Retelling"]

PART_NAMES: Final = {"situation": "Situation", "task": "Task", "action": "Action", "result": "Result"}
LONGEST: Final = 2000  # characters of one fact


class Retelling:
    """``fields`` asks for the facts of each story, ``told`` shows the answer retold; both are sheets."""

    def __init__(self, page: Page, rated: Rated) -> None:
        self._page, self._rated = page, rated
        self._shown: int | None = None
        self.fields = Sheet("", "lp-row", "lp-noprint", acts={"retell": page.act(self.retell)})
        self.fields.on_set = page.guard(self.keep)
        self.told = Sheet("", "lp-row", "lp-noprint")
        self._draw_fields()
        self._draw_told()

    @property
    def _setting(self) -> str:
        return f"facts:{self._rated.session.id}"

    def _facts(self) -> dict[str, str]:
        """What was typed, by ``story:signal``."""
        kept = self._page.coach.store.settings().get(self._setting)
        return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}

    def _missing(self, story: int) -> list[SignalId]:
        return [signal for where, signal in self._rated.debrief.missing if where == story]

    def keep(self, name: str, value: Any) -> None:  # noqa: ANN401 - what a field sends
        """Keep a fact as it is typed."""
        story, _, signal = name.removeprefix("fact:").partition(":")
        known = {f"{number}:{each}" for number, each in self._rated.debrief.missing}
        if f"{story}:{signal}" in known:
            facts = {**self._facts(), f"{story}:{signal}": str(value)[:LONGEST]}
            self._page.coach.store.set_setting(self._setting, facts)

    def retell(self, story: str, values: Mapping[str, Any]) -> None:
        """Tell a story again with the facts in the fields."""
        for name, value in values.items():
            if name.startswith("fact:"):
                self.keep(name, value)
        self._shown = int(story)
        self._draw_told()
        self.told.focus("#h-retold")

    def _draw_fields(self) -> None:
        facts, words = self._facts(), self._page.words
        stories = [
            {
                "story": each.story,
                "facts": [
                    {"id": f"{each.story}:{s}", "ask": words.signal(s).ask, "value": facts.get(f"{each.story}:{s}", "")}
                    for s in self._missing(each.story)
                ],
            }
            for each in self._rated.stories
            if each.rating.unscored is None
        ]
        tips = [tip.text for tip in self._page.coach.pack.pack.tips if tip.where == "debrief"]
        self.fields.html = render("debrief_facts", stories=stories, tips=tips)

    def _draw_told(self) -> None:
        each = next((told for told in self._rated.stories if told.story == self._shown), None)
        self.told.html = render("debrief_retold", **self._values(each)) if each else ""

    def _values(self, told: RatedStory) -> dict[str, Any]:
        mine = {
            key.partition(":")[2]: value for key, value in self._facts().items() if key.startswith(f"{told.story}:")
        }
        retold = retell(told.thread, self._missing(told.story), mine, self._page.words)
        return {
            "story": told.story,
            "parts": [(PART_NAMES[part], pieces) for part, pieces in retold.parts if pieces],
            "old": difference(told.thread, _own(retold))["old"],
            "gaps": sum(piece.kind == "gap" for _, pieces in retold.parts for piece in pieces),
        }


def _own(retold: Retold) -> str:
    return "\n".join(piece.text for _, pieces in retold.parts for piece in pieces if piece.kind == "own")
