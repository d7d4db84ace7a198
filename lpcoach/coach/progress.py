"""What the progress page says, in sentences: each a finding that holds beyond the noise, or that none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from lpcoach.content.terms import CRITERIA, AnswerKind, CriterionId, FlagId
from lpcoach.content.words import Words, counted
from lpcoach.drills.agreement import FEWEST, Agreement, agreement, direction, of_practices
from lpcoach.drills.noise import Change, over_time
from lpcoach.drills.probing import KIND_WORDS
from lpcoach.drills.recall import overused
from lpcoach.scoring.types import Rated
from lpcoach.session.records import PracticeRecord

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["LATELY", "Progress", "Weeks", "hours", "listed", "missed_words"]

FEWEST_THREADS = 6  # before a trend is spoken of: two in each third
LATELY = 3  # practices in which a flag stands
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Weeks:
    """Minutes of one week, by its first day."""

    name: str
    minutes: float


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def missed_words(count: int, of: int) -> str:
    """In how many of the last stories a kind of probe was not answered."""
    return f"not answered in {count} of the last {of} stories" if of > 1 else "not answered in the last story"


class Progress:
    """Findings over all rated practices but samples."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.words = Words(coach.pack)
        self.records = [record for record in coach.records() if not record.sample]
        self.scored = [record for record in self.records if record.overall is not None]

    @cached_property
    def sessions(self) -> dict[date, set[str]]:
        """What was done on each day: a practice, or drills by name."""
        found: dict[date, set[str]] = {}
        done = [(record.finished_at, "practice") for record in self.records]
        for at, what in (*done, *((attempt.at, attempt.drill) for attempt in self.coach.drills.attempts())):
            found.setdefault(at.astimezone().date(), set()).add(what)
        return found

    @property
    def loop_days(self) -> int | None:
        """Days since the last full loop; None where none was told."""
        loops = [record for record in self.records if record.plan == "full_loop"]
        return (self.coach.drills.today() - loops[-1].finished_at.astimezone().date()).days if loops else None

    # Trend ------------------------------------------------------------------

    @property
    def rater(self) -> str:
        """Who rated last; a trend is told of this rater's practices only."""
        return self.scored[-1].rater if self.scored else ""

    @cached_property
    def own_line(self) -> list[PracticeRecord]:
        """The practices that the last rater rated."""
        return [record for record in self.scored if record.rater == self.rater]

    @cached_property
    def changes(self) -> dict[Rated, Change]:
        """By criterion and overall, from the first to the last third of the threads; empty below six threads."""
        if sum(len(record.stories) for record in self.own_line) < FEWEST_THREADS:
            return {}
        names: tuple[Rated, ...] = ("overall", *CRITERIA)
        return {name: found for name in names if (found := over_time(self.own_line, name)) is not None}

    def trend_head(self) -> str:
        """Which criteria are better or lower, beyond the noise."""
        if not self.scored:
            return "No practice is scored yet"
        told = sum(len(record.stories) for record in self.own_line)
        if not self.changes:
            have = counted(told, "story is", "stories are")
            return f"{have} rated by this rater; a trend needs {FEWEST_THREADS}"
        names = self.words.criteria
        better = [names[c] for c in CRITERIA if self.changes[c].way == "better"]
        lower = [names[c] for c in CRITERIA if self.changes[c].way == "lower"]
        said = [f"{listed(better)} {'is' if len(better) == 1 else 'are'} better, beyond the noise"] if better else []
        said += [f"{listed(lower)} {'is' if len(lower) == 1 else 'are'} lower, beyond the noise"] if lower else []
        rest = len(CRITERIA) - len(better) - len(lower)
        if said and rest:
            said.append("the others moved within it" if rest > 1 else "the other moved within it")
        return "; ".join(said) or "No criterion has moved beyond the noise"

    def trend_note(self) -> str:
        """How it is compared, and what is left out."""
        note = (
            "A point for each practice: the median over its stories. The band is the noise: the rater's own error on "
            "authors that it has not seen. "
        )
        if self.changes:
            told = sum(len(record.stories) for record in self.own_line)
            note += f"Compared are the first and the last third of {told} stories rated by {self.rater}."
        if self.others:
            note += f" Other raters ({self.others}) have lines of their own and are not compared."
        return note

    @property
    def others(self) -> str:
        """The other raters' names."""
        return ", ".join(sorted({record.rater for record in self.scored} - {self.rater}))

    def left_out(self) -> str:
        """Whose practices a count leaves out, since two raters' findings are no one's; empty where there was one."""
        return f" Counted are the practices that {self.rater} rated, and none of {self.others}." if self.others else ""

    # Flags, probes ----------------------------------------------------------

    def standing_flag(self) -> FlagId | None:
        """The flag that two of the last three practices of one rater raised, the more frequent one first."""
        found = self._lately()
        return found[0][0] if found and found[0][1] > 1 else None

    def _lately(self) -> list[tuple[FlagId, int]]:
        last = self.own_line[-LATELY:]
        return Counter(flag for record in last for flag in {f for s in record.stories for f in s.flags}).most_common()

    def flags_head(self) -> str:
        """What stood in the last practices."""
        if not self.scored:
            return "No practice is scored yet"
        found = self._lately()
        of = min(LATELY, len(self.own_line))
        last = "the last practice" if of == 1 else f"the last {of} practices"
        if not found:
            ever = any(story.flags for record in self.own_line for story in record.stories)
            return f"No red flag in {last}{'; there were some before' if ever else ''}"
        flag, count = found[0]
        return f"“{self.words.flags[flag]}” stood in {count} of {last}"

    def missed(self) -> list[tuple[AnswerKind, int, int]]:
        """By kind of probe, in how many of the latest threads it was not answered; the most frequent first."""
        found = self.coach.drills.missed()
        return sorted(((kind, count, of) for kind, (count, of) in found.items()), key=lambda row: -row[1])

    def probes_head(self) -> str:
        """Which kind is missed most often."""
        rows = self.missed()
        if not rows:
            return "No kind of probe is missed" if self.scored else "No practice is scored yet"
        kind, count, of = rows[0]
        return f"{KIND_WORDS[kind]}: {missed_words(count, of)}"

    # Own ratings ------------------------------------------------------------

    @cached_property
    def calibration(self) -> dict[CriterionId, Agreement]:
        """How the own ratings of the last rater's practices agree with its."""
        return {c: agreement(pairs) for c, pairs in of_practices(self.own_line).items()}

    def misjudged(self) -> list[CriterionId]:
        """The criteria on which the own rating has a direction, the widest first."""
        found = [c for c, each in self.calibration.items() if each.way]
        return sorted(found, key=lambda c: -abs(self.calibration[c].by))

    def calibration_head(self) -> str:
        """The directions in words."""
        names = self.words.criteria
        said = [direction(f"your {_short(names[c])}", self.calibration[c]) for c in self.misjudged()]
        if said:
            return "; ".join([said[0], *(each.replace("You rate", "you rate", 1) for each in said[1:])])
        if all(each.count < FEWEST for each in self.calibration.values()):
            return f"Own ratings are compared from {FEWEST} practices on"
        return "Your own ratings show no direction beyond the noise"

    # Time, stories ----------------------------------------------------------

    @cached_property
    def times(self) -> list[tuple[datetime, float]]:
        """When each practice and each drill was done, and how many minutes it took."""
        drilled = [(each.at, each.minutes) for each in self.coach.drills.attempts()]
        return [*((record.finished_at, record.minutes) for record in self.records), *drilled]

    def weeks(self) -> list[Weeks]:
        """Minutes of the last eight weeks, the oldest first."""
        today = self.coach.now().astimezone().date()
        monday = today - timedelta(days=today.weekday())
        found = dict.fromkeys(range(WEEKS), 0.0)
        for at, minutes in self.times:
            ago = (monday - at.astimezone().date() + timedelta(days=6)).days // 7
            found[ago] = found.get(ago, 0.0) + minutes
        starts = [(ago, monday - timedelta(days=7 * ago)) for ago in range(WEEKS - 1, -1, -1)]
        return [Weeks(f"Week of {start.day} {start:%b}", found[ago]) for ago, start in starts]

    def time_head(self) -> str:
        """How much was practised, and how much of it lately."""
        whole = sum(minutes for _, minutes in self.times)
        now = self.coach.now()
        lately = sum(minutes for at, minutes in self.times if now - timedelta(days=7) <= at <= now)
        return f"{hours(whole)} practised so far, {hours(lately)} of it in the last seven days"

    def overused(self) -> tuple[str, ...]:
        """The stories of the bank that are used too often."""
        return overused(self.coach.drills.uses(), [one.id for one in self.coach.drills.stories()])

    def uses_head(self) -> str:
        """Which stories are overused."""
        names = {one.id: one.story.name for one in self.coach.drills.stories()}
        if not names:
            return "No story is prepared yet"
        found = [f"“{names[one]}”" for one in self.overused()]
        return f"{listed(found)} {'is' if len(found) == 1 else 'are'} overused" if found else "No story is overused"


def _short(name: str) -> str:
    """A criterion's name within a sentence."""
    return f"{name[0].lower()}{name[1:]}"


def hours(minutes: float) -> str:
    """Minutes as people say them."""
    if minutes < 90:
        return counted(round(minutes), "minute")
    return f"about {counted(round(minutes / 60), 'hour')}"
