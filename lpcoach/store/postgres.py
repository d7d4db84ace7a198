"""A workbook on a PostgreSQL server: each person's tables in a schema of its own, so that a deletion is whole."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from lpcoach.content.places import hosted
from lpcoach.errors import SettingError, StoreUnwritable
from lpcoach.store import schema
from lpcoach.store.faults import NO_RIGHT
from lpcoach.store.quota import TABLES, file_limit, keep_within

__all__ = ["ServerPlace"]

FORM: Final = "Write it as postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
SNAPSHOT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
KINDS: Final = ("postgresql", "postgresql+psycopg")


def _hash(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=size).digest()


def _schema_of(person: str) -> str:
    """The schema of a person; a hash, since a name may hold anything and a schema's name may not."""
    return f"lpcoach_{_hash(person, 12).hex()}" if person else "lpcoach"


class ServerPlace:
    """The schema of one person in a database; who that is, LPCOACH_PERSON says, or else JupyterHub."""

    def __init__(self, address: str, person: str | None = None) -> None:
        self._url = _checked(address)
        named = os.environ.get("LPCOACH_PERSON") or os.environ.get("JUPYTERHUB_USER", "")
        self.schema = _schema_of(named if person is None else person)

    def __str__(self) -> str:
        if hosted() == "demo":
            return "of this demo"
        host = self._url.host or self._url.query.get("host") or "this machine"
        return f"in the database {self._url.database or ''} on {host}"

    def engine(self, patience: float) -> Engine:
        """Connections that see this person's schema only; one that has died is replaced at its next use."""
        milliseconds = max(1, int(patience * 1000))
        options = f"-c search_path={self.schema} -c lock_timeout={milliseconds} -c statement_timeout=60000"
        options += " -c idle_in_transaction_session_timeout=60000"
        try:
            engine = create_engine(
                self._url,
                hide_parameters=True,
                pool_pre_ping=True,
                pool_size=2,
                connect_args={"options": options, "connect_timeout": max(2, round(patience))},
            )
        except ImportError:
            raise SettingError(
                "LPCOACH_STORE names a PostgreSQL server; its driver is missing. Run: pip install 'lpcoach[postgres]' "
                "(in a clone: .venv/bin/pip install -e '.[postgres]')"
            ) from None

        # One lock a person, held by every writing transaction: what BEGIN IMMEDIATE does for a file.
        lock = f"SELECT pg_advisory_xact_lock({int.from_bytes(_hash(self.schema, 8), signed=True)})"

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            reading = connection.get_execution_options().get("reading", False)
            connection.exec_driver_sql(SNAPSHOT if reading else lock)

        if hosted() == "demo" and (most := file_limit()) is not None:
            keep_within(engine, most)
        return engine

    def make(self, connection: Connection) -> None:
        """Make the schema where it is not there yet; a role that may not is told only then."""
        if connection.exec_driver_sql(f"SELECT to_regnamespace('{self.schema}')").scalar() is None:
            connection.exec_driver_sql(f"CREATE SCHEMA {self.schema}")
        elif not connection.exec_driver_sql(f"SELECT has_schema_privilege('{self.schema}', 'CREATE')").scalar():
            raise StoreUnwritable(
                f"The workbook {self} cannot be used: its schema {self.schema} belongs to another user there. "
                "Name that one in LPCOACH_STORE, or make the schema this one's."
            )

    def check_rights(self, connection: Connection) -> None:
        """See whether this role may make workbooks for people who come."""
        if not connection.exec_driver_sql("SELECT has_database_privilege(current_database(), 'CREATE')").scalar():
            raise StoreUnwritable(f"Workbooks {self} cannot be made: {NO_RIGHT}")

    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there."""
        return set(connection.exec_driver_sql(TABLES).scalars())

    def back_up(self, connection: Connection, version: str) -> None:
        """A copy of all tables in a schema beside it, in the transaction that upgrades them."""
        copy = f"{self.schema}_before_{version}"
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {copy} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {copy}")
        for name in sorted(self.tables(connection)):
            connection.exec_driver_sql(f"CREATE TABLE {copy}.{name} AS TABLE {self.schema}.{name}")

    def erase(self, engine: Engine) -> None:
        """Drop the schema and its copies; the files of dropped tables are removed, not only emptied."""
        with engine.begin() as connection:
            for version in schema.VERSIONS:
                connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {self.schema}_before_{version} CASCADE")
            connection.exec_driver_sql(f"DROP SCHEMA {self.schema} CASCADE")
        engine.dispose()


def _checked(address: str) -> URL:
    """The address with the driver that is used. A fault never repeats it: it may hold a password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise SettingError(f"LPCOACH_STORE is not the address of a database. {FORM}") from None
    if url.drivername not in KINDS:
        raise SettingError(f"LPCOACH_STORE names a {url.drivername} database; lpcoach knows PostgreSQL. {FORM}")
    return url.set(drivername="postgresql+psycopg")
