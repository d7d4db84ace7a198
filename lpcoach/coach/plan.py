"""What is prepared and what remains, and the days until the interview; from the same items."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lpcoach.coach.next_story import FAILURES, FEWEST, Coverage
from lpcoach.coach.progress import Progress
from lpcoach.coach.stories import KeptStory
from lpcoach.content.terms import ANSWER_KINDS, LAYERS, AnswerKind
from lpcoach.content.words import LAYER_NAMES, counted
from lpcoach.drills.agreement import FEWEST as FEWEST_RATED
from lpcoach.drills.next_action import AT_ONCE, LOOP_EVERY
from lpcoach.drills.plan import LOOP_BEFORE, Around, Plan, Task, plan
from lpcoach.drills.probing import IN_A_ROW, KIND_WORDS, streak
from lpcoach.drills.readiness import Item, Readiness, readiness
from lpcoach.drills.schedule import day_of

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["Preparation"]

START, STORIES, DRILLS = "00_start.ipynb", "01_stories.ipynb", "08_drills.ipynb"
WRITING: Final = 30  # minutes for a story
LONGEST: Final = 30  # minutes of any other session


class Preparation:
    """Items in the order of what matters most first."""

    def __init__(self, coach: Coach, progress: Progress) -> None:
        self.coach = coach
        self.progress = progress

    @cached_property
    def cover(self) -> Coverage:
        """Which story serves which principle."""
        return Coverage(self.coach.bank, self.coach.bank.stories(), self.coach.pack)

    @cached_property
    def items(self) -> list[Item]:
        """What a prepared person has, by what the loop asks for."""
        return [
            self._failures(),
            self._stories(),
            self._principles(),
            self._layers(),
            self._flags(),
            self._probes(),
            self._recall(),
            self._own(),
            self._loop(),
        ]

    @property
    def days_left(self) -> int | None:
        """Days to the interview; None without a date, or once it is over."""
        interview = self.coach.settings.interview_date()
        left = (interview - self.coach.drills.today()).days if interview else -1
        return left if left >= 0 else None

    def readiness(self) -> Readiness:
        """Sorted, and held against the days that are left."""
        return readiness(self.items, self.days_left)

    # The plan ---------------------------------------------------------------

    def plan(self, first: Task) -> Plan | None:
        """Day by day until the interview, the next action ``first``; None without a date ahead, or on its eve."""
        interview = self.coach.settings.interview_date()
        today = self.coach.drills.today()
        if interview is None or (interview - today).days < 2:
            return None
        loop = Task("The full loop", self._hour(), START, "loop")
        choice = len(self.coach.drills.stories()) > 1  # without two stories there is nothing to recall yet
        recall = Task("Recall drill", 5, DRILLS, "recall") if choice else None
        around = Around(recall, loop, self._spare(), self.progress.loop_days)
        tomorrow_is_full = (interview - today).days == LOOP_BEFORE + 1
        done = first.kind not in AT_ONCE and not tomorrow_is_full and self._practised(today)
        return plan(today, interview, [first, *self._others(first)], around, done_today=done)

    def _others(self, first: Task) -> list[Task]:
        """All but the one that is the first in other words; of two stories to be written the other one is left."""
        tasks = self._tasks(first)
        place = next((n for n, task in enumerate(tasks) if task.same(first)), len(tasks))
        return tasks[:place] + tasks[place + 1 :]

    def _hour(self) -> int:
        return sum(part.minutes for part in self.coach.pack.pack.phases)

    def _practised(self, today: date) -> bool:
        """Whether today has had its session: a practice, a drill, or a story that was written."""
        changed = [one for one in self.coach.drills.stories() if day_of(one.at) == today]
        return today in self.progress.sessions or any(self._written(one) == today for one in changed)

    def _written(self, kept: KeptStory) -> date | None:
        """The day on which a story got its first text, if it was typed here."""
        texts = (one for one in self.coach.bank.versions(kept.id) if one.story.told.strip())
        first = next(texts, kept)
        return day_of(first.at) if first.how in ("made", "edited") else None

    def _tasks(self, first: Task) -> list[Task]:
        """The open items as sessions: each story to be written is told under probes later."""
        found = []
        for item in self.items:
            if item.there or item.what in ("A full loop lately", "Recall"):
                continue  # both are planned anyway
            if item.what in ("Failure stories", "Stories prepared"):
                kind = "failure" if item.what == "Failure stories" else "write"
                for _ in range(item.minutes // WRITING):
                    found += [Task(_session(item), WRITING, item.to, kind), Task("Tell it under probes", 25, STORIES)]
            elif item.what == "Own judgement" and not self.coach.drills.benchmarks():
                continue  # a pack without rated answers has nothing to judge
            elif item.what == "Probes":
                found += self._probe_drill(first)
            else:
                minutes = min(item.minutes, LONGEST)
                found.append(Task(_session(item), minutes, item.to, *self._same_as(item)))
        return found

    def _probe_drill(self, first: Task) -> list[Task]:
        """One session on the kinds that are left, named by the worst of those that do not come first."""
        kinds = [kind for kind in self._kinds() if (first.kind, first.target) != ("probe", kind)]
        if not kinds:
            return []
        minutes = min(5 * len(kinds), LONGEST)
        return [Task(f"Probe drill: {KIND_WORDS[kinds[0]].lower()}", minutes, DRILLS, "probe", kinds[0])]

    def _same_as(self, item: Item) -> tuple[str, str]:
        """The rule of the next action that asks for what the item asks for, and about what."""
        flag = self.progress.standing_flag()
        return {
            "Principles shown": ("story", ""),
            "Technical layers": ("probe", "depth"),
            "Red flags": ("flag", flag) if flag else ("first", ""),
            "Own judgement": ("calibrate", ""),
        }[item.what]

    def _spare(self) -> tuple[Task, ...]:
        """Deep dives on the stories that were used least."""
        uses = self.coach.drills.uses()
        told = sorted(self.coach.drills.stories(), key=lambda one: uses[one.id])
        return tuple(Task(f"Deep dive on “{one.story.name}”", 20, STORIES) for one in told[:4])

    # The items --------------------------------------------------------------

    def _failures(self) -> Item:
        have = len(self.cover.failures())
        note = f"{have} of {FAILURES} are prepared"
        return Item("Failure stories", have >= FAILURES, note, WRITING * max(0, FAILURES - have), STORIES)

    def _stories(self) -> Item:
        have = len(self.coach.bank.stories())
        others = FEWEST - have - max(0, FAILURES - len(self.cover.failures()))  # stories of failure count too
        note = f"{have} prepared; six to eight are asked for"
        return Item("Stories prepared", have >= FEWEST, note, WRITING * max(0, others), STORIES)

    def _principles(self) -> Item:
        shown = {principle for record in self.progress.records for s in record.stories for principle in s.principles}
        ids = [principle.id for principle in self.coach.pack.principles]
        open_ = [one for one in ids if one not in shown and self.cover.best(one) in ("not", "planned")]
        note = f"{len(ids) - len(open_)} of {len(ids)} shown by a story, told or prepared"
        return Item("Principles shown", not open_, note, 20 * -(-len(open_) // 3), STORIES)

    def _layers(self) -> Item:
        told = [s for r in self.progress.own_line for s in r.stories if s.about == "system" and s.unscored is None]
        left = [LAYER_NAMES[layer].lower() for layer in LAYERS if not any(s.layers[layer] > 1 for s in told)]
        note = f"not explained yet: {', '.join(left)}" if left else "each explained in a story"
        return Item("Technical layers", not left, note, 20 if left else 0, DRILLS)

    def _flags(self) -> Item:
        flag = self.progress.standing_flag()
        note = f"“{self.progress.words.flags[flag]}” stands" if flag else "none stands"
        if not self.progress.scored:
            return Item("Red flags", False, "nothing is told yet", 20, START)
        return Item("Red flags", flag is None, note, 20 if flag else 0, "06_debrief.ipynb")

    def _probes(self) -> Item:
        left = [KIND_WORDS[kind].lower() for kind in self._kinds()]
        note = f"the last two answers are not both good: {', '.join(left)}" if left else "each answered twice in a row"
        return Item("Probes", not left, note, 5 * len(left), DRILLS)

    def _kinds(self) -> list[AnswerKind]:
        """The kinds of probe whose last two answers are not both good, the one missed most often first."""
        tried, missed = self.coach.drills.attempts(), self.coach.drills.missed()
        left = [kind for kind in ANSWER_KINDS if streak(tried, kind) < IN_A_ROW]
        return sorted(left, key=lambda kind: -missed.get(kind, (0, 0))[0])

    def _recall(self) -> Item:
        found = self.coach.drills.families()
        left = sum(family.due is None or family.due <= self.coach.drills.today() for family in found)
        note = f"{len(found) - left} of {len(found)} families of questions asked and not due"
        return Item("Recall", not left, note, -(-left * 75 // 60), DRILLS)

    def _own(self) -> Item:
        rated = max((each.count for each in self.progress.calibration.values()), default=0)
        missed = self.progress.misjudged()
        note = self.progress.calibration_head()
        return Item("Own judgement", rated >= FEWEST_RATED and not missed, f"{note[0].lower()}{note[1:]}", 10, DRILLS)

    def _loop(self) -> Item:
        ago = self.progress.loop_days
        note = "none told yet" if ago is None else "the last one today" if ago == 0 else f"{counted(ago, 'day')} ago"
        return Item("A full loop lately", ago is not None and ago < LOOP_EVERY, note, self._hour(), START)


def _session(item: Item) -> str:
    """An item as something to do in one session."""
    return {
        "Failure stories": "Write a story of failure",
        "Stories prepared": "Write one more story",
        "Principles shown": "A story for a principle that none shows",
        "Technical layers": "Drill technical depth",
        "Red flags": "One story that mends the red flag" if item.to != START else "One story, told under probes",
        "Own judgement": "Be the Bar Raiser, three answers",
    }[item.what]
