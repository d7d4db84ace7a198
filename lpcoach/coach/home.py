"""What the start page says: one next action by stated rules, where one stands, the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from lpcoach.content.places import machine
from lpcoach.content.terms import LAYERS
from lpcoach.content.words import LAYER_NAMES, Words, counted
from lpcoach.session.clock import total_minutes
from lpcoach.session.records import PracticeRecord
from lpcoach.session.threads import stories
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["Home"]

PLAN_WORDS = {"full_loop": "full loop", "one_story": "story", "question_again": "question"}
NAMED = 3  # principles named before the rest is counted


@dataclass(frozen=True, slots=True)
class Home:
    """``next`` is the rule that fired, in this order: resume, rate, first, again, story."""

    today: date
    interview: date | None
    first: bool
    next: Literal["resume", "rate", "first", "again", "story"]
    head: str
    reason: str
    foot: str
    arg: str
    stand: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    facts: str

    @classmethod
    def of(cls, coach: Coach) -> Home:
        """The start page as it stands now."""
        records = [record for record in coach.records() if not record.sample]
        rule, head, reason, foot, arg = _next(coach, records)
        pack = coach.pack.pack
        return cls(
            today=coach.now().astimezone().date(),
            interview=coach.settings.interview_date(),
            first=rule == "first",
            next=rule,
            head=head,
            reason=reason,
            foot=foot,
            arg=arg,
            stand=[*_bank(coach), *(_stand(coach, records) if records else [])],
            phases=_phases(coach),
            facts=f"Behavioral, {sum(part.minutes for part in pack.phases)} minutes, difficulty {pack.difficulty}.",
        )


Rule = tuple[Literal["resume", "rate", "first", "again", "story"], str, str, str, str]


def _next(coach: Coach, records: list[PracticeRecord]) -> Rule:
    under = coach.under_way()
    if under is not None:
        return ("resume", *_resume(coach, under), "")
    waiting = coach.waiting_for_own_rating()
    if waiting is not None:
        head = f"Next: rate yourself on the {PLAN_WORDS[waiting.plan]} you finished."
        return "rate", head, "The debrief opens after that. Two minutes.", "", waiting.id
    if not records:
        hour = sum(part.minutes for part in coach.pack.pack.phases)
        return (
            "first",
            "Start with one whole loop, or with one story.",
            f"A loop is {hour} minutes as the room counts them: introductions, three stories under probes, "
            "cross-examination, your questions. One story takes about 20. You type, you can stop after any answer.",
            f"Needs no key and no network. Nothing leaves {machine()}.",
            "",
        )
    action = coach.rated(coach.session(records[-1].id)).debrief.next_action
    story = records[-1].stories[action.story] if action is not None else None
    if action is not None and story is not None and story.question_id:
        words = Words(coach.pack).signal(action.signal)
        head = f"Next: {words.next[0].lower()}{words.next[1:]}"
        reason = (
            f"It is what the last debrief missed most in story {action.story + 1}. About {action.minutes + 14} minutes."
        )
        return "again", head, reason, f"The question was: {story.question}", story.question_id
    return "story", "Next: one story on what is least covered.", "About 20 minutes.", "", ""


def _resume(coach: Coach, session: Session) -> tuple[str, str, str]:
    name = next(part.name for part in coach.pack.pack.phases if part.id == session.phase)
    told = len(stories(session))
    where = f"{name}, story {told}" if session.phase == "deep_dives" and len(session.questions) > 1 else name
    minutes = int(total_minutes(session, session.paused_at or coach.now()))
    head = f"Next: go on with the {PLAN_WORDS[session.plan]} that is under way."
    return head, f"It stands at {where}, {minutes} min in. Every word is where you left it.", ""


def _stand(coach: Coach, records: list[PracticeRecord]) -> list[dict[str, Any]]:
    told = [story for record in records for story in record.stories]
    loops = sum(record.plan == "full_loop" for record in records)
    covered = coach.coverage()
    short = {principle.id: principle.short for principle in coach.pack.principles}
    open_ = [short[principle] for principle, strength in covered.items() if strength == "not_shown"]
    note = "All are shown." if not open_ else f"Not yet: {_some(open_)}."
    last = records[-1]
    vote = "No vote" if last.offer is None else "Offer on this evidence" if last.offer else "No offer on this evidence"
    systems = [story for story in told if story.about == "system" and story.unscored is None]
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
    when = last.finished_at.astimezone()
    debriefed = {"to": "06_debrief.ipynb", "link": "Read it again"}
    return [*facts, _fact("Last debrief", f"{when.day} {when:%b}", f"{vote}.", **debriefed)]


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
