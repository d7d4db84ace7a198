"""Pages without a browser: what opens when, what a button does, and what an error leaves behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lpcoach.coach import Coach
from lpcoach.errors import SessionError, StoreUnwritable
from lpcoach.ui.page import Page, opened
from lpcoach.ui.pages.cross_examination_page import CrossExaminationPage
from lpcoach.ui.pages.debrief_page import DebriefPage
from lpcoach.ui.pages.deep_dives_page import DeepDivesPage
from lpcoach.ui.pages.introductions_page import IntroductionsPage
from lpcoach.ui.pages.start_page import StartPage
from lpcoach.ui.widgets.editor import Typed
from tests.fakes.desk import click, press, shown, told
from tests.fakes.stories import SOLID
from tests.unit.ui.conftest import InLoop

SECRET = "the name of my employer"
OWN = {"evidence": "3", "depth": "2", "alignment": "4", "bar": "1", "vote": "inclined"}


def test_an_unforeseen_error_becomes_a_notice_and_leaves_no_text_in_the_log(coach: Coach, tmp_path: Path) -> None:
    """The page says what to do; the log has the place and the kind, and nothing that was typed."""
    page = Page("00_start.ipynb")

    def fail(_arg: str, _values: Mapping[str, Any]) -> None:
        raise ValueError(SECRET)

    page.act(fail)("", {})
    assert "Something went wrong on this page." in page.frame.html
    assert SECRET not in page.frame.html
    log = (tmp_path / "lpcoach.log").read_text("utf-8")
    assert "ValueError" in log
    assert "in fail" in log
    assert SECRET not in log


@pytest.mark.usefixtures("coach")
def test_a_known_error_says_its_own_words_and_the_next_step_takes_them_away() -> None:
    """An error of the workbook's own is no surprise: its words are shown, and not for longer than they hold."""
    page = Page("00_start.ipynb")

    def fail(_arg: str, _values: Mapping[str, Any]) -> None:
        raise SessionError("This part is over.")

    page.act(fail)("", {})
    assert "This part is over." in page.frame.html
    page.act(lambda *_: None)("", {})
    assert page.notice is None
    assert "This part is over." not in page.frame.html


@pytest.mark.usefixtures("coach")
def test_a_page_that_cannot_open_its_workbook_says_why() -> None:
    """In place of the page stands one sentence with the reason."""

    def broken() -> Page:
        raise StoreUnwritable("The disk is full.")

    box = opened(broken)
    assert "The disk is full." in box.children[1].children[0].html


def test_a_page_of_the_loop_without_a_practice_leads_to_start(coach: Coach, in_loop: InLoop) -> None:
    """It is no error to open it."""

    def check() -> None:
        page = DeepDivesPage()
        assert "No practice is under way." in shown(page)
        assert 'href="00_start.ipynb"' in shown(page)

    in_loop(check)


def test_a_part_that_is_over_leads_to_the_one_under_way(coach: Coach, in_loop: InLoop) -> None:
    """Pages go on and not back."""
    coach.enter(coach.start("full_loop"), "cross_examination")

    def check() -> None:
        page = IntroductionsPage()
        assert "This part is over." in shown(page)
        assert 'href="04_cross_examination.ipynb"' in shown(page)

    in_loop(check)


def test_leaving_an_open_question_is_asked_first(coach: Coach, in_loop: InLoop) -> None:
    """Opening the next part's page does not skip a question by itself; the button does."""
    coach.enter(coach.start("full_loop"), "deep_dives")

    def check() -> None:
        page = CrossExaminationPage()
        assert "is still under way." in shown(page)
        assert coach.under_way().phase == "deep_dives"  # type: ignore[union-attr]
        click(page, "leave")
        assert coach.under_way().phase == "cross_examination"  # type: ignore[union-attr]
        assert "Claims on record" in shown(page)

    in_loop(check)


