"""Faults of the file or the server as errors in words.

A message never holds SQL or a candidate's text, and hides its cause: a database error may repeat the text.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lpcoach.content.places import hosted
from lpcoach.errors import StoreDamaged, StoreError, StoreUnwritable

__all__ = ["NO_RIGHT", "damaged", "in_words"]

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

NO_RIGHT: Final = "this user may not do that there. Grant it CREATE on the database, or the schema of its own."

# By the beginning of PostgreSQL's code.
_STATES: Final[tuple[tuple[str, str], ...]] = (
    ("42P01", "it was moved or deleted while in use. Reload the page."),
    ("3F000", "it was moved or deleted while in use. Reload the page."),
    ("42501", NO_RIGHT),
    ("28", "the server does not accept this user or password. See LPCOACH_STORE."),
    ("3D000", "the server has no such database. Create it, or mend LPCOACH_STORE."),
    ("55P03", "another program has kept it locked. Wait a moment."),
    ("57014", "the server took too long. Wait a moment."),
    ("53100", "the server's disk is full. Free some space there."),
    ("53", "the server has no room for one more connection now. Wait a moment."),
    ("25006", "the server allows no writing now. Wait, or ask who keeps it."),
    ("57P", "the server has ended the connection. See whether it runs."),
    ("08", "the connection to the server is lost. See whether it runs."),
)
_BEHIND: Final = "LPCOACH_STORE has behind its question mark. Mend it."
# A connection that was never made has no code, only a message.
_REFUSED: Final[tuple[tuple[str, str], ...]] = (
    ("resolve host", "there is no host of that name. Mend LPCOACH_STORE."),
    ("invalid port", "LPCOACH_STORE names a port that is none; they go from 1 to 65535. Mend it."),
    ("invalid connection option", f"PostgreSQL knows no such setting as {_BEHIND}"),
    ("invalid sslmode", f"PostgreSQL does not take the sslmode that {_BEHIND}"),
    ("invalid integer", f"PostgreSQL does not take a number that {_BEHIND}"),
    ("pg_hba", "the server lets this user in from elsewhere or with encryption only. See its pg_hba.conf."),
    ("support SSL", "the server knows no encryption, and LPCOACH_STORE asks for it. Mend sslmode there."),
    ("not permitted to log in", "this user may not log in there. Grant it LOGIN."),
    ("permission denied", "this user may not use that database. Grant it CONNECT there."),
    ("authentication failed", "the server does not accept this user or password. See LPCOACH_STORE."),
    ("no password supplied", "the server asks for a password. Give one in LPCOACH_STORE or in ~/.pgpass."),
    ("does not exist", "the server has no such database or user. Create it, or mend LPCOACH_STORE."),
    ("too many", "the server has no room for one more connection now. Wait a moment."),
    ("starting up", "the server is starting. Wait a moment."),
    ("shutting down", "the server is stopping. Wait a moment."),
    ("connection to server", "the server does not answer. See whether it runs, and what LPCOACH_STORE names."),
    ("connection", "the connection to the server is lost. See whether it runs."),
)


def damaged(place: object, what: str) -> StoreDamaged:
    """The error for a file or schema that cannot be read as a workbook."""
    return StoreDamaged(
        f"The workbook {place} {what}. Open a page of it (lpcoach lab): that sets the file aside whole and brings back "
        "what can be read of it."
    )


@contextmanager
def in_words(place: object) -> Iterator[None]:
    """Turn faults of the disk and the database at ``place`` into store errors."""
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else "the disk refused it"
        raise StoreUnwritable(
            f"The workbook {place} cannot be used: {why}. See that you own it, may write there, and have room.", _KEPT
        ) from None
    except DBAPIError as error:
        raise _translated(place, error.orig) from None
    except sqlite3.Error as error:
        raise _translated(place, error) from None
    except SQLAlchemyError as error:
        raise StoreError(f"The workbook {place} cannot be used now ({type(error).__name__}).", _KEPT) from None


def _translated(place: object, error: BaseException | None) -> StoreError:
    if not isinstance(error, sqlite3.Error):
        if hosted() == "demo":  # what to do about the server is for who runs it: health and the log tell it there
            return StoreUnwritable(f"The workbook {place} cannot be used now.", _KEPT)
        return StoreUnwritable(f"The workbook {place} cannot be used now: {_of_a_server(error)}", _KEPT)
    name: str = getattr(error, "sqlite_errorname", "")
    for start, words in _UNWRITABLE:
        if name.startswith(start):
            return StoreUnwritable(f"The workbook {place} cannot be written: {words}", _KEPT)
    if name == "SQLITE_NOTADB":
        return damaged(place, "is not a database")
    return damaged(place, "is damaged or not made by lpcoach")


def _of_a_server(error: BaseException | None) -> str:
    """What PostgreSQL meant; its own message is only looked at, since it may repeat a name or a text."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        said = str(error)
        found = (words for part, words in _REFUSED if part in said)
    else:
        found = (words for start, words in _STATES if state.startswith(start))
    return next(found, f"the server refused it (code {state or 'none'}). Ask who keeps the database.")
