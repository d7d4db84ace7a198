"""Faults are told in words, without SQL and without a candidate's text."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import ArgumentError

from lpcoach.errors import StoreDamaged, StoreError, StoreUnwritable
from lpcoach.session.events import Answered
from lpcoach.store import Store
from lpcoach.store.faults import in_words
from tests.fakes.practices import asks, at, started

CANARY = "canary-51b2"


@pytest.fixture
def kind() -> str:
    """Files only; test_postgres.py is about servers."""
    return "sqlite"


def spoil(path: Path, statement: str) -> None:
    """Change the file behind the store's back."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE events SET body = '{' WHERE seq = 2", "a row that cannot be read"),
        ("UPDATE events SET at = 'noon' WHERE seq = 2", "a row that cannot be read"),
        ("UPDATE events SET kind = 'sung' WHERE seq = 2", "'sung'"),
        ("UPDATE events SET body = '[]' WHERE seq = 2", "cannot be read"),
        ("UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE seq = 2", "is damaged"),
        ("DELETE FROM events WHERE seq = 1", "has lost event 1"),
        ("DROP TABLE events", "is damaged"),
    ],
)
def test_spoilt_rows_are_named_without_their_text(store: Store, statement: str, words: str) -> None:
    """Whatever is wrong with a row, the message and its traceback hold nothing that was typed."""
    told_events = (started(), asks("opening", "introductions"), Answered(CANARY))
    store.append_all("p1", 0, [(event, at(0)) for event in told_events])
    spoil(store.path, statement)
    with pytest.raises(StoreDamaged, match=words) as caught:
        store.session("p1")
    told = "".join(traceback.format_exception(caught.value))
    assert CANARY not in told
    assert "SELECT events" not in told


def test_a_locked_file_is_told_and_nothing_is_half_written(store: Store) -> None:
    """While another program holds the lock, saving fails in words; afterwards it works."""
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnwritable, match="locked") as caught:
            store.save_draft("s", "w", 1, CANARY, at(0))
        other.rollback()
    assert CANARY not in "".join(traceback.format_exception(caught.value))
    assert store.drafts("s") == ()
    store.save_draft("s", "w", 1, CANARY, at(0))


def test_a_file_deleted_in_use_takes_no_text(store: Store, open_store: Callable[[], Store]) -> None:
    """Nothing is called saved that went into a deleted file; a newly opened store begins a new one."""
    store.save_draft("s", "w", 1, "before", at(0))
    store.path.unlink()
    with pytest.raises(StoreUnwritable, match="moved or deleted"):
        store.save_draft("s", "w", 2, "after", at(1))
    open_store().save_draft("s", "w", 2, "after", at(1))


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A path that cannot be a folder is named with the system's reason."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreUnwritable, match="taken"):
        Store.open(tmp_path / "taken")


def test_a_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    """A folder in the file's place is an error in words."""
    (tmp_path / "workbook.sqlite").mkdir()
    with pytest.raises(StoreUnwritable, match="cannot be opened"):
        Store.open(tmp_path)


@pytest.mark.parametrize("error", [sqlite3.DatabaseError("secret"), ArgumentError("secret")])
def test_unforeseen_database_errors_hide_their_cause(error: Exception) -> None:
    """An error that we do not know is a store error that repeats nothing of it."""
    with pytest.raises(StoreError) as caught, in_words(Path("w")):
        raise error
    assert "secret" not in "".join(traceback.format_exception(caught.value))
