"""The kernel is killed at any moment: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from lpcoach.store import Store
from tests.fault import children

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault.children", "alembic.command"])

Told = dict[str, int]


def kill_after(folder: Path, count: int, delay: float) -> Told:
    """Let a child write until it told ``count`` commits, kill it ``delay`` seconds later; the last of each kind."""
    ours, theirs = CONTEXT.Pipe()
    child = CONTEXT.Process(target=children.answer_on_and_on, args=(folder, theirs))
    child.start()
    theirs.close()
    told: Told = {}
    try:
        while count >= 0:
            kind, number = ours.recv()
            told[kind], count = number, count - 1
        time.sleep(delay)
    finally:
        child.kill()
        child.join()
    while True:  # what it told before it died counts
        try:
            kind, number = ours.recv()
        except (EOFError, ConnectionResetError):
            ours.close()
            return told
        told[kind] = number


def check(folder: Path, told: Told) -> None:
    """The file is sound; what was told is there; every submit is whole or absent."""
    with closing(Store.open(folder)) as store, closing(sqlite3.connect(store.path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        drafts = {text.split()[0] for (text,) in raw.execute("SELECT text FROM drafts")}
        assert {f"{n // 2}/{n % 2}" for n in range(told.get("draft", -1) + 1)} <= drafts
        for n in range(told.get("submit", -1) + 1):
            assert store.session(f"p{n}").ended_stories == (0,)
        for row in store.practices():
            submitted = store.session(row.id).seq == 5
            assert submitted or store.session(row.id).seq == 2
            assert all(draft.submitted == submitted for draft in store.drafts(f"{row.id}/1"))


def sweep(tmp_path: Path, points: int) -> None:
    """Kill at so many points: after commit 0, 1, 2 ... and at moments spread over the next write."""
    for n in range(points):
        folder = tmp_path / str(n)
        check(folder, kill_after(folder, n % 13, delay=(n % 7) * 0.0011))


def test_killed_at_swept_points_nothing_is_lost(tmp_path: Path) -> None:
    """After 20 SIGKILLs every acknowledged draft and submit is there, and every file is sound."""
    sweep(tmp_path, 20)


@pytest.mark.prove
def test_killed_300_times_nothing_is_lost(tmp_path: Path) -> None:
    """After 300 SIGKILLs every acknowledged draft and submit is there, and every file is sound."""
    sweep(tmp_path, 300)


def test_killed_over_and_over_on_one_file(tmp_path: Path) -> None:
    """A file whose writer was killed in mid-write is opened, recovered and killed again."""
    with closing(Store.open(tmp_path)):
        pass
    for n in range(6):
        kill_once_more(tmp_path, n)
    with closing(sqlite3.connect(tmp_path / "workbook.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kill_once_more(folder: Path, n: int) -> None:
    """Kill two writers of drafts on one file a little later each time."""
    pipes = [CONTEXT.Pipe() for _ in "ab"]
    writers = [
        CONTEXT.Process(target=children.save_drafts, args=(folder, f"{n}{name}", pipe[1]))
        for name, pipe in zip("ab", pipes, strict=True)
    ]
    for child in writers:
        child.start()
    time.sleep(0.05 + n * 0.011)
    for child in writers:
        child.kill()
        child.join()
    for pair in pipes:
        for end in pair:
            end.close()
