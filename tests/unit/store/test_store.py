"""What the workbook keeps, and what it refuses."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lpcoach.errors import SessionError, SettingError, StoreConflict
from lpcoach.session.events import Answered, Event, Finished, Skipped
from lpcoach.store import Store, data_folder
from tests.fakes.practices import asks, at, loop, loop_events, started, timed

Opens = Callable[[], Store]
ON_A_FILE = pytest.mark.parametrize("kind", ["sqlite"])


def keep(store: Store, *events: Event, practice: str = "p1", second: float = 0) -> None:
    """Append these events from the start, all at one moment."""
    store.append_all(practice, 0, [(event, at(second)) for event in events])


def test_session_comes_back_as_it_was(store: Store, open_store: Opens) -> None:
    """A loop appended event by event and read by another kernel equals the session that was seen."""
    for seq, (moment, event) in enumerate(timed(loop_events())):
        store.append("p1", seq, event, moment)
    assert open_store().session("p1") == loop()


def test_unknown_practice_is_refused(store: Store) -> None:
    """A practice that the workbook does not have is a SessionError."""
    with pytest.raises(SessionError, match="no such practice"):
        store.session("nothing")


def test_practices_are_listed_newest_first(store: Store) -> None:
    """The list has plan, times and the number of the last event; the store itself picks those asked for."""
    keep(store, started("one_story"), Finished(), practice="old")
    keep(store, started(sample=True), practice="new", second=60)
    newer, older = store.practices()
    assert (newer.id, newer.sample, newer.finished_at, newer.started_at) == ("new", True, None, at(60))
    assert (older.id, older.plan, older.finished_at, older.last_seq) == ("old", "one_story", at(0), 1)
    assert store.practices(finished=True) == store.practices(sample=False, latest=1) == (older,)
    assert store.practices(latest=1) == store.practices(finished=False, sample=True) == (newer,)


def test_under_way_is_the_latest_unfinished_practice(store: Store) -> None:
    """Finished practices and samples are not under way."""
    assert store.under_way() is None
    keep(store, started("one_story"), practice="a")
    keep(store, started("one_story"), practice="b", second=5)
    keep(store, started(), Finished(), practice="c", second=6)
    keep(store, started(sample=True), practice="d", second=7)
    assert store.under_way() == "b"


@pytest.mark.parametrize("seq", [0, 2, 3])
def test_an_event_needs_the_next_number(store: Store, seq: int) -> None:
    """A number that is there already, or one too high, is a conflict."""
    keep(store, started())
    store.append("p1", 1, asks("opening", "introductions"), at(1))
    if seq == 2:
        store.append("p1", 2, Skipped(), at(2))
    with pytest.raises(StoreConflict, match="another tab"):
        store.append("p1", seq, Answered("x"), at(3))


def test_of_two_stores_one_wins(store: Store, open_store: Opens) -> None:
    """Two tabs that append the same number: the first is kept, the second is told."""
    other = open_store()
    keep(store, started(), asks("opening", "introductions"))
    store.append("p1", 2, Answered("first"), at(2))
    with pytest.raises(StoreConflict):
        other.append("p1", 2, Answered("second"), at(2))
    assert other.session("p1").turns[-1].answer == "first"


def test_events_are_appended_all_or_none(store: Store) -> None:
    """A conflict leaves nothing of the batch, and the drafts as they were."""
    keep(store, started())
    store.save_draft("s", "w", 1, "typed", at(0))
    with pytest.raises(StoreConflict):
        store.append_all("p1", 5, [(Answered("a"), at(1)), (Skipped(), at(2))], submitted_slot="s")
    assert store.session("p1").seq == 1
    assert store.latest_draft("s") is not None


def test_submitting_turns_drafts_into_history(store: Store) -> None:
    """After a submit the slot has no draft to offer, but its history is there."""
    store.save_draft("s", "w", 1, "typed", at(0))
    store.append("p1", 0, started(), at(1), submitted_slot="s")
    assert store.latest_draft("s") is None
    assert [(draft.text, draft.submitted) for draft in store.drafts("s")] == [("typed", True)]


@pytest.mark.parametrize("text", ["", "nul \0 in it", "half \ud83d pair", "e\u0301 \U0001f600 \u202e", "x" * 1_000_000])
def test_any_text_is_kept(store: Store, text: str) -> None:
    """Empty, hostile and very long drafts and answers come back; only half a surrogate pair is replaced."""
    store.save_draft("s", "w", 1, text, at(0))
    keep(store, started(), asks("opening", "introductions"), Answered(text[:100_000]))
    draft = store.latest_draft("s")
    assert draft is not None
    assert draft.text == text.replace("\ud83d", "\ufffd")
    assert store.session("p1").turns[0].answer == draft.text[:100_000]


def test_settings_are_kept_and_replaced(store: Store) -> None:
    """A setting has its last value; what is no JSON is refused."""
    store.set_setting("mode", "coached")
    store.set_setting("mode", {"realistic": True})
    assert store.settings() == {"mode": {"realistic": True}}
    with pytest.raises(SettingError, match="mode"):
        store.set_setting("mode", object())


@ON_A_FILE
def test_only_the_owner_may_read_it(store: Store, open_store: Opens) -> None:
    """Folder and file are the owner's alone; a file that was opened up is closed again."""
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    store.path.chmod(0o644)
    open_store()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


