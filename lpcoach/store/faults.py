"""Faults of the file as errors in words.

A message never holds SQL or a candidate's text, and hides its cause: a database error may repeat the text.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lpcoach.errors import StoreDamaged, StoreError, StoreUnwritable

__all__ = ["damaged", "in_words"]

_KEPT: Final = "What is typed stays on the page until it can be saved."

# By the beginning of SQLite's own name of the error; the first that fits wins.
_UNWRITABLE: Final[tuple[tuple[str, str], ...]] = (
    ("SQLITE_FULL", "the disk is full. Free some space."),
    ("SQLITE_BUSY", "another program has kept it locked. Close other programs that use it, or wait a moment."),
    ("SQLITE_LOCKED", "another program has kept it locked. Close other programs that use it, or wait a moment."),
    ("SQLITE_READONLY_DBMOVED", "it was moved or deleted while in use. Reload the page."),
    ("SQLITE_READONLY", "it is read-only. Allow writing to the file and its folder."),
    ("SQLITE_CANTOPEN", "it cannot be opened. See whether it is there and whether its folder allows writing."),
    ("SQLITE_PERM", "access is not permitted. Allow writing to the file and its folder."),
    ("SQLITE_AUTH", "access is not permitted. Allow writing to the file and its folder."),
    ("SQLITE_IOERR", "the disk refused it (full, at a limit, or failing). Free some space or see to the disk."),
)


def damaged(path: Path, what: str) -> StoreDamaged:
    """The error for a file that cannot be read as a workbook."""
    return StoreDamaged(
        f"The workbook {path} {what}. Move it elsewhere to begin a new one; a copy of before may stand beside it."
    )


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn faults of the disk and the database at ``path`` into store errors."""
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else "the disk refused it"
        raise StoreUnwritable(
            f"The workbook {path} cannot be used: {why}. See that you own it, may write there, and have room. {_KEPT}"
        ) from None
    except DBAPIError as error:
        raise _translated(path, error.orig) from None
    except sqlite3.Error as error:
        raise _translated(path, error) from None
    except SQLAlchemyError as error:
        raise StoreError(f"The workbook {path} cannot be used now ({type(error).__name__}). {_KEPT}") from None


def _translated(path: Path, error: BaseException | None) -> StoreError:
    name: str = getattr(error, "sqlite_errorname", "")
    for start, words in _UNWRITABLE:
        if name.startswith(start):
            return StoreUnwritable(f"The workbook {path} cannot be written: {words} {_KEPT}")
    if name == "SQLITE_NOTADB":
        return damaged(path, "is not a database")
    return damaged(path, "is damaged or not made by lpcoach")
