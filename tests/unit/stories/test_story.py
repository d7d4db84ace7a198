"""A story of the bank, and the JSON in which it is kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.errors import InputError
from lpcoach.stories.reader import read_file
from lpcoach.stories.story import FIELDS, LONGEST, BroughtOut, Notes, Source, Story, from_import, load, mark, plain
from tests.unit.stories.corpus import FILES, Corpus

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
STORIES = st.builds(
    Story,
    **dict.fromkeys(FIELDS, TEXT),
    principles=st.lists(st.sampled_from(["ownership", "dive_deep"]), max_size=2).map(tuple),
    failure=st.booleans(),
    brought_out=st.lists(st.builds(BroughtOut, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    source=st.none() | st.builds(Source, TEXT, TEXT, TEXT),
    deleted=st.booleans(),
)
NOTES = st.builds(Notes, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple))


@given(STORIES | NOTES)
def test_an_entry_comes_back_as_it_was(entry: Story | Notes) -> None:
    """Whatever its texts hold, an entry written as JSON and read again is the same."""
    kind = "notes" if isinstance(entry, Notes) else "edited"
    assert load(kind, json.loads(json.dumps(plain(entry)))) == entry


@pytest.mark.parametrize("body", [{"colour": "red"}, {"title": 3}, {"source": {"file": "a"}}])
def test_a_body_that_is_no_story_is_refused(body: dict[str, object]) -> None:
    """What this version does not know is an error with the place, not a story with something left out."""
    with pytest.raises(InputError, match=r"cannot be read: (colour|title|source)"):
        load("edited", body)


@pytest.mark.parametrize("one", FILES, ids=str)
def test_no_word_of_an_imported_story_is_lost(one: Corpus) -> None:
    """A story of the bank holds all words that the import found, beside its parts."""
    for found in read_file(one.name, one.raw).stories:
        story = from_import(found, one.name)
        assert story.source == Source(one.name, found.where, found.text)
        assert story.told.strip() or not found.star or not any(part.text for part in found.star.values())


def test_a_mark_is_of_words_alone() -> None:
    """Line ends and spaces make no other text; a word does."""
    assert mark("a b\n c") == mark("a  b c")
    assert mark("a b") != mark("a c")


def test_a_title_is_one_line_and_a_part_has_an_end() -> None:
    """A pasted page does not become a title; what is too long is refused and not cut."""
    assert Story().with_text("title", "One\n two ").title == "One two"
    with pytest.raises(InputError, match="at most 100,000 are kept"):
        Story().with_text("telling", "x" * (LONGEST + 1))
    assert Story().with_text("telling", "half \ud83d").telling == "half \ufffd"