@ON_A_FILE
def test_each_connection_is_set_to_be_safe(store: Store) -> None:
    """Rollback journal, full sync and foreign keys hold on the connections that are used."""
    with store._reading() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        assert [*found, connection.exec_driver_sql("PRAGMA foreign_keys").scalar()] == ["delete", 2, 1]


@ON_A_FILE
def test_delete_everything_leaves_no_word(store: Store) -> None:
    """No file of the folder, backup or journal, holds a word of what was typed; not even one still held open."""
    canary = "canary-7f3a"
    keep(store, started(), asks("opening", "introductions"), Answered(canary))
    store.save_draft("s", "w", 1, canary, at(0))
    store.set_setting("role", canary)
    (store.path.parent / "workbook.before-upgrade-from-0000.sqlite").write_text(canary)
    with store.path.open("rb") as held:
        assert canary.encode() in held.read()
    held_open = store.path.open("rb")
    store.delete_everything()
    with held_open:
        assert canary.encode() not in held_open.read()
    assert list(store.path.parent.iterdir()) == []


def test_a_deleted_workbook_can_be_begun_anew(store: Store, open_store: Opens) -> None:
    """After the deletion the folder opens as an empty workbook."""
    keep(store, started())
    store.delete_everything()
    assert open_store().practices() == ()


def test_data_folder_obeys_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """LPCOACH_HOME wins; without it the system's data folder is taken."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "mine"))
    assert data_folder() == tmp_path / "mine"
    monkeypatch.delenv("LPCOACH_HOME")
    assert data_folder().name == "lpcoach"


@ON_A_FILE
def test_opening_a_sound_file_loads_no_alembic(store: Store) -> None:
    """Migrations cost their import only where there is something to migrate."""
    code = (
        "import sys, pathlib, lpcoach.store as s;"
        "s.Store.open(pathlib.Path(sys.argv[1])); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(store.path.parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@ON_A_FILE
def test_journal_is_append_only_on_the_disk(store: Store) -> None:
    """What is in the file is one row an event, as JSON text."""
    keep(store, started(), asks("opening", "introductions"), Answered("caf\u00e9"))
    with closing(sqlite3.connect(store.path)) as raw:
        rows = raw.execute("SELECT seq, kind, body FROM events ORDER BY seq").fetchall()
    assert [(row[0], row[1]) for row in rows] == [(0, "started"), (1, "question_asked"), (2, "answered")]
    assert rows[2][2] == '{"text": "caf\\u00e9"}'
