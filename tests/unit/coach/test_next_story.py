"""What the bank lacks, by the stated rules."""

from __future__ import annotations

from lpcoach.coach import Coach
from lpcoach.coach.next_story import Coverage
from lpcoach.stories.story import Story


def coverage(coach: Coach, *stories: Story) -> Coverage:
    """The coverage of a bank with these stories."""
    for story in stories:
        coach.bank.add(story)
    return Coverage(coach.bank, coach.bank.stories(), coach.pack)


def test_failures_come_first(coach: Coach) -> None:
    """With none or one, a story of failure is asked for before all else; with two it is not."""
    assert coverage(coach).lacks()[0].head == "Add a story of failure"
    assert coverage(coach, Story(failure=True)).lacks()[0].head == "Add a second story of failure"
    assert not any(lack.failure for lack in coverage(coach, Story(failure=True)).lacks())


def test_a_principle_without_a_story_is_named_with_a_question(coach: Coach) -> None:
    """Every principle that nothing is planned for is a lack of its own; planned ones come last."""
    first, *others = [principle.id for principle in coach.pack.principles]
    lacks = coverage(coach, Story(title="One", principles=(first,))).lacks()
    assert [lack.principle for lack in lacks if lack.principle] == others
    asked = next(lack for lack in lacks if lack.principle and lack.question)
    assert asked.question is not None
    assert asked.principle in asked.question.principles
    assert lacks[-1].head.startswith("Show what is planned")


def test_a_chosen_theme_is_covered(coach: Coach) -> None:
    """A theme that a story has is not asked for; the others of the brief are."""
    chosen, *others = [theme.id for theme in coach.pack.pack.themes if theme.brief]
    lacks = coverage(coach, Story(title="One", theme=chosen)).lacks()
    assert [lack.theme for lack in lacks if lack.theme] == others


def test_cells_say_planned_until_a_text_shows_it(coach: Coach) -> None:
    """A named principle without a text is planned; nothing named is not."""
    first, second, *_ = [principle.id for principle in coach.pack.principles]
    cover = coverage(coach, Story(title="One", principles=(first,)))
    assert (cover.cell(0, first), cover.cell(0, second), cover.best(first)) == ("planned", "not", "planned")
