"""Pages with a language model, without a browser: what is shown, what is committed, what is never imported."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.endpoints.keys import Keys
from lpcoach.ui.live import Pulse
from lpcoach.ui.pages.debrief_page import DebriefPage
from lpcoach.ui.pages.deep_dives_page import DeepDivesPage
from lpcoach.ui.pages.start_page import StartPage
from lpcoach.ui.pages.your_questions_page import YourQuestionsPage
from lpcoach.ui.widgets import Sheet
from tests.fakes.chat import Script, ScriptedModel
from tests.fakes.desk import apart, click, press, shown
from tests.fakes.model import GOOD, QUOTES
from tests.fakes.stories import SOLID
from tests.fakes.typing import SLOT, tell_story
from tests.unit.scoring.test_grading import sheet

SECRET = "sk-typed-into-a-page"


def with_model(
    coach: Coach, *scripts: Script, agreed: bool = True, endpoint: str = "http://127.0.0.1:9/v1"
) -> ScriptedModel:
    """Let a model of scripts interview and rate."""
    scripted = ScriptedModel(list(scripts))
    lm = LanguageModel(coach, keys=Keys({}), serve=lambda *_: scripted, environ={})
    coach.__dict__["language_model"] = lm
    for name, value in {"interviewer": "model", "rater": "model", "endpoint": endpoint, "model": "m"}.items():
        coach.set(name, value)
    if agreed:
        lm.agree()
    return scripted


async def settle(done: Any) -> None:  # noqa: ANN401 - a question about the page
    """Wait until what was begun has come."""
    for _ in range(400):
        await asyncio.sleep(0.01)
        if done():
            return
    raise AssertionError("it never came")


def test_no_page_brings_the_client_before_the_first_call(coach: Coach) -> None:
    """In a fresh kernel every page opens, one with a model chosen too, and neither openai nor keyring is imported."""
    coach.set("interviewer", "model")
    code = (
        "import asyncio, sys, lpcoach\nfrom lpcoach.ui import pages\n"
        "async def all_pages():\n    for name in pages.__all__:\n        getattr(pages, name)()\n"
        "asyncio.run(all_pages())\n"
        "print([name for name in ('openai', 'httpx2', 'keyring', 'genai_prices') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_page_waits_with_the_answer_kept_and_then_shows_the_models_question(coach: Coach) -> None:
    """There is a Cancel and no editor while it comes; then the question stands there with who asked it."""
    with_model(coach, GOOD)
    coach.start("one_story")

    async def check() -> None:
        page = DeepDivesPage()
        press(page, "submit", SOLID)
        under = coach.under_way()
        assert under is not None and under.turns[-1].answer == SOLID
        assert 'data-act="cancel"' in shown(page) and page.editor.layout.display == "none"
        await settle(lambda: not page.asking.busy)
        assert "Whose acceptance was in the 9.1%?" in shown(page) and "scripted on this machine" in shown(page)
        assert page.editor.layout.display is None
        page.drafts.close()

    apart(check())


def test_a_pause_in_mid_question_leaves_the_practice_paused(coach: Coach) -> None:
    """What comes later is not asked, and the practice is not resumed behind one's back."""
    with_model(coach, GOOD)
    coach.start("one_story")

    async def check() -> None:
        page = DeepDivesPage()
        press(page, "submit", SOLID)
        page.pause()
        await asyncio.sleep(0.2)
        under = coach.under_way()
        assert under is not None and under.paused_at is not None and not under.turns[-1].open
        page.drafts.close()

    apart(check())


@pytest.mark.parametrize(("act", "asked_by"), [("agree", "scripted on this machine"), ("refuse", "embedded")])
def test_consent_is_asked_before_anything_is_sent(coach: Coach, act: str, asked_by: str) -> None:
    """Agreed, the model asks; refused, the embedded interviewer does, and goes on doing so."""
    with_model(coach, GOOD, agreed=False)
    coach.start("one_story")

    async def check() -> None:
        page = DeepDivesPage()
        press(page, "submit", SOLID)
        assert "127.0.0.1:9" in page.asking.sheet.html
        click(page, act)
        await settle(lambda: not page.asking.busy)
        assert page.practice.turns[-1].asked.by == asked_by
        page.drafts.close()

    apart(check())


@pytest.mark.parametrize("carried", [False, True])
def test_a_page_without_the_key_asks_for_it(coach: Coach, carried: bool) -> None:
    """Typed, or brought sealed by the tab from another page, it opens the way; it is in no markup afterwards."""
    with_model(coach, GOOD, endpoint="https://models.example/v1")
    lm, other = coach.language_model, Keys({"LPCOACH_SEAL": "of-this-run"})
    lm.keys.environ = other.environ
    other.take(lm.endpoint(), SECRET, keep=False)
    coach.start("one_story")

    async def check() -> None:
        page = DeepDivesPage()
        press(page, "submit", SOLID)
        assert "There is no key for models.example" in shown(page)
        if carried:
            page.take_keys({"models.example": other.sealed(lm.endpoint())})
        else:
            click(page, "use_key", key=SECRET)
        await settle(lambda: not page.asking.busy)
        assert page.practice.turns[-1].asked.by == "scripted on this machine"
        assert SECRET not in shown(page) and SECRET not in coach.store.export()
        page.drafts.close()

    apart(check())


def test_the_settings_show_what_the_environment_has_but_never_the_key(coach: Coach) -> None:
    """Of an address only the host is shown, of a key only that it is there."""
    with_model(coach, GOOD)
    coach.language_model.environ = {"OPENAI_API_KEY": SECRET, "OPENAI_BASE_URL": "https://a:b@models.example/v1"}
    page = StartPage()
    assert "OPENAI_API_KEY: set, and not shown" in shown(page) and "on models.example" in shown(page)
    assert SECRET not in shown(page) and "a:b" not in shown(page)
    assert "Nothing leaves this machine" not in shown(page)


