"""Every template, filled by a whole practice of a person who types markup."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count, cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.content.terms import CRITERIA, CriterionId
from lpcoach.endpoints.keys import Keys
from lpcoach.scoring.grading_checks import CHECKS
from lpcoach.session.events import Answered, PhaseEntered
from lpcoach.session.types import Session
from lpcoach.store import Store
from lpcoach.ui import page as page_module
from lpcoach.ui import render as render_module
from lpcoach.ui.asking import Asking
from lpcoach.ui.pages.cross_examination_page import CrossExaminationPage
from lpcoach.ui.pages.debrief_page import DebriefPage
from lpcoach.ui.pages.deep_dives_page import DeepDivesPage
from lpcoach.ui.pages.drills_page import DrillsPage
from lpcoach.ui.pages.introductions_page import IntroductionsPage
from lpcoach.ui.pages.progress_page import ProgressPage
from lpcoach.ui.pages.start_page import StartPage
from lpcoach.ui.pages.stories_page import StoriesPage
from lpcoach.ui.pages.your_questions_page import YourQuestionsPage
from lpcoach.ui.render import render
from tests.fakes.chat import ScriptedModel
from tests.fakes.clock import FakeClock
from tests.fakes.desk import apart, choose_file, click, press
from tests.fakes.pack import small_pack
from tests.fakes.practices import after, asks
from tests.fakes.stories import PARTIAL, SOLID
from tests.fakes.typing import SLOT, tell_story

TEMPLATES = {path.stem for path in (Path(render_module.__file__).parent / "templates").glob("*.html")} - {
    "macros",
    "claim_line",
    "drill_facts",
}
EVIL = "\"'><evil onevil=1>&lt;evil&gt;</textarea></script>{{ 7*7 }}{% evil %}"
OWN_LEVELS: dict[CriterionId, int] = dict.fromkeys(CRITERIA, 3)
OWN = {"evidence": "3", "depth": "2", "alignment": "4", "bar": "1", "vote": "inclined"}


class Tags(HTMLParser):
    """All start tags with the names of their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, *(name for name, _ in attrs)))


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """Give the markup of each template as a whole practice full of markup leaves it."""
    folder = tmp_path_factory.mktemp("evil")
    coach = Coach(Store.open(folder), small_pack(), FakeClock(), count(7).__next__)
    made: dict[str, list[str]] = {}
    plain = Template.render

    def noting(template: Template, **values: object) -> str:
        html = plain(template, **values)
        made.setdefault(str(template.name).removesuffix(".html"), []).append(html)
        return html

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LPCOACH_HOME", str(folder))
        patch.setattr(page_module, "coach", lambda: coach)
        patch.setattr(Template, "render", noting)
        apart(practise(coach))
    yield made


async def practise(coach: Coach) -> None:
    """Go through all pages; every text that a person can type is hostile."""
    for name in ("role", "customer", "job"):
        coach.set(name, EVIL)
    StartPage().draw_settings(EVIL, sure=True)
    DeepDivesPage().draw_frame()
    bank = await hostile_bank(coach)
    coach.start("full_loop")
    intro = IntroductionsPage()
    press(intro, "submit", EVIL)
    dives = DeepDivesPage()
    click(dives, "take", coach.bank.stories()[0].id)
    for _ in range(3):
        press(dives, "submit", f"{SOLID} {EVIL}")
        press(dives, "submit", f"{EVIL} in 2019 I led 12 people.")
        press(dives, "end_now")
    cross = CrossExaminationPage()
    while cross.editor.layout.display is None:
        press(cross, "submit", EVIL)
    yours = YourQuestionsPage()
    press(yours, "submit", f"{EVIL}?")
    debrief = DebriefPage()
    click(debrief, "show", **OWN)
    debrief.tell("alert", EVIL, EVIL)
    second_opinion(debrief)
    tell_story(coach, PARTIAL)
    coach.rate_self(coach.finish(again(coach)), OWN_LEVELS, None)
    progress = ProgressPage()
    progress.frame.theme = "dark"
    coach.set("interview", "2025-04-01")
    StartPage()
    drill(coach)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LPCOACH_HOSTED", "demo")
        StartPage()
    await with_a_model(coach)
    click(bank, "open", coach.bank.stories()[0].id)  # told now, and gained from
    for page in (intro, dives, cross, yours, bank.desk):
        page.drafts.close()


async def with_a_model(coach: Coach) -> None:
    """A model and then a chatbot that interview and rate, and say nothing but markup; consent and settings too."""
    said = f"Aim: risk\nQuote: {EVIL}\nQuestion: {EVIL}?"
    lm = LanguageModel(coach, keys=Keys({}), serve=lambda *_: ScriptedModel([said], name=EVIL), environ={})
    coach.__dict__["language_model"] = lm
    for name, value in {"interviewer": "model", "rater": "model", "endpoint": "http://[::1]:9", "model": EVIL}.items():
        coach.set(name, value)
    start = StartPage()
    click(start, "try")
    coach.start("one_story")
    dives = DeepDivesPage()
    press(dives, "submit", f"{SOLID} {EVIL}")
    click(dives, "agree")
    await settled(dives.asking)
    coach.set("interviewer", "chatbot")
    press(dives, "submit", EVIL)
    click(dives, "paste", reply=EVIL)
    click(dives, "embedded")
    press(dives, "end_now")
    debrief = DebriefPage()
    click(debrief, "show", **OWN)
    coach.set("rater", "chatbot")
    debrief.draw()
    quotes = cycle((EVIL, *SOLID.split(". ")))  # a reply of which no quote shows anything rates nothing
    form = {
        check.id: {"quote": quote, "reason": EVIL, "holds": True} for check, quote in zip(CHECKS, quotes, strict=False)
    }
    click(debrief, "paste", "0", reply=json.dumps(form))
    coach.set("interviewer", "model")
    loop = coach.enter(coach.enter(coach.start("full_loop"), "deep_dives"), "your_questions")
    coach.pose(loop, EVIL, slot=SLOT)
    yours = YourQuestionsPage()
    for name in ("interviewer", "rater"):
        coach.set(name, "embedded")
    for page in (dives, yours):
        page.drafts.close()


