"""Workbooks of every earlier version are upgraded with a sound backup first, also when killed at any step."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lpcoach.store import Store, look_over, schema
from tests.fakes.practices import loop
from tests.fault import children

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault.children", "alembic.command"])
FIXTURES = Path(__file__).parents[1] / "data" / "store"
LOOP, UNDER_WAY = "a" * 32, "b" * 32


def laid(folder: Path, version: str) -> Path:
    """A data folder with the workbook of this version."""
    folder.mkdir()
    shutil.copyfile(FIXTURES / f"v{version}.sqlite", folder / "workbook.sqlite")
    return folder


def check(folder: Path) -> None:
    """Everything that the fixture holds is there, in today's form."""
    with closing(Store.open(folder)) as store:
        look_over(store)
        assert store.session(LOOP).turns == loop().turns
        assert store.under_way() == UNDER_WAY
        latest = store.latest_draft(f"{UNDER_WAY}:0")
        assert latest is not None
        assert latest.text == "We saw the accept rate fall, and I rolled it back. " * 120
        assert "naïve ☂️ 😀 „quotes“" in store.drafts(f"{UNDER_WAY}:0")[1].text
        assert store.settings() == {"interview": "2026-12-09", "hide_scores": True}


def backup(folder: Path, version: str) -> Path:
    """Where the backup of a workbook of this version lies."""
    return folder / f"workbook.before-upgrade-from-{version}.sqlite"


def facts(path: Path) -> list[object]:
    """What a backup has to have kept: its soundness, its version, its texts."""
    statements = ("PRAGMA integrity_check", "SELECT * FROM alembic_version", "SELECT * FROM drafts ORDER BY id")
    with closing(sqlite3.connect(path)) as raw:
        return [raw.execute(statement).fetchall() for statement in (*statements, "SELECT * FROM events")]


def test_each_version_has_a_fixture() -> None:
    """Who adds a migration adds a workbook of the form that it makes."""
    assert {path.stem for path in FIXTURES.glob("*.sqlite")} == {f"v{version}" for version in schema.VERSIONS}


@pytest.mark.parametrize("version", schema.VERSIONS)
def test_a_workbook_of_each_version_opens_with_all_that_it_holds(tmp_path: Path, version: str) -> None:
    """The upgraded one says the same, and an older one has a sound backup that is what it was."""
    folder = laid(tmp_path / "home", version)
    check(folder)
    older = version != schema.VERSIONS[-1]
    assert backup(folder, version).exists() == older
    if older:
        assert facts(backup(folder, version)) == facts(FIXTURES / f"v{version}.sqlite")


@pytest.mark.parametrize("version", schema.VERSIONS[:-1])
def test_killed_at_each_step_the_upgrade_loses_nothing(tmp_path: Path, version: str) -> None:
    """A SIGKILL before every statement, connection and renaming in turn: the next opening finds everything."""
    for step in range(1, 200):
        folder = laid(tmp_path / str(step), version)
        child = CONTEXT.Process(target=children.upgrade_up_to, args=(folder, step))
        child.start()
        child.join()
        kept = backup(folder, version)
        assert not kept.exists() or facts(kept) == facts(FIXTURES / f"v{version}.sqlite")
        with closing(sqlite3.connect(folder / "workbook.sqlite")) as raw:
            upgraded = raw.execute("SELECT version_num FROM alembic_version").fetchone() != (version,)
        assert kept.exists() or not upgraded, "upgraded without a backup"
        check(folder)
        if child.exitcode == 0:
            break
    assert child.exitcode == 0
    assert step > 15
