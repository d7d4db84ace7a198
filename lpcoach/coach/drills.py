"""What is done in each of the five drills; every attempt ends in one row of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from lpcoach.coach.drills_kept import DrillsKept
from lpcoach.coach.drills_open import State
from lpcoach.coach.stories import KeptStory
from lpcoach.coach.story_reading import thread_of
from lpcoach.content.models import LeadQuestion
from lpcoach.content.terms import CRITERIA, ProbeKind
from lpcoach.drills.agreement import reference
from lpcoach.drills.aloud import FORMS, breaks_in, length
from lpcoach.drills.facts import against, holds
from lpcoach.drills.probing import Graded, grade_reply, in_turn
from lpcoach.drills.question import asked_about
from lpcoach.drills.recall import Choice, choose, recall_grade
from lpcoach.drills.types import Attempt
from lpcoach.errors import SettingError
from lpcoach.interviewer.probing import next_probe, probe_of_kind
from lpcoach.interviewer.types import Asked
from lpcoach.reading.reader import read
from lpcoach.reading.types import Reply, Thread

__all__ = ["Drills"]


class Drills(DrillsKept):
    """The five drills. What is asked follows from what was done before; what is random is seeded and stored.

    Starting a drill that was begun and left goes on with it.
    """

    # Story recall -----------------------------------------------------------

    def start_recall(self) -> State | None:
        """Ask the next question that is due today, else the one whose family waits longest."""
        if again := self._again("recall"):
            return again
        if len(self.stories()) < 2:
            return None
        known = [one for one in self.families() if one.asked or not self.is_late()]
        due = self.due() or sorted(known, key=lambda one: (one.last or date.min, one.asked))
        if not due:
            return None
        family = due[0].id
        asked = Counter(attempt.text("question") for attempt in self.attempts() if attempt.drill == "recall")
        fits = [question for question in self._coach.pack.questions if family in question.themes]
        order = Random(f"{family} {sum(asked.values())}").sample(fits, len(fits))
        question = min(order, key=lambda each: asked[each.id])
        return self._open("recall", family=family, question=question.id, story="", seconds=0.0)

    def choose_story(self, state: Mapping[str, Any], story: str) -> State:
        """The story that was chosen, and after how many seconds."""
        if state["story"]:
            return dict(state)
        self.story(story)
        return self._go_on(state, story=story, seconds=round(self._seconds(state["at"]), 1))

    def rate_recall(self, state: Mapping[str, Any], headline: str) -> Attempt:
        """Rate the choice, and keep which facts of the story the headline holds."""
        kept, question = self.story(state["story"]), self.question(state["question"])
        choice = self.choice(question, kept.id)
        ledger = self.facts(kept)
        return self._done(
            state,
            headline=headline,
            fit=choice.fit,
            principle=choice.principle,
            asks=choice.asks,
            tells=choice.tells,
            better=list(choice.better),
            overused=choice.overused,
            held=[fact.token for fact in ledger if holds(headline, fact)],
            grade=recall_grade(choice, state["seconds"], headline),
        )

    def choice(self, question: LeadQuestion, story: str) -> Choice:
        """What choosing this story for this question is worth."""
        facts = self.story_facts()
        mine = next(one for one in facts if one.id == story)
        names = {theme.id: theme.name for theme in self._coach.pack.pack.themes}
        return choose(question, mine, facts, self.uses(), asked_about(question, names))

    # Probe drill ------------------------------------------------------------

    def start_probe(self, kind: ProbeKind) -> State | None:
        """A probe of this kind on the story whose turn it is; None where no story or no probe is left."""
        if again := self._again("probe", kind=kind):
            return again
        found = self.next_probe(kind)
        if found is None:
            return None
        kept, asked = found
        return self._open(
            "probe", kind=kind, story=kept.id, asked=asked.text, source=asked.source, layer=asked.layer, gap=asked.gap
        )

    def next_probe(self, kind: ProbeKind) -> tuple[KeptStory, Asked] | None:
        """The first story in turn that has a probe of this kind, and the probe; a story about people may have none."""
        stories = {one.id: one for one in self.stories() if kind != "depth" or one.story.about == "system"}
        tried = [attempt for attempt in self.attempts() if attempt.drill == "probe"]
        for story in in_turn(tried, kind, list(stories)):
            kept = stories[story]
            mine = [attempt for attempt in tried if attempt.text("story") == story]
            before = [Asked("probe", one.text("asked"), one.text("source"), probe_kind=kind) for one in mine]
            reading, about = read(thread_of(kept.story)), kept.story.about
            asked = probe_of_kind(reading, self._coach.pack, kind, about, before, len(before)) or probe_of_kind(
                reading, self._coach.pack, kind, about, (), len(before)
            )
            if asked is not None:
                return kept, asked
        return None

    def grade_probe(self, state: Mapping[str, Any], answer: str) -> Attempt:
        """Grade the reply by what it shows of that which was asked."""
        graded = self.graded(state, answer)
        return self._done(
            state,
            answer=answer,
            outcome=graded.outcome,
            good=graded.good,
            quotes=[quote.text for quote in graded.quotes[:3]],
        )

    def graded(self, state: Mapping[str, Any], answer: str) -> Graded:
        """The reply to the open probe, read in its story."""
        thread = thread_of(self.story(state["story"]).story)
        whole = Thread(thread.question, thread.answer, (*thread.probes, Reply(state["asked"], answer)))
        asked = Asked("probe", state["asked"], state["source"], probe_kind=state["kind"], layer=state["layer"])
        return grade_reply(whole, asked, [one.story.told for one in self.stories() if one.id != state["story"]])

    # Be the Bar Raiser ------------------------------------------------------

    def start_rate(self) -> State | None:
        """The sample answer that was rated least often; None where the pack has none."""
        if again := self._again("rate"):
            return again
        if not self.benchmarks():
            return None
        rated = Counter(attempt.text("benchmark") for attempt in self.attempts() if attempt.drill == "rate")
        least = min(self.benchmarks(), key=lambda each: rated[each.id])
        return self._open("rate", benchmark=least.id)

    def rate(self, state: Mapping[str, Any], own: Mapping[str, int]) -> Attempt:
        """Keep the own levels beside those of the raters."""
        found = self.benchmark(state["benchmark"])
        if set(own) != {"overall", *CRITERIA} or not all(1 <= level <= 5 for level in own.values()):
            raise SettingError("A level from 1 to 5 is needed for each criterion and overall.")
        return self._done(state, own=dict(own), given=reference(found))

    # Tell it aloud ----------------------------------------------------------

    def start_aloud(self) -> State | None:
        """The story that was told aloud longest ago, a question that it fits, and a probe at a seeded moment."""
        if again := self._again("aloud"):
            return again
        stories = self.stories()
        if not stories:
            return None
        last = {one.id: -1 for one in stories}
        tried = [attempt for attempt in self.attempts() if attempt.drill == "aloud"]
        last |= {attempt.text("story"): place for place, attempt in enumerate(tried) if attempt.text("story") in last}
        kept = min(stories, key=lambda one: last[one.id])
        question = self.question(self._coach.bank.question_for(kept.story))
        seed = self._coach.seed()
        reading = read(thread_of(kept.story))
        pack = self._coach.pack
        asked = next_probe(reading, pack, question, (), seed, 0) or probe_of_kind(
            reading, pack, "numbers", kept.story.about, (), seed
        )
        return self._open(
            "aloud",
            story=kept.id,
            question=question.id,
            seed=seed,
            breaks_in=breaks_in(seed),
            probe=asked.text if asked else "What would you do differently today, and why?",
            began="",
            seconds=0.0,
        )

    def start_clock(self, state: Mapping[str, Any]) -> State:
        """The telling begins."""
        return dict(state) if state["began"] else self._go_on(state, began=self._coach.now().isoformat())

    def stop_clock(self, state: Mapping[str, Any]) -> State:
        """The telling is over."""
        if state["seconds"]:
            return dict(state)
        return self._go_on(state, seconds=max(0.1, round(self._seconds(state["began"]), 1)))

    def elapsed(self, state: Mapping[str, Any]) -> float:
        """Seconds since the telling began."""
        return self._seconds(state["began"]) if state.get("began") else 0.0

    def hold_against(self, state: Mapping[str, Any], forgotten: str) -> Attempt:
        """Hold what was forgotten against the story's ledger."""
        held = against(forgotten.splitlines(), self.facts(self.story(state["story"])))
        return self._done(
            state,
            forgotten=forgotten,
            missed=[[fact.token, fact.clause] for fact in held.forgotten],
            told=[[fact.token, fact.clause] for fact in held.told],
            strange=list(held.strange),
        )

    # Headline and length ----------------------------------------------------

    def start_length(self, story: str, form: str) -> State:
        """A story in one of the three lengths."""
        if form not in {each.id for each in FORMS}:
            raise SettingError(f"There is no length {form!r}.")
        if again := self._again("length", story=story, form=form):
            return again
        return self._open("length", story=self.story(story).id, form=form)

    def measure(self, state: Mapping[str, Any], text: str) -> Attempt:
        """How long it takes aloud, and which facts of the story it holds."""
        form = next(each for each in FORMS if each.id == state["form"])
        found = length(text, form)
        ledger = self.facts(self.story(state["story"]))
        held = [fact.token for fact in ledger if holds(text, fact)]
        return self._done(
            state,
            text=text,
            spoken=found.seconds,
            result=found.result,
            words_off=found.words_off,
            held=held,
            facts=len(ledger),
        )
