"""Drafts: the latest text of each writer is never lost, the history stays small."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.errors import StoreError
from lpcoach.store import Store
from tests.fakes.practices import at


def texts(store: Store, slot: str = "s") -> list[str]:
    """The kept texts of a slot, newest first."""
    return [draft.text for draft in store.drafts(slot)]


def test_two_tabs_never_overwrite_each_other(store: Store) -> None:
    """Each writer's latest text is kept; the newest of both comes first."""
    store.save_draft("s", "tab a", 1, "from a", at(0))
    store.save_draft("s", "tab b", 1, "from b", at(1))
    store.save_draft("s", "tab a", 2, "from a, more", at(2))
    assert texts(store)[:2] == ["from a, more", "from b"]


def test_history_keeps_about_one_a_minute(store: Store) -> None:
    """Ten minutes of bursts every five seconds leave about ten drafts, the latest among them."""
    for n in range(120):
        store.save_draft("s", "w", n, f"text {n:03}", at(n * 5))
    assert texts(store)[0] == "text 119"
    assert 9 <= len(texts(store)) <= 12


def test_history_has_an_end(store: Store) -> None:
    """After two hours the latest 50 minutes are kept."""
    for n in range(120):
        store.save_draft("s", "w", n, f"text {n:03}", at(n * 61))
    assert (len(texts(store)), texts(store)[0]) == (50, "text 119")


def test_a_text_that_was_wiped_stays_in_history(store: Store) -> None:
    """A long text replaced by a short one within seconds can be restored."""
    for rev, text in enumerate(["begin", "a long and careful text", "x"]):
        store.save_draft("s", "w", rev, text, at(rev))
    assert texts(store) == ["x", "a long and careful text", "begin"]


def test_late_burst_changes_nothing(store: Store) -> None:
    """A lower revision after a higher one is no step back; the same revision again is one draft."""
    store.save_draft("s", "w", 2, "second", at(2))
    store.save_draft("s", "w", 1, "first", at(3))
    store.save_draft("s", "w", 2, "second again", at(4))
    assert texts(store) == ["second again"]


def test_clock_set_back_does_not_hide_the_latest(store: Store) -> None:
    """The latest is what was written last, whatever its time says."""
    store.save_draft("s", "w", 1, "at noon", at(3600))
    store.save_draft("s", "w", 2, "an hour earlier", at(0))
    latest = store.latest_draft("s")
    assert latest is not None
    assert (latest.text, latest.at) == ("an hour earlier", at(0))


def test_slots_are_apart(store: Store) -> None:
    """A slot without a text has no draft."""
    store.save_draft("one", "w", 1, "text", at(0))
    assert store.latest_draft("two") is None


BURST = st.tuples(st.sampled_from("ab"), st.integers(0, 3000), st.text("xyz ", max_size=20))


@settings(max_examples=25)
@given(st.lists(BURST, max_size=30))
def test_latest_text_of_each_writer_survives_any_bursts(bursts: list[tuple[str, int, str]]) -> None:
    """Whatever the order and the times, both writers' last texts are there and revisions never repeat."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        last: dict[str, str] = {}
        for rev, (writer, seconds, text) in enumerate(bursts):
            store.save_draft("s", writer, rev, text, at(seconds))
            last[writer] = text
        kept = store.drafts("s")
        store.close()
    assert {writer: next(d.text for d in kept if d.writer == writer) for writer in last} == last
    assert len({draft.rev for draft in kept}) == len(kept)


def test_a_page_of_a_deleted_practice_saves_nothing(store: Store) -> None:
    """After everything was deleted in another tab, typing on does not bring text back into the workbook."""
    with pytest.raises(StoreError, match="everything was deleted"):
        store.save_draft(f"{'a' * 32}:3", "w", 1, "typed on", at(0))
    assert texts(store, f"{'a' * 32}:3") == []
