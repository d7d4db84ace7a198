"""The Bar Raiser's questions are rooted in what was said, one of a kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.interviewer.cross import cross_questions, hypothetical
from lpcoach.interviewer.types import Asked
from lpcoach.reading.clashes import clashes, doubts
from lpcoach.reading.reader import read
from lpcoach.reading.types import Reply, Thread
from tests.fakes.loops import CLASH, REGRESSED, UNDONE, answers, pack
from tests.fakes.pack import small_pack
from tests.fakes.stories import PARTIAL, SOLID, THIN

PACK = small_pack()
QUESTION = PACK.questions[0].text
_WORDS = st.sampled_from([*SOLID.split(), *PARTIAL.split(), "{quote}", "“", "(", "\n"])
texts = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join))


def ask(answers: list[str], seed: int = 0, limit: int = 6) -> tuple[Asked, ...]:
    """The questions on a loop of these answers."""
    threads = [Thread(QUESTION, answer) for answer in answers]
    return cross_questions(threads, [read(thread) for thread in threads], PACK, seed=seed, limit=limit)


@settings(max_examples=40)
@given(st.lists(texts, max_size=3), st.integers(0, 99))
def test_no_quote_is_invented(answers: list[str], seed: int) -> None:
    """Whatever was typed, every quote is the span of its story that it names, and the choice is the same again."""
    asked = ask(answers, seed)
    assert asked == ask(answers, seed)
    for quoted in (quoted for one in asked for quoted in one.quotes):
        assert answers[quoted.story][quoted.quote.start : quoted.quote.end] == quoted.quote.text


def test_each_kind_is_asked_once() -> None:
    """Questions differ in kind, and no more come than are wanted."""
    asked = ask([SOLID, PARTIAL, THIN])
    assert len({one.source for one in asked}) == len(asked) >= 2
    assert len(ask([SOLID, PARTIAL, THIN], limit=1)) == 1


def test_what_does_not_fit_comes_first_then_the_stated_order() -> None:
    """Both quotes of each clash (who led, and the figure), then a bare number, a decision's other side and cost."""
    others = [Thread(*answers()[name]) for name in ("t-054", "t-049")]
    threads = [Thread(REGRESSED, CLASH, (Reply("How was the work divided?", UNDONE),)), *others]
    asked = cross_questions(threads, [read(thread) for thread in threads], pack(), seed=1)
    assert [len(one.quotes) for one in asked[:2]] == [2, 2]
    assert [one.gap for one in asked] == [
        "which of two statements holds",
        "which of two statements holds",
        "what a figure is measured against",
        "the best argument against a decision",
        "what a decision cost, and whom",
    ]


def test_where_the_ledger_is_not_sure_one_statement_is_asked_about() -> None:
    """Two stories that may be of different work are not set against each other: one statement is asked about."""
    threads = [
        Thread(QUESTION, "I was the lead scientist for the belt."),
        Thread(QUESTION, "I was one of several engineers on the belt."),
    ]
    (doubt,) = doubts(threads)
    asked = cross_questions(threads, [read(thread) for thread in threads], pack(), seed=0)
    assert clashes(threads) == ()
    assert [quoted.quote for quoted in asked[0].quotes] == [doubt.b]


def test_a_second_question_goes_to_another_story() -> None:
    """Where two stories both give something to ask about, both are asked about."""
    told = "We launched the small model instead. I decided to remove the second stage that day."
    asked = ask([told, told.replace("second", "third").replace("small", "large")])
    assert {quoted.story for one in asked[:2] for quoted in one.quotes} == {0, 1}


def test_empty_answers_bring_no_question_with_a_hole() -> None:
    """With nothing told there is nothing to quote, and no slot is left open."""
    assert all("{" not in one.text for one in ask(["", ""]))
    assert ask([]) == ()


def test_a_hypothetical_quotes_the_fact_that_it_changes() -> None:
    """The changed fact stands in the question in the candidate's own words."""
    asked = hypothetical([Thread(QUESTION, SOLID)], PACK, seed=1)
    assert asked is not None
    assert asked.quotes[0].quote.text in SOLID
    assert f"“{asked.quotes[0].quote.text}”" in asked.text


def test_nothing_told_leaves_no_hypothetical_with_a_hole() -> None:
    """Without a fact to change there is no hypothetical in a pack whose hypotheticals all need one."""
    assert hypothetical([Thread(QUESTION, "")], PACK, seed=1) is None
