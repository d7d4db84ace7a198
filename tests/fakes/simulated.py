"""Simulated candidates: thirty practices each, written event by event, with the levels that a rater would give.

One grows on one criterion only, one stays as they are, one rates the own answers two levels too high.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from lpcoach.coach import Coach
from lpcoach.coach.loop import Step, open_phase
from lpcoach.content.terms import CRITERIA, CriterionId, FlagId
from lpcoach.interviewer.types import Asked
from lpcoach.reading.weights import weights_here
from lpcoach.scoring.levels import band
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import FlagRating, Rated, Rating
from lpcoach.scoring.wire import dump_rating
from lpcoach.session import events
from lpcoach.session.threads import thread
from tests.fakes.stories import PARTIAL

__all__ = ["PRACTICES", "flat", "growing", "overconfident", "simulate"]

PRACTICES = 30
RATER = "simulated 1"
Levels = dict[CriterionId, int]
Candidate = Callable[[int, Random], tuple[Levels, Levels]]


def _wobble(level: int, random: Random) -> int:
    """A level as it comes out on a day: mostly as it is, now and then one off."""
    return min(5, max(1, level + random.choice((0, 0, 0, -1, 1))))


def growing(number: int, random: Random) -> tuple[Levels, Levels]:
    """Weak; evidence rises from one to four over the practices, the rest stays at two."""
    given: Levels = {c: _wobble(2, random) for c in CRITERIA}
    given["evidence"] = _wobble(1 + round(3 * number / PRACTICES), random)
    return given, {c: _wobble(level, random) for c, level in given.items()}


def flat(_number: int, random: Random) -> tuple[Levels, Levels]:
    """Partial from the first to the last."""
    given: Levels = {c: _wobble(3, random) for c in CRITERIA}
    return given, {c: _wobble(level, random) for c, level in given.items()}


def overconfident(_number: int, random: Random) -> tuple[Levels, Levels]:
    """Thin, and sure of being solid on depth and bar."""
    given: Levels = {c: _wobble(2, random) for c in CRITERIA}
    own: Levels = dict(given)
    own["depth"], own["bar"] = min(5, given["depth"] + 2), min(5, given["bar"] + 2)
    return given, own


def simulate(
    coach: Coach,
    candidate: Candidate,
    start: datetime,
    *,
    practices: int = PRACTICES,
    probes: int = 0,
    by: tuple[str, Sequence[FlagId]] = (RATER, ()),
) -> None:
    """Write the practices into the coach's workbook, one a day, each with so many answers to probes.

    ``by`` names who rates, and the flags that they raise; another rater's practices lie beside those that are there.
    """
    random = Random(5)
    line = zlib.crc32(by[0].encode())
    base: dict[str, Rating] = {}
    questions = coach.pack.questions
    for number in range(practices):
        question = questions[number % len(questions)].id
        given, own = candidate(number, random)
        step = Step(None, start + timedelta(days=number))
        step.add(
            events.Started(
                f"{line:08x}{number:024x}",
                "one_story",
                "coached",
                "simulated",
                number,
                (question,),
            )
        )
        open_phase(step, coach.pack)
        step.add(events.Answered(PARTIAL), step.now + timedelta(minutes=3))
        step.now += timedelta(minutes=4)
        for probe in range(probes):
            asked = Asked("probe", f"How was that measured, part {probe}?", f"probe {probe}", probe_kind="numbers")
            step.add(events.QuestionAsked(asked, "deep_dives", 0))
            step.add(events.Answered(f"Against 5% of traffic, over {probe + 2} weeks, with an interval of 0.3 points."))
        step.add(events.StoryEnded())
        step.add(events.Finished())
        step.add(events.OwnRated(levels=own, vote="inclined"))
        if question not in base:
            base[question] = rate(thread(step.session, 0), coach.pack)
        step.add(events.Rated((dump_rating(_with(base[question], given, by)),)))
        coach.commit(step)


def _with(rating: Rating, levels: Levels, by: tuple[str, Sequence[FlagId]]) -> Rating:
    """A rating with other levels and the bands that belong to them; these flags, whatever today's rater reads."""
    known = weights_here()
    overall = round(sum(levels.values()) / len(levels))
    criteria = {c: replace(rating.criteria[c], level=level) for c, level in levels.items()}
    bands: dict[Rated, tuple[int, int]] = {c: band(c, level, known) for c, level in levels.items()}
    bands["overall"] = band("overall", overall, known)
    flags = {name: FlagRating(raised=name in by[1]) for name in rating.flags}
    return replace(rating, rater=by[0], overall=overall, criteria=criteria, bands=bands, flags=flags)
