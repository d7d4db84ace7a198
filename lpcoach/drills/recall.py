"""Story recall: whether the story that was chosen shows what the question tests, and whether it is overused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from lpcoach.content.models import LeadQuestion
from lpcoach.session.clock import spoken_seconds, words_of
from lpcoach.session.records import Strength

__all__ = [
    "HEADLINE_SECONDS",
    "SECONDS",
    "Choice",
    "Fit",
    "StoryFacts",
    "choose",
    "overused",
    "ranked",
    "recall_grade",
]

SECONDS: Final = 20
HEADLINE_SECONDS: Final = 45  # from where a headline is too long, as in the story bank
FEWEST_USES: Final = 3  # before these no story is called overused
Fit = Literal["strong", "shown", "planned", "wrong_kind", "other"]
_RANK: Final[Mapping[Fit, int]] = {"strong": 4, "shown": 3, "planned": 2, "wrong_kind": 1, "other": 0}


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What is known of a story: the principles that it shows and is planned for, whether it tells of a failure."""

    id: str
    shown: Mapping[str, Strength] = field(default_factory=dict)
    planned: tuple[str, ...] = ()
    failure: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """``fit`` of the story, the principle that it is for, stories that fit better, and whether it is overused."""

    fit: Fit
    principle: str
    better: tuple[str, ...]
    overused: bool


def _fit(question: LeadQuestion, story: StoryFacts) -> tuple[Fit, str]:
    if "failure" in question.asks and not story.failure:
        return "wrong_kind", question.principles[0]
    for wanted in ("strong", "shown"):
        for principle in question.principles:
            if story.shown.get(principle) == wanted:
                return ("strong", principle) if wanted == "strong" else ("shown", principle)
    planned = next((principle for principle in question.principles if principle in story.planned), "")
    return ("planned", planned) if planned else ("other", question.principles[0])


def ranked(question: LeadQuestion, stories: Sequence[StoryFacts], uses: Mapping[str, int]) -> list[StoryFacts]:
    """The stories, what fits best first, and of equals the one least used."""
    order = {story.id: place for place, story in enumerate(stories)}
    return sorted(stories, key=lambda one: (-_RANK[_fit(question, one)[0]], uses.get(one.id, 0), order[one.id]))


def choose(question: LeadQuestion, story: StoryFacts, stories: Sequence[StoryFacts], uses: Mapping[str, int]) -> Choice:
    """What the choice of a story for a question is worth."""
    fit, principle = _fit(question, story)
    better = tuple(
        other.id
        for other in ranked(question, stories, uses)
        if _RANK[_fit(question, other)[0]] > _RANK[fit] and _RANK[_fit(question, other)[0]] > 1
    )
    return Choice(fit, principle, better, story.id in overused(uses, [one.id for one in stories]))


def overused(uses: Mapping[str, int], stories: Sequence[str]) -> tuple[str, ...]:
    """Stories told or chosen at least three times and more than twice as often as the mean of all stories."""
    if len(stories) < 2:
        return ()
    mean = sum(uses.get(story, 0) for story in stories) / len(stories)
    return tuple(one for one in stories if uses.get(one, 0) >= FEWEST_USES and uses.get(one, 0) > 2 * mean)


def recall_grade(choice: Choice, seconds: float, headline: str) -> int:
    """1 again, 2 hard, 3 good, 4 easy, as the schedule takes it.

    A story that does not show what is tested is forgotten; one that is only planned for it, chosen late or overused is
    hard; easy is a strong one within the time, with a headline that is not too long.
    """
    if choice.fit in ("other", "wrong_kind") or not headline.strip():
        return 1
    if choice.fit == "planned" or choice.overused or seconds > SECONDS:
        return 2
    short = spoken_seconds(words_of(headline)) <= HEADLINE_SECONDS
    return 4 if choice.fit == "strong" and short and not choice.better else 3
