"""Revisions of stories are added and never changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lpcoach.errors import StoreConflict, StoreError
from lpcoach.store import Revision, Store
from tests.fakes.practices import at

Opens = Callable[[], Store]


def revision(story: str, rev: int, title: str = "A title") -> Revision:
    """A revision that was made so many minutes in."""
    return Revision(story, rev, at(60 * rev), "edited", {"title": title, "words": ["ü", "😀"]})


def test_latest_of_each_in_the_order_they_were_begun(store: Store, open_store: Opens) -> None:
    """Another kernel reads the last revision of every story, and all of one."""
    store.add_revisions([revision("b", 0), revision("b", 1, "Newer")])
    store.add_revisions([Revision("a", 0, at(1), "made", {})])
    other = open_store()
    assert [(one.id, one.rev) for one in other.bank()] == [("b", 1), ("a", 0)]
    assert other.revisions("b") == (revision("b", 0), revision("b", 1, "Newer"))


@pytest.mark.parametrize("rev", [0, 2])
def test_a_revision_needs_the_next_number(store: Store, rev: int) -> None:
    """A number that is taken or too high is a conflict, and nothing of its batch is kept."""
    store.add_revisions([revision("a", 0)])
    with pytest.raises(StoreConflict, match="another tab"):
        store.add_revisions([revision("c", 0), revision("a", rev, "Other")])
    assert store.bank() == (revision("a", 0),)


def test_kept_drafts_become_history_with_the_revision(store: Store) -> None:
    """What was typed into a story's field is no draft any more once its revision is kept."""
    store.save_draft("story:a:title", "w", 1, "typed", at(0))
    store.add_revisions([revision("a", 0)], submitted_slots=["story:a:title"])
    assert store.latest_draft("story:a:title") is None
    assert store.drafts("story:a:title")[0].text == "typed"


@pytest.mark.parametrize("kind", ["sqlite"])
def test_everything_that_is_deleted_holds_the_bank(store: Store, open_store: Opens) -> None:
    """Deleting everything deletes the stories, in the file and in its bytes."""
    store.add_revisions([revision("a", 0, "a very secret title")])
    path = store.path
    store.delete_everything()
    assert open_store().bank() == ()
    assert b"a very secret title" not in path.read_bytes()


def test_a_draft_of_a_deleted_story_is_not_brought_back(store: Store) -> None:
    """After everything was deleted in another tab, typing on into a story says so."""
    with pytest.raises(StoreError, match="This story is not in the workbook any more"):
        store.save_draft(f"story:{'a' * 32}:title", "w", 1, "typed", at(0))
