"""The draft writer: saved means committed, and what failed is kept and tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter

import pytest

from lpcoach.errors import StoreError, StoreUnwritable
from lpcoach.store import Draft, DraftWriter, Store
from tests.fakes.practices import at


class Page:
    """Hears what a page would hear."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, int, datetime]] = []
        self.failed: list[tuple[str, int, StoreError]] = []

    def on_saved(self, slot: str, rev: int, moment: datetime) -> None:
        """Note what was saved."""
        self.saved.append((slot, rev, moment))

    def on_failed(self, slot: str, rev: int, error: StoreError) -> None:
        """Note what was not."""
        self.failed.append((slot, rev, error))


class Slow:
    """A store that writes only when let, or fails while told to."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.fault: Exception | None = None
        self.written: list[Draft] = []
        self.opened = 0
        self.entered = threading.Event()

    def open(self) -> Slow:
        """Count how often it is opened."""
        self.opened += 1
        return self

    def put_draft(self, draft: Draft) -> None:
        """Write when let."""
        self.entered.set()
        assert self.free.wait(5)
        if self.fault is not None:
            raise self.fault
        self.written.append(draft)

    def close(self) -> None:
        """Nothing to close."""


Made = tuple[DraftWriter, Page]


@pytest.fixture
def make() -> Iterator[Callable[[Callable[[], Store]], Made]]:
    """Make writers, and end them after the test."""
    writers: list[DraftWriter] = []

    def made(open_store: Callable[[], Store]) -> Made:
        page = Page()
        writers.append(DraftWriter(open_store, page.on_saved, page.on_failed))
        return writers[-1], page

    yield made
    for writer in writers:
        writer.close()


def test_saved_means_on_the_disk(make: Callable[..., Made], open_store: Callable[[], Store]) -> None:
    """What was acknowledged is read by another store, and the last burst is always among it."""
    writer, page = make(open_store)
    for rev in range(100):
        writer.put("s", "w", rev, f"text {rev}", at(rev))
    assert writer.flush(5)
    latest = open_store().latest_draft("s")
    assert latest is not None
    assert (latest.text, page.saved[-1], page.failed) == ("text 99", ("s", 99, at(99)), [])


def test_bursts_while_writing_become_one(make: Callable[..., Made]) -> None:
    """While one burst is on its way, only the latest of the next ones is written."""
    slow = Slow()
    slow.free.clear()
    writer, _ = make(slow.open)
    writer.put("s", "w", 0, "0", at(0))
    assert slow.entered.wait(5)
    for rev in range(1, 6):
        writer.put("s", "w", rev, str(rev), at(rev))
    slow.free.set()
    assert writer.flush(5)
    assert [draft.rev for draft in slow.written] == [0, 5]


def test_a_burst_is_committed_soon(make: Callable[..., Made], open_store: Callable[[], Store]) -> None:
    """With an open store a burst is on the disk well within half a second."""
    writer, _ = make(open_store)
    writer.put("s", "w", 0, "warm", at(0))
    assert writer.flush(5)
    begun = perf_counter()
    writer.put("s", "w", 1, "text", at(1))
    assert writer.flush(5)
    assert perf_counter() - begun < 0.25


@pytest.mark.parametrize("again", ["retry", "put", "flush"])
def test_failed_text_is_kept_and_tried_again(make: Callable[..., Made], again: str) -> None:
    """After a failure the page is told, and the text is written on a newly opened store later."""
    slow = Slow()
    slow.fault = StoreUnwritable("full")
    writer, page = make(slow.open)
    writer.put("s", "w", 0, "typed", at(0))
    assert not writer.flush(5)
    assert (page.failed[0], page.saved) == (("s", 0, slow.fault), [])
    slow.fault = None
    if again == "retry":
        writer.retry()
    if again == "put":
        writer.put("other", "w", 0, "more", at(1))
    assert writer.flush(5)
    assert slow.written[0].text == "typed"
    assert slow.opened >= 2


def test_a_store_that_cannot_be_opened_fails_every_slot(make: Callable[..., Made]) -> None:
    """Each slot's page hears of the fault."""

    def closed() -> Store:
        raise StoreUnwritable("read-only")

    writer, page = make(closed)
    writer.put("a", "w", 0, "x", at(0))
    writer.put("b", "w", 0, "y", at(0))
    assert not writer.flush(5)
    assert {slot for slot, _, _ in page.failed} == {"a", "b"}


def test_a_fault_of_the_program_is_told_and_ends_nothing(make: Callable[..., Made]) -> None:
    """An unforeseen error becomes a StoreError for the page; the thread goes on."""
    slow = Slow()
    slow.fault = RuntimeError("bug")
    writer, page = make(slow.open)
    writer.put("s", "w", 0, "typed", at(0))
    assert not writer.flush(5)
    assert "fault of lpcoach" in str(page.failed[0][2])
    slow.fault = None
    assert writer.flush(5)


def test_a_page_that_raises_does_not_stop_the_saving() -> None:
    """A callback's fault is logged, and the next burst is written."""
    slow = Slow()

    def broken(*_: object) -> None:
        raise RuntimeError("page gone")

    writer = DraftWriter(slow.open, broken, broken)  # type: ignore[arg-type]
    writer.put("s", "w", 0, "a", at(0))
    assert writer.flush(5)
    writer.put("s", "w", 1, "b", at(1))
    assert writer.close()
    assert [draft.text for draft in slow.written] == ["a", "b"]


def test_flush_gives_up_in_time() -> None:
    """A store that hangs does not hang the page; the text is written once it moves."""
    slow = Slow()
    slow.free.clear()
    page = Page()
    writer = DraftWriter(slow.open, page.on_saved, page.on_failed)  # type: ignore[arg-type]
    writer.put("s", "w", 0, "a", at(0))
    assert not writer.flush(0.05)
    slow.free.set()
    assert writer.close()
    assert page.saved == [("s", 0, at(0))]


def test_a_closed_writer_takes_no_text() -> None:
    """What comes after the close is refused, not dropped."""
    page = Page()
    writer = DraftWriter(Slow().open, page.on_saved, page.on_failed)  # type: ignore[arg-type]
    assert writer.close()
    with pytest.raises(StoreError, match="saves no more"):
        writer.put("s", "w", 0, "a", at(0))
