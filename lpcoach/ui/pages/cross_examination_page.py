"""Page 04: the Bar Raiser's questions on the claims that were made, then one hypothetical."""

from __future__ import annotations

from typing import Any

from lpcoach.errors import SessionError
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from lpcoach.ui.ledger import ledger_values
from lpcoach.ui.loop_page import NOTEBOOK_OF, LoopPage
from lpcoach.ui.page import boxed
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["CrossExaminationPage"]

NEXT = NOTEBOOK_OF["your_questions"]
SUBMIT = {"act": "submit", "label": "Submit answer", "look": "lp-btn--go"}
CORRECT = {"act": "correct", "label": "Correct a claim", "look": ""}
SKIP = {"act": "skip", "label": "Skip this question", "look": "lp-btn--quiet"}


class CrossExaminationPage(LoopPage):
    """``04_cross_examination``."""

    phase = "cross_examination"
    asker = "Bar Raiser"

    def parts(self) -> list[Any]:
        """The questions with the editor under them, the ledger in the margin."""
        self.turns = Sheet("")
        self.next = Sheet("", "lp-turn")
        self.ledger = Sheet("", "lp-margin")
        self._heard = ""
        return [boxed(boxed(self.turns, self.asking.sheet, self.editor, self.next), self.ledger, classes="lp-cross")]

    def where(self, session: Session) -> str:
        """Which question it is."""
        asked = sum(turn.phase == self.phase for turn in session.turns)
        return f"{self.name_of(self.phase)}, question {asked}" if asked else self.name_of(self.phase)

    def draw(self) -> None:
        """Questions so far, the one that is open, the claims."""
        session = self.session = self.asking.look(self.practice)
        self.draw_frame()
        now = open_turn(session)
        turns = [turn for turn in session.turns if turn.phase == self.phase]
        announce = now.asked.text if now is not None and now.asked.text != self._heard else ""
        self._heard = now.asked.text if now else ""
        self.turns.html = render("cross_turns", turns=turns, announce=announce)
        self.ledger.html = render("ledger", **ledger_values(session, now))
        self.editor.layout.display = None if now else "none"
        self.next.html = self.next_link(NEXT, "Next: Your questions", go=now is None and not self.asking.busy)
        if now is not None:
            acts = [SUBMIT, CORRECT, SKIP] if now.asked.kind == "cross" and now.asked.quotes else [SUBMIT, SKIP]
            self.show_editor(label="Your answer", who="<b>You</b>, writing", acts=acts)
            self.editor.focus = len(turns) > 1
        elif not self.asking.busy:
            self.next.focus("#lp-next")

    def pressed(self, act: str, typed: Typed) -> None:
        """Submit, correct, skip."""
        first = self.settle(typed)
        session, slot = self.practice, typed.slot
        if act in {"submit", "correct"} and not typed.text.strip():
            self.editor.tell("warn", "Nothing written yet.", "“I don’t know” is an answer too.", [])
            return
        if act == "submit":
            self.session = self.coach.answer(
                session, typed.text, slot=slot, first_key_at=first, ask=self.asking.at_once
            )
        elif act == "correct":
            self._correct(typed)
        else:
            self.session = self.coach.skip(session, slot=slot, ask=self.asking.at_once)
        self.draw()

    def _correct(self, typed: Typed) -> None:
        turn = open_turn(self.practice)
        if turn is None or not turn.asked.quotes:
            raise SessionError("No claim is under question now.")
        under = turn.asked.quotes[0]
        self.session = self.coach.correct(
            self.practice, under.story, under.quote, typed.text, slot=typed.slot, ask=self.asking.at_once
        )