def test_a_rating_that_fails_is_told_and_the_embedded_one_is_at_hand(coach: Coach) -> None:
    """Nothing is kept of a failure; then the embedded rater rates, and no second rater is shown."""
    session = tell_story(coach, SOLID, rate=False)
    with_model(coach, ChatFailure("quota", "models.example"))
    coach.rate_self(session, {"evidence": 3}, "inclined", rate=False)

    async def check() -> None:
        page = DebriefPage()
        await settle(lambda: "Expected: about" in shown(page))
        click(page, "rate")
        await settle(lambda: "has no credit left" in shown(page))
        assert coach.session(session.id).ratings == ()
        click(page, "embedded")
        assert coach.session(session.id).ratings[0]["rater"] != "scripted on this machine"
        assert "Two raters" not in shown(page)

    apart(check())


def test_both_raters_stand_side_by_side_and_the_answer_is_retold_without_new_facts(coach: Coach) -> None:
    """The model's levels and the embedded ones are in one table; a retold text with a new number is not shown."""
    session = tell_story(coach, SOLID, rate=False)
    with_model(coach, sheet(QUOTES))
    coach.rate_self(session, {"evidence": 3}, "inclined", rate=False)

    async def check() -> None:
        page = DebriefPage()
        click(page, "rate")
        await settle(lambda: "Two raters" in shown(page))
        assert "Rated by scripted on this machine" in shown(page) and "embedded <span" in shown(page)
        with_model(coach, "I doubled revenue to 77 million at Globex in 2031.")
        click(page, "retell", "0")
        click(page, "by_model")
        await settle(lambda: "h-model-told" in shown(page))
        assert "77 million" not in shown(page) and "Globex" not in shown(page)

    apart(check())


def test_a_reply_is_played_and_marked_and_offered_again_where_none_came(coach: Coach) -> None:
    """A failure is told and leaves a button; pressed, the reply stands under the question with who played it."""
    reply = "We hand each alarm over by name when its owner leaves the team."
    with_model(coach, ChatFailure("server", "models.example"), reply)
    coach.enter(coach.enter(coach.start("full_loop"), "deep_dives"), "your_questions")

    async def check() -> None:
        page = YourQuestionsPage()
        press(page, "submit", "Who keeps an alarm honest when its owner leaves?")
        await settle(lambda: "has a fault of its own" in page.frame.html)
        click(page, "play")
        await settle(lambda: "no fact about any team" in shown(page))
        assert reply in shown(page) and 'data-act="play"' not in shown(page)
        page.drafts.close()

    apart(check())


def test_a_reply_lost_by_a_reload_is_offered_and_asked_for_once(coach: Coach) -> None:
    """The page that is opened again sends nothing by itself; while another kernel asks it waits."""
    scripted = with_model(coach, "We hand each alarm over by name when its owner leaves the team.")
    session = coach.enter(coach.enter(coach.start("full_loop"), "deep_dives"), "your_questions")
    session = coach.pose(session, "Who keeps an alarm honest when its owner leaves?", slot=SLOT)
    what = f"{session.id}:{len(session.turns)}:reply"
    assert coach.store.claim(what, "another", coach.now(), timedelta(hours=1))

    async def check() -> None:
        page = YourQuestionsPage()
        click(page, "play")
        await settle(lambda: 'data-act="cancel"' in shown(page))
        assert scripted.heard == []
        coach.store.release(what, "another")
        await settle(lambda: "no fact about any team" in shown(page))
        assert len(scripted.heard) == 1
        page.drafts.close()

    apart(check())


def test_a_stream_is_passed_on_at_most_twenty_times_a_second() -> None:
    """Of many texts within a beat the last one is shown, and none after the end."""
    heard: list[str] = []

    async def check() -> None:
        pulse = Pulse(heard.append)
        for number in range(100):
            pulse(str(number))
        await asyncio.sleep(0.12)
        pulse("late")
        pulse.stop()
        await asyncio.sleep(0.12)

    work: Coroutine[Any, Any, None] = check()
    apart(work)
    assert heard == ["99"]


def test_a_chatbots_reply_is_kept_before_it_is_used(coach: Coach) -> None:
    """What is pasted for a question or a rating stands in the box of the next page, and the browser is told."""

    async def check() -> None:
        coach.set("interviewer", "chatbot")
        coach.set("rater", "chatbot")
        coach.start("one_story")
        page = DeepDivesPage()
        press(page, "submit", SOLID)
        paste(page, page.asking.sheet, "Question: half of")
        again = DeepDivesPage()
        assert "Question: half of</textarea>" in shown(again)
        click(again, "embedded")
        press(again, "end_now")
        for each in (page, again):
            each.drafts.close()
        rated = DebriefPage()
        click(rated, "show", evidence="3", depth="2", alignment="4", bar="1", vote="inclined")
        assert rated.rating is not None
        paste(rated, rated.rating.sheet, "half a sheet")
        assert "half a sheet</textarea>" in shown(DebriefPage())

    apart(check())


def paste(page: DeepDivesPage | DebriefPage, sheet: Sheet, text: str) -> None:
    """Type into the box for a reply, without using it."""
    told: list[dict[str, Any]] = []
    page.frame.send = told.append
    slot = re.findall('data-set="([^"]+)"', sheet.html)[0]
    sheet._heard(None, {"set": slot, "value": text}, None)
    assert told == [{"type": "set", "name": slot, "value": text}]
