"""A workbook as one SQLite file, used by several kernels at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from lpcoach.content.places import hosted
from lpcoach.store.faults import in_words
from lpcoach.store.files import back_up, prepare, remove_files

__all__ = ["FilePlace"]


class FilePlace:
    """The file ``workbook.sqlite`` in a folder."""

    def __init__(self, folder: Path) -> None:
        with in_words(folder):
            self.path = prepare(folder.absolute())

    def __str__(self) -> str:
        return "of this demo" if hosted() == "demo" else str(self.path)

    def engine(self, patience: float) -> Engine:
        """Connections to the file; each writing transaction holds its write lock from the beginning."""

        def connect() -> sqlite3.Connection:
            # mode=rw: a file that was deleted is an error, not an empty workbook.
            address = f"{self.path.as_uri()}?mode=rw"
            return sqlite3.connect(
                address,
                uri=True,
                timeout=patience,
                isolation_level=None,
                check_same_thread=False,
            )

        # A candidate's text is never shown in an error or a log.
        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)

        @event.listens_for(engine, "connect")
        def _(connection: sqlite3.Connection, record: object) -> None:
            # The rollback journal, not WAL: SQLite before 3.51.3 can damage a WAL file that several kernels write.
            for pragma in ("foreign_keys = ON", "synchronous = FULL", "journal_mode = DELETE"):
                connection.execute(f"PRAGMA {pragma}").close()

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            reading = connection.get_execution_options().get("reading", False)
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

        return engine

    def make(self, connection: Connection) -> None:
        """Nothing: an empty file is a place already."""

    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there."""
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())

    def back_up(self, connection: Connection, version: str) -> None:
        """A verified copy of the file beside it, before it is upgraded from ``version``."""
        back_up(self.path, version)

    def erase(self, engine: Engine) -> None:
        """Remove the emptied file with all that lies beside it; what another kernel holds open is emptied, too."""
        with closing(engine.raw_connection()) as raw:  # VACUUM runs outside any transaction
            raw.cursor().execute("VACUUM")
        engine.dispose()
        remove_files(self.path.parent)