def test_an_address_cannot_leave_a_part_out_unasked(coach: Coach, in_loop: InLoop) -> None:
    """From the introductions, opening the cross-examination asks before the stories are given up."""
    coach.start("full_loop")

    def check() -> None:
        page = CrossExaminationPage()
        assert "there is no way back" in shown(page)
        assert coach.under_way().phase == "introductions"  # type: ignore[union-attr]

    in_loop(check)


def test_a_second_click_starts_no_second_practice(coach: Coach) -> None:
    """Start a loop, pressed twice, is one loop."""
    page = StartPage()
    click(page, "start", "full_loop")
    click(page, "start", "full_loop")
    assert len(coach.store.practices()) == 1


def test_a_loop_without_a_story_has_a_debrief_that_says_so(coach: Coach, in_loop: InLoop) -> None:
    """Nothing was told: no vote, no error, and it does not wait for the own rating again."""
    coach.finish(coach.enter(coach.start("full_loop"), "your_questions"))

    def check() -> None:
        page = DebriefPage()
        click(page, "show", **OWN)
        assert "Not scored." in shown(page)
        assert "No story was told in it." in shown(page)
        assert coach.waiting_for_own_rating() is None
        assert coach.records() == ()

    in_loop(check)


def test_show_the_debrief_pressed_twice_is_pressed_once(coach: Coach, in_loop: InLoop) -> None:
    """The second click neither fails nor rates again."""
    coach.finish(coach.start("one_story"))

    def check() -> None:
        page = DebriefPage()
        page.show("", OWN)
        rated = page.session
        page.show("", OWN)
        assert page.session is rated
        assert page.notice is None

    in_loop(check)


def test_the_next_page_opens_its_part(coach: Coach, in_loop: InLoop) -> None:
    """After the introduction, with nothing open, opening the page is entering the part."""

    def check() -> None:
        coach.start("full_loop")
        press(IntroductionsPage(), "submit", "I run the ranking service.")
        page = DeepDivesPage()
        assert page.practice.phase == "deep_dives"
        assert page.editor.slot == f"{page.practice.id}:1"

    in_loop(check)


def test_too_little_is_questioned_once_and_may_be_submitted(coach: Coach, in_loop: InLoop) -> None:
    """The answer is not taken until the candidate says so."""
    coach.start("one_story")

    def check() -> None:
        page = DeepDivesPage()
        heard = told(page)
        press(page, "submit", "We fixed it.")
        assert heard[0]["head"] == "Too little to probe or to rate."
        assert page.practice.turns[0].open
        press(page, "as_it_is", "We fixed it.")
        assert page.practice.turns[0].answer == "We fixed it."

    in_loop(check)


def test_ending_a_story_says_what_becomes_of_a_text_that_was_not_submitted(coach: Coach, in_loop: InLoop) -> None:
    """It is kept as a draft and counts for nothing; with an empty box nothing is said of it."""
    coach.start("one_story")

    def check() -> None:
        page = DeepDivesPage()
        heard = told(page)
        press(page, "end", "We cut it by half.")
        assert "The 5 words in the box are kept as a draft and not submitted" in heard[0]["body"]
        press(page, "end", " ")
        said = [note["body"] for note in heard if note["type"] == "notice"]
        assert said[-1] == "The open question counts as skipped."
        press(page, "end_now", "We cut it by half.")
        assert [draft.text for draft in coach.store.drafts(page.practice.id + ":0")][-1] == "We cut it by half."

    in_loop(check)


def test_an_empty_answer_is_not_taken(coach: Coach, in_loop: InLoop) -> None:
    """It says that nothing is written, and the text may be changed again."""
    coach.start("one_story")

    def check() -> None:
        page = DeepDivesPage()
        heard = told(page)
        press(page, "submit", " \n ")
        assert [message["type"] for message in heard] == ["notice", "done"]
        assert page.practice.turns[0].open

    in_loop(check)


def test_a_tab_that_fell_behind_is_drawn_again(coach: Coach, in_loop: InLoop) -> None:
    """An answer to a question that another tab has closed is not taken for the next one."""
    coach.start("one_story")

    def check() -> None:
        first, second = DeepDivesPage(), DeepDivesPage()
        press(first, "submit", SOLID)
        press(second, "submit", "Another story altogether, told in the other tab at the same time as this.")
        assert "Another tab has gone on with this practice." in second.frame.html
        assert "Another story altogether" in second.frame.html
        assert second.practice == first.practice
        assert second.editor.slot == first.editor.slot

    in_loop(check)


