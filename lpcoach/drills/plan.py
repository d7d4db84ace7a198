"""From today to the interview, day by day. Worked out anew from what is left: a missed day moves the rest up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lpcoach.drills.next_action import LOOP_EVERY

__all__ = ["FARTHEST", "LOOP_BEFORE", "Around", "Day", "Plan", "Task", "plan"]

RECALL_EVERY: Final = 3  # a recall drill after two other sessions
LOOP_BEFORE: Final = 2  # days before the interview on which the last full loop lies; the day before has nothing new
FARTHEST: Final = 60  # days that are planned
AS_LOOP: Final = frozenset({"loop", "last", "first"})  # what serves as the last full loop on its day


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: ``to`` is the notebook where it is done.

    ``kind`` is the rule of the next action that asks for the same, ``target`` what it is done to: two tasks that agree
    in both are the same in other words.
    """

    what: str
    minutes: int
    to: str
    kind: str = ""
    target: str = ""

    def same(self, other: Task) -> bool:
        """Whether both ask for the same thing to be done."""
        return (self.kind, self.target) == (other.kind, other.target)


@dataclass(frozen=True, slots=True)
class Day:
    """One session."""

    day: date
    task: Task


@dataclass(frozen=True, slots=True)
class Plan:
    """``days`` holds one session a day at most, but for the loop's day; ``left_out`` what has no room."""

    today: date
    interview: date
    days: tuple[Day, ...]
    left_out: tuple[Task, ...]

    @property
    def minutes(self) -> int:
        """Of all sessions."""
        return sum(each.task.minutes for each in self.days)

    @property
    def later(self) -> date | None:
        """The last day that is planned, where days between it and the last full loop are not planned yet."""
        last = self.today + timedelta(days=FARTHEST)
        return last if last < self.interview - timedelta(days=LOOP_BEFORE + 1) else None


@dataclass(frozen=True, slots=True)
class Around:
    """What goes between the tasks, if it can be done, and after them, and what fills days that would else be empty.

    ``loop_days`` are those since the last full loop, None where none was told; the next ones come as the rule asks.
    """

    recall: Task | None
    loop: Task
    spare: tuple[Task, ...] = ()
    loop_days: int | None = None


def plan(
    today: date, interview: date, tasks: Sequence[Task], around: Around, *, done_today: bool = False
) -> Plan | None:
    """The tasks in their order, recall drills between them, full loops weekly and last; None with no day left for one.

    With time to spare they are spread out evenly; the first is always today, or tomorrow where today has its session.
    On the loop's day the first stands before the loop, or for it.
    """
    recall, loop = around.recall, around.loop
    first = today + timedelta(days=1) if done_today else today
    loop_day = interview - timedelta(days=LOOP_BEFORE)
    if loop_day < first:
        return None
    if loop_day == first:
        only = [*tasks[:1], *([] if tasks and tasks[0].kind in AS_LOOP else [loop])]
        return Plan(today, interview, tuple(Day(first, task) for task in only), tuple(tasks[1:]))
    days_there = [first + timedelta(days=n) for n in range(min(FARTHEST, (loop_day - first).days))]
    loops = _loop_days(days_there, loop_day, _due(today, first, tasks, around))
    room = [day for day in days_there if day not in loops]
    needed = len(_with_recall(tasks, recall)) + len(loops)
    spare = around.spare[: max(0, len(days_there) // 2 - needed)]  # every second day is enough
    line = _with_recall([*tasks, *spare], recall)
    taken = line[: len(room)]
    days = [Day(room[place * len(room) // len(taken)], task) for place, task in enumerate(taken)]
    days = sorted([*days, *(Day(day, loop) for day in [*loops, loop_day])], key=lambda each: each.day)
    left = tuple(task for task in line[len(taken) :] if recall is None or not task.same(recall))
    return Plan(today, interview, tuple(days), left)


def _due(today: date, first: date, tasks: Sequence[Task], around: Around) -> date:
    """When the next full loop is due: not on the first day, which is the first task's, and a week after the last."""
    if tasks and tasks[0].kind in AS_LOOP:
        return first + timedelta(days=LOOP_EVERY)
    since = LOOP_EVERY if around.loop_days is None else around.loop_days
    return max(first + timedelta(days=bool(tasks)), today + timedelta(days=LOOP_EVERY - since))


def _loop_days(days: Sequence[date], last: date, due: date) -> list[date]:
    """One every week from when it is due; as the rule has it, none on the day before the last one."""
    found = [day for day in days if day >= due and (day - due).days % LOOP_EVERY == 0]
    return [day for day in found if last - day > timedelta(days=1)]


def _with_recall(tasks: Sequence[Task], recall: Task | None) -> list[Task]:
    if recall is None:
        return list(tasks)
    line: list[Task] = []
    since = 0
    for task in tasks:
        if since == RECALL_EVERY - 1 and not task.same(recall):
            line.append(recall)
            since = 0
        line.append(task)
        since = 0 if task.same(recall) else since + 1
    return line if line and line[-1].same(recall) else [*line, recall]
