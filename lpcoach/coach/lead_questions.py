"""Which lead questions a practice begins with: what is least covered, and not what was asked lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lpcoach.content.terms import Plan
from lpcoach.errors import SettingError
from lpcoach.interviewer.leads import choose_questions
from lpcoach.session.plans import STORIES_OF
from lpcoach.session.threads import stories

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["chosen_leads"]

LATELY: Final = 3  # practices whose questions are not asked again while others are left


def chosen_leads(coach: Coach, plan: Plan, question: str | None, seed: int) -> tuple[str, ...]:
    """The ids of the plan's lead questions; with ``question``, that one is among them."""
    if plan == "question_again":
        if question is None or all(one.id != question for one in coach.pack.questions):
            raise SettingError("That question is not in this pack any more. Start one story instead.")
        return (question,)
    finished = [record for record in coach.records() if not record.sample]
    covered = {
        principle.id: sum(principle.id in story.principles for record in finished for story in record.stories)
        for principle in coach.pack.principles
    }
    latest = [row.id for row in coach.store.practices(sample=False, latest=LATELY)]
    recent = [asked for session in map(coach.session, latest) for asked in session.questions[: len(stories(session))]]
    leads = choose_questions(
        coach.pack,
        plan_count=STORIES_OF[plan],
        covered=covered,
        recent=recent,
        seed=seed,
        chosen=[question] if question else [],
    )
    return tuple(lead.id for lead in leads)
