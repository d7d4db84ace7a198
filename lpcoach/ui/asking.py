"""The next question by a language model or your own chatbot; whatever happens a question comes, and once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lpcoach.chat.types import Wait
from lpcoach.errors import InputError
from lpcoach.session.types import Session
from lpcoach.ui.live import Pulse, begin
from lpcoach.ui.model_gate import REFUSED, Gate
from lpcoach.ui.pasted import keeping, pasted
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.coach.model import LanguageModel
    from lpcoach.ui.loop_page import LoopPage

__all__ = ["Asking"]

ASKED = "The model is asked."
WHAT = "The next question can come from your chatbot."


class Asking:
    """``busy`` while a question is on its way; the page shows no editor and no end of its part then."""

    def __init__(self, page: LoopPage) -> None:
        self._page = page
        self.sheet = Sheet()
        self._gate = Gate(page, self.sheet, self._page.again, self._refused)
        self.sheet.acts |= {
            "cancel": page.act(lambda *_: self._lm.cancel()),
            "paste": page.act(self._paste),
            "embedded": page.act(self._embedded),
        }
        self.sheet.on_set = page.guard(keeping(page))
        self.busy = False
        self._task: asyncio.Task[None] | None = None
        self._left = False

    @property
    def _lm(self) -> LanguageModel:
        return self._page.coach.language_model

    @property
    def at_once(self) -> bool:
        """Whether the embedded interviewer asks, in the same commit as the answer."""
        chosen = self._page.coach.settings.interviewer
        return chosen == "embedded" or not self._lm.allowed

    def look(self, session: Session) -> Session:
        """Before the page is drawn: see that a question that is due is asked, by whoever is chosen."""
        if self._task is not None:
            return session
        self.busy = False
        if not session.turns or session.turns[-1].open:
            self.sheet.html = ""
            return session
        prompt = self._prompt(session)
        self.busy = bool(prompt)
        if not prompt:
            self.sheet.html = ""
            return self._lm.follow_embedded(session).session
        if self._page.coach.settings.interviewer == "chatbot":
            self._show_paste(prompt)
        elif not self._gate.closed():
            self._begin(session)
        return session

    def _prompt(self, session: Session) -> str:
        """What a model would be asked now; empty where the embedded interviewer asks."""
        from lpcoach.coach.model_chatbot import question_prompt  # noqa: PLC0415 - most pages never need it

        return "" if self.at_once else question_prompt(self._page.coach, session)

    # A model ----------------------------------------------------------------

    def _begin(self, session: Session) -> None:
        self.sheet.html = render("model_live", who=self._page.asker, model=self._gate.model, doing=ASKED)
        self.sheet.focus("#lp-live")
        self._task = begin(self._page, self._ask(session))

    async def _ask(self, session: Session) -> None:
        pulse = Pulse(lambda text: self.sheet.say("text", text))
        try:
            followed = await self._lm.follow(session, on_text=pulse, on_wait=self._wait)
        finally:
            pulse.stop()
            self._task = None
        if self._left:
            return
        self.sheet.html = ""
        if followed.asked is None:
            self._page.again()
        else:
            self._page.session = followed.session
            self._page.draw()

    def _wait(self, wait: Wait) -> None:
        self.sheet.say("wait", f"{wait.words}.")

    def _refused(self) -> None:
        self._page.again()
        self._page.tell("warn", "The embedded interviewer goes on.", REFUSED)

    def leave(self) -> None:
        """The page is left: nothing is asked any more; who opens it again is asked then."""
        self._left = True
        if self._task is not None:
            self._lm.cancel()

    # Your own chatbot -------------------------------------------------------

    def _slot(self) -> str:
        session = self._page.practice
        return f"{session.id}:reply:{len(session.turns)}"

    def _show_paste(self, prompt: str, reply: str = "", why: str = "") -> None:
        self.sheet.html = render(
            "model_paste",
            slot=self._slot(),
            who=self._page.asker,
            what=WHAT,
            prompt=prompt,
            reply=reply or pasted(self._page, self._slot()),
            why=why,
            arg="",
            instead="Let the embedded interviewer ask",
        )
        self.sheet.focus("#m-why" if why else "[data-copy]")

    def _paste(self, _arg: str, values: Mapping[str, Any]) -> None:
        from lpcoach.coach.model_chatbot import read_question  # noqa: PLC0415

        reply, session = str(values.get("reply", "")), self._page.practice
        try:
            self._page.session = read_question(self._page.coach, session, reply).session
        except InputError as error:
            self._show_paste(self._prompt(session), reply, str(error))
            return
        self._page.draw()

    def _embedded(self, _arg: str, _values: Mapping[str, Any]) -> None:
        self._page.session = self._lm.follow_embedded(self._page.practice).session
        self._page.draw()
