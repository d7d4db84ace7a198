"""Where no story is told, one is asked for once; nothing is asked of what is not there, and no salad is repeated."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from lpcoach.interviewer.no_story import SOURCE, ask_for_one, closed, told
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Thread
from tests.fakes.candidates import interview
from tests.fakes.pack import small_pack
from tests.fakes.stories import SOLID

PACK = small_pack()
LEAD = PACK.questions[0]
NONE = (
    "I have no story.",
    "I can't think of one right now, sorry.",
    "Honestly, nothing comes to mind.",
    "I honestly don't know, I have never really replaced a complex model, I mostly work on data pipelines and I do not "
    "have a good story for that. Maybe I could tell another one if you want.",
)


def saying(reply: str) -> Callable[[Thread, Asked], str]:
    """A candidate who always says the same."""
    return lambda _, __: reply


@pytest.mark.parametrize("answer", NONE)
def test_who_has_no_story_is_asked_for_the_nearest_one_once(answer: str) -> None:
    """One question, rooted in nothing; with still no story the interview of this one ends."""
    turns = interview(LEAD, answer, saying(answer), PACK)
    assert [(probe.source, probe.quotes) for probe, _ in turns] == [(SOURCE, ())]
    assert ranked_probes(Thread(LEAD.text, answer), PACK) == ()


def test_the_story_that_is_told_then_is_gone_into() -> None:
    """The next probes are on the reply, and repeat nothing of the answer that there was none."""
    turns = interview(LEAD, NONE[-1], saying(SOLID), PACK)
    assert len(turns) > 1
    assert all(quoted.quote.where != "answer" for probe, _ in turns for quoted in probe.quotes)


@pytest.mark.parametrize("told_of", [SOLID, f"I have no example with a vendor, but this. {SOLID}", "We fixed it."])
def test_a_told_story_is_one_also_where_it_says_what_it_is_not(told_of: str) -> None:
    """Only words beside which nothing is told count as no story; a thin one is still one."""
    assert told(Thread(LEAD.text, told_of))


def test_another_story_without_one_is_asked_for_in_other_words() -> None:
    """The second time in a practice the question is not the same."""
    first = Asked("probe", interview(LEAD, NONE[0], saying(NONE[0]), PACK)[0][0].text, SOURCE)
    again = ask_for_one(Thread(LEAD.text, NONE[0]), (), (first,))
    assert again is not None and again.text != first.text


def test_words_in_no_order_are_not_repeated() -> None:
    """A shuffled answer is asked for in plain sentences; once told, no word of the salad comes back in a quote."""
    words = SOLID.split()
    Random(3).shuffle(words)
    salad = " ".join(words)
    assert closed(Thread(LEAD.text, salad))
    turns = interview(LEAD, salad, saying(SOLID), PACK)
    assert turns[0][0].source == SOURCE and len(turns) > 1
    assert all(quoted.quote.where != "answer" for probe, _ in turns for quoted in probe.quotes)


def test_another_language_is_asked_for_in_english() -> None:
    """The interviewer says that it follows English only, and repeats nothing."""
    german = "Wir haben das Modell für die Suche gebaut und es war nach zwei Wochen nicht besser als vorher."
    ((probe, _),) = interview(LEAD, german, saying("Nein, leider nicht."), PACK)
    assert "English" in probe.text and not probe.quotes
