"""A whole loop typed by a person, in both shells, and what happens when the kernel dies in the middle."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.walk import ANSWERS, PATIENCE, Candidate
from tests.browser.watched import Watch

STRONG, MIDDLING, POOR = "t-016", "t-001", "t-043"
HALF = "We saw the accept rate fall in the north on 5 March. "
REST = "I rolled it back within 40 minutes — naïve ☂️ 😀 „quotes“ and\ta tab."


@pytest.fixture(params=["app", "lab"])
def server(request: pytest.FixtureRequest, home: object) -> object:
    """Each shell in turn."""
    with running(request.param, home) as started:  # type: ignore[arg-type]
        yield started


def start(page: Page) -> None:
    """Wait for the start page."""
    page.get_by_role("button", name="Start a loop").wait_for(timeout=PATIENCE)


def lp(page: Page) -> str:
    """All that the page of the workbook says."""
    return page.locator(".lp-main").first.inner_text()


def test_a_whole_loop_is_typed_from_introduction_to_debrief(server: Server, open_page: OpenPage, watch: Watch) -> None:
    """Every page leads to the next, questions name no principle, and the debrief quotes what was typed."""
    page = open_page(server.start)
    start(page)
    answers = [ANSWERS[STRONG], ANSWERS[MIDDLING], ANSWERS[POOR]]
    person = Candidate(page, list(answers))
    person.whole_loop()
    said = " ".join(person.said).lower()
    assert not any(name in said for name in ("customer obsession", "dive deep", "earn trust", "bias for action"))
    assert len(set(person.said)) == len(person.said), "a question was asked twice"
    shown = lp(page)
    assert "One next action" in shown
    assert "Your own vote" in shown
    assert "not an official scale" in shown
    for story in page.locator("details.lp-story").all():
        story.evaluate("node => node.open = true")
    typed = " ".join([*answers, *person.replies_given])
    marks = page.locator("mark").all_inner_texts()
    assert len(marks) > 5
    flat = " ".join(typed.split())
    assert all(" ".join(mark.split()) in flat for mark in marks), "a mark that was never typed"
    assert len(server.kernels()) == 1
    assert watch.errors == []


def test_progress_and_start_follow_from_the_loop(voila_server: Server, open_page: OpenPage) -> None:
    """After one story the start page has one next action, and progress shows charts with tables."""
    page = open_page(voila_server.start)
    start(page)
    person = Candidate(page, [ANSWERS[MIDDLING]])
    person.press("Practise one story")
    person.dive("Next: Debrief")
    person.follow("Next: Debrief")
    person.rate_self()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One story")
    person.follow("Progress")
    expect(page.locator(".js-plotly-plot")).to_have_count(8, timeout=PATIENCE)
    page.get_by_text("Show as a table").first.click()
    expect(page.locator("details[open] table").first).to_be_visible()
    person.follow("Start")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Next:")


def test_the_sample_loop_opens_and_counts_nowhere(voila_server: Server, open_page: OpenPage) -> None:
    """It is marked as a sample, and progress stays empty."""
    page = open_page(voila_server.start)
    start(page)
    Candidate(page, []).press("Open a finished sample loop")
    expect(page.get_by_text("This is a sample loop")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Progress", exact=True).click()
    expect(page.get_by_text("Nothing to show yet.")).to_be_visible(timeout=PATIENCE)


def test_a_killed_kernel_in_jupyterlab_draws_the_page_with_the_text(lab_server: Server, open_page: OpenPage) -> None:
    """The page comes back by itself with every character, and goes on saving."""
    page = open_page(lab_server.start)
    start(page)
    person = Candidate(page, [])
    person.press("Practise one story")
    person.box.wait_for(timeout=PATIENCE)
    person.box.press_sequentially(HALF)
    expect(page.locator(".lp-status").first).to_contain_text("Saved")
    page.evaluate('document.querySelectorAll(".lpc").forEach((old) => (old.dataset.old = "yes"))')
    for kernel in lab_server.kernels():
        os.kill(kernel, signal.SIGKILL)
    page.locator(".lpc:not([data-old])").first.wait_for(timeout=PATIENCE)
    expect(person.box).to_have_value(HALF, timeout=PATIENCE)


def test_shift_enter_and_other_keys_of_lab_stay_in_the_text(lab_server: Server, open_page: OpenPage) -> None:
    """JupyterLab does not take Shift+Enter, letters or undo out of the editor."""
    page = open_page(lab_server.start)
    start(page)
    person = Candidate(page, [])
    person.press("Practise one story")
    person.box.wait_for(timeout=PATIENCE)
    page.locator(".lpc").first.evaluate("node => node.dataset.mine = 'yes'")
    person.box.click()
    for key in ("a", "b", "d", "d", "Shift+Enter", "0", "0", "Enter", "j", "x", "z", "Control+z"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    assert person.box.input_value().startswith("abdd\n00\nj")
    expect(page.locator(".lpc[data-mine]")).to_have_count(1)


def test_two_tabs_keep_both_texts(voila_server: Server, open_page: OpenPage) -> None:
    """A tab that falls behind is told so, and neither text is thrown away."""
    page = open_page(voila_server.start)
    start(page)
    first = Candidate(page, [])
    first.press("Practise one story")
    first.box.wait_for(timeout=PATIENCE)
    other = open_page(voila_server.page("03_deep_dives.ipynb"))
    second = Candidate(other, [])
    second.box.wait_for(timeout=PATIENCE)
    first.box.fill("One tab tells the story of the parser, the feed and the alarm that nobody had set before that day.")
    expect(page.locator(".lp-status").first).to_contain_text("Saved")
    second.box.fill("The other tab tells the story of the ranker, the cache and the review that came too late to help.")
    question = first.asked()
    first.press("Submit answer")
    first.wait_for_change(question)
    second.press("Submit answer")
    expect(other.get_by_text("Another tab has gone on with this practice.")).to_be_visible()
    expect(other.get_by_text("the story of the parser").first).to_be_visible()


def test_hostile_text_is_shown_and_never_run(voila_server: Server, open_page: OpenPage, watch: Watch) -> None:
    """Markup, scripts and template marks that a candidate types come back letter by letter."""
    page = open_page(voila_server.start)
    page.on("dialog", lambda _dialog: pytest.fail("a dialog was opened"))
    start(page)
    hostile = (
        "<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} </textarea><script>alert(2)</script> "
        "I measured 12% against a control of 5% for two weeks, and I own the alarm that pages us. "
        "[x](javascript:alert(3))"
    )
    person = Candidate(page, [hostile])
    person.press("Practise one story")
    person.box.wait_for(timeout=PATIENCE)
    person.turn()
    expect(page.get_by_text("<img src=x onerror=alert(1)> {{ 7*7 }}").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert watch.errors == []


def test_too_little_is_named_and_may_be_submitted(voila_server: Server, open_page: OpenPage) -> None:
    """A short answer is questioned once; submitted as it is, it gets no invented score."""
    page = open_page(voila_server.start)
    start(page)
    person = Candidate(page, [])
    person.press("Practise one story")
    person.box.wait_for(timeout=PATIENCE)
    person.box.fill("We fixed it the next day.")
    person.press("Submit answer")
    expect(page.get_by_text("Too little to probe or to rate.")).to_be_visible()
    person.press("Keep writing")
    expect(person.box).to_be_focused()
    person.press("Submit answer")
    person.press("Submit as it is")
    page.locator("#lp-now, #lp-over").first.wait_for()
    while not page.locator("#lp-over").is_visible():
        question = person.asked()
        person.press("Skip this probe")
        person.wait_for_change(question)
    person.follow("Next: Debrief")
    own = page.get_by_role("group", name="Bar").get_by_role("radio", name="5 above the bar")
    own.check(timeout=PATIENCE)
    page.reload()
    expect(own).to_be_checked(timeout=PATIENCE)
    person.rate_self(vote="Not inclined")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not scored")


def test_pause_and_resume_come_back_to_the_same_words(voila_server: Server, open_page: OpenPage) -> None:
    """Pause leads to the start page, Resume back to the open question and its draft."""
    page = open_page(voila_server.start)
    start(page)
    person = Candidate(page, [])
    person.press("Practise one story")
    person.box.wait_for(timeout=PATIENCE)
    question = person.asked()
    person.box.fill(HALF)
    person.press("Pause")
    page.get_by_role("button", name="Resume").click(timeout=PATIENCE)
    person.box.wait_for(timeout=PATIENCE)
    assert person.asked() == question
    expect(person.box).to_have_value(HALF)
