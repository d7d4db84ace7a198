"""A file of another form is upgraded with a verified backup, or refused with words."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import lpcoach.store
from lpcoach.errors import StoreDamaged, StoreError, StoreTooNew
from lpcoach.store import Store, schema, upgrade
from tests.fakes.practices import at

Opens = Callable[[], Store]

NEXT = '''"""Adds a column; then may fail."""
import sqlalchemy as sa
from alembic import op
revision = "next"
down_revision = "{head}"
def upgrade():
    op.add_column("drafts", sa.Column("colour", sa.Text))
    {then}
'''


@pytest.fixture
def kind() -> str:
    """Files only; test_postgres.py is about servers."""
    return "sqlite"


def run(path: Path, *statements: str) -> list[str]:
    """Run SQL on the file, and give all words of the last answer."""
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            rows = raw.execute(statement).fetchall()
        raw.commit()
    return [str(value) for row in rows for value in row]


def release(monkeypatch: pytest.MonkeyPatch, folder: Path, then: str = "") -> None:
    """Make this lpcoach one that knows one version more."""
    scripts, ours = folder / "scripts", Path(lpcoach.store.__file__).parent / "migrations"
    shutil.copytree(ours, scripts)
    (scripts / "versions" / "next.py").write_text(NEXT.format(head=schema.VERSIONS[-1], then=then))
    monkeypatch.setattr(upgrade, "SCRIPTS", str(scripts))
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "next"))


def test_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    """The migrated form and the declared form are the same."""
    with store._reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema.VERSIONS[-1]


def test_older_file_is_backed_up_and_upgraded(
    store: Store, open_store: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The upgraded file has the new form and the old text; the backup beside it is sound and private."""
    store.save_draft("s", "w", 1, "typed", at(0))
    release(monkeypatch, tmp_path)
    upgraded = open_store()
    latest = upgraded.latest_draft("s")
    assert latest is not None
    assert latest.text == "typed"
    assert run(store.path, "SELECT colour, (SELECT version_num FROM alembic_version) FROM drafts") == ["None", "next"]
    backup = store.path.with_name(f"workbook.before-upgrade-from-{schema.VERSIONS[-2]}.sqlite")
    assert run(backup, "SELECT text FROM drafts") == ["typed"]
    assert backup.stat().st_mode & 0o077 == 0


def test_the_first_form_is_brought_up(store: Store, open_store: Opens) -> None:
    """A file of version 0001 opens with what was typed and an empty story bank."""
    store.save_draft("s", "w", 1, "typed", at(0))
    later = [name for name in schema.metadata.tables if name not in ("practices", "events", "drafts", "settings")]
    drops = [f"DROP TABLE {name}" for name in later]
    run(store.path, *drops, "UPDATE alembic_version SET version_num = '0001'")
    upgraded = open_store()
    assert (upgraded.bank(), upgraded.drafts("s")[0].text) == ((), "typed")


def test_failed_upgrade_changes_nothing(
    store: Store, open_store: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """When a step fails, the file is as before, and so is its version."""
    before = run(store.path, "SELECT sql FROM sqlite_master ORDER BY name")
    release(monkeypatch, tmp_path, then='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StoreError):
        open_store()
    assert run(store.path, "SELECT sql FROM sqlite_master ORDER BY name") == before
    assert run(store.path, "SELECT version_num FROM alembic_version") == [schema.VERSIONS[-2]]


def test_newer_file_is_refused_and_left_alone(store: Store, open_store: Opens) -> None:
    """A version that this lpcoach does not know is named, with what to do."""
    run(store.path, "UPDATE alembic_version SET version_num = '0999'")
    before = store.path.read_bytes()
    with pytest.raises(StoreTooNew, match=r"0999.*Upgrade lpcoach"):
        open_store()
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TABLE alembic_version", "not made by lpcoach"),
        ("DELETE FROM alembic_version", "does not say which version"),
    ],
)
def test_database_of_something_else_is_refused(store: Store, open_store: Opens, statement: str, words: str) -> None:
    """A database without a version is not taken for a workbook."""
    run(store.path, statement)
    with pytest.raises(StoreDamaged, match=words):
        open_store()


def test_garbage_is_refused_and_left_alone(tmp_path: Path, open_store: Opens) -> None:
    """A file that is no database is named and not touched."""
    (tmp_path / "home").mkdir()
    path = tmp_path / "home" / "workbook.sqlite"
    path.write_bytes(b"This is not a database. " * 400)
    with pytest.raises(StoreDamaged, match="is not a database"):
        open_store()
    assert path.read_bytes() == b"This is not a database. " * 400


@pytest.mark.parametrize("place", [0, 1])
def test_file_cut_short_or_overwritten_is_damaged(store: Store, open_store: Opens, place: int) -> None:
    """Half a file, or one with garbage in its middle, gives a StoreDamaged at the latest when it is read."""
    for n in range(60):
        store.save_draft("s", f"w{n}", 1, "x" * 3000, at(n))
    store.close()
    whole = store.path.read_bytes()
    half = len(whole) // 2 // 4096 * 4096
    store.path.write_bytes(whole[:half] if place == 0 else whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(StoreDamaged):
        open_store().drafts("s")
