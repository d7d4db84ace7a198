"""``Coach``: one workbook with its pack. What a page may do is a method here; each ends in one commit to the store."""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lpcoach.coach import loop
from lpcoach.coach.lead_questions import chosen_leads
from lpcoach.coach.records import Records
from lpcoach.coach.settings import Settings, checked
from lpcoach.coach.stories import Bank
from lpcoach.content.loader import load_pack
from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import CriterionId, PhaseId, Plan, Vote
from lpcoach.errors import SessionError
from lpcoach.reading.types import Quote
from lpcoach.session import events
from lpcoach.session.rated import Rated, RatedStory, rated_story
from lpcoach.session.records import PracticeRecord, coverage
from lpcoach.session.types import Session
from lpcoach.store import Store

if TYPE_CHECKING:
    from lpcoach.coach.drills import Drills
    from lpcoach.coach.model import LanguageModel

__all__ = ["Coach"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _any_seed() -> int:
    return secrets.randbelow(2**31)


class Coach:
    """All that pages and commands ask for. Raises LpcoachError with words for the user; never half a step."""

    def __init__(
        self, store: Store, pack: Pack, now: Callable[[], datetime] = _utc_now, seed: Callable[[], int] = _any_seed
    ) -> None:
        self.store = store
        self.pack = pack
        self.now = now
        self.seed = seed
        self._questions = {question.id: question for question in pack.questions}
        self._records = Records(self)
        self.bank = Bank(self)

    @classmethod
    def open(cls, folder: Path | None = None, pack: Path | None = None) -> Coach:
        """The workbook in ``folder`` (else LPCOACH_HOME, else the user's data folder) with ``pack``."""
        chosen = pack or (Path(path) if (path := os.environ.get("LPCOACH_PACK")) else None)
        return cls(Store.open(folder), load_pack(chosen))

    @cached_property
    def language_model(self) -> LanguageModel:
        """The language model, where the user has chosen one; see ``coach.model``."""
        from lpcoach.coach.model import LanguageModel  # noqa: PLC0415 - most pages never ask one

        return LanguageModel(self)

    @cached_property
    def drills(self) -> Drills:
        """The drills; a loop needs none of them, nor the library that schedules them."""
        from lpcoach.coach.drills import Drills  # noqa: PLC0415

        return Drills(self)

    # Settings ---------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The settings as stored now."""
        return Settings.read(self.store.settings())

    def set(self, name: str, value: object) -> None:
        """Store one setting; SettingError where the value cannot be used."""
        self.store.set_setting(name, checked(name, value))

    def theme_seen(self) -> str:
        """The theme of the page that was open last, ``light`` before any."""
        return str(self.store.settings().get("theme", "light"))

    def see_theme(self, theme: str) -> None:
        """Remember the theme of the page."""
        if theme in {"light", "dark"} and theme != self.theme_seen():
            self.store.set_setting("theme", theme)

    # A practice -------------------------------------------------------------

    def start(self, plan: Plan, question: str | None = None, bank: str = "") -> Session:
        """Begin a practice; its questions are chosen from a seed that is stored with it, ``question`` first.

        ``bank`` is the story of the bank that it is told from.
        """
        seed = self.seed()
        settings = self.settings
        started = events.Started(
            id=uuid.uuid4().hex,
            plan=plan,
            mode=settings.mode,
            pack=f"{self.pack.pack.id} {self.pack.pack.version}",
            seed=seed,
            questions=chosen_leads(self, plan, question, seed),
            notes=settings.notes(),
        )
        step = loop.Step(None, self.now())
        step.add(started)
        loop.open_phase(step, self.pack)
        if bank:
            step.add(events.StoryTaken(0, bank))
        return self.commit(step)

    def under_way(self) -> Session | None:
        """The practice that was begun last and is not finished."""
        practice = self.store.under_way()
        return self.store.session(practice) if practice else None

    def session(self, practice: str) -> Session:
        """One practice as it stands."""
        return self.store.session(practice)

    def question(self, session: Session, story: int) -> LeadQuestion | None:
        """The lead question of a story, None where the pack has it no more."""
        return self._questions.get(session.questions[story])

    def answer(
        self, session: Session, text: str, *, slot: str, first_key_at: datetime | None = None, ask: bool = True
    ) -> Session:
        """Commit an answer, and with it what follows from it, unless a model is to ``ask`` next."""
        step = loop.Step(session, self.now())
        if first_key_at is not None:
            step.first_key(first_key_at)
        step.add(events.Answered(text))
        if ask:
            loop.follow(step, self.pack)
        return self.commit(step, slot)

    def skip(self, session: Session, *, slot: str, ask: bool = True) -> Session:
        """Leave the open question without an answer."""
        step = loop.Step(session, self.now())
        step.add(events.Skipped())
        if ask:
            loop.follow(step, self.pack)
        return self.commit(step, slot)

    def end_story(self, session: Session, *, slot: str) -> Session:
        """End the story under way; the next lead question is asked, if there is one."""
        step = loop.Step(session, self.now())
        step.add(events.StoryEnded())
        loop.next_lead(step, self.pack)
        return self.commit(step, slot)

    def take_story(self, session: Session, story: int, bank: str) -> Session:
        """Tell the story under way from one of the bank; an empty id takes that back."""
        return self._one(session, events.StoryTaken(story, bank))

    def enter(self, session: Session, phase: PhaseId, *, ask: bool = True) -> Session:
        """Go on to a later phase; the one before may be left early. ``ask`` is for the cross-examination's first."""
        step = loop.Step(session, self.now())
        step.add(events.PhaseEntered(phase))
        if ask or phase != "cross_examination":
            loop.open_phase(step, self.pack)
        return self.commit(step)

    def correct(self, session: Session, story: int, quote: Quote, text: str, *, slot: str, ask: bool = True) -> Session:
        """Correct a claim openly; the correction is also the answer to the question about it."""
        step = loop.Step(session, self.now())
        step.add(events.ClaimCorrected(story=story, quote=quote, text=text))
        step.add(events.Answered(text))
        if ask:
            loop.follow(step, self.pack)
        return self.commit(step, slot)

    def pose(self, session: Session, text: str, *, slot: str) -> Session:
        """Ask the interviewer a question of one's own."""
        step = loop.Step(session, self.now())
        step.add(events.QuestionPosed(text))
        return self.commit(step, slot)

    def pause(self, session: Session) -> Session:
        """Stop the clock."""
        return session if session.paused_at else self._one(session, events.Paused())

    def resume(self, session: Session) -> Session:
        """Let the clock go on."""
        return self._one(session, events.Resumed()) if session.paused_at else session

    def finish(self, session: Session) -> Session:
        """End the practice; ending it twice is the same as once."""
        return session if session.finished_at else self._one(session, events.Finished())

    def rate_self(
        self, session: Session, levels: dict[CriterionId, int], vote: Vote | None, *, rate: bool = True
    ) -> Session:
        """Keep the candidate's own rating, then rate, unless a model is to; what is shown later is computed now."""
        step = loop.Step(session, self.now())
        step.add(events.OwnRated(levels=levels, vote=vote))
        if rate and not step.session.ratings:
            step.add(loop.rated(step.session, self.pack, self._questions))
        return self.commit(step)

    def _one(self, session: Session, event: events.Event) -> Session:
        step = loop.Step(session, self.now())
        step.add(event)
        return self.commit(step)

    def commit(self, step: loop.Step, slot: str | None = None) -> Session:
        """Write all events of a step, or none; StoreConflict where another page was first."""
        self.store.append_all(step.session.id, step.first_seq, step.taken, submitted_slot=slot)
        return step.session

    # What came of it --------------------------------------------------------

    def rated(self, session: Session) -> Rated:
        """A finished practice with its ratings and what they are worth together."""
        if not session.ratings and session.own is None:
            raise SessionError("This practice is not rated yet. Open the debrief and rate yourself first.")
        return Rated.of(session, self.pack, self._questions)

    def records(self) -> tuple[PracticeRecord, ...]:
        """All rated practices, oldest first."""
        return self._records.all()

    def coverage(self) -> dict[str, str]:
        """Per principle: strong, shown or not_shown, over all practices."""
        return dict(coverage(self.records(), (principle.id for principle in self.pack.principles)))

    def sample(self) -> Session:
        """The finished sample loop, written from the pack at its first opening; it counts in no trend."""
        for row in self.store.practices(finished=True, sample=True, latest=1):
            return self.store.session(row.id)
        step = loop.sample(self.pack, self._questions, uuid.uuid4().hex, self.now())
        return self.commit(step)

    def waiting_for_own_rating(self) -> Session | None:
        """The last practice that is finished and not yet rated by oneself."""
        for row in self.store.practices(finished=True, sample=False, latest=1):
            session = self.store.session(row.id)
            return None if session.ratings or session.own else session
        return None

    def choose_debrief(self, practice: str) -> None:
        """Which debrief the debrief page opens next; handed over through the store, since pages are kernels apart."""
        self.store.set_setting("debrief", practice)

    def chosen_debrief(self) -> Session | None:
        """The debrief to open: the one chosen last, if it is still there."""
        chosen = self.store.settings().get("debrief")
        known = {row.id for row in self.store.practices()}
        return self.store.session(chosen) if isinstance(chosen, str) and chosen in known else None

    def to_export(self) -> list[str]:
        """The finished practices by id, newest first, without the sample."""
        return [row.id for row in self.store.practices(finished=True, sample=False)]

    def export_markdown(self, practice: str) -> str:
        """One practice as Markdown."""
        from lpcoach.report import markdown  # noqa: PLC0415 - pages that do not export need no templates of it

        session = self.session(practice)
        return markdown(session, self.pack, self.rated(session) if session.ratings else None)

    def read_story(self, session: Session, story: int) -> RatedStory | None:
        """How a story under way stands now, for the ladder; None before its first answer."""
        return rated_story(session, story, self.pack, self._questions)

    def delete_everything(self) -> None:
        """Delete all that was ever typed."""
        self._records.clear()
        self.store.delete_everything()
