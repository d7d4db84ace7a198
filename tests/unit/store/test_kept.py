"""Attempts at drills are added once and never changed; kept records hold until an event is added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lpcoach.drills.types import Attempt
from lpcoach.session.events import Finished, Rated
from lpcoach.store import Store
from lpcoach.store.exchange_file import export_file, json_object
from lpcoach.store.refill import refill
from lpcoach.store.salvage import salvaged
from tests.fakes.practices import at, loop_events, timed

ONE = Attempt("a1", at(0), "recall", {"headline": "naïve 😀\x00 <b>", "fit": "shows"})
TWO = Attempt("a2", at(60), "rate", {"own": {"overall": 3}})


def test_attempts_come_back_oldest_first_and_once(store: Store, open_store: Callable[[], Store]) -> None:
    """Another kernel reads what was added; adding one again changes nothing, and its draft is history."""
    store.save_draft("drill:a2:text", "w", 1, "typed", at(0))
    store.add_attempt(TWO, submitted_slots=["drill:a2:text"])
    store.add_attempt(ONE)
    store.add_attempt(Attempt("a1", at(9), "rate", {}))
    assert open_store().attempts() == (ONE, TWO)
    assert store.latest_draft("drill:a2:text") is None


def test_a_record_holds_until_an_event_is_added(store: Store) -> None:
    """It is read back in its own form only, and not after its practice has gone on."""
    told = [(event, moment) for moment, event in timed(loop_events("p1"))]
    assert isinstance(told[-2][0], Finished)
    store.append_all("p1", 0, told[:-1])
    store.keep_records("1", {"p1": (len(told) - 2, {"x": [1, "ü"]})})
    assert store.kept_records("1") == {"p1": {"x": [1, "ü"]}}
    assert store.kept_records("2") == {}
    store.append("p1", len(told) - 1, Rated(({"overall": 3}, {"overall": 3}, {"overall": 3})), at(999))
    assert store.kept_records("1") == {}
    store.keep_records("1", {"p1": (len(told) - 1, {"x": 2})})
    assert store.kept_records("1") == {"p1": {"x": 2}}


def test_attempts_go_out_with_the_workbook_and_come_back(tmp_path: Path) -> None:
    """An export holds them, an import adds what is missing, twice changes nothing; a torn file gives them back."""
    source, other, third = (Store.open(tmp_path / name) for name in ("one", "two", "three"))
    source.add_attempt(ONE)
    source.add_attempt(TWO)
    file = export_file(json_object(source.export()))
    assert other.take_in(file).attempts == 2
    assert other.take_in(file).attempts == 0
    assert (other.export(), other.attempts()) == (source.export(), (ONE, TWO))
    with third._writing() as connection:
        assert refill(connection, salvaged(source.path.read_bytes())) == []
    assert third.attempts() == (ONE, TWO)