async def settled(asking: Asking) -> None:
    """Wait until the question has come."""
    while asking.busy:
        await asyncio.sleep(0.01)


def second_opinion(debrief: DebriefPage) -> None:
    """A friend's ratings with a hostile name and note, a story retold with a hostile fact, and another debrief."""
    assert debrief.session is not None
    story = {"story": 0, "overall": 1, "evidence": 5, "depth": 5, "alignment": None, "bar": 5, "note": EVIL}
    back = {"lpcoach_packet": 1, "practice": debrief.session.id, "name": EVIL, "vote": "inclined", "stories": [story]}
    debrief.files.read_in(EVIL, 1, json.dumps(back).encode(), True)
    session = debrief.session
    assert session is not None
    asked = debrief.coach.rated(session).debrief.missing
    facts = {f"facts:{session.id}:{number}:{signal}": EVIL for number, signal in asked}
    click(debrief, "retell", "0", **facts)
    debrief.coach.sample()
    debrief.draw()


def again(coach: Coach) -> Session:
    """The question of the last practice, answered again."""
    last = coach.session(coach.store.practices()[0].id)
    session = coach.answer(coach.start("question_again", last.questions[0]), f"{SOLID} {EVIL}", slot="s")
    return coach.end_story(session, slot="s") if session.story is not None else session


def drill(coach: Coach) -> None:
    """Each drill once, with hostile texts."""
    page = DrillsPage()
    click(page, "begin", "recall")
    click(page, "choose", coach.drills.stories()[0].id)
    press(page.desk, "submit", EVIL)
    click(page, "again", "probe:numbers")
    press(page.desk, "submit", EVIL)
    click(page, "again", "rate")
    click(page, "rate", evidence="3")
    click(page, "rate", **dict.fromkeys((*CRITERIA, "overall"), "3"))
    click(page, "again", "aloud")
    click(page, "clock")
    click(page, "stop")
    press(page.desk, "submit", EVIL)
    click(page, "back")
    click(page, "begin", "length:headline", story=coach.drills.stories()[0].id)
    press(page.desk, "submit", EVIL)
    page.desk.drafts.close()


async def hostile_bank(coach: Coach) -> StoriesPage:
    """A bank of two stories and a deleted one, with notes, written and imported by hand."""
    page = StoriesPage()
    click(page, "import")
    text = f"# {EVIL}\n\n## {EVIL}\n**Situation:** {EVIL}\n**Task:** z\n**Action:** x\n**Result:** y\n"
    await choose_file(page, EVIL, text.encode())
    click(page, "keep", keep_0=True)
    for _ in range(2):
        click(page, "add")
        for part in ("title", "telling"):
            click(page, "edit", part)
            press(page.desk, "save", f"{SOLID} {EVIL}" if part == "telling" else EVIL)
        click(page, "bank")
    click(page, "open", coach.bank.stories()[-1].id)
    click(page, "delete")
    click(page, "delete_now")
    return page


def test_every_template_renders_with_what_its_page_gives(painted: dict[str, list[str]]) -> None:
    """No template names a value that it does not get, and none is left over."""
    assert set(painted) == TEMPLATES


def test_what_is_typed_never_becomes_markup(painted: dict[str, list[str]]) -> None:
    """No tag and no attribute comes from a text, and the text is there letter by letter."""
    pages = [html for each in painted.values() for html in each]
    assert not any("evil" in "".join(tag) for html in pages for tag in Tags(html).found)
    assert sum("&lt;evil onevil=1&gt;&amp;lt;evil&amp;gt;" in html for html in pages) > 10
    assert not any("49" in html and "7*7" not in html and "{{" in html for html in pages)


def test_headings_are_one_h1_a_page_and_ids_are_unique_in_a_sheet(painted: dict[str, list[str]]) -> None:
    """A sheet has one h1 at most."""
    assert all(html.count("<h1") <= 1 for each in painted.values() for html in each)


ODD = st.text(alphabet="<>&'\"{}%/=#a \\`!-", min_size=1, max_size=40).map(lambda text: f"a{text}")


@given(ODD)
def test_an_answer_changes_no_structure(text: str) -> None:
    """Whatever is typed, the thread has the tags that a plain word gives."""

    def thread(said: str) -> list[tuple[str, ...]]:
        turns = after(
            PhaseEntered("deep_dives"),
            asks("lead", "deep_dives", 0),
            Answered(said),
            asks("probe", "deep_dives", 0, said),
        ).turns
        return Tags(render("dive_thread", turns=turns, announce=said)).found

    assert thread(text) == thread("word")


@given(ODD)
def test_a_table_and_a_notice_change_no_structure(text: str) -> None:
    """The same for cells, heads and notices."""

    def both(said: str) -> list[tuple[str, ...]]:
        notice = {"tone": "warn", "head": said, "body": said, "kept": said}
        table = render("figure_table", head=said, columns=[said], rows=[[said, said]], to="a", link=said)
        return Tags(table + render("frame", hour=None, links=[], hide=None, notice=notice)).found

    assert both(text) == both("word")
