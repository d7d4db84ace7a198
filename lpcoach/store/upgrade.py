"""Bringing a workbook to today's version: made when new, backed up and migrated when older, refused when newer."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import Connection, Engine

from lpcoach.errors import StoreTooNew
from lpcoach.store import schema
from lpcoach.store.faults import damaged

__all__ = ["Place", "bring_up"]

SCRIPTS: Final = "lpcoach.store:migrations"


class Place(Protocol):
    """Where a workbook lies. ``str`` of it names it in messages; a password is never part of that."""

    def engine(self, patience: float) -> Engine:
        """Connections; a transaction that writes holds the one lock of this workbook from its beginning."""

    def make(self, connection: Connection) -> None:
        """Make room for the tables, where there is none."""

    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there."""

    def back_up(self, connection: Connection, version: str) -> None:
        """Keep a verified copy of what is there, before it is upgraded from ``version``."""

    def erase(self, engine: Engine) -> None:
        """Remove the emptied tables and all copies; the engine is disposed of."""


def bring_up(engine: Engine, place: Place) -> None:
    """Make sure that the workbook has today's form, or raise; nothing is half done.

    The version is read again under the write lock: another kernel may be making the same workbook.
    """
    with engine.connect().execution_options(reading=True) as connection:
        version = _version(connection, place)
    if version == schema.VERSIONS[-1]:
        return
    with engine.begin() as connection:
        place.make(connection)
        version = _version(connection, place)
        if version == schema.VERSIONS[-1]:
            return
        if version is not None:
            place.back_up(connection, version)
        _migrate(connection)


def _version(connection: Connection, place: Place) -> str | None:
    """The workbook's version; None for an empty one."""
    tables = place.tables(connection)
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise damaged(place, "is a database, but not made by lpcoach")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is None:
        raise damaged(place, "does not say which version it has")
    if version not in schema.VERSIONS:
        raise StoreTooNew(
            f"The workbook {place} was written by a newer lpcoach (its form is {version}, this one knows "
            f"{schema.VERSIONS[-1]}). Upgrade lpcoach, or set LPCOACH_HOME "
            "(for a server LPCOACH_STORE) to another place."
        )
    return str(version)


def _migrate(connection: Connection) -> None:
    # Only here: importing Alembic takes longer than opening the workbook.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
