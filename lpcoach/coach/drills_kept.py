"""The drills of one workbook: what is due, what is under way, and what came of it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.drills_open import OpenDrills, State
from lpcoach.coach.marked import marked
from lpcoach.coach.stories import KeptStory
from lpcoach.coach.story_reading import thread_of
from lpcoach.content.models import LeadQuestion
from lpcoach.content.samples import Benchmark
from lpcoach.content.terms import ANSWER_KINDS, AnswerKind
from lpcoach.drills.facts import Fact, facts_of
from lpcoach.drills.recall import StoryFacts
from lpcoach.drills.schedule import Family, due_today, families
from lpcoach.drills.types import Attempt, DrillId
from lpcoach.errors import SettingError, StoreConflict

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["DrillsKept", "slot"]

LATEST: Final = 6  # threads that are looked back on


def slot(drill: str) -> str:
    """Where the drafts of a drill's text are kept."""
    return f"drill:{drill}:text"


class DrillsKept:
    """All that the drills page asks for. What is under way stands in the workbook, so that a reload goes on with it."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._opened = OpenDrills(coach.store)

    # What there is ----------------------------------------------------------

    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts, the oldest first."""
        return self._coach.store.attempts()

    def stories(self) -> tuple[KeptStory, ...]:
        """The stories of the bank that have a text to be drilled on."""
        return tuple(one for one in self._coach.bank.stories() if one.story.told.strip())

    def story(self, story: str) -> KeptStory:
        """A story with a text; SettingError where it is not there any more."""
        kept = self._coach.bank.get(story)
        if kept.story.deleted or not kept.story.told.strip():
            raise SettingError("That story is not in the bank any more, or has no text. Start the drill again.")
        return kept

    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The rated sample answers of the pack; a pack may have none."""
        return self._coach.pack.samples.benchmarks

    def benchmark(self, benchmark: str) -> Benchmark:
        """A sample answer of the pack; SettingError where it has it no more."""
        found = next((each for each in self.benchmarks() if each.id == benchmark), None)
        if found is None:
            raise SettingError("That answer is not in this pack any more. Start the drill again.")
        return found

    def today(self) -> date:
        """The day on the clock of this machine."""
        return self._coach.now().astimezone().date()

    def families(self) -> tuple[Family, ...]:
        """The families of questions with the day on which each is due."""
        asked = {theme for question in self._coach.pack.questions for theme in question.themes}
        ids = [theme.id for theme in self._coach.pack.pack.themes if theme.id in asked]
        interview = self._coach.settings.interview_date()
        return families(ids, self.attempts(), interview if interview and interview >= self.today() else None)

    def due(self) -> tuple[Family, ...]:
        """The families to be asked today; none with fewer than two stories to choose from."""
        interview = self._coach.settings.interview_date()
        return due_today(self.families(), self.today(), interview) if len(self.stories()) > 1 else ()

    def is_late(self) -> bool:
        """Whether it is the eve of the interview, or its day: nothing new is asked then."""
        interview = self._coach.settings.interview_date()
        return interview is not None and 0 <= (interview - self.today()).days <= 1

    def uses(self) -> Counter[str]:
        """How often each story was told in a practice or chosen in a recall."""
        told = (one.bank for record in self._coach.records() if not record.sample for one in record.stories)
        chosen = (attempt.text("story") for attempt in self.attempts() if attempt.drill == "recall")
        return Counter(story for story in (*told, *chosen) if story)

    def missed(self) -> dict[AnswerKind, tuple[int, int]]:
        """By kind of probe, in how many of the latest threads it was not answered; the kinds that were missed only."""
        records = [record for record in self._coach.records() if not record.sample]
        told = [one for record in records for one in record.stories if one.unscored is None and one.probes]
        latest = told[-LATEST:]
        found = {kind: sum(one.probes.get(kind, 0) < 2 for one in latest) for kind in ANSWER_KINDS}
        return {kind: (count, len(latest)) for kind, count in found.items() if count}

    def facts(self, kept: KeptStory) -> tuple[Fact, ...]:
        """The ledger of a story."""
        return facts_of(thread_of(kept.story))

    def story_facts(self) -> list[StoryFacts]:
        """What the choice of a story is rated by."""
        told = self._coach.bank.told()
        return [
            StoryFacts(
                one.id,
                self._coach.bank.strengths(one, told.get(one.id, [])),
                one.story.principles,
                one.story.failure,
                one.story.theme,
                f"{one.story.name} {one.story.told}",
            )
            for one in self.stories()
        ]

    def question(self, question: str) -> LeadQuestion:
        """A question of the pack; SettingError where it has it no more."""
        found = next((each for each in self._coach.pack.questions if each.id == question), None)
        if found is None:
            raise SettingError("That question is not in this pack any more. Start the drill again.")
        return found

    # What is under way ------------------------------------------------------

    def under_way(self) -> State | None:
        """The drill that the page shows, as it was begun; None where there is none, or it can not be gone on with."""
        found = self._opened.now()
        return found if found is not None and self._stands(found) else None

    def waiting(self) -> list[State]:
        """What can be gone on with: something was chosen or typed in it, or its clock runs."""
        now = self.under_way()
        return [each for each in self._opened.all() if each == now or (self._begun(each) and self._stands(each))]

    def resume(self, drill: str) -> State | None:
        """Go on with one of those that wait."""
        found = next((each for each in self.waiting() if each["id"] == drill), None)
        if found is not None:
            self._opened.show(found)
        return found

    def shown(self, attempt: str) -> Attempt | None:
        """The attempt that is looked at after it was made."""
        return next((each for each in self.attempts() if each.id == attempt), None)

    def typed(self, state: Mapping[str, Any]) -> str:
        """The text that was typed in it and not submitted."""
        draft = self._coach.store.latest_draft(slot(state["id"]))
        return draft.text if draft else ""

    def _begun(self, state: State) -> bool:
        clock = state["drill"] == "recall" or bool(state.get("seconds"))
        return clock or bool(self.typed(state).strip() or marked(self._coach.store, state["id"]))

    def _stands(self, state: State) -> bool:
        """Whether all is there that it needs; a story may be deleted meanwhile, or the pack be another one."""
        try:
            datetime.fromisoformat(state["at"])
            if state["drill"] in ("recall", "aloud"):
                self.question(state["question"])
            if state["drill"] == "rate":
                self.benchmark(state["benchmark"])
            elif state["drill"] != "recall" or state["story"]:
                self.story(state["story"])
        except (SettingError, KeyError, TypeError, ValueError):
            return False
        return True

    def _again(self, drill: DrillId, **which: str) -> State | None:
        """The one that was begun and left, so that nothing typed is stranded and no clock is set back."""
        mine = {"drill": drill, **which}
        found = (each for each in self.waiting() if all(each.get(name) == value for name, value in mine.items()))
        state = next(filter(self._begun, found), None)
        return self.resume(state["id"]) if state else None

    def _open(self, drill: DrillId, **body: object) -> State:
        state = {"id": uuid.uuid4().hex, "drill": drill, "at": self._coach.now().isoformat(), **body}
        self._opened.show(state)
        return state

    def _go_on(self, state: Mapping[str, Any], **body: object) -> State:
        self._check_open(state)
        further = {**state, **body}
        self._opened.go_on(further)
        return further

    def _check_open(self, state: Mapping[str, Any]) -> None:
        if all(each["id"] != state["id"] for each in self._opened.all()):
            raise StoreConflict("Another tab has gone on with this drill.")

    def _done(self, state: Mapping[str, Any], **body: object) -> Attempt:
        """Keep the attempt, and leave the page looking at it."""
        self._check_open(state)
        kept = {name: value for name, value in state.items() if name not in ("id", "drill", "at")}
        minutes = round(self._seconds(state["at"]) / 60, 1)
        attempt = Attempt(state["id"], self._coach.now(), state["drill"], {**kept, **body, "minutes": minutes})
        self._coach.store.add_attempt(attempt, submitted_slots=[slot(state["id"])])
        self._opened.close(state["id"])
        return attempt

    def _seconds(self, since: str) -> float:
        return max(0.0, (self._coach.now() - datetime.fromisoformat(since)).total_seconds())