def test_realistic_shows_neither_ladder_nor_feedback(coach: Coach, in_loop: InLoop) -> None:
    """Nothing that helps is shown before the debrief."""
    coach.set("mode", "realistic")
    coach.start("one_story")

    def check() -> None:
        page = DeepDivesPage()
        page.draft(Typed(page.slot(), 1, SOLID, None))
        assert page.star._timer is None  # parts of a story are not even looked for
        press(page, "submit", SOLID)
        assert all(word not in shown(page) for word in ("Depth", "Seen", "Missing"))

    in_loop(check)


def test_the_debrief_waits_for_a_whole_own_rating(coach: Coach, in_loop: InLoop) -> None:
    """What is open is named; nothing of the rating is in the page before."""
    coach.start("one_story")

    def check() -> None:
        dives = DeepDivesPage()
        press(dives, "submit", SOLID)
        press(dives, "end_now")
        page = DebriefPage()
        click(page, "show", evidence="3")
        assert "Choose one for Depth, Alignment, Bar, Vote first" in shown(page)
        assert "One next action" not in shown(page)
        click(page, "show", **OWN)
        assert "One next action" in shown(page)

    in_loop(check)


def test_hidden_scores_hide_every_level_and_no_word(coach: Coach, in_loop: InLoop) -> None:
    """Each digit of a level stands in an element that the setting hides; its word stands outside."""
    coach.start("one_story")

    def check() -> None:
        dives = DeepDivesPage()
        press(dives, "submit", SOLID)
        press(dives, "end_now")
        page = DebriefPage()
        click(page, "show", **OWN)
        page.set("hide_scores", True)
        assert page.frame.numbers is False
        bare = " ".join(
            re.sub(r"<[^>]*>", " ", re.sub(r'<(\w+) class="[^"]*num\b[^>]*>.*?</\1>', "", shown(page))).split()
        )
        words = "|".join(coach.pack.rubric.level_words)
        assert not re.search(rf"\d(\.\d)? ({words})\b", bare)
        assert re.search(rf"\b({words})\b", bare)

    in_loop(check)


def test_settings_are_kept_and_a_bad_one_is_refused_in_words(coach: Coach) -> None:
    """What the field sent is checked before it is stored."""
    page = StartPage()
    page.own._heard(None, {"set": "interview", "value": "2030-01-02"}, None)
    assert coach.settings.interview == "2030-01-02"
    assert "2 January" in shown(page)
    page.own._heard(None, {"set": "mode", "value": "<b>"}, None)
    assert "That did not work." in page.frame.html
    assert coach.settings.mode == "coached"


def test_start_begins_a_practice_and_goes_to_its_first_page(coach: Coach) -> None:
    """One click; a plan that does not exist is refused."""
    page = StartPage()
    sent: list[dict[str, Any]] = []
    page.frame.send = sent.append
    click(page, "start", "one_story")
    assert sent == [{"type": "go", "to": "03_deep_dives.ipynb"}]
    assert coach.under_way() is not None
    page.top.acts["start"]("everything", {})
    assert "There is no plan" in page.frame.html


@pytest.mark.usefixtures("coach")
def test_deleting_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first press asks, the second may be taken back."""
    page = StartPage()
    click(page, "delete")
    assert "Yes, delete everything" in shown(page)
    click(page, "keep")
    assert "Nothing was deleted." in shown(page)


def test_the_clocks_box_shows_what_is_stored(coach: Coach, in_loop: InLoop) -> None:
    """A page painted between the press and its arrival stood on the old setting; the next paint says the truth."""
    coach.start("one_story")

    def check() -> None:
        page = DeepDivesPage()
        page.set("hide_clock", True)
        assert re.search(r'id="lp-hide-clock"[^>]* checked', page.frame.html)

    in_loop(check)
