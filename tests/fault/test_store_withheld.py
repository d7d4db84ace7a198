"""The disk is full, the file locked, shared or not ours: words, and no loss."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import pytest

from lpcoach.errors import StoreError, StoreUnwritable
from lpcoach.store import DraftWriter, Store
from tests.fakes.practices import at
from tests.fault import children

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault.children", "alembic.command"])
Spawn = Callable[..., Connection]


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start children that talk through a pipe; all have ended after the test."""
    begun = []

    def start(target: Callable[..., None], *args: object) -> Connection:
        ours, theirs = CONTEXT.Pipe()
        child = CONTEXT.Process(target=target, args=(*args, theirs))
        child.start()
        theirs.close()
        begun.append((child, ours))
        return ours

    yield start
    for child, ours in begun:
        child.kill()
        child.join()
        ours.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_full_disk_is_told_and_heals(tmp_path: Path, spawn: Spawn) -> None:
    """With no room the save fails in words and the text before stays; with room it works on the same store."""
    told = spawn(children.fill_disk, tmp_path)
    words, kept, again = told.recv(), told.recv(), told.recv()
    assert "cannot be written" in words
    assert "Free some space" in words
    assert (kept, again) == (["before"], "saved")


def test_without_permission_it_is_told(open_folder: Path, spawn: Spawn) -> None:
    """A workbook of another user is refused in words, and so is a folder that allows no new file."""
    with closing(Store.open(open_folder / "readable")) as store:
        store.path.chmod(0o444)
    for name in ("readable", "closed"):
        (open_folder / name).mkdir(exist_ok=True)
        (open_folder / name).chmod(0o555)
    told = spawn(children.be_a_stranger, open_folder)
    for name, words in (("readable", told.recv()), ("closed", told.recv())):
        assert name in words
        assert "cannot be" in words


def test_lock_of_another_process_is_told_and_the_draft_saved_later(tmp_path: Path, spawn: Spawn) -> None:
    """While another process holds the lock the page hears "not saved"; once it lets go a retry saves the text."""
    with closing(Store.open(tmp_path)):
        pass
    saved: list[int] = []
    failed: list[StoreError] = []
    writer = DraftWriter(
        lambda: Store.open(tmp_path, patience=0.1),
        lambda slot, rev, moment: saved.append(rev),
        lambda slot, rev, error: failed.append(error),
    )
    told = spawn(children.hold_lock, tmp_path)
    assert told.recv() == "locked"
    writer.put("s", "w", 7, "typed", at(0))
    assert not writer.flush(5)
    assert isinstance(failed[0], StoreUnwritable)
    assert "locked" in str(failed[0])
    told.send("let go")
    assert told.recv() == "free"
    assert writer.close()
    assert saved == [7]


def test_short_lock_is_waited_for(tmp_path: Path, spawn: Spawn) -> None:
    """A lock that is let go within the patience costs a moment and no fault."""
    with closing(Store.open(tmp_path)) as store:
        told = spawn(children.hold_lock, tmp_path)
        assert told.recv() == "locked"
        told.send("let go")
        begun = monotonic()
        store.save_draft("s", "w", 1, "typed", at(0))
        assert monotonic() - begun < 5


def test_two_processes_writing_lose_nothing(tmp_path: Path, spawn: Spawn) -> None:
    """Two kernels that begin the same new file and save 200 drafts each: every slot has both latest texts."""
    told = [spawn(children.save_drafts, tmp_path, name) for name in ("a", "b")]
    assert [pipe.recv() for pipe in told] == ["done", "done"]
    with closing(Store.open(tmp_path)) as store:
        for n in range(4):
            kept = [draft.text for draft in store.drafts(f"slot {n}")]
            assert {text for text in kept if text.endswith(f" {196 + n}")} == {f"a {196 + n}", f"b {196 + n}"}
            assert len(kept) == 100
