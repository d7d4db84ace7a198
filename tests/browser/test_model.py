"""A practice with a language model behind real sockets, as a person meets it in the browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lpcoach.coach import Coach
from lpcoach.coach.model_once import ELSEWHERE
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.walk import ANSWERS, PATIENCE, REPLIES, Candidate
from tests.browser.watched import Watch
from tests.fakes.typing import answer_all
from tests.fault.model_server import FaultServer

CANARY = "sk-canary-3141592653589793"
WAITS = "takes no more requests just now; attempt 2 follows in 2 s"
NOTE = "The embedded interviewer asks this one:"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run `lpcoach app` once for all: each test begins a practice of its own."""
    with running("app", tmp_path_factory.mktemp("models") / "home") as server:
        yield server


@pytest.fixture
def home(site: Server) -> Path:
    """The one person's folder."""
    return site.home


@pytest.fixture
def line() -> Iterator[FaultServer]:
    """Give a server of models on a free port."""
    server = FaultServer()
    yield server
    server.stop()


def chosen(home: Path, line: FaultServer, case: str, *, agreed: bool = True, **more: object) -> Coach:
    """The workbook of a person who has chosen this model."""
    coach = Coach.open(home)
    for name, value in {
        "interviewer": "model",
        "rater": "embedded",
        "endpoint": line.url(case),
        "model": "m",
        **more,
    }.items():
        coach.set(name, value)
    if agreed:
        coach.language_model.agree()
    return coach


def dive(page: Page, server: Server) -> Candidate:
    """One story, its lead question on show; the same questions in each run."""
    coach = Coach.open(server.home)
    coach.seed = lambda: 7
    coach.start("one_story")
    page.goto(server.page("03_deep_dives.ipynb"))
    person = Candidate(page, [ANSWERS["t-016"]])
    person.box.wait_for(timeout=PATIENCE)
    return person


def submit(person: Candidate, text: str) -> None:
    """Type an answer and submit it, once the box is the new question's."""
    expect(person.box).to_have_value("", timeout=PATIENCE)
    person.box.fill(text)
    person.press("Submit answer")


def test_a_model_attacks_replies_and_rates_to_the_end_of_the_loop(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer, watch: Watch
) -> None:
    """Its questions say who asked, and waits are shown; the reply is played; rating tells cost, progress and Cancel."""
    coach = chosen(home, line, "interview", rater="model")
    session = coach.start("full_loop")
    for phase in ("introductions", "deep_dives"):
        session = answer_all(coach, coach.enter(session, phase) if phase != "introductions" else session)
    page = open_page(site.page("04_cross_examination.ipynb"))
    person = Candidate(page, [])
    page.locator("#lp-now").wait_for(timeout=PATIENCE)
    line.busy = 1
    for first in (True, False):
        question = person.asked()
        person.box.fill(REPLIES[0])
        person.press("Submit answer")
        if first:
            expect(page.locator("[data-live=wait]")).to_contain_text(WAITS, timeout=PATIENCE)
        person.wait_for_change(question)
    page.goto(site.page("05_your_questions.ipynb"))
    page.get_by_role("button", name=re.compile("Leave it and go on to")).click(timeout=PATIENCE)
    line.busy = 1
    person.ask("When the owner of a model leaves, what keeps its alarms honest two years on?")
    expect(page.locator("[data-live=wait]")).to_contain_text(WAITS, timeout=PATIENCE)
    page.get_by_text("no fact about any team").wait_for(timeout=PATIENCE)
    person.follow("Next: Debrief")
    person.own("Inclined")
    page.get_by_text(re.compile("Expected: .*free")).wait_for(timeout=PATIENCE)
    coach.set("endpoint", line.url("stall"))
    line.busy = 1
    person.press("Rate with the model")
    progress = page.locator("[data-live=progress]")
    expect(progress).to_have_text(re.compile(f"Story 1 of 3: .*{WAITS}. 0 of 3 ratings have come."), timeout=PATIENCE)
    person.press("Cancel")
    page.get_by_text("Nothing is rated: you stopped it.").wait_for(timeout=PATIENCE)
    coach.set("endpoint", line.url("interview"))
    person.press("Rate with the model")
    expect(progress).to_contain_text("Story 2 of 3. 1 of 3 ratings have come.", timeout=PATIENCE)
    page.get_by_role("heading", name="Two raters").wait_for(timeout=PATIENCE)
    cost = re.compile(r"Rated by m on this machine: about [\d,]+ tokens, free")
    assert cost.search(page.locator(".lp-main").first.inner_text())
    kept = coach.session(session.id)
    assert "m on this machine" in {turn.asked.by for turn in kept.turns if turn.phase == "cross_examination"}
    assert watch.errors == []


