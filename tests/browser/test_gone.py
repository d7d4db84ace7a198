"""The server is killed, with its kernels, while one types and submits; a new one on the same port knows all of it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lpcoach.coach import Coach
from lpcoach.session.threads import open_turn
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server, running
from tests.browser.telling import saved, seconds_until_told, tell_a_story
from tests.browser.walk import PATIENCE

TOLD = "I saw the accept rate fall by 2% in the north and rolled the parser back within 40 minutes, part {}. "


def kill(server: Server) -> None:
    """Kill the server and its kernels."""
    for process in [server.process.pid, *server.kernels()]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def come_back(page: Page) -> None:
    """Open the page again by the button that it offers."""
    with page.expect_navigation(timeout=PATIENCE):
        page.get_by_role("button", name="Open the page again").click(timeout=PATIENCE)


def whole_or_absent(home: Path, text: str) -> bool:
    """Whether the text was submitted: then with the next question, and else as a draft that was not."""
    coach = Coach.open(home)
    session = coach.under_way()
    assert session is not None
    turn = open_turn(session)
    answers = [turn.answer for turn in session.turns]
    drafts = coach.store.drafts(f"{session.id}:{len(session.turns) - 1 if turn else len(session.turns)}")
    coach.store.close()
    assert turn is not None or session.ended_stories
    assert not any(draft.submitted for draft in drafts)
    return text in answers


def typed_on(home: Path, open_page: OpenPage) -> None:
    """Kill while one types: told within 3 s, and every character is there after one press, without a token."""
    with running("app", home) as server:
        page, person = tell_a_story(server, open_page)
        person.box.fill(TOLD.format(0))
        saved(page)
        assert seconds_until_told(page, lambda: kill(server)) < 3.5
        person.box.press("End")
        person.box.press_sequentially("While it was gone.")
        page.get_by_role("button", name="Open the page again").click(timeout=PATIENCE)
        expect(page.get_by_text("Not saved. The server does not answer either")).to_be_visible(timeout=PATIENCE)
        port = server.port
    with running("app", home, port) as server:
        come_back(page)
        expect(person.box).to_have_value(f"{TOLD.format(0)}While it was gone.", timeout=PATIENCE)
        saved(page)


def submitted(home: Path, open_page: OpenPage, moment: int) -> bool:
    """Kill so many milliseconds after Submit was pressed; page and workbook agree on whether it was submitted."""
    text = TOLD.format(moment)
    with running("app", home) as server:
        port = server.port
        page, person = tell_a_story(server, open_page)
        person.box.fill(text)
        saved(page)
        person.press("Submit answer")
        page.wait_for_timeout(moment)
        kill(server)
    done = whole_or_absent(home, text)
    with running("app", home, port):
        come_back(page)
        if done:
            expect(page.get_by_text(text.strip()).first).to_be_visible(timeout=PATIENCE)
        else:
            expect(person.box).to_have_value(text, timeout=PATIENCE)
    return done


def test_a_killed_server_loses_no_character(home: Path, open_page: OpenPage) -> None:
    """The page says so, lets one in again without a token, and holds every character, typed before and after."""
    typed_on(home, open_page)


def test_a_submit_under_a_kill_is_whole_or_absent(home: Path, open_page: OpenPage) -> None:
    """Killed as Submit is pressed: afterwards the answer is told and the next question asked, or it is in the box."""
    submitted(home, open_page, 10)


@pytest.mark.prove
def test_a_submit_under_twelve_kills_is_whole_or_absent(home: Path, open_page: OpenPage) -> None:
    """Killed from 0 to 220 ms after Submit: both outcomes occur, and nothing between them."""
    assert {submitted(home, open_page, moment) for moment in range(0, 240, 20)} == {True, False}
