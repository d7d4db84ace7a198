"""A damaged workbook: set aside whole, and a new one made of all that can be read of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from lpcoach.errors import LpcoachError, StoreConflict, StoreDamaged, StoreUnwritable
from lpcoach.store import schema
from lpcoach.store.faults import damaged, in_words
from lpcoach.store.files import NAME
from lpcoach.store.refill import refill
from lpcoach.store.salvage import salvaged
from lpcoach.store.sqlite import FilePlace
from lpcoach.store.store import ADDRESS_VARIABLE, Store

__all__ = ["Mended", "look_over", "mend"]


@dataclass(frozen=True, slots=True)
class Mended:
    """The damaged file, as it was; how much is back; the texts that fit nowhere any more, if there are any."""

    aside: Path
    practices: int
    drafts: int
    texts: Path | None

    def __str__(self) -> str:
        """For the person whose workbook it is."""
        back = f"What could be read of it is back: practices: {self.practices}, drafts: {self.drafts}."
        rest = f" Texts that fit nowhere now stand in {self.texts}." if self.texts else ""
        return f"{back} The damaged file is kept whole as {self.aside}.{rest}"


def look_over(store: Store) -> None:
    """A StoreDamaged where the file's pages do not hold together; a server looks after its own."""
    if not isinstance(store.place, FilePlace):
        return
    with store._reading() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise damaged(store.place, "is damaged")


def mend(folder: Path, at: datetime) -> Mended | None:
    """Set a damaged file aside and begin a new one from it. None where it is sound (another page has mended it).

    Killed at any moment this leaves the damaged file in its place, or the mended one. A workbook on a server is not
    mended here.
    """
    path = folder / NAME
    if os.environ.get(ADDRESS_VARIABLE):
        return None
    with in_words(path), _alone(folder):
        if _is_sound(folder):
            return None
        if _is_foreign(path):
            raise StoreDamaged(f"{path} is a database, but not made by lpcoach. Set LPCOACH_HOME to another folder.")
        before = _stamp(path)
        aside = _set_aside(path, at)
        with _held(path):
            if _stamp(path) != before:
                raise StoreConflict("The workbook is being written by another page. Open this page again.")
            new = folder / "workbook.mending"
            shutil.rmtree(new, ignore_errors=True)
            with closing(Store.open(new)) as store:
                rows = salvaged(aside.read_bytes())
                with store._writing() as connection:
                    left = refill(connection, rows)
                practices, drafts = len(store.practices()), len(rows["drafts"])
                texts = _write_texts(aside.with_suffix(".txt"), left)
            path.with_name(f"{NAME}-journal").unlink(missing_ok=True)  # whatever could be played of it was played
            store.path.replace(path)
            shutil.rmtree(new, ignore_errors=True)
    return Mended(aside, practices, drafts, texts)


def _is_sound(folder: Path) -> bool:
    try:
        with closing(Store.open(folder)) as store:
            look_over(store)
            for row in store.practices():
                store.session(row.id)
            with store._reading() as connection:
                for table in schema.metadata.sorted_tables:
                    connection.execute(select(table)).all()  # a text that is no text any more says so when read
    except StoreUnwritable:
        raise
    except LpcoachError:
        return False
    return True


def _is_foreign(path: Path) -> bool:
    """Whether the file is a sound database of something else, which is none of ours to mend."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw, suppress(sqlite3.DatabaseError):
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return bool(names) and not names & {*schema.metadata.tables, "alembic_version"}
    return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: SQLite's own lock, on a file of its own, works wherever SQLite does."""
    lock = folder / "workbook.mending-lock"
    with closing(sqlite3.connect(lock, timeout=30, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        yield
    lock.unlink(missing_ok=True)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep writers of the damaged file out, where they could still write at all."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=5, isolation_level=None)) as raw:
        try:
            raw.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
        except sqlite3.DatabaseError:
            pass  # nobody can write what nobody can open
        yield


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _set_aside(path: Path, at: datetime) -> Path:
    """A copy on the disk, and of the journal beside it."""
    stamp, number = f"{at:%Y%m%d-%H%M%S}", 1
    aside = path.with_name(f"workbook.damaged-{stamp}.sqlite")
    while aside.exists():
        number += 1
        aside = path.with_name(f"workbook.damaged-{stamp}-{number}.sqlite")
    _copy(path, aside)
    with suppress(FileNotFoundError):
        _copy(path.with_name(f"{NAME}-journal"), aside.with_name(f"{aside.name}-journal"))
    return aside


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as new:
        shutil.copyfileobj(old, new)
        new.flush()
        os.fsync(new.fileno())


def _write_texts(path: Path, texts: list[str]) -> Path | None:
    if not texts:
        return None
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n\n---\n\n".join(texts))
    return path
