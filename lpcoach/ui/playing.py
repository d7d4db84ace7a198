"""A reply to the candidate's own question, played by a model in role, where one is chosen; marked as played."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lpcoach.coach.model_reply import unreplied
from lpcoach.ui.live import Pulse, begin
from lpcoach.ui.model_gate import REFUSED, Gate
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.ui.pages.your_questions_page import YourQuestionsPage

__all__ = ["Playing"]


class Playing:
    """Asked for when a question is posed; where none came (a failure, a reload) a button offers it again."""

    def __init__(self, page: YourQuestionsPage) -> None:
        self._page = page
        self.sheet = Sheet()
        self._gate = Gate(page, self.sheet, self._begin, self._refused)
        self.sheet.acts |= {
            "cancel": page.act(lambda *_: page.coach.language_model.cancel()),
            "play": page.act(lambda *_: self.ask()),
        }
        self._task: asyncio.Task[None] | None = None

    def offer(self) -> None:
        """A button, where a model interviews and the question posed last has no reply; nothing is sent by itself."""
        if self._task is None:
            wanted = self._page.coach.language_model.asks and unreplied(self._page.practice)
            self.sheet.html = render("playing_offer", model=self._gate.model) if wanted else ""

    def ask(self) -> None:
        """Ask for a reply to the question that was posed last, where a model interviews."""
        model = self._page.coach.language_model
        if model.asks and self._task is None and unreplied(self._page.practice) and not self._gate.closed():
            self._begin()

    def _begin(self) -> None:
        self.sheet.html = render("model_live", who="Interviewer", model=self._gate.model, doing="A reply is played.")
        self._page.editor.layout.display = "none"
        self._task = begin(self._page, self._play())

    async def _play(self) -> None:
        pulse = Pulse(lambda text: self.sheet.say("text", text))
        model, heard = self._page.coach.language_model, lambda wait: self.sheet.say("wait", f"{wait.words}.")
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
            self._page.tell("warn", "No reply is played.", replied.note)

    def _refused(self) -> None:
        self._page.tell("warn", "No reply is played.", REFUSED)
