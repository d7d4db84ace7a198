"""The debrief with a model: each story rated, with progress, cost and a way to stop; kept only where a rating came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lpcoach.chat.failures import LASTING, WORDS, ChatFailure, because, remedy
from lpcoach.chat.types import Usage, Wait, tokens
from lpcoach.coach import loop
from lpcoach.coach.model_once import once
from lpcoach.content.terms import CRITERIA
from lpcoach.errors import SettingError
from lpcoach.interviewer.retelling import Retold, retold
from lpcoach.scoring.grading import Graded, grade, messages_for
from lpcoach.scoring.grading import Progress as Told
from lpcoach.scoring.types import Rating
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach
    from lpcoach.coach.model import LanguageModel

__all__ = ["Debriefed", "Progress", "cost_before", "debrief", "keep", "retell"]

_FORM: Final = 1500  # tokens of a filled form, about


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: samples done of all, in words, and a wait if there is one."""

    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Debriefed:
    """The practice after it: with ratings, or as it was and in ``note`` why nothing is rated, as a clause."""

    session: Session
    note: str


def keep(coach: Coach, session: Session, given: Sequence[Rating] | None = None, note: str = "") -> Session:
    """Keep ratings of a finished practice: those ``given``, else the embedded rater's."""
    step = loop.Step(session, coach.now())
    questions = {question.id: question for question in coach.pack.questions}
    step.add(loop.rated(session, coach.pack, questions, given, note))
    return coach.commit(step)


async def cost_before(lm: LanguageModel, session: Session) -> str:
    """An estimate of tokens and price, before anything is sent."""
    sent = sum(
        tokens(message.content)
        for story in stories(session)
        for message in messages_for(thread(session, story), CRITERIA)[0]
    )
    samples = lm.coach.settings.samples
    received = _FORM * len(stories(session))
    return await lm.cost(Usage(sent * samples, received * samples, estimated=True))


async def debrief(lm: LanguageModel, session: Session, on_progress: Callable[[Progress], None]) -> Debriefed:
    """Rate each story, once; a story without a verdict is not scored, and without any verdict nothing is kept."""

    def waits(wait: Wait) -> None:
        on_progress(Progress(0, lm.coach.settings.samples * len(stories(session)), wait.words))

    try:
        async with once(lm, f"{session.id}:rating", waits):
            session = lm.coach.session(session.id)  # another tab may have rated it
            return Debriefed(session, session.rated_note) if session.ratings else await _rate(lm, session, on_progress)
    except ChatFailure as failure:  # stopped while another tab asks
        return Debriefed(session, f"{because(failure)}.")


async def _rate(lm: LanguageModel, session: Session, on_progress: Callable[[Progress], None]) -> Debriefed:
    graded: list[Graded] = []
    try:
        await lm.stoppable(_grade_all(lm, session, on_progress, graded))
    except (ChatFailure, SettingError) as failure:
        why = because(failure)
        cost = await _cost_so_far(lm, graded)
        paid = why == WORDS["cancelled"] and not lm.endpoint().loopback
        cut = " What was on its way is not counted and may cost too." if paid else ""
        return Debriefed(session, f"{why}.{cost}{cut}{remedy(failure)}")
    failed = [one.failure for one in graded if one.failure]
    if len(failed) == len(graded):
        why = (graded[0].rating.unscored or "").removeprefix("not scored: ")
        cost = await _cost_so_far(lm, graded)
        return Debriefed(session, f"{why}.{cost}{remedy(ChatFailure(failed[0]))}")
    usage = sum((one.usage for one in graded), Usage())
    cost = await lm.cost(usage)
    note = " ".join([f"Rated by {graded[0].rating.rater}: {cost}.", *_to_know(graded)])
    return Debriefed(keep(lm.coach, session, [one.rating for one in graded], note), note)


def _to_know(graded: Sequence[Graded]) -> list[str]:
    """What was cut from long stories, and how much of what the model said does not count."""
    found = [f"Story {number}: {one.sent}" for number, one in enumerate(graded, 1) if one.sent]
    if struck := sum(one.struck for one in graded):
        found.append(f"Points whose quote was not found: {struck}; they do not count.")
    if held := sum(one.held for one in graded):
        found.append(f"Levels held at one above the embedded rater’s: {held}.")
    return found


async def _cost_so_far(lm: LanguageModel, graded: Sequence[Graded]) -> str:
    """What ratings took that are not kept; empty where nothing is known to have been used."""
    usage = sum((one.usage for one in graded), Usage())
    return f" It took {await lm.cost(usage)}." if usage != Usage() else ""


async def _grade_all(
    lm: LanguageModel, session: Session, on_progress: Callable[[Progress], None], found: list[Graded]
) -> None:
    """Rate one story after another into ``found``, so that what came before a stop is counted."""
    model, samples = lm.served(), lm.coach.settings.samples
    told = stories(session)
    total = samples * len(told)

    def progress(done: int, words: str) -> None:
        on_progress(Progress(len(found) * samples + done, total, words))

    for story in told:
        name = f"Story {story + 1} of {len(told)}"

        def waits(wait: Wait, name: str = name) -> None:
            progress(0, f"{name}: {wait.words}")

        progress(0, name)
        heard = Told(lambda done, name=name: progress(done, name), waits)  # type: ignore[misc]
        found.append(await grade(model, thread(session, story), lm.coach.pack, samples=samples, told=heard))
        if found[0].failure in LASTING:
            return  # the others would fail in the same way, each after its waits


async def retell(
    lm: LanguageModel,
    session: Session,
    story: int,
    facts: Mapping[str, str],
    on_wait: Callable[[Wait], None] | None = None,
) -> Retold:
    """The answer told again from supplied facts only; not kept, so that who is second is told and waits for nothing."""
    async with once(lm, f"{session.id}:{story}:retelling", waits=False):
        return await lm.stoppable(retold(lm.served(), thread(session, story), facts, on_wait))
