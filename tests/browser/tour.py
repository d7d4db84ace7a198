"""A walk over every page and its main states; whoever walks along looks at each."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from lpcoach.coach import Coach
from tests.browser.servers import Server
from tests.browser.walk import ANSWERS, PATIENCE, Candidate
from tests.fakes.loops import CLASH, UNDONE
from tests.fault.model_server import FaultServer

__all__ = ["tour"]

Look = Callable[[str], None]
FILES = Path(__file__).parents[1] / "data" / "stories"
BANKS = ("01_bank_headings.md", "02_bold_labels.md", "40_twice.md", "14_bank.json", "41_old_names.csv")


class Visitor(Candidate):
    """A candidate who stops at every state, so that ``look`` can see it."""

    def __init__(self, page: Page, server: Server, look: Look) -> None:
        super().__init__(page, [CLASH, ANSWERS["t-001"], ANSWERS["t-043"]])
        self.server = server
        self._look = look

    def look(self, name: str) -> None:
        """Let the companion look, once nothing is under way."""
        self.page.wait_for_function("() => ![...document.querySelectorAll('.lp-field')].some((each) => each.readOnly)")
        self._look(name)

    def visit(self, notebook: str, heading: str, name: str) -> None:
        """Open a page by its address and look at it."""
        self.page.goto(self.server.page(notebook))
        self.page.locator("h1", has_text=heading).wait_for(timeout=PATIENCE)
        self.look(name)

    def answer(self, text: str) -> None:
        """Answer what is open with this text."""
        before = self.asked()
        self.box.fill(text)
        self.press("Submit answer")
        self.wait_for_change(before)

    def start(self) -> None:
        """The first visit, and a page that has nothing to show yet."""
        self.visit("03_deep_dives.ipynb", "No practice", "no-practice")
        self.visit("00_start.ipynb", "Start with", "start-first")
        self.press("Delete everything")
        self.page.get_by_role("button", name="Keep it").wait_for()
        self.look("start-delete-asked")
        self.press("Keep it")

    def stories(self) -> None:
        """The bank: empty, an import with its preview, one story, a part being written, a deletion."""
        self.visit("01_stories.ipynb", "Story bank", "stories-none")
        self.press("Import from files")
        self.page.locator("h1", has_text="Import stories").wait_for()
        self.look("stories-import")
        self.page.set_input_files("#lp-files", [FILES / name for name in BANKS])
        self.page.get_by_role("button", name="Keep these").wait_for(timeout=PATIENCE)
        self.page.locator("details").first.evaluate("(each) => (each.open = true)")
        self.look("stories-preview")
        self.press("Keep these")
        self.page.locator("table.lp-stories").wait_for()
        self.look("stories-bank")
        self.press("Ranking regression")
        self.page.get_by_role("button", name="Practise this story").wait_for()
        self.look("stories-one")
        self.press("Write: Headline, 30 seconds")
        self.page.get_by_role("textbox", name="Headline").fill(
            "I found a stale join, and clicks came back in two days."
        )
        self.page.get_by_text("Saved", exact=False).first.wait_for()
        self.look("stories-writing")
        self.press("Save to the story")
        self.press("Delete this story")
        self.page.get_by_text("Delete this story?").wait_for()
        self.look("stories-delete-asked")
        self.press("Yes, delete it")
        self.page.get_by_role("heading", name="Deleted stories").wait_for()
        self.look("stories-deleted")
        self.page.goto(self.server.page("00_start.ipynb"))

    def first_part(self) -> None:
        """Introductions, open and answered."""
        self.press("Start a loop")
        self.page.get_by_role("textbox", name="Your introduction").wait_for(timeout=PATIENCE)
        self.look("introductions-open")
        self.introduce()
        self.look("introductions-answered")

    def dives(self) -> None:
        """Three stories: too short, probed, ended."""
        self.follow("Next: Deep dives")
        self.box.wait_for(timeout=PATIENCE)
        self.look("dive-lead")
        self.page.get_by_role("checkbox", name="Hide clock").check()
        self.look("dive-no-clock")
        self.page.get_by_role("checkbox", name="Hide clock").uncheck()
        self.page.get_by_text("Take a story from your bank").click()
        self.press("Label budget")
        self.page.locator("#lp-taken").wait_for()
        self.look("dive-taken")
        self.box.fill("We fixed it the next day.")
        self.press("Submit answer")
        self.page.get_by_text("Too little to probe").wait_for()
        self.look("dive-too-short")
        self.press("Keep writing")
        self.answer(CLASH)
        self.look("dive-probe")
        self.answer(UNDONE)
        self.look("dive-probe-2")
        self.press("End story")
        self.page.get_by_text("End this story?").wait_for()
        self.look("dive-end-asked")
        self.press("Go on with it")
        self.end()
        for text in self.answers[1:]:
            self.answer(text)
            self.end()
        self.look("dive-over")

    def end(self) -> None:
        """End the story that is under way."""
        before = self.asked()
        self.press("End story")
        self.press("Yes, end it")
        self.wait_for_change(before)

    def cross(self) -> None:
        """The clash, other questions, the end."""
        self.follow("Next: Cross-examination")
        self.page.locator("#lp-now").wait_for(timeout=PATIENCE)
        self.look("cross-1")
        seen = 1
        while self.box.is_visible():
            self.answer("I misremembered: I was one of four engineers, and the figure is 0.31%, from the ledger.")
            seen += 1
            if self.box.is_visible():
                self.look(f"cross-{seen}")
        self.look("cross-over")

    def last_part(self) -> None:
        """Own questions."""
        self.follow("Next: Your questions")
        self.page.get_by_role("textbox", name="Your question").wait_for(timeout=PATIENCE)
        self.look("yours-open")
        self.ask("When the owner of a model leaves, what keeps its alarms honest two years on?")
        self.look("yours-asked")

    def debrief(self) -> None:
        """The own rating, the reveal, progress, and the start page of somebody who has practiced."""
        self.follow("Next: Debrief")
        self.page.locator("h1", has_text="Rate yourself").wait_for(timeout=PATIENCE)
        self.look("own")
        self.press("Show the debrief")
        self.page.get_by_text("Not shown yet.").wait_for()
        self.look("own-missing")
        self.rate_self()
        self.look("debrief-vote")
        self.page.get_by_role("checkbox", name="Hide scores").check()
        self.look("debrief-words")
        self.page.get_by_role("checkbox", name="Hide scores").uncheck()
        self.press("Keep story 2 as a new story")
        self.page.get_by_text("Give it a title on the Stories page").wait_for()
        self.look("debrief-kept")
        self.follow("Progress")
        self.page.locator(".js-plotly-plot .main-svg").nth(2).wait_for(timeout=PATIENCE)
        self.look("progress-one")
        self.follow("Start")
        self.page.get_by_role("heading", name="Where you stand").wait_for(timeout=PATIENCE)
        self.look("start-later")
        self.press("Open a finished sample loop")
        self.page.get_by_text("This is a sample loop").wait_for(timeout=PATIENCE)
        self.look("debrief-sample")
        self.follow("Drills")
        self.page.locator("h1", has_text="Drills").wait_for(timeout=PATIENCE)
        self.look("drills")
        self.follow("Start")
        self.page.get_by_role("heading", name="Where you stand").wait_for(timeout=PATIENCE)

    def lost_line(self) -> None:
        """A kernel that dies while one types, and the page that is opened after it."""
        self.press("Practise one story")
        self.box.wait_for(timeout=PATIENCE)
        self.box.fill("One text.")
        self.page.get_by_text("Saved", exact=False).first.wait_for()
        for kernel in self.server.kernels():
            os.kill(kernel, signal.SIGKILL)
        self.box.fill("Another text.")
        self.page.get_by_text("Not saved.", exact=True).wait_for()
        self.look("dive-not-saved")
        self.page.reload()
        self.page.get_by_text("Two texts.").wait_for(timeout=PATIENCE)
        self.look("dive-two-texts")

    def empty_story(self) -> None:
        """One story of which nothing can be rated."""
        self.press("End story")
        self.press("Yes, end it")
        self.follow("Next: Debrief")
        self.rate_self("Not inclined")
        self.look("debrief-not-scored")

    def with_a_model(self) -> None:
        """A model is chosen and tried, asked for consent, streams, fails, rates; then a chatbot's prompt and reply."""
        line = FaultServer()
        coach = Coach.open(self.server.home)
        try:
            self._settings(coach, line)
            self._streamed(coach, line)
            self._rated(coach, line)
        finally:
            line.stop()

    def _settings(self, coach: Coach, line: FaultServer) -> None:
        self.visit("00_start.ipynb", "", "start-before-model")
        self.page.get_by_role("radio", name="A language model at an address").check()
        self.page.get_by_role("button", name="Try it").wait_for()
        for name, value in {"endpoint": line.url("interview"), "model": "m", "rater": "model"}.items():
            coach.set(name, value)
        self.page.reload()
        self.page.get_by_role("button", name="Try it").click(timeout=PATIENCE)
        self.page.locator("#lp-gate").wait_for()
        self.look("model-consent-asked")
        self.press(f"Agree to send it to 127.0.0.1:{line.server_address[1]}")
        self.page.get_by_text("Price: free").wait_for(timeout=PATIENCE)
        self.look("model-tried")

    def _streamed(self, coach: Coach, line: FaultServer) -> None:
        coach.set("endpoint", line.url("stall"))
        coach.start("one_story")
        self.page.goto(self.server.page("03_deep_dives.ipynb"))
        self.box.wait_for(timeout=PATIENCE)
        self.box.fill(CLASH)
        self.press("Submit answer")
        self.page.get_by_role("button", name="Cancel").wait_for(timeout=PATIENCE)
        self.look("model-streaming")
        self.press("Cancel")
        self.page.get_by_text("you stopped it").wait_for(timeout=PATIENCE)
        self.look("model-cancelled")
        coach.set("interviewer", "chatbot")
        self.box.fill(UNDONE)
        self.press("Submit answer")
        self.page.get_by_label("Its reply").fill("Question: Great. Well done?")
        self.press("Use this reply")
        self.page.get_by_text("That reply was not taken.").wait_for()
        self.look("model-chatbot")
        self.press("Let the embedded interviewer ask")
        self.press("End story")
        self.press("Yes, end it")

    def _rated(self, coach: Coach, line: FaultServer) -> None:
        coach.set("endpoint", line.url("interview"))
        self.follow("Next: Debrief")
        self.own("Inclined")
        self.page.get_by_text(re.compile("Expected: .*free")).wait_for(timeout=PATIENCE)
        self.look("model-rating-offered")
        self.press("Rate with the model")
        self.page.get_by_role("heading", name="Two raters").wait_for(timeout=PATIENCE)
        self.look("model-rated")


def tour(page: Page, server: Server, look: Look) -> None:
    """From the first visit to the second debrief."""
    one = Visitor(page, server, look)
    for part in (one.start, one.stories, one.first_part, one.dives, one.cross, one.last_part, one.debrief):
        part()
    one.lost_line()
    one.empty_story()
    one.with_a_model()
