"""What the four pages of a loop share: the practice under way, the hour, the editor and its drafts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lpcoach.content.terms import PhaseId
from lpcoach.errors import SessionError, StoreConflict, StoreDamaged, StoreError
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session, Turn
from lpcoach.ui.asking import Asking
from lpcoach.ui.drafts import Drafts, earlier
from lpcoach.ui.hour import hour_values, phase_name, place, turn_clock
from lpcoach.ui.page import Page
from lpcoach.ui.render import clock_words, render
from lpcoach.ui.widgets import Editor, Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["DEBRIEF", "NOTEBOOK_OF", "START", "LoopPage"]

NOTEBOOK_OF: dict[PhaseId, str] = {
    "introductions": "02_introductions.ipynb",
    "deep_dives": "03_deep_dives.ipynb",
    "cross_examination": "04_cross_examination.ipynb",
    "your_questions": "05_your_questions.ipynb",
}
START = "00_start.ipynb"
DEBRIEF = "06_debrief.ipynb"


class LoopPage(Page):
    """A page of one phase. Subclasses draw the phase and say what the editor's buttons do."""

    phase: PhaseId
    asker = "Interviewer"

    def __init__(self) -> None:
        super().__init__(NOTEBOOK_OF[self.phase])
        self.drafts = Drafts(self.coach.store, self._saved, self._failed)
        self.editor = Editor(
            on_draft=self.guard(self.draft),
            on_act=self.guard(self._act, self._tell),
            on_history=self.guard(self.history, self._tell),
        )
        self.asking = Asking(self)
        self.epoch = 0
        self.known: set[tuple[str, int]] = set()  # drafts of others that this page has shown
        self.session: Session | None = None
        self.open()

    # Opening ----------------------------------------------------------------

    def open(self) -> None:
        """Show the practice under way, if it is this page's turn; else say where to go."""
        session = self.coach.under_way()
        if session is None or session.phase is None:
            return self._elsewhere(
                "No practice is under way.", "Start one; this page opens by itself when its part comes.", START, "Start"
            )
        session = self.coach.resume(session)
        self.session = session
        if session.phase is None:
            raise SessionError("This practice is finished. Its debrief is open.")
        if self.phase not in session.phases or session.phases.index(self.phase) < place(session):
            name = self.name_of(session.phase)
            return self._elsewhere(
                "This part is over.", f"The practice stands at {name}.", NOTEBOOK_OF[session.phase], name
            )
        if session.phases.index(self.phase) > place(session):
            if self._leaves_something(session):
                return self._leave_early(session)
            self.session = self.coach.enter(session, self.phase, ask=self.asking.at_once)
        self.main.children = tuple(self.parts())
        self.draw()
        return None

    def _leaves_something(self, session: Session) -> bool:
        """Whether going on to this page would leave a part out, an open question, or stories that were not told."""
        if session.phases.index(self.phase) > place(session) + 1:
            return True
        return session.phase != "introductions" and open_turn(session) is not None

    def name_of(self, phase: PhaseId) -> str:
        """The pack's name of a phase."""
        return phase_name(self.coach.pack, phase)

    def _elsewhere(self, head: str, body: str, to: str, name: str) -> None:
        self.session = None
        links = [{"to": to, "name": name}]
        self.main.children = (self._row(render("none", where="", head=head, body=body, acts=[], links=links)),)

    def _leave_early(self, session: Session) -> None:
        name = self.name_of(session.phase or self.phase)
        html = render(
            "none",
            where="",
            head=f"{name} is still under way.",
            body="What is open there counts as skipped if you go on, and there is no way back; drafts are kept.",
            acts=[{"act": "leave", "label": f"Leave it and go on to {self.name_of(self.phase)}"}],
            links=[{"to": NOTEBOOK_OF[session.phase or self.phase], "name": f"Go back to {name}"}],
        )
        row = self._row(html)
        row.acts["leave"] = self.act(lambda *_: self._entered(session))
        self.session = None
        self.main.children = (row,)

    def _entered(self, session: Session) -> None:
        self.session = self.coach.enter(session, self.phase, ask=self.asking.at_once)
        self.main.children = tuple(self.parts())
        self.draw()

    @staticmethod
    def _row(html: str) -> Sheet:
        return Sheet(html, "lp-row", "lp-row--top")

    def again(self) -> None:
        """Read the practice again after another tab went on with it."""
        self.open()

    # What subclasses give ---------------------------------------------------

    def parts(self) -> list[Any]:
        """The widgets of the main part."""
        raise NotImplementedError(type(self).__name__)

    def draw(self) -> None:
        """Bring all parts up to date with the session."""
        raise NotImplementedError(type(self).__name__)

    def pressed(self, act: str, typed: Typed) -> None:
        """A button of the editor."""
        raise NotImplementedError(type(self).__name__)

    # The editor -------------------------------------------------------------

    @property
    def practice(self) -> Session:
        """The session that the page shows."""
        if self.session is None:
            raise SessionError("No practice is under way on this page. Go to Start.")
        return self.session

    def slot(self) -> str:
        """The draft's place: the practice and the number of the turn that it answers."""
        session = self.practice
        number = len(session.turns) - 1 if open_turn(session) else len(session.turns)
        return f"{session.id}:{number}"

    def show_editor(self, *, label: str, who: str, acts: list[dict[str, str]], foot: str = "") -> None:
        """Open the editor on the turn that awaits an answer, with its latest draft."""
        slot = self.slot()
        draft = self.coach.store.latest_draft(slot)
        self.known = {(draft.writer, draft.rev)} if draft else set()
        self.epoch += 1
        with self.editor.hold_sync():
            self.editor.text = draft.text if draft else ""
            self.editor.rev = draft.rev if draft else 0
            self.editor.saved_at = clock_words(draft.at) if draft else ""
            self.editor.label = self.editor.placeholder = label
            self.editor.who = who
            self.editor.acts = acts
            self.editor.foot = foot
            self.editor.clock = self._clock(slot)
            self.editor.slot = slot
            self.editor.epoch = self.epoch

    def _clock(self, slot: str) -> dict[str, Any]:
        turn = open_turn(self.practice)
        first = self._first_key(slot, turn, None) if turn else None
        return turn_clock(self.practice, self.coach.pack, self.phase, first, self.coach.now())

    def _first_key(self, slot: str, turn: Turn, typed: Typed | None) -> datetime | None:
        """When typing began: the oldest draft of the slot, else what the browser says."""
        if turn.first_key_at is not None:
            return turn.first_key_at
        known = [draft.at for draft in self.coach.store.drafts(slot)]
        if typed is not None and typed.since_key is not None:
            known.append(self.coach.now() - timedelta(seconds=max(0.0, typed.since_key)))
        return max(turn.asked_at, min(known)) if known else None

    def _act(self, act: str, typed: Typed) -> None:
        self.calm()
        self.pressed(act, typed)

    def _tell(self, tone: str, head: str, body: str) -> None:
        self.editor.tell(tone, head, body, [])

    def draft(self, typed: Typed) -> None:
        """A burst of typing, on its way to the disk."""
        self.drafts.take(typed.slot, typed.rev, typed.text)

    def history(self, slot: str) -> None:
        """Earlier texts of the slot, whoever typed them."""
        self.drafts.flush()
        self.editor.say_history(slot, earlier(self.coach.store.drafts(slot), self.coach.now()))

    def settle(self, typed: Typed) -> datetime | None:
        """Before a step: check that the text belongs to the question that is open; when typing began."""
        self.kept = typed.text
        if typed.slot != self.slot():
            raise StoreConflict("This page shows an older question than the practice has reached.")
        self.drafts.take(typed.slot, typed.rev, typed.text)
        self.drafts.flush()
        turn = open_turn(self.practice)
        return self._first_key(typed.slot, turn, typed) if turn else None

    def _saved(self, slot: str, rev: int, at: datetime) -> None:
        self.editor.say_saved(slot, rev, clock_words(at))
        self.guard(self._look_aside)(slot)

    def _look_aside(self, slot: str) -> None:
        """Show the text of another tab or browser that has typed for this question since the page was opened."""
        other = self.coach.store.latest_of_others(slot, self.drafts.writer_id)
        if other is None or (other.writer, other.rev) in self.known:
            return
        self.known.add((other.writer, other.rev))
        self.editor.say_other(slot, other.text, clock_words(other.at))

    def _failed(self, slot: str, rev: int, error: StoreError) -> None:
        self.editor.say_unsaved(slot, str(error))
        if isinstance(error, StoreDamaged):
            self.guard(self.mend)()
            self.drafts.retry()

    # The frame --------------------------------------------------------------

    def draw_frame(self) -> None:
        """The hour to scale, where one is, and Pause; a page without a practice shows the calm frame."""
        if self.session is None or self.session.phase is None:
            return super().draw_frame()
        hour = hour_values(self.session, self.coach.pack, self.where(self.session), self.coach.now())
        hour["hidden"] = self.coach.settings.hide_clock
        self.frame.html = render("frame", hour=hour, links=[], hide=None, notice=self.notice)
        return None

    def where(self, session: Session) -> str:
        """Where one is, in words."""
        return self.name_of(self.phase)

    def pause(self) -> None:
        """Stop the clock and go to the start page."""
        self.drafts.flush()
        self.asking.leave()
        if self.session is not None:
            self.session = self.coach.pause(self.session)
        self.go(START)

    def next_link(self, to: str, name: str, *, go: bool) -> str:
        """The link to the next part."""
        return render("next", to=to, name=name, go=go)
