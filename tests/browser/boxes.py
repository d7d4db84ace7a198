"""A walk to every box that can be typed into; the boxes are found by the pages themselves, none is listed here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from lpcoach.coach import Coach
from lpcoach.session.threads import open_turn
from lpcoach.stories.story import Story
from lpcoach.ui import render
from lpcoach.ui.bank_values import LABELS
from tests.browser.servers import Server
from tests.browser.telling import saved
from tests.browser.walk import ANSWERS, PATIENCE, Candidate
from tests.fakes.loops import CLASH

__all__ = ["Filler", "all_boxes"]

UI = Path(render.__file__).parent
TEMPLATES, PAGES = UI / "templates", UI / "pages"
NOT_TYPED = ("radio", "checkbox", "file", "date")
OPEN = ":is(textarea, input:not([type]), input[type=text], input[type=password]):not([readonly]):visible"
STORIES = {"Three models into one": "t-001", "Dock doors": "t-008", "The missing timezone": "t-082"}
Words = Callable[[str], str]  # what to type into the box of this name


def all_boxes() -> set[str]:
    """Every box that templates and pages can show: ids of fields, labels of the editor."""
    markup = "".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    fields = re.findall(r"<(?:textarea|input)\b[^>]*>", markup)
    typed = [tag for tag in fields if " readonly" not in tag and not re.search(rf'type="({"|".join(NOT_TYPED)})"', tag)]
    ids = {re.findall(r'id="([^"{]*)', tag)[0] for tag in typed}
    code = "".join(path.read_text() for path in (*PAGES.glob("*.py"), UI / "drill_views.py"))
    return ids | set(re.findall(r'(?:label=|Writing\()"([^"]+)"', code)) | set(LABELS.values())


class Filler:
    """Goes from page to page and types into every box that is open there and was not met before."""

    def __init__(self, page: Page, server: Server, words: Words) -> None:
        self.page, self.server, self._words = page, server, words
        self.person = Candidate(page, [])
        self.filled: set[tuple[str, str]] = set()

    @property
    def met(self) -> set[str]:
        """The boxes that were filled, by their names; of fields that are numbered the beginning."""
        return {re.sub(r"(?<=^fact-).*", "", name) for _, name in self.filled}

    def fill(self) -> None:
        """Type into each open box of this state, and wait until it is saved."""
        written = False
        for box in self.page.locator(".lpc").locator(OPEN).all():
            name = box.evaluate("(e) => e.id.startsWith('lp-') || !e.id ? e.labels[0].textContent : e.id")
            if (self.page.url, name) not in self.filled:
                self.filled.add((self.page.url, name))
                box.fill(self._words(name))
                written |= box.evaluate("(e) => e.matches('.lp-field')")
        if written:
            saved(self.page)
        self.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('lpcoach:field'))")

    def open(self, notebook: str, shown: str) -> None:
        """Open a page and fill what is there."""
        self.page.goto(self.server.page(f"{notebook}.ipynb"))
        self.page.locator(shown).first.wait_for(timeout=PATIENCE)
        self.fill()

    def press(self, name: str, shown: str = "") -> None:
        """Press a button; where something is to show after it, fill what is there then."""
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE)
        if shown:
            self.page.locator(shown).first.wait_for(timeout=PATIENCE)
            self.fill()

    def everywhere(self, coach: Coach) -> None:
        """All pages; ``coach`` goes on with the practice where no box is."""
        for title, answer in STORIES.items():
            coach.bank.add(Story(title=title, headline=ANSWERS[answer][:120], telling=ANSWERS[answer], failure=True))
        coach.set("interviewer", "model")
        self.open("00_start", "#m-key")
        coach.set("interviewer", "chatbot")
        self._stories()
        self._loop(coach)
        self._debrief(coach)
        self._drills()

    def _stories(self) -> None:
        self.open("01_stories", "table.lp-stories")
        self.press("Dock doors", "text=Practise this story")
        for label in LABELS.values():
            self.page.get_by_role("button", name=re.compile(f"^(Edit|Write): {label}$")).first.click()
            self.page.get_by_role("textbox", name=label).wait_for()
            self.fill()
            self.press("Close")
            self.page.get_by_role("textbox", name=label).wait_for(state="hidden")

    def _loop(self, coach: Coach) -> None:
        coach.start("full_loop")
        self.open("02_introductions", ".lp-field:visible")
        self.press("Submit answer", "text=Next: Deep dives")
        self.open("03_deep_dives", ".lp-field:visible")
        self.person.box.fill(f"{CLASH} {self._words('the lead question')}")
        saved(self.page)
        self.press("Submit answer", "#m-reply")
        self.press("Let the embedded interviewer ask", "#lp-now")
        coach.set("interviewer", "embedded")
        session = coach.under_way()
        while session is not None and open_turn(session) is not None:
            session = coach.end_story(session, slot="")
        self.open("04_cross_examination", ".lp-field:visible")
        self.page.goto(self.server.page("05_your_questions.ipynb"))
        self.press("Leave it and go on to Your questions", ".lp-field:visible")
        self.press("Submit question", "#lp-next")

    def _debrief(self, coach: Coach) -> None:
        self.person.follow("Next: Debrief")
        self.person.rate_self()
        self.fill()

    def _drills(self) -> None:
        self.open("08_drills", "text=Start the recall drill")
        self.press("Start the recall drill")
        self.press("Dock doors", ".lp-field:visible")
        self.press("Back to the drills")
        self.press("Drill: Numbers and baselines", ".lp-field:visible")
        self.press("Back to the drills")
        self.press("Tell one aloud")
        self.press("Start the clock")
        self.press("I have told it", "role=textbox[name='What you forgot']")
        self.press("Back to the drills")
        self.press("Headline, 30 s", ".lp-field:visible")
        self.press("Measure it", "#lp-page")