def test_no_failure_of_a_model_stops_the_practice(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer, watch: Watch
) -> None:
    """Bad key, cut, garbage, broken rules: one calm sentence each, the embedded question, no markup."""
    coach = chosen(home, line, "locked")
    person = dive(open_page("about:blank"), site)
    cases = {
        "locked": "there is no key for the server on this machine",
        "cut": "broke off in mid-answer",
        "html": "not a usable answer",
        "hostile": "broke the interviewer’s rules",
    }
    for number, (case, words) in enumerate(cases.items()):
        coach.set("endpoint", line.url(case))
        submit(person, person.answers[0] if number == 0 else REPLIES[number % len(REPLIES)])
        note = person.page.get_by_text(NOTE).nth(number)
        note.wait_for(timeout=PATIENCE)
        assert words.replace("’", "'") in note.inner_text().replace("’", "'")
        assert case != "cut" or "It had got as far as: “Half a”" in note.inner_text()
    assert person.page.locator(".lp-thread img").count() == 0
    assert watch.errors == []


def test_cancel_ends_it_at_once_and_the_embedded_interviewer_asks(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer
) -> None:
    """While the model stalls the button is there; the line is closed, what had come is kept, a question comes."""
    chosen(home, line, "stall")
    person = dive(open_page("about:blank"), site)
    submit(person, person.answers[0])
    cancel = person.page.get_by_role("button", name="Cancel")
    cancel.wait_for(timeout=PATIENCE)
    expect(person.page.locator("[data-live=text]")).to_have_text("Half a", timeout=PATIENCE)  # the line is open
    began = time.monotonic()
    cancel.evaluate("(button) => button.click()")
    assert line.gone.wait(5)
    took = time.monotonic() - began
    expect(person.page.get_by_text(f"{NOTE} you stopped it. It had got as far as: “Half a”")).to_be_visible()
    print(f"from the click to the closed socket: {took * 1000:.0f} ms")
    assert took < 0.5  # 24 and 29 ms here, 147 to 329 on a busy machine; the kernel's part is held to a tenth


def test_a_second_tab_and_a_page_reloaded_in_mid_stream_ask_once(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer
) -> None:
    """The answer is kept; the other tab says who is asking; it and the reloaded page show one and the same question."""
    coach = chosen(home, line, "held")
    page = open_page("about:blank")
    person = dive(page, site)
    submit(person, person.answers[0])
    expect(page.locator("[data-live=text]")).to_contain_text("Which", timeout=PATIENCE)
    other = page.context.new_page()
    other.goto(site.page("03_deep_dives.ipynb"))
    expect(other.locator("[data-live=wait]")).to_have_text(f"{ELSEWHERE}.", timeout=PATIENCE)
    assert len(line.seen) == 1  # one is paid
    page.reload()
    line.release.set()
    for each in (page, other):
        each.locator("#lp-now").wait_for(timeout=PATIENCE)
    assert page.locator("#lp-now").inner_text() == other.locator("#lp-now").inner_text()
    under = coach.under_way()
    assert under is not None and [turn.asked.kind for turn in under.turns] == ["lead", "probe"]
    assert under.turns[0].answer == person.answers[0]


