"""Story recall: whether the story that was chosen shows what the question tests, and whether it is overused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from lpcoach.content.models import LeadQuestion
from lpcoach.drills.subject import missed
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
    "recall_grade",
]

SECONDS: Final = 20
HEADLINE_SECONDS: Final = 45  # from where a headline is too long, as in the story bank
FEWEST_USES: Final = 3  # before these no story is called overused
Fit = Literal["strong", "shown", "planned", "beside", "wrong_kind", "other"]
_RANK: Final[Mapping[Fit, int]] = {"strong": 5, "shown": 4, "planned": 3, "beside": 2, "wrong_kind": 1, "other": 0}


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What is known of a story: the principles that it shows and is planned for, its text, and what its owner says."""

    id: str
    shown: Mapping[str, Strength] = field(default_factory=dict)
    planned: tuple[str, ...] = ()
    failure: bool = False
    theme: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """``fit`` of the story, the principle that it is for, stories that fit better, and whether it is overused.

    Of a story ``beside`` the question, ``asks`` is what the question asks about and ``tells`` what the story does.
    """

    fit: Fit
    principle: str
    better: tuple[str, ...]
    overused: bool
    asks: str = ""
    tells: str = ""


def _beside(question: LeadQuestion, asked: tuple[str, ...], story: StoryFacts) -> tuple[str, str] | None:
    return None if story.theme in question.themes else missed(asked, story.text)


def _fit(question: LeadQuestion, asked: tuple[str, ...], story: StoryFacts) -> tuple[Fit, str]:
    if "failure" in question.asks and not story.failure:
        return "wrong_kind", question.principles[0]
    for wanted in ("strong", "shown"):
        for principle in question.principles:
            if story.shown.get(principle) == wanted:
                if _beside(question, asked, story):
                    return "beside", principle
                return ("strong", principle) if wanted == "strong" else ("shown", principle)
    planned = next((principle for principle in question.principles if principle in story.planned), "")
    return ("planned", planned) if planned else ("other", question.principles[0])


def choose(
    question: LeadQuestion,
    story: StoryFacts,
    stories: Sequence[StoryFacts],
    uses: Mapping[str, int],
    asked: tuple[str, ...] = (),
) -> Choice:
    """What choosing a story is worth; ``asked`` is what the question is about. Of equals the least used is first."""
    fit, principle = _fit(question, asked, story)
    rank = {one.id: _RANK[_fit(question, asked, one)[0]] for one in stories}
    better = [one.id for one in stories if rank[one.id] > max(_RANK[fit], _RANK["beside"])]
    better.sort(key=lambda one: (-rank[one], uses.get(one, 0)))
    asks, tells = (_beside(question, asked, story) if fit == "beside" else None) or ("", "")
    used = story.id in overused(uses, [one.id for one in stories])
    return Choice(fit, principle, tuple(better), used, asks, tells)


def overused(uses: Mapping[str, int], stories: Sequence[str]) -> tuple[str, ...]:
    """Stories told or chosen at least three times and more than twice as often as the mean of all stories."""
    if len(stories) < 2:
        return ()
    mean = sum(uses.get(story, 0) for story in stories) / len(stories)
    return tuple(one for one in stories if uses.get(one, 0) >= FEWEST_USES and uses.get(one, 0) > 2 * mean)


def recall_grade(choice: Choice, seconds: float, headline: str) -> int:
    """1 again, 2 hard, 3 good, 4 easy, as the schedule takes it.

    A story that does not show what is tested is forgotten; one that is only planned for it, speaks of something else,
    was chosen late or is overused is hard; easy is a strong one within the time, with a headline that is not too long.
    """
    if choice.fit in ("other", "wrong_kind") or not headline.strip():
        return 1
    if choice.fit in ("planned", "beside") or choice.overused or seconds > SECONDS:
        return 2
    short = spoken_seconds(words_of(headline)) <= HEADLINE_SECONDS
    return 4 if choice.fit == "strong" and short and not choice.better else 3
