"""Page 04: the Bar Raiser's questions on the claims that were made, then one hypothetical."""

from __future__ import annotations

from typing import Any

from lpcoach.errors import SessionError
from lpcoach.reading.claims import claims
from lpcoach.reading.types import Quote
from lpcoach.session.threads import open_turn, stories, thread
from lpcoach.session.types import Session, Turn
from lpcoach.ui.loop_page import NOTEBOOK_OF, LoopPage
from lpcoach.ui.page import boxed
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["CrossExaminationPage"]

NEXT = NOTEBOOK_OF["your_questions"]
KINDS = {
    "figure": "figure", "date": "date", "duration": "duration", "headcount": "head count", "cost": "cost",
    "role": "role", "owner": "owner", "cause": "cause", "existence": "what there was not",
}  # fmt: skip
LISTED = 10  # claims on show; the rest unfolds
SUBMIT = {"act": "submit", "label": "Submit answer", "look": "lp-btn--go"}
CORRECT = {"act": "correct", "label": "Correct a claim", "look": ""}
SKIP = {"act": "skip", "label": "Skip this question", "look": "lp-btn--quiet"}


class CrossExaminationPage(LoopPage):
    """``04_cross_examination``."""

    phase = "cross_examination"

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
        self.ledger.html = self._ledger(now)
        self.editor.layout.display = None if now else "none"
        self.next.html = self.next_link(NEXT, "Next: Your questions", go=now is None and not self.asking.busy)
        if now is not None:
            acts = [SUBMIT, CORRECT, SKIP] if now.asked.kind == "cross" and now.asked.quotes else [SUBMIT, SKIP]
            self.show_editor(label="Your answer", who="<b>You</b>, writing", acts=acts)
            self.editor.focus = len(turns) > 1
        elif not self.asking.busy:
            self.next.focus("#lp-next")

    def _ledger(self, now: Turn | None) -> str:
        under = [(quote.story, quote.quote) for quote in now.asked.quotes] if now else []
        rows = [_row(story, quote, self._kind(story, quote), hit=True) for story, quote in under]
        seen = {(row["story"], row["where"], row["text"]) for row in rows}
        for story in stories(self.practice):
            for claim in claims(thread(self.practice, story)):
                row = _row(story, claim.quote, claim.kind, hit=False)
                place = (row["story"], row["where"], row["text"])
                if place not in seen and not any(_part(place, other) for other in seen):
                    seen.add(place)
                    rows.append(row)
        return render("ledger", claims=rows[:LISTED], more=rows[LISTED:], marked=bool(under))

    def _kind(self, story: int, quote: Quote) -> str:
        """What kind of claim is quoted; nothing where the quote is none."""
        for claim in claims(thread(self.practice, story)):
            there = claim.quote
            if there.where == quote.where and there.start < quote.end and quote.start < there.end:
                return claim.kind
        return ""

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


def _row(story: int, quote: Quote, kind: str, *, hit: bool) -> dict[str, Any]:
    return {"story": story, "where": quote.where, "text": quote.text, "kind": KINDS.get(kind, ""), "hit": hit}


def _part(place: tuple[int, str, str], other: tuple[int, str, str]) -> bool:
    """Whether one claim's clause is a part of another's at the same place."""
    return place[:2] == other[:2] and (place[2] in other[2] or other[2] in place[2])
