"""What is prepared and what remains, and the days until the interview; from the same items."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lpcoach.coach.next_story import FAILURES, FEWEST, Coverage
from lpcoach.coach.progress import Progress
from lpcoach.content.terms import ANSWER_KINDS, LAYERS
from lpcoach.content.words import LAYER_NAMES, counted
from lpcoach.drills.plan import Around, Plan, Task, plan
from lpcoach.drills.probing import IN_A_ROW, KIND_WORDS, streak
from lpcoach.drills.readiness import Item, Readiness, readiness

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["Preparation"]

START, STORIES, DRILLS = "00_start.ipynb", "01_stories.ipynb", "08_drills.ipynb"
WRITE_FAILURE: Final = "Write a story of failure"
FIRST: Final = "One story, told under probes"
WRITING: Final = 30  # minutes for a story
LONGEST: Final = 30  # minutes of any other session
FRESH: Final = 14  # days after which a full loop is told again


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

    def plan(self, first: Task | None = None) -> Plan | None:
        """Day by day until the interview, ``first`` today; None without a date ahead, or on its eve."""
        interview = self.coach.settings.interview_date()
        today = self.coach.drills.today()
        if interview is None or (interview - today).days < 2:
            return None
        tasks = [first] if first else []
        open_ = self._tasks()
        if first and first.to == STORIES and any(task.what == WRITE_FAILURE for task in open_):
            open_ = [task for task in open_ if task.what != WRITE_FAILURE]  # it is what comes first
        open_ = [task for task in open_ if not first or task.what != first.what]
        around = Around(Task("Recall drill", 5, DRILLS), Task("The full loop", self._hour(), START), self._spare())
        return plan(today, interview, [*tasks, *open_], around, done_today=self._practised(today))

    def _hour(self) -> int:
        return sum(part.minutes for part in self.coach.pack.pack.phases)

    def _practised(self, today: date) -> bool:
        return any(record.finished_at.astimezone().date() == today for record in self.progress.records)

    def _tasks(self) -> list[Task]:
        """The open items as sessions: each story to be written is told under probes later."""
        found = []
        for item in self.items:
            if item.there or item.what in ("A full loop lately", "Recall"):
                continue  # both are planned anyway
            if item.what in ("Failure stories", "Stories prepared"):
                for _ in range(item.minutes // WRITING):
                    found += [Task(_session(item), WRITING, item.to), Task("Tell it under probes", 25, STORIES)]
            else:
                what = f"Probe drill: {self._kinds()[0]}" if item.what == "Probes" else _session(item)
                found.append(Task(what, min(item.minutes, LONGEST), item.to))
        return found

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
        left = self._kinds()
        note = f"not yet two good answers in a row: {', '.join(left)}" if left else "each answered twice in a row"
        return Item("Probes", not left, note, 5 * len(left), DRILLS)

    def _kinds(self) -> list[str]:
        """The kinds of probe not yet answered twice in a row, the one missed most often first."""
        tried, missed = self.coach.drills.attempts(), self.coach.drills.missed()
        left = [kind for kind in ANSWER_KINDS if streak(tried, kind) < IN_A_ROW]
        left.sort(key=lambda kind: -missed.get(kind, (0, 0))[0])
        return [KIND_WORDS[kind].lower() for kind in left]

    def _recall(self) -> Item:
        found = self.coach.drills.families()
        left = sum(family.due is None or family.due <= self.coach.drills.today() for family in found)
        note = f"{len(found) - left} of {len(found)} families of questions recalled and not due"
        return Item("Recall", not left, note, -(-left * 75 // 60), DRILLS)

    def _own(self) -> Item:
        rated = max((each.count for each in self.progress.calibration.values()), default=0)
        missed = self.progress.misjudged()
        note = self.progress.calibration_head()
        return Item("Own judgement", rated > 0 and not missed, f"{note[0].lower()}{note[1:]}", 10, DRILLS)

    def _loop(self) -> Item:
        loops = [record for record in self.progress.records if record.plan == "full_loop"]
        ago = (self.coach.drills.today() - loops[-1].finished_at.astimezone().date()).days if loops else None
        note = "none told yet" if ago is None else "the last one today" if ago == 0 else f"{counted(ago, 'day')} ago"
        return Item("A full loop lately", ago is not None and ago <= FRESH, note, self._hour(), START)


def _session(item: Item) -> str:
    """An item as something to do in one session."""
    return {
        "Failure stories": WRITE_FAILURE,
        "Stories prepared": "Write one more story",
        "Principles shown": "A story for a principle that none shows",
        "Technical layers": "Drill technical depth",
        "Red flags": "One story that mends the red flag" if item.to != START else FIRST,
        "Own judgement": "Be the Bar Raiser, three answers",
    }[item.what]
