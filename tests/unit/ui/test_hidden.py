"""Hide scores: what can be read on Start, Progress and Drills holds no digit, and still says what is so.

Excepted are dates; clocks and lengths of time (an hour's parts, a drill's seconds); and what somebody wrote: a
question, a story, its facts, the candidate's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from markupsafe import escape
from plotly.graph_objects import Figure

from lpcoach.coach import Coach
from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import in_words
from lpcoach.stories.story import Story
from lpcoach.ui.pages.drills_page import DrillsPage
from lpcoach.ui.pages.progress_page import ProgressPage
from lpcoach.ui.pages.start_page import StartPage
from tests.fakes.desk import click, press, shown
from tests.fakes.simulated import growing, simulate
from tests.fakes.stories import PARTIAL, SOLID
from tests.fakes.typing import tell_story
from tests.unit.ui.conftest import InLoop

WRITTEN = {"lp-question", "lp-said", "lp-quote", "lp-pre", "lp-asked-small", "lp-ref", "num"}
VOID = {"input", "br", "img", "path", "circle"}
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
EXCEPTED = re.compile(
    rf"\d+ (?:{MONTHS})\w*|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+|\d+:\d\d"
    r"|\d+(?:(?: and|,) \d+)* (?:s|min|seconds|minutes)\b|in 90, in four minutes|min \d+"
    r"|140 words a minute|20 that there are"
)


class Visible(HTMLParser):
    """What a reader sees of a page in this mode: nothing that is hidden, and not what somebody wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[bool] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        classes = set((dict(attrs).get("class") or "").split())
        if tag not in VOID:
            self.left.append(bool(classes & WRITTEN) or "hidden" in dict(attrs) or tag == "svg")

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if tag not in VOID:
            self.left.pop()

    def handle_data(self, data: str) -> None:
        """Take what can be seen."""
        self.text += f"{data} " if not any(self.left) else ""


def digits(markup: str, written: Sequence[str] = ()) -> list[str]:
    """The pieces of visible text that hold a digit beyond the exceptions; ``written`` are facts of a story."""
    seen = Visible()
    for each in written:
        for cell in (f"<b>{each}</b>", f'<th scope="row">{each}</th>', f"<td>{each}</td>"):
            markup = markup.replace(cell, "<i></i>")
    seen.feed(markup)
    text = " ".join(seen.text.split())
    text = EXCEPTED.sub("", text)
    return re.findall(r".{0,40}\d.{0,20}", text)


@pytest.fixture
def month(coach: Coach) -> Coach:
    """Give a workbook after a month: practices, a question again, three stories, a date, and scores hidden."""
    simulate(coach, growing, coach.now() - timedelta(days=31), practices=10)
    for title in ("One", "Two", "Three"):
        coach.bank.add(Story(title=title, telling=SOLID, failure=title == "One"))
    question = tell_story(coach, PARTIAL).questions[0]
    for _ in range(2):
        session = coach.answer(coach.start("question_again", question), SOLID, slot="s")
        coach.rate_self(coach.finish(coach.end_story(session, slot="s")), dict.fromkeys(CRITERIA, 3), None)
    coach.set("interview", (coach.drills.today() + timedelta(days=19)).isoformat())
    coach.set("hide_scores", True)
    return coach


def test_a_number_within_a_sentence_has_no_capital() -> None:
    """Only what begins a sentence has one."""
    assert in_words("2 of 3 are prepared. 1 is not") == "Two of three are prepared. One is not"
    assert in_words("2 of 3 are prepared", opening=False) == "two of three are prepared"
    assert in_words("0 are due; it explains 0.0, then 0.4 of 6, last 0.") == (
        "None are due; it explains none, then less than one of six, last none."
    )


def test_the_start_page_says_it_in_words_and_at_once(month: Coach, in_loop: InLoop) -> None:
    """Counts are words when the setting is on, figures when it goes off, without another visit."""

    def check() -> None:
        page = StartPage()
        assert digits(page.top.html) == []
        assert "Where you stand" in page.top.html
        assert "in nineteen days" in page.top.html
        assert "thirteen" in page.top.html.lower()
        page.set("hide_scores", False)
        assert "13" in page.top.html
        assert digits(page.top.html) != []

    in_loop(check)


def test_progress_has_no_digit_on_it(month: Coach, in_loop: InLoop) -> None:
    """Sentences, tables, attempts, readiness, the question again, and what is drawn."""

    def check() -> None:
        month.set("hide_scores", False)
        page = ProgressPage()
        assert digits(shown(page)) != []
        page.set("hide_scores", True)
        assert digits(shown(page)) == []
        assert "The same question again" in shown(page)
        drawn = [
            text
            for each in page.drawn
            for text in _drawn(Figure(data=each.view.spec["data"], layout=each.view.spec["layout"]))
        ]
        assert [text for text in drawn if digits(text)] == []
        assert "Evidence is better" in shown(page) or "a trend needs six" in shown(page)

    in_loop(check)


def _drawn(made: Figure) -> list[str]:
    """All that a figure writes: names of rows, ticks, texts beside points."""
    texts = [str(note.text) for note in made.layout.annotations]
    for axis in (*made.select_xaxes(), *made.select_yaxes()):
        texts += [str(text) for text in axis.ticktext or ()] if axis.showticklabels is not False else []
    for trace in made.data:
        texts += [str(text) for text in (trace.text if trace.text is not None else ())]
        texts += [str(trace.hovertext), str(trace.hovertemplate)]
    return texts


def test_drills_have_no_digit_but_of_time(month: Coach, in_loop: InLoop) -> None:
    """The list before and after, each drill while it runs, and what came of it."""

    def check() -> None:
        page = DrillsPage()
        story = month.drills.stories()[0].id
        seen = [shown(page)]

        def then(act: str, arg: str = "", **values: object) -> None:
            click(page, act, arg, **values)
            seen.append(shown(page))

        def submit(text: str) -> None:
            press(page.desk, "submit", text)
            seen.append(shown(page))

        then("begin", "recall")
        then("choose", story)
        submit("One alarm caught 61k dollars in 2019.")
        then("again", "probe:numbers")
        submit("It was 4% before and 1.2% after.")
        for _ in range(3):
            then("again" if "Back to the drills" in seen[-1] else "begin", "rate")
            then("rate", **dict.fromkeys((*CRITERIA, "overall"), "3"))
        then("again", "aloud")
        then("clock")
        then("stop")
        submit("60%\nthe vendor")
        then("back")
        then("begin", "length:headline", story=story)
        submit("One alarm in Zaragoza caught 61k dollars.")
        then("back")
        ledger = [
            part
            for fact in month.drills.facts(month.bank.get(story))
            for part in (str(escape(fact.token)), str(escape(fact.clause)))
        ]
        assert [found for markup in seen for found in digits(markup, ledger)] == []
        assert "words too short" in seen[-2]
        assert "In the text and not in the story" in seen[-2]
        assert "Seven attempts today" in seen[-1]
        page.desk.drafts.close()

    in_loop(check)
