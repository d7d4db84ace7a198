"""What the start page says: one next action by stated rules, where one stands, the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lpcoach.coach.next_one import Said, next_action
from lpcoach.coach.plan import Preparation
from lpcoach.coach.progress import Progress
from lpcoach.content.terms import LAYERS
from lpcoach.content.words import LAYER_NAMES, counted, past_day
from lpcoach.drills.next_action import RuleId
from lpcoach.drills.plan import Plan, Task

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["Home", "task_of"]

NAMED = 3  # principles named before the rest is counted


@dataclass(frozen=True, slots=True)
class Home:
    """``next`` is the rule that fired (see ``drills.next_action``), ``to`` the notebook where it is done.

    ``plan`` is None without an interview date that is two days ahead or more.
    """

    today: date
    interview: date | None
    first: bool
    next: RuleId
    head: str
    reason: str
    foot: str
    arg: str
    to: str
    plan: Plan | None
    stand: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    facts: str

    @classmethod
    def of(cls, coach: Coach) -> Home:
        """The start page as it stands now."""
        progress = Progress(coach)
        records = progress.records
        rule, said = next_action(coach, progress)
        pack = coach.pack.pack
        return cls(
            today=coach.now().astimezone().date(),
            interview=coach.settings.interview_date(),
            first=rule == "first",
            next=rule,
            head=said.head,
            reason=said.reason,
            foot=said.foot,
            arg=said.arg,
            to=said.to,
            plan=Preparation(coach, progress).plan(task_of(rule, said)),
            stand=[*_bank(coach), *(_stand(coach, progress) if records else [])],
            phases=_phases(coach),
            facts=f"Behavioral, {sum(part.minutes for part in pack.phases)} minutes, difficulty {pack.difficulty}.",
        )


def task_of(rule: RuleId, said: Said) -> Task:
    """The next action in the plan's words; a loop to go on with is a loop."""
    what = said.head.removeprefix("Next: ").rstrip(".")
    kind, target = ("loop", "") if (rule, said.arg) == ("resume", "full_loop") else (rule, said.arg)
    return Task(f"{what[0].upper()}{what[1:]}", said.minutes, said.to, kind, target)


def _stand(coach: Coach, progress: Progress) -> list[dict[str, Any]]:
    records = progress.records
    told = [story for record in records for story in record.stories]
    loops = sum(record.plan == "full_loop" for record in records)
    covered = coach.coverage()
    short = {principle.id: principle.short for principle in coach.pack.principles}
    open_ = [short[principle] for principle, strength in covered.items() if strength == "not_shown"]
    note = "All are shown." if not open_ else f"Not yet: {_some(open_)}."
    last = records[-1]
    vote = "No vote" if last.offer is None else "Offer on this evidence" if last.offer else "No offer on this evidence"
    own_line = [story for record in progress.own_line for story in record.stories]
    systems = [story for story in own_line if story.about == "system" and story.unscored is None]
    facts = [
        _fact(
            "Stories told under probes",
            str(len(told)),
            f"{counted(len(records), 'practice')} finished, {counted(loops, 'whole loop')} among them.",
        ),
        _fact("Principles shown", f"{len(covered) - len(open_)} of {len(covered)}", note),
    ]
    if systems:
        layer = min(LAYERS, key=lambda each: sum(story.layers[each] for story in systems))
        reached = sum(story.layers[layer] > 1 for story in systems)
        facts.append(
            _fact(
                "Where stories stop", LAYER_NAMES[layer], f"Explained in {reached} of {len(systems)} technical stories."
            )
        )
    debriefed = {"to": "06_debrief.ipynb", "link": "Read it again"}
    return [*facts, _fact("Last debrief", past_day(last.finished_at, coach.now()), f"{vote}.", **debriefed)]


def _bank(coach: Coach) -> list[dict[str, Any]]:
    """How many stories are prepared, once there is one."""
    prepared = coach.bank.stories()
    if not prepared:
        return []
    failures = sum(one.story.failure for one in prepared)
    note = f"{failures} of failure; six to eight are asked for, two of them failures."
    return [_fact("Stories prepared", str(len(prepared)), note, to="01_stories.ipynb", link="Open the bank")]


def _fact(name: str, value: str, note: str, *, to: str = "", link: str = "") -> dict[str, Any]:
    return {"name": name, "value": value, "note": note, "to": to, "link": link}


def _some(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def _phases(coach: Coach) -> list[dict[str, Any]]:
    start, phases = 0, []
    for part in coach.pack.pack.phases:
        phases.append({"name": part.name, "minutes": part.minutes, "start": start, "last": part.what, "after": False})
        start += part.minutes
    after = "Rate yourself first, then the vote, the evidence and one next action."
    return [*phases, {"name": "Debrief", "minutes": 0, "start": start, "last": after, "after": True}]