def test_nothing_is_sent_before_consent_and_a_refusal_is_the_end_of_it(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer
) -> None:
    """The sheet names the host; refused, the embedded interviewer asks and no request was made."""
    chosen(home, line, "interview", agreed=False)
    person = dive(open_page("about:blank"), site)
    submit(person, person.answers[0])
    page = person.page
    page.get_by_role("group").filter(has_text="will receive what you type").wait_for(timeout=PATIENCE)
    assert f"127.0.0.1:{line.server_address[1]}" in page.locator("#lp-gate").inner_text()
    person.press("Do not send, go on embedded")
    page.locator("#lp-now").wait_for(timeout=PATIENCE)
    assert line.seen == [] and line.listed == 0
    assert Coach.open(home).settings.interviewer == "embedded"


def test_a_chatbots_question_is_copied_out_and_pasted_in(
    home: Path, site: Server, open_page: OpenPage, line: FaultServer
) -> None:
    """A reply that breaks the rules is named and stays; a good one is asked; no request is made."""
    chosen(home, line, "interview", agreed=False, interviewer="chatbot")
    person = dive(open_page("about:blank"), site)
    submit(person, person.answers[0])
    page = person.page
    page.get_by_role("button", name="Copy for your chatbot").wait_for(timeout=PATIENCE)
    prompt = page.locator("#m-prompt").input_value()
    assert "You write the next question" in prompt
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.press("Copy for your chatbot")
    page.wait_for_function("async (prompt) => (await navigator.clipboard.readText()) === prompt", arg=prompt)
    page.get_by_label("Its reply").fill("Question: Great answer. Well done?")
    person.press("Use this reply")
    page.get_by_text("That reply was not taken.").wait_for()
    words = " ".join(person.answers[0].split()[:6])
    page.get_by_label("Its reply").fill(f"Aim: numbers\nQuote: {words}\nQuestion: Who saw what you call “{words}”?")
    person.press("Use this reply")
    page.locator("#lp-now").wait_for()
    assert words in page.locator("#lp-now").inner_text()
    assert line.seen == []


def test_settings_take_a_key_try_the_model_and_leave_the_key_nowhere(
    lab_server: Server, open_page: OpenPage, line: FaultServer
) -> None:
    """What works is said; the tab carries the key sealed to the next page; no file, no saved notebook has it."""
    page = open_page(lab_server.page("00_start.ipynb"))
    page.set_default_timeout(PATIENCE)
    page.get_by_role("radio", name="A language model at an address").check(timeout=PATIENCE)
    page.get_by_label("Server address").fill(line.url("interview"))
    page.get_by_label("Model", exact=True).fill("m")
    page.get_by_label(re.compile("^Key for")).fill(CANARY)
    page.get_by_role("button", name="Use this key").click()
    page.get_by_text("The key is in memory, until this tab or lpcoach is closed.").wait_for()
    assert page.get_by_label(re.compile("^Key for")).input_value() == ""
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("button", name=re.compile("^Agree to send it to")).click()
    page.get_by_text("Price: free").wait_for(timeout=PATIENCE)
    works = page.get_by_role("list", name="What works").inner_text()
    assert [word for word in ("Reachable:", "Key: accepted", "m answers", "Schema: kept") if word not in works] == []
    sent = {name.lower(): value for name, value in line.seen[0]["headers"].items()}
    assert sent["authorization"] == f"Bearer {CANARY}"
    page.get_by_role("button", name="Withdraw the consent").click()
    page.get_by_text("Taken back.").wait_for()
    assert CANARY not in page.content()
    person = dive(page, lab_server)
    submit(person, person.answers[0])
    page.get_by_role("button", name=re.compile("^Agree to send it to")).click()
    page.locator("#lp-now").wait_for(timeout=PATIENCE)
    sent = {name.lower(): value for name, value in line.seen[-1]["headers"].items()}
    assert sent["authorization"] == f"Bearer {CANARY}"
    carried = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "lpcoach:key:127.0.0.1" in carried and CANARY not in carried + page.content()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2000)
    below = [path for path in lab_server.home.parent.rglob("*") if path.is_file()]
    assert [path for path in below if CANARY.encode() in path.read_bytes()] == []
    person.press("Pause")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_text("Everything is deleted.").wait_for()
    assert page.evaluate("() => Object.keys(sessionStorage).filter((name) => name.startsWith('lpcoach:'))") == []
