"""Two tabs that want the same of a model: one request, one charge, and what comes is in both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.coach import Coach, model_once
from lpcoach.coach.model import LanguageModel
from lpcoach.coach.model_once import ELSEWHERE, HERE, LASTS
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from tests.fakes.chat import Script
from tests.fakes.clock import FakeClock
from tests.fakes.model import GOOD, QUOTES, answered, model_of
from tests.fakes.typing import SLOT
from tests.unit.coach.test_model_debrief import finished
from tests.unit.scoring.test_grading import sheet

Want = Callable[[LanguageModel, Session, Callable[[str], None]], Coroutine[Any, Any, Any]]


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands still, so that nothing runs out by itself."""
    return FakeClock(tick=0)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let who waits look often."""
    monkeypatch.setattr(model_once, "LOOKED", 0.02)


def posed(coach: Coach) -> Session:
    """A question of the candidate's own that awaits its reply."""
    session = coach.enter(coach.enter(coach.start("full_loop"), "deep_dives"), "your_questions")
    return coach.pose(session, "What broke last quarter?", slot=SLOT)


WANTED: dict[str, tuple[Callable[[Coach], Session], Script, Want, Callable[[Session], object]]] = {
    "question": (
        answered,
        GOOD,
        lambda lm, session, told: lm.follow(session, on_wait=lambda wait: told(wait.words)),
        open_turn,
    ),
    "rating": (
        finished,
        sheet(QUOTES),
        lambda lm, session, told: lm.debrief(session, lambda progress: told(progress.words)),
        lambda session: session.ratings,
    ),
    "reply": (
        posed,
        "We keep a list of what broke.",
        lambda lm, session, told: lm.reply(session, None, lambda wait: told(wait.words)),
        lambda session: session.turns[-1].reply,
    ),
}


@pytest.mark.parametrize("wanted", WANTED)
def test_of_two_kernels_at_once_one_asks_and_both_have_what_came(
    coach: Coach, reopened: Callable[[], Coach], wanted: str
) -> None:
    """Both press in the same moment, each in a thread of its own: the model hears of it once, who waits says so."""
    begun, script, want, got = WANTED[wanted]
    session, start = begun(coach), Barrier(2)
    _, scripted = model_of(coach, script, seconds=0.3)
    told: list[str] = []

    def press(tab: Coach) -> Session:
        lm = LanguageModel(tab, keys=coach.language_model.keys, serve=lambda *_: scripted, environ={})
        start.wait()
        done: Session = asyncio.run(want(lm, session, told.append)).session
        return done

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(press, (reopened(), reopened()))
    assert len(scripted.heard) == 1 and ELSEWHERE in told
    assert got(first) and got(first) == got(second) == got(coach.session(session.id))


def test_a_kernel_that_died_blocks_nobody(coach: Coach, clock: FakeClock) -> None:
    """What it had claimed runs out, and who waits asks and says so; a claim that is over is swept away."""
    lm, scripted = model_of(coach, GOOD)
    session = answered(coach)
    for what in (f"{session.id}:{session.seq}:question", "another:1:question"):
        assert coach.store.claim(what, "the dead", clock.now, LASTS)
    told: list[str] = []

    async def go() -> Session:
        task = asyncio.create_task(lm.follow(session, on_wait=lambda wait: told.append(wait.words)))
        await asyncio.sleep(0.1)
        assert not task.done() and not scripted.heard
        clock.now += LASTS
        return (await task).session

    turn = open_turn(asyncio.run(go()))
    assert turn is not None and turn.asked.by != "embedded" and list(dict.fromkeys(told)) == [ELSEWHERE, HERE]
    assert not [key for key in coach.store.settings() if key.startswith("asking:")]


def test_who_waits_for_another_tab_can_stop(coach: Coach, clock: FakeClock) -> None:
    """Cancel there lets the embedded interviewer ask, and sends nothing; what the other tab has is left to it."""
    lm, scripted = model_of(coach, GOOD)
    session = answered(coach)
    what = f"{session.id}:{session.seq}:question"
    assert coach.store.claim(what, "the other", clock.now, LASTS)

    async def go() -> Session:
        task = asyncio.create_task(lm.follow(session))
        await asyncio.sleep(0.1)
        lm.cancel()
        return (await task).session

    turn = open_turn(asyncio.run(go()))
    assert turn is not None and "you stopped it" in turn.asked.note and not scripted.heard
    assert not coach.store.claim(what, "a third", clock.now, LASTS)


def test_a_request_keeps_its_claim_while_it_lasts(
    coach: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is renewed for as long as the kernel lives, so that a slow model is not asked by a second tab."""
    monkeypatch.setattr(model_once, "RENEWED", 0.02)
    lm, _ = model_of(coach, GOOD, seconds=0.5)
    session = answered(coach)

    async def go() -> None:
        task = asyncio.create_task(lm.follow(session))
        for _ in range(4):
            await asyncio.sleep(0.1)
            clock.now += LASTS * 0.6
            assert not coach.store.claim(f"{session.id}:{session.seq}:question", "a second", clock.now, LASTS)
        await task

    asyncio.run(go())


def test_a_second_retelling_is_refused_in_words(coach: Coach) -> None:
    """A retelling is shown and not kept: who is second is told that another tab asks, and nothing is sent."""
    lm, scripted = model_of(coach, "The acceptance rate fell from 12.4% to 9.1%.", seconds=0.1)
    told = answered(coach)

    async def go() -> list[object]:
        return await asyncio.gather(*(lm.retell(told, 0, {}) for _ in range(2)), return_exceptions=True)

    first, second = asyncio.run(go())
    assert not isinstance(first, BaseException) and len(scripted.heard) == 1
    assert isinstance(second, ChatFailure) and "try again a little later" in f"{second}"
