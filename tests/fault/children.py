"""What the child processes of the fault tests do; each tells its parent through a pipe, and only what is true."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from lpcoach.errors import StoreUnwritable
from lpcoach.session.events import Answered, StoryEnded
from lpcoach.store import Store, mend
from tests.fakes.practices import asks, at, started

BURST = "figure 61.8% " * 40


def answer_on_and_on(folder: Path, told: Connection) -> None:
    """Practise story after story; tell each draft and each submit once it is committed."""
    store = Store.open(folder)
    told.send(("open", 0))
    for n in range(10_000):
        practice, slot = f"p{n}", f"p{n}/1"
        opening = (started("one_story", practice), asks("lead", "deep_dives", 0))
        store.append_all(practice, 0, [(event, at(n)) for event in opening])
        for rev in range(2):
            store.save_draft(slot, "w", rev, f"{n}/{rev} {BURST}", at(n))
            told.send(("draft", n * 2 + rev))
        answer = (Answered(f"{n}/1 {BURST}"), asks("probe", "deep_dives", 0), StoryEnded())
        store.append_all(practice, 2, [(event, at(n)) for event in answer], submitted_slot=slot)
        told.send(("submit", n))


def save_drafts(folder: Path, writer: str, told: Connection) -> None:
    """Save 200 drafts while others do the same."""
    store = Store.open(folder, patience=20)
    for rev in range(200):
        store.save_draft(f"slot {rev % 4}", writer, rev, f"{writer} {rev}", at(rev * 61))
    told.send("done")


def hold_lock(folder: Path, told: Connection) -> None:
    """Keep the write lock until told to let go."""
    raw = sqlite3.connect(folder / "workbook.sqlite", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    told.send("locked")
    told.recv()
    raw.execute("ROLLBACK")
    raw.close()
    told.send("free")


def fill_disk(folder: Path, told: Connection) -> None:
    """Save with no room for more, then with room again; tell what each said."""
    store = Store.open(folder)
    store.save_draft("s", "w", 1, "before", at(0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size, hard))
    told.send(_attempt(store))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    told.send([draft.text for draft in store.drafts("s")])
    told.send(_attempt(store))


def be_a_stranger(folder: Path, told: Connection) -> None:
    """Use a workbook that this user may read and not write, then one in a folder that allows no new file."""
    if os.geteuid() == 0:  # permissions do not bind root
        os.setegid(65534)
        os.seteuid(65534)
    for name in ("readable", "closed"):
        try:
            store = Store.open(folder / name)
            told.send(_attempt(store))
        except StoreUnwritable as error:
            told.send(str(error))


def _attempt(store: Store) -> str:
    try:
        store.save_draft("s", "w", 2, "after " + "x" * 100_000, at(1))
    except StoreUnwritable as error:
        return str(error)
    return "saved"


def mend_it(folder: Path) -> None:
    """Mend the workbook of a folder."""
    mend(folder, at(0))


def upgrade_up_to(folder: Path, step: int) -> None:
    """Open the workbook, and be killed before the given step: a statement, a connection, a file touched."""
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(name: str, _: object) -> None:
        if name in {"sqlite3.connect", "os.rename", "os.remove", "os.chmod"}:
            count()

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    sys.addaudithook(audit)
    Store.open(folder).close()
