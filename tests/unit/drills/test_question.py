"""The question asked of a story is one that it can answer."""

from __future__ import annotations

from typing import Literal

import pytest

from lpcoach.coach.story_reading import read_story
from lpcoach.content.loader import load_pack
from lpcoach.drills.question import asked_about, fitting
from lpcoach.drills.recall import StoryFacts
from lpcoach.drills.subject import missed
from lpcoach.stories.story import Story
from tests.browser.walk import ANSWERS

PACK = load_pack()
NAMES = {theme.id: theme.name for theme in PACK.pack.themes}
STORIES = {
    "drift": ANSWERS["t-082"],
    "coaching": (
        "A junior engineer on my rotation wanted to leave. I met her every week, gave her the migration to lead, and "
        "reviewed her designs. She was promoted a year later, and coaches two interns now."
    ),
    "bill": (
        "The training bill had doubled. I traced the spend to idle GPU instances, moved half of the jobs to smaller "
        "ones and cut the budget by 40% without losing recall."
    ),
    "bias": (
        "Error rates of the speech model were twice as high for one dialect. I measured each group, collected consent "
        "for more recordings, and we held the release until the gap was closed."
    ),
}


@pytest.mark.parametrize(
    ("story", "themes"),
    [
        ("drift", {"regression", "data_quality"}),
        ("coaching", {"people"}),
        ("bill", {"frugality", "simplification"}),
        ("bias", {"bias_privacy", "safety", "customer"}),
    ],
)
def test_a_question_fits_what_the_story_tells(story: str, themes: set[str]) -> None:
    """Without a word of its owner: a theme that the story is about, no failure that it does not have."""
    about: Literal["people", "system"] = "people" if story == "coaching" else "system"
    shown = read_story(Story(telling=STORIES[story], about=about), PACK).principles
    found = fitting(PACK.questions, NAMES, StoryFacts(story, shown, text=STORIES[story]), about)
    assert set(found.themes) & themes, found.text
    assert "failure" not in found.asks
    assert missed(asked_about(found, NAMES), STORIES[story]) is None


def test_what_its_owner_says_of_a_story_comes_first() -> None:
    """The theme, the failure and the planned principle outweigh shared words."""
    owner = StoryFacts("drift", {}, ("frugality",), True, "delivery", STORIES["drift"])
    found = fitting(PACK.questions, NAMES, owner, "system")
    assert "delivery" in found.themes
    assert "failure" in found.asks
