"""A disk that is really full, a lock that lasts half a minute, a clock that is set back."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest

from lpcoach.errors import StoreError, StoreUnwritable
from lpcoach.session.events import Answered, Event, Paused, Resumed
from lpcoach.store import DraftWriter, Store, look_over
from tests.fakes.practices import asks, at, started
from tests.fault import children

CONTEXT = multiprocessing.get_context("forkserver")
PRACTICE = "d" * 32


def begun(store: Store) -> None:
    """One story, its question open, a draft typed."""
    opening = (started("one_story", PRACTICE), asks("lead", "deep_dives", 0))
    store.append_all(PRACTICE, 0, [(event, at(0)) for event in opening])
    store.save_draft(f"{PRACTICE}:0", "w", 1, "typed before", at(1))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 300 KB in memory; mounting it takes the rights of root."""
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k,mode=0700", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    shutil.rmtree(folder)


@pytest.mark.prove
def test_submit_on_a_full_disk_is_whole_or_not_at_all(small_disk: Path) -> None:
    """With 0 to 60 KB of room left: told in words, nothing half there, and saved once there is room."""
    full = 0
    for room in range(0, 61, 3):
        with closing(Store.open(small_disk)) as store:
            begun(store)
            ballast = small_disk / "ballast"
            free = shutil.disk_usage(small_disk).free
            ballast.write_bytes(bytes(max(0, free - room * 1024)))
            told: tuple[Event, ...] = (Answered("answer " * 3000), asks("probe", "deep_dives", 0))
            answer = [(event, at(2)) for event in told]
            try:
                store.append_all(PRACTICE, 2, answer, submitted_slot=f"{PRACTICE}:0")
            except StoreUnwritable as error:
                full += 1
                assert "the disk is full" in str(error)
                assert store.session(PRACTICE).seq == 2
                assert store.latest_draft(f"{PRACTICE}:0") is not None
                ballast.unlink()
                store.append_all(PRACTICE, 2, answer, submitted_slot=f"{PRACTICE}:0")
            assert store.session(PRACTICE).seq == 4
            look_over(store)
        for path in small_disk.iterdir():
            path.unlink()
    assert full > 8


@pytest.mark.prove
def test_a_lock_of_half_a_minute_loses_nothing(tmp_path: Path) -> None:
    """Another process keeps the lock for 30 s: "not saved" is told each time, and the latest text is saved after it."""
    Store.open(tmp_path).close()
    ours, theirs = CONTEXT.Pipe()
    child = CONTEXT.Process(target=children.hold_lock, args=(tmp_path, theirs))
    child.start()
    assert ours.recv() == "locked"
    saved: list[int] = []
    failed: list[StoreError] = []
    writer = DraftWriter(
        lambda: Store.open(tmp_path, patience=2),
        lambda slot, rev, moment: saved.append(rev),
        lambda slot, rev, error: failed.append(error),
    )
    for rev in range(20):
        writer.put("s", "w", rev, f"typed {rev}", at(rev))
        sleep(1.5)
    ours.send("let go")
    assert ours.recv() == "free"
    child.join()
    assert writer.close()
    assert (saved[-1], len(failed) > 5) == (19, True)
    with closing(Store.open(tmp_path)) as store:
        assert store.drafts("s")[0].text == "typed 19"


def test_a_clock_set_back_moves_nothing_back(tmp_path: Path) -> None:
    """Events and drafts of an hour, a day and a year before: they come last, and no time in the practice runs back."""
    with closing(Store.open(tmp_path)) as store:
        begun(store)
        for number, back in enumerate((1, 24, 24 * 365)):
            earlier = at(0) - timedelta(hours=back)
            store.save_draft(f"{PRACTICE}:0", "w", 2 + number, f"typed {back} h before", earlier)
            store.append_all(PRACTICE, 2 + 2 * number, [(Paused(), earlier), (Resumed(), earlier)])
            latest = store.latest_draft(f"{PRACTICE}:0")
            assert latest is not None
            assert latest.text == f"typed {back} h before"
        session = store.session(PRACTICE)
        assert session.last_at == at(0)
        assert store.under_way() == PRACTICE
