"""Quotes marked in a thread: the text stays whole, and each mark is what was quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.types import Evidence, Quote, Reply, Thread
from lpcoach.ui.evidence import Marks

TEXT = st.text(alphabet="ab é😀☂️<.\n", min_size=1, max_size=60)


def quoted(text: str, start: int, end: int, where: str = "answer") -> Evidence:
    """Evidence that quotes this span."""
    return Evidence("figure", Quote(where, start, end, text[start:end]), 2)


@st.composite
def threads(draw: st.DrawFn) -> tuple[Thread, list[Evidence]]:
    """A thread of two texts, with quotes anywhere in them, overlapping ones too."""
    texts = {"answer": draw(TEXT), "probe:0": draw(TEXT)}
    seen = []
    for where in draw(st.lists(st.sampled_from(sorted(texts)), max_size=6)):
        start = draw(st.integers(0, len(texts[where]) - 1))
        end = draw(st.integers(start + 1, len(texts[where])))
        seen.append(quoted(texts[where], start, end, where))
    return Thread("Q?", texts["answer"], (Reply("P?", texts["probe:0"]),)), seen


@given(threads())
def test_the_pieces_joined_give_the_text_back(told: tuple[Thread, list[Evidence]]) -> None:
    """No character is lost or doubled; only empty lines are left out."""
    thread, seen = told
    marks = Marks(thread, seen, ())
    for where, text in thread.places():
        lines = ["".join(piece["text"] for piece in line) for line in marks.paragraphs(where, text)]
        assert lines == [line for line in text.split("\n") if line.strip()]


@given(threads())
def test_every_quote_has_a_mark_that_begins_at_or_before_it(told: tuple[Thread, list[Evidence]]) -> None:
    """A note always leads somewhere; marks are numbered in the order of the text and do not overlap."""
    thread, seen = told
    marks = Marks(thread, seen, ())
    assert [mark.number for mark in marks.marks] == list(range(1, len(marks.marks) + 1))
    assert {marks.number(item) for item in seen} == {mark.number for mark in marks.marks}
    for one, two in zip(marks.marks, marks.marks[1:], strict=False):
        assert one.where != two.where or one.end <= two.start


def test_marks_that_do_not_overlap_are_the_quotes_letter_by_letter() -> None:
    """Emoji count as the code points that they are."""
    text = "😀☂️ I cut errors from 9% to 4%.\n\nMy team owns the alarm 😀."
    spans = [(text.index("I cut"), text.index(".")), (text.index("My team"), len(text) - 3)]
    seen = [quoted(text, *span) for span in spans]
    lines = Marks(Thread("Q?", text), seen, ()).paragraphs("answer", text)
    shown = [piece["text"] for line in lines for piece in line if piece["note"]]
    assert shown == [item.quote.text for item in seen] == ["I cut errors from 9% to 4%", "My team owns the alarm"]


def test_overlapping_quotes_share_a_mark() -> None:
    """The first keeps its place, the other points to it; what speaks against is told apart."""
    text = "We all did it together in March."
    marks = Marks(Thread("Q?", text), [quoted(text, 0, 13)], [quoted(text, 7, 22), quoted(text, 23, 31)])
    assert [(mark.start, mark.end, mark.against) for mark in marks.marks] == [(0, 13, False), (23, 31, True)]
    assert marks.number(quoted(text, 7, 22)) == 1


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    """The same number stands in both."""
    text = "One two.\nThree four."
    lines = Marks(Thread("Q?", text), [quoted(text, 4, 14)], ()).paragraphs("answer", text)
    assert [[(piece["text"], piece["note"]) for piece in line] for line in lines] == [
        [("One ", 0), ("two.", 1)],
        [("Three", 1), (" four.", 0)],
    ]
