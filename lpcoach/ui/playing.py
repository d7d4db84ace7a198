"""A reply to the candidate's own question, played by a model in role, where one is chosen; marked as played."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lpcoach.session.types import Session
from lpcoach.ui.live import Pulse, begin, waiting
from lpcoach.ui.model_gate import REFUSED, Gate
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.ui.pages.your_questions_page import YourQuestionsPage

__all__ = ["Playing"]


class Playing:
    """What is weighed in a question stands without it; a reply that fails is told and nothing is lost."""

    def __init__(self, page: YourQuestionsPage) -> None:
        self._page = page
        self.sheet = Sheet()
        self._gate = Gate(page, self.sheet, self._begin, lambda: page.tell("warn", "No reply is played.", REFUSED))
        self.sheet.acts["cancel"] = page.act(lambda *_: page.coach.language_model.cancel())
        self._task: asyncio.Task[None] | None = None

    def offer(self, session: Session) -> None:
        """Ask for a reply to the question that was posed last, where a model interviews."""
        if self._page.coach.settings.interviewer != "model" or not self._page.coach.language_model.asks:
            return
        if session.turns[-1].answer is not None and self._task is None and not self._gate.closed():
            self._begin()

    def _begin(self) -> None:
        model = self._page.coach.language_model.endpoint().model or "a language model"
        self.sheet.html = render("model_live", who="Interviewer", model=model, doing="A reply is played.")
        self._page.editor.layout.display = "none"
        self._task = begin(self._page, self._play())

    async def _play(self) -> None:
        pulse = Pulse(lambda text: self.sheet.say("text", text))
        model, heard = self._page.coach.language_model, lambda wait: self.sheet.say("wait", waiting(wait))
        try:
            replied = await model.reply(self._page.practice, pulse, heard)
        finally:
            pulse.stop()
            self._task = None
            self.sheet.html = ""
            self._page.editor.layout.display = None
        self._page.session = replied.session
        self._page.draw()
        if replied.note:
            self._page.tell("warn", "No reply is played.", replied.note.removeprefix("No reply is played: "))
