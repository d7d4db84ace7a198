"""A candidate at the keyboard: what a person does on each page, by the names that they see."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page

__all__ = ["ANSWERS", "INTRODUCTION", "REPLIES", "Candidate"]

DATA = Path(__file__).parent.parent / "data" / "calibration" / "answers.jsonl"
ANSWERS: dict[str, str] = {
    row["id"]: row["answer"] for row in map(json.loads, DATA.read_text("utf-8").splitlines()) if row["answer"]
}
INTRODUCTION = (
    "I am a machine learning engineer at a grocery firm. I run the ranking service that shoppers meet 40 million times "
    "a day, from the feature store to the pager. I want this role because I would rather own one system for years than "
    "ship five and leave them."
)
REPLIES = (
    "We compared it over two weeks against 5% of traffic that kept the old model; the interval was 0.3 points.",
    "I don't know. I would look at the request log of that week, which we keep for ninety days.",
    "The ranking on-call is paged when the null rate of a feature passes 2%; I wrote that alarm and it fired twice.",
    "I turned down a second model for the north because nobody would have owned it after me.",
)
OWN = {"Evidence": "3 partial", "Depth": "4 solid", "Alignment": "3 partial", "Bar": "2 thin"}
PATIENCE = 45_000  # ms for a page to open on a busy machine


class Candidate:
    """Drives one browser page through a practice; ``said`` collects every question that was put."""

    def __init__(self, page: Page, answers: list[str]) -> None:
        self.page = page
        self.answers = answers
        self.said: list[str] = []
        self.replies_given: list[str] = []
        self.replied = 0
        self.lead = ""

    @property
    def box(self) -> Locator:
        """The answer box."""
        return self.page.get_by_role("textbox", name="Your answer")

    def press(self, name: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow a link by its name."""
        self.page.get_by_role("link", name=name, exact=True).click()

    def introduce(self, text: str = INTRODUCTION) -> None:
        """Type the introduction and submit it."""
        box = self.page.get_by_role("textbox", name="Your introduction")
        box.wait_for(timeout=PATIENCE)
        box.fill(text)
        self.press("Submit answer")
        box.wait_for(state="hidden")

    def asked(self) -> str:
        """The question that is open."""
        now = self.page.locator("#lp-now")
        lead = self.page.locator("h1.lp-question")
        self.lead = lead.inner_text() if lead.count() else ""
        return (now if now.is_visible() else self.page.locator("h1.lp-question")).inner_text()

    def wait_for_change(self, question: str) -> None:
        """Wait until another question is open, or the part is over; the lead question of a told story is no new one."""
        self.page.wait_for_function(
            """([before, lead]) => {
                 const now = document.querySelector("#lp-now") ?? document.querySelector("h1.lp-question");
                 const shown = (node) => node && node.offsetParent !== null;
                 const over = document.querySelector("#lp-over") ?? document.querySelector("#lp-next.lp-btn--go");
                 const fresh = now && now.innerText !== before && (now.id === "lp-now" || now.innerText !== lead);
                 return shown(over) || fresh;
               }""",
            arg=[question, self.lead],
            timeout=PATIENCE,
        )

    def turn(self) -> str:
        """Answer what is asked: a prepared answer to a lead question, a reply to a probe."""
        question = self.asked()
        self.said.append(question)
        lead = not self.page.locator("#lp-now").is_visible()
        text = self.answers.pop(0) if lead else REPLIES[self.replied % len(REPLIES)]
        if not lead:
            self.replied += 1
            self.replies_given.append(text)
        self.box.fill(text)
        self.press("Submit answer")
        self.wait_for_change(question)
        return text

    def dive(self, until: str) -> None:
        """Tell all stories, to the link that leads on."""
        self.box.wait_for(timeout=PATIENCE)
        while not self.page.get_by_role("link", name=until, exact=True).is_visible():
            self.turn()

    def withstand(self) -> None:
        """Answer the cross-examination."""
        self.page.get_by_role("heading", name="Cross-examination", exact=True).wait_for(timeout=PATIENCE)
        self.page.locator("#lp-now, #lp-next").first.wait_for()
        while self.page.locator("#lp-now").is_visible():  # the editor comes a moment after a model's question
            self.turn()

    def ask(self, text: str) -> None:
        """Put a question of one's own."""
        box = self.page.get_by_role("textbox", name="Your question")
        box.wait_for(timeout=PATIENCE)
        box.fill(text)
        self.press("Submit question")
        self.page.get_by_text(text).first.wait_for()

    def rate_self(self, vote: str = "Inclined") -> None:
        """Give the own rating and open the debrief."""
        self.own(vote)
        self.page.get_by_role("heading", name="One next action").wait_for()

    def own(self, vote: str) -> None:
        """Give the own rating."""
        self.page.get_by_role("button", name="Show the debrief").wait_for(timeout=PATIENCE)
        for criterion, level in OWN.items():
            self.page.get_by_role("group", name=criterion).get_by_role("radio", name=level).check()
        self.page.get_by_role("group", name="Vote").get_by_role("radio", name=vote, exact=True).check()
        self.press("Show the debrief")

    def whole_loop(self) -> None:
        """From the start page to the debrief."""
        self.press("Start a loop")
        self.introduce()
        self.follow("Next: Deep dives")
        self.dive("Next: Cross-examination")
        self.follow("Next: Cross-examination")
        self.withstand()
        self.follow("Next: Your questions")
        self.ask("When the owner of a model leaves, what keeps its alarms honest two years on?")
        self.follow("Next: Debrief")
        self.rate_self()
