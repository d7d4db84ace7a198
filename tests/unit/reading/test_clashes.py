"""Clashes and repeats: what cannot both hold is shown, what only looks so is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.reading.clashes import clashes, repeats
from lpcoach.reading.types import Reply, Thread
from tests.fakes.stories import PARTIAL, SOLID


def within(answer: str, reply: str) -> list[str]:
    """The types of what clashes between an answer and a reply."""
    return [clash.type for clash in clashes([Thread("q", answer, (Reply("And?", reply),))])]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.text(), st.lists(st.sampled_from(SOLID.split())).map(" ".join)), max_size=3))
def test_every_quote_is_its_span(answers: list[str]) -> None:
    """No text raises, and both quotes stand in their stories as they are shown."""
    for clash in clashes([Thread("q", answer) for answer in answers]):
        for story, quote in ((clash.story_a, clash.a), (clash.story_b, clash.b)):
            assert answers[story][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("answer", "reply", "kind"),
    [
        ("We were a squad of six on the ranker.", "Me and a tester, the two of us, that was all.", "team_size"),
        ("The pilot ran for six weeks with one clinic.", "The pilot went on for half a year.", "duration"),
        ("I took over the scorer with a P99 of 640 ms.", "At the hand over we had a P99 of 310 ms.", "number"),
        ("I led the work on the ranker.", "Our director was leading it, I had the features.", "role"),
        ("We launched the scrubber in May 2021.", "The scrubber was live since October 2021, you know.", "date"),
    ],
)
def test_what_cannot_both_hold_is_a_clash(answer: str, reply: str, kind: str) -> None:
    """Team, length, start, lead and one metric at one moment have one value."""
    assert within(answer, reply) == [kind]


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("We were a squad of six on the ranker.", "Later, when it had grown, we were a squad of nine."),
        ("We were a squad of six on the ranker.", "I said six, that was wrong, we were five."),
        ("The pilot ran for six weeks with one clinic.", "The rollout took eight weeks after that."),
        ("The P99 was 640 ms in January.", "The P99 was 310 ms in March."),
        ("The P99 went from 640 ms to 310 ms.", "In the end the P99 sat at 310 ms."),
        ("The pilot ran for six weeks with one clinic.", "The pilot ran for 42 days."),
        ("I led the work on the ranker.", "Our director asked for a date, I gave one."),
    ],
)
def test_what_only_looks_like_a_clash_is_let_be(answer: str, reply: str) -> None:
    """Growth, correction, another thing, another moment, before and after, other units: all of them can hold."""
    assert within(answer, reply) == []


def test_the_same_case_under_another_question_is_a_repeat() -> None:
    """Two telling figures and the words around them give it away; another case does not."""
    threads = [Thread("q", SOLID), Thread("r", PARTIAL), Thread("s", "Again: " + SOLID)]
    assert [(repeat.a, repeat.b) for repeat in repeats(threads)] == [(0, 2)]
    assert repeats(threads)[0].quote_b.text in threads[2].answer
