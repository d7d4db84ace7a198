"""The story bank's page without a browser, and its seams in the deep dives and the debrief."""

from __future__ import annotations

import asyncio
import time

from lpcoach.coach import Coach
from lpcoach.coach.stories import KeptStory, slot
from lpcoach.session.types import Session
from lpcoach.stories.story import Story
from lpcoach.ui.gained import Gained
from lpcoach.ui.importing import Import
from lpcoach.ui.pages.deep_dives_page import DeepDivesPage
from lpcoach.ui.pages.stories_page import StoriesPage
from tests.fakes.desk import click, press, shown
from tests.fakes.stories import SOLID
from tests.unit.ui.conftest import InLoop

NOTE = "Only in my notes."
REPLY = "We compared it over two weeks against 5% of traffic that kept the old model; I wrote the alarm myself."


def kept(coach: Coach) -> KeptStory:
    """A story in the bank."""
    return coach.bank.add(Story(title="The slow ranker", situation=NOTE, telling=SOLID))


def told(coach: Coach, bank: str) -> Session:
    """A practice told from a story of the bank, with two answered probes, rated."""
    session = coach.start("one_story", bank=bank)
    session = coach.answer(session, SOLID, slot="s")
    while session.story is not None and len(session.turns) < 4:
        session = coach.answer(session, REPLY, slot="s")
    session = coach.finish(session)
    return coach.rate_self(session, {"evidence": 3, "depth": 3, "alignment": 3, "bar": 3}, "inclined")


def test_a_part_that_another_tab_has_overtaken_is_shown_again(coach: Coach, in_loop: InLoop) -> None:
    """The page shows the newer story and the text that was typed here; nothing is overwritten."""

    def check() -> None:
        one = kept(coach)
        page = StoriesPage()
        click(page, "open", one.id)
        click(page, "edit", "headline")
        coach.bank.write(one, "headline", "From the other tab.")
        press(page.desk, "save", "From this tab.")
        assert coach.bank.get(one.id).story.headline == "From the other tab."
        assert "From this tab." in page.frame.html
        assert coach.bank.drafts(one.id)["headline"] == "From this tab."
        page.desk.drafts.close()

    in_loop(check)


def test_closing_a_part_keeps_its_draft_and_leaves_the_story(coach: Coach, in_loop: InLoop) -> None:
    """Close saves nothing to the story; the part says that a draft is kept, and opens with it."""

    def check() -> None:
        one = kept(coach)
        page = StoriesPage()
        click(page, "open", one.id)
        click(page, "edit", "headline")
        press(page.desk, "close_part", "Half a thought")
        assert coach.bank.get(one.id).rev == 0
        assert "A draft is kept" in shown(page)
        click(page, "edit", "headline")
        assert (page.desk.editor.text, page.desk.editor.slot) == ("Half a thought", slot(one.id, "headline"))
        page.desk.drafts.close()

    in_loop(check)


def test_no_second_practice_is_begun_from_a_story(coach: Coach, in_loop: InLoop) -> None:
    """While one is under way the page says so."""

    def check() -> None:
        one = kept(coach)
        coach.start("full_loop")
        page = StoriesPage()
        click(page, "open", one.id)
        click(page, "practise")
        assert "A practice is under way." in page.frame.html
        assert len(coach.store.practices()) == 1
        page.desk.drafts.close()

    in_loop(check)


def test_notes_stand_beside_the_answer_in_coached_mode_only(coach: Coach, in_loop: InLoop) -> None:
    """A story can be taken in realistic mode too; its text is not shown then, and is typed in neither."""

    def check() -> None:
        one = kept(coach)
        for mode in ("coached", "realistic"):
            coach.set("mode", mode)
            coach.start("one_story")
            page = DeepDivesPage()
            click(page, "take", one.id)
            assert (NOTE in shown(page)) == (mode == "coached")
            assert "The slow ranker" in shown(page)
            assert page.editor.text == ""
            page.drafts.close()

    in_loop(check)


def test_its_text_goes_under_what_is_typed_when_asked_for(coach: Coach, in_loop: InLoop) -> None:
    """What stood in the answer stays; another story can be taken instead."""

    def check() -> None:
        one = kept(coach)
        coach.start("one_story")
        page = DeepDivesPage()
        click(page, "take", one.id)
        coach.store.save_draft(page.slot(), "w", 3, "Typed before.", coach.now())
        click(page, "paste")
        assert page.editor.text == f"Typed before.\n\n{SOLID.strip()}"
        click(page, "give_back")
        assert page.practice.taken == {}
        page.drafts.close()

    in_loop(check)


def test_only_what_is_ticked_is_added_and_only_once(coach: Coach, in_loop: InLoop) -> None:
    """Nothing is added without a tick; what was added is not offered again."""

    def check() -> None:
        one = kept(coach)
        rated = coach.rated(told(coach, one.id))
        page = StoriesPage()
        gained = Gained(page, rated)
        gained.gain("0", {})
        assert coach.bank.get(one.id).story.brought_out == ()
        gained.gain("0", {"gain_0_0": True})
        [added] = coach.bank.get(one.id).story.brought_out
        assert added.quote in REPLY
        assert 'id="gain-0-0"' not in gained.sheet.html
        page.desk.drafts.close()

    in_loop(check)


def test_what_was_told_from_no_story_can_become_one(coach: Coach, in_loop: InLoop) -> None:
    """As a draft that was told in this practice; a second click keeps no second one, and a sample offers nothing."""

    def check() -> None:
        page = StoriesPage()
        gained = Gained(page, coach.rated(told(coach, "")))
        for _ in range(2):
            gained.new_story("0", {})
        [one] = coach.bank.stories()
        assert (one.story.telling, one.story.draft) == (SOLID, True)
        [(record, _)] = coach.bank.told()[one.id]
        assert one.story.first_told == f"{record.id}:0"
        assert Gained(page, coach.rated(coach.sample())).sheet.html == ""
        page.desk.drafts.close()

    in_loop(check)


def test_a_reading_that_was_cancelled_ends_in_the_middle_of_its_file(coach: Coach) -> None:
    """After Cancel the thread that reads is gone long before a large file is read."""
    one = Import(coach, lambda _: None)

    async def check() -> float:
        raw = ("## A cache\n### Situation\nWe lost 3%.\n### Action\nI moved it.\n### Result\nBack.\n" * 6000).encode()
        one.begin([("bank.md", len(raw), raw)], lambda _: None)
        await asyncio.sleep(0.1)
        one.cancel()
        start = time.perf_counter()
        await asyncio.get_running_loop().shutdown_default_executor()
        return time.perf_counter() - start

    assert asyncio.run(check()) < 1
    assert one.files == []


def test_a_choice_about_a_story_is_told_to_the_browser(coach: Coach, in_loop: InLoop) -> None:
    """Its name carries the story, so that what a closed tab left behind never falls on another one."""

    def check() -> None:
        page, one, other = StoriesPage(), kept(coach), kept(coach)
        page.desk.open(one)
        said: list[dict[str, object]] = []
        page.frame.send = said.append
        name = f"story:{one.id}:failure"
        assert f'data-set="{name}"' in page.desk.choices.html
        page.desk.choices._heard(None, {"set": name, "value": True}, None)
        assert coach.bank.get(one.id).story.failure and said == [{"type": "set", "name": name, "value": True}]
        page.desk.choices._heard(None, {"set": f"story:{other.id}:failure", "value": True}, None)
        assert not coach.bank.get(other.id).story.failure

    in_loop(check)
