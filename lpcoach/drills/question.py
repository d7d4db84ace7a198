"""The lead question that a story can answer: by what its owner says of it, what it shows, and the words they share.

Of 44 synthetic answers to questions of the pack, each without theme or principles, 34 have their own question among the
five best of 145, and 27 get one of its theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import Final

from lpcoach.content.models import LeadQuestion
from lpcoach.drills.recall import StoryFacts
from lpcoach.drills.subject import missed, subjects
from lpcoach.reading.clauses import flat
from lpcoach.reading.ledger.told import stems

__all__ = ["asked_about", "fitting"]

A_PRINCIPLE: Final = 3.0  # what one that is shown weighs against a rare word in common


def asked_about(question: LeadQuestion, names: Mapping[str, str]) -> tuple[str, ...]:
    """The subjects of a question; ``names`` are those of the themes."""
    return subjects(question.text, names.get(question.themes[0], ""), conflict="conflict" in question.asks)


def fitting(questions: Sequence[LeadQuestion], names: Mapping[str, str], story: StoryFacts, about: str) -> LeadQuestion:
    """The question that fits best; ``about`` says whether the story is one of a system or of people."""
    asked = {one.id: stems(flat(" ".join((one.text, *one.must)))) for one in questions}
    uses = Counter(word for words in asked.values() for word in words)
    told = stems(flat(story.text))

    def fit(question: LeadQuestion) -> tuple[bool, bool, bool, bool, float]:
        shared = sum(log(len(asked) / uses[word]) for word in asked[question.id] & told)
        return (
            story.theme in question.themes,
            story.failure == ("failure" in question.asks),
            missed(asked_about(question, names), story.text) is None,
            question.about == about,
            shared + A_PRINCIPLE * _principles(question, story),
        )

    return max(questions, key=fit)


def _principles(question: LeadQuestion, story: StoryFacts) -> float:
    """How strongly it shows what the question tests, or is planned to; what is tested most counts most."""
    weight = {"strong": 2.0, "shown": 1.0}
    return sum(
        max(weight.get(story.shown.get(one, ""), 0.0), 2.0 * (one in story.planned)) / place
        for place, one in enumerate(question.principles, start=1)
    )
