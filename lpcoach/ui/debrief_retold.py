"""Facts to find, and each answer told again from them: fields that are kept, and both texts side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lpcoach.chat.failures import because, remedy
from lpcoach.content.terms import SignalId
from lpcoach.errors import LpcoachError
from lpcoach.report.retold import Retold, difference, doubted, refused, retell
from lpcoach.session.rated import Rated, RatedStory
from lpcoach.ui.live import begin
from lpcoach.ui.model_gate import REFUSED, Gate
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
        self._busy = False
        self.fields = Sheet("", "lp-row", "lp-noprint", acts={"retell": page.act(self.retell)})
        self.fields.on_set = page.guard(self.keep)
        self.told = Sheet("", "lp-row", "lp-noprint")
        self.told.acts = {
            "by_model": page.act(lambda *_: self._by_model()),
            "cancel": page.act(lambda *_: page.coach.language_model.cancel()),
        }
        self.asked = Sheet("", "lp-noprint")
        self._gate = Gate(page, self.asked, self._by_model, lambda: page.tell("warn", "Not retold.", REFUSED))
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
        """Keep a fact as it is typed; its field names the practice too, since the browser may bring it back later."""
        fact = name.removeprefix(f"{self._setting}:")
        if fact in {f"{number}:{each}" for number, each in self._rated.debrief.missing}:
            self._page.coach.store.set_setting(self._setting, {**self._facts(), fact: str(value)[:LONGEST]})
            self._page.frame.say_set(name, value)

    def retell(self, story: str, values: Mapping[str, Any]) -> None:
        """Tell a story again with the facts in the fields."""
        for name, value in values.items():
            self.keep(name, value)
        self._shown = int(story)
        self._draw_told()
        self.told.focus("#h-retold")

    def _draw_fields(self) -> None:
        rated = [each for each in self._rated.stories if each.rating.unscored is None]
        stories = [
            {"story": one.story, "facts": [self._field(one.story, s) for s in self._missing(one.story)]}
            for one in rated
        ]
        tips = [tip.text for tip in self._page.coach.pack.pack.tips if tip.where == "debrief"]
        self.fields.html = render("debrief_facts", stories=stories, tips=tips)

    def _field(self, story: int, signal: SignalId) -> dict[str, str]:
        fact, ask = f"{story}:{signal}", self._page.words.signal(signal).ask
        return {"id": fact, "name": f"{self._setting}:{fact}", "ask": ask, "value": self._facts().get(fact, "")}

    # By a model -------------------------------------------------------------

    def _offered(self) -> bool:
        settings = self._page.coach.settings
        return "model" in {settings.interviewer, settings.rater} and self._page.coach.language_model.allowed

    def _by_model(self) -> None:
        told = self._each()
        if told is not None and not self._busy and not self._gate.closed():
            self._busy = True
            self._draw_told()
            begin(self._page, self._retell(told))

    async def _retell(self, told: RatedStory) -> None:
        facts = {self._page.words.signal(signal).ask: value for signal, value in self._mine(told).items() if value}
        model: dict[str, Any] = {"new": [], "left_out": 0, "why": ""}
        try:
            found = await self._page.coach.language_model.retell(
                self._rated.session, told.story, facts, lambda wait: self.told.say("wait", f"{wait.words}.")
            )
            invented = refused(told.thread, facts, found.text)
            if invented:
                model["why"] = "The model’s text is not shown, since it holds what you did not supply."
            else:
                model |= {"new": difference(told.thread, found.text)["new"], "left_out": found.left_out}
        except LpcoachError as error:
            model["why"] = f"The model did not retell it: {because(error)}.{remedy(error)}"
        finally:
            self._busy = False
        self._draw_told(model)
        self.told.focus("#h-model-told")

    def _each(self) -> RatedStory | None:
        return next((told for told in self._rated.stories if told.story == self._shown), None)

    def _draw_told(self, model: dict[str, Any] | None = None) -> None:
        each = self._each()
        more = {"offered": self._offered(), "busy": self._busy, "model": model}
        self.told.html = render("debrief_retold", **self._values(each), **more) if each else ""

    def _mine(self, told: RatedStory) -> dict[Any, str]:
        """The facts filled in for a story, by signal."""
        return {key.partition(":")[2]: fact for key, fact in self._facts().items() if key.startswith(f"{told.story}:")}

    def _values(self, told: RatedStory) -> dict[str, Any]:
        retold = retell(told.thread, self._missing(told.story), self._mine(told), self._page.words)
        return {
            "story": told.story,
            "doubted": doubted(self._rated.session, told.story),
            "parts": [(PART_NAMES[part], pieces) for part, pieces in retold.parts if pieces],
            "old": difference(told.thread, _own(retold))["old"],
            "gaps": sum(piece.kind == "gap" for _, pieces in retold.parts for piece in pieces),
        }


def _own(retold: Retold) -> str:
    return "\n".join(piece.text for _, pieces in retold.parts for piece in pieces if piece.kind == "own")
