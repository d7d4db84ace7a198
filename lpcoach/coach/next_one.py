"""The one next action: which rule fires, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lpcoach.coach.progress import Progress
from lpcoach.content.places import machine
from lpcoach.content.terms import ProbeKind
from lpcoach.content.words import counted
from lpcoach.drills.next_action import Facts, RuleId, rule
from lpcoach.drills.probing import KIND_WORDS
from lpcoach.scoring.debrief import NextAction
from lpcoach.session.clock import total_minutes
from lpcoach.session.records import PracticeRecord, StoryRecord
from lpcoach.session.threads import stories

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["PLAN_WORDS", "Said", "next_action"]

PLAN_WORDS = {"full_loop": "full loop", "one_story": "story", "question_again": "question"}
START, STORIES, DRILLS = "00_start.ipynb", "01_stories.ipynb", "08_drills.ipynb"
A_STORY: Final = 20  # minutes


@dataclass(frozen=True, slots=True)
class Said:
    """What the rule that fired says; ``arg`` is what it is about: a practice, a question, a flag, a kind of probe."""

    head: str
    reason: str
    foot: str = ""
    arg: str = ""
    minutes: int = A_STORY
    to: str = START


def next_action(coach: Coach, progress: Progress) -> tuple[RuleId, Said]:
    """The rule that fires, and its words."""
    action = _to_answer_again(coach, progress.records)
    due = coach.drills.due()
    fired = rule(
        Facts(
            under_way=coach.under_way() is not None,
            waiting=coach.waiting_for_own_rating() is not None,
            practices=len(progress.records),
            days_left=_days_left(coach),
            to_answer_again=action is not None,
            failures=sum(one.story.failure for one in coach.bank.stories()),
            due=len(due) if _recall_has_its_turn(coach, progress) else 0,
            flag=progress.standing_flag() is not None,
            probe=_missed_kind(coach, progress) is not None,
            calibrate=_is_to_calibrate(coach, progress),
            loop_days=progress.loop_days,
        )
    )
    said: Said = _WORDS[fired](coach, progress)
    return fired, said


def _days_left(coach: Coach) -> int | None:
    interview = coach.settings.interview_date()
    return (interview - coach.drills.today()).days if interview else None


def _drilled(coach: Coach, progress: Progress, drill: str) -> bool:
    """Whether this was drilled since the last practice; only another practice shows whether it has helped."""
    since = progress.records[-1].finished_at if progress.records else None
    return any(one.drill == drill and (since is None or one.at >= since) for one in coach.drills.attempts())


def _is_to_calibrate(coach: Coach, progress: Progress) -> bool:
    """Whether the own rating is off and there are rated answers that were not used since; a pack may have none."""
    return bool(progress.misjudged() and coach.drills.benchmarks()) and not _drilled(coach, progress, "rate")


def _recall_has_its_turn(coach: Coach, progress: Progress) -> bool:
    """Questions may be due each day; a day of nothing but recall is followed by another session first."""
    today, days = coach.drills.today(), progress.sessions
    before = max((day for day in days if day < today), default=None)
    return today in days or before is None or days[before] != {"recall"}


def _missed_kind(coach: Coach, progress: Progress) -> ProbeKind | None:
    """The kind of probe that half of the last stories missed; of equals the one that was not drilled for longest."""
    if _drilled(coach, progress, "probe"):
        return None
    last = {one.text("kind"): place for place, one in enumerate(coach.drills.attempts(), 1) if one.drill == "probe"}
    found = [(-count, last.get(kind, 0), kind) for kind, count, of in progress.missed() if count * 2 >= of > 1]
    in_order = (kind for _, _, kind in sorted(found, key=lambda each: each[:2]))
    return next((kind for kind in in_order if coach.drills.next_probe(kind)), None)


def _to_answer_again(coach: Coach, records: list[PracticeRecord]) -> tuple[NextAction, StoryRecord] | None:
    """What the last debrief named, unless the last practice was that question again already."""
    if not records or (len(records) > 1 and records[-1].plan == "question_again"):
        return None
    action = coach.rated(coach.session(records[-1].id)).debrief.next_action
    story = records[-1].stories[action.story] if action is not None else None
    there = {question.id for question in coach.pack.questions}  # another pack may be in use since
    return (action, story) if action is not None and story is not None and story.question_id in there else None


def _say_resume(coach: Coach, _progress: Progress) -> Said:
    session = coach.under_way()
    assert session is not None, "the rule has seen one"
    name = next(part.name for part in coach.pack.pack.phases if part.id == session.phase)
    told = len(stories(session))
    where = f"{name}, story {told}" if session.phase == "deep_dives" and len(session.questions) > 1 else name
    minutes = int(total_minutes(session, session.paused_at or coach.now()))
    head = f"Next: go on with the {PLAN_WORDS[session.plan]} that is under way."
    reason = f"It stands at {where}, {minutes} min in. Every word is where you left it."
    whole = sum(part.minutes for part in coach.pack.pack.phases) if session.plan == "full_loop" else A_STORY
    return Said(head, reason, arg=session.plan, minutes=max(5, whole - minutes))


def _say_rate(coach: Coach, _progress: Progress) -> Said:
    waiting = coach.waiting_for_own_rating()
    assert waiting is not None, "the rule has seen one"
    head = f"Next: rate yourself on the {PLAN_WORDS[waiting.plan]} you finished."
    return Said(head, "The debrief opens after that. Two minutes.", arg=waiting.id, minutes=2)


def _say_first(coach: Coach, _progress: Progress) -> Said:
    hour = sum(part.minutes for part in coach.pack.pack.phases)
    return Said(
        "Start with one whole loop, or with one story.",
        f"A loop is {hour} minutes as the room counts them: introductions, three stories under probes, "
        "cross-examination, your questions. One story takes about 20. You type, you can stop after any answer.",
        f"Needs no key and no network. Nothing leaves {machine()}.",
    )


def _say_last(coach: Coach, _progress: Progress) -> Said:
    hour = sum(part.minutes for part in coach.pack.pack.phases)
    reason = f"Tomorrow has nothing new, so today is the day for it. {hour} minutes."
    return Said("Next: a full loop, the last before the interview.", reason, minutes=hour)


def _say_eve(coach: Coach, _progress: Progress) -> Said:
    if not coach.drills.stories():
        head = "Next: your stories in one line each, and nothing more."
        return Said(
            head, "Three that you know well serve better than one that is new. Ten minutes.", "", "", 10, STORIES
        )
    head = "Next: your headlines aloud, and nothing new."
    return Said(head, "What is not prepared today will not be. Five minutes, then rest.", minutes=5, to=DRILLS)


def _say_again(coach: Coach, progress: Progress) -> Said:
    found = _to_answer_again(coach, progress.records)
    assert found is not None, "the rule has seen one"
    action, story = found
    words = progress.words.signal(action.signal)
    head = f"Next: {words.next[0].lower()}{words.next[1:]}"
    minutes = action.minutes + 14
    reason = f"It is what the last debrief missed most in story {action.story + 1}. About {minutes} minutes."
    return Said(head, reason, f"The question was: {story.question}", story.question_id, minutes)


def _say_failure(coach: Coach, _progress: Progress) -> Said:
    have = sum(one.story.failure for one in coach.bank.stories())
    which = "a second story of failure" if have else "a story of failure"
    reason = "The loop asks for failure often enough that one gets used up. About 30 minutes."
    return Said(f"Next: write {which}.", reason, minutes=30, to=STORIES)


def _say_recall(coach: Coach, _progress: Progress) -> Said:
    due = len(coach.drills.due())
    questions = f"{counted(due, 'question')} {'is' if due == 1 else 'are'} due today"
    reason = f"{questions}. Spaced over days, a story comes to mind when its question comes. About five minutes."
    return Said("Next: the recall drill.", reason, minutes=5, to=DRILLS)


def _say_flag(coach: Coach, progress: Progress) -> Said:
    flag = next(one for one in coach.pack.red_flags if one.id == progress.standing_flag())
    reason = f"{progress.flags_head()}. {flag.mend} About {flag.minutes + 14} minutes."
    return Said("Next: one story that mends a red flag.", reason, arg=flag.id, minutes=flag.minutes + 14)


def _say_probe(coach: Coach, progress: Progress) -> Said:
    kind = _missed_kind(coach, progress)
    assert kind is not None, "the rule has seen one"
    name = KIND_WORDS[kind]
    reason = f"{progress.probes_head()}. Until two good answers in a row, about 10 minutes."
    return Said(f"Next: drill {name[0].lower()}{name[1:]}.", reason, arg=kind, minutes=10, to=DRILLS)


def _say_calibrate(_coach: Coach, progress: Progress) -> Said:
    reason = f"{progress.calibration_head()}. Three sample answers, about 10 minutes."
    return Said("Next: be the Bar Raiser.", reason, minutes=10, to=DRILLS)


def _say_loop(coach: Coach, progress: Progress) -> Said:
    days = progress.loop_days
    since = "No full loop is told yet" if days is None else f"The last one was {counted(days, 'day')} ago"
    hour = sum(part.minutes for part in coach.pack.pack.phases)
    return Said("Next: a full loop.", f"{since}; consistency shows over three stories. {hour} minutes.", minutes=hour)


def _say_story(_coach: Coach, _progress: Progress) -> Said:
    return Said("Next: one story on what is least covered.", "About 20 minutes.")


_WORDS: Final[Mapping[RuleId, Callable[..., Said]]] = {
    "resume": _say_resume,
    "rate": _say_rate,
    "first": _say_first,
    "last": _say_last,
    "eve": _say_eve,
    "again": _say_again,
    "failure": _say_failure,
    "recall": _say_recall,
    "flag": _say_flag,
    "probe": _say_probe,
    "calibrate": _say_calibrate,
    "loop": _say_loop,
    "story": _say_story,
}
