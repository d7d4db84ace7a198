"""Bringing a file to today's version: made when new, backed up and migrated when older, refused when newer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from lpcoach.errors import StoreTooNew
from lpcoach.store import schema
from lpcoach.store.faults import damaged
from lpcoach.store.files import back_up

__all__ = ["bring_up"]

SCRIPTS: Final = "lpcoach.store:migrations"


def bring_up(engine: Engine, path: Path) -> None:
    """Make sure that the file has today's form, or raise; nothing is half done.

    The version is read again under the write lock: another kernel may be making the same file.
    """
    with engine.connect().execution_options(reading=True) as connection:
        version = _version(connection, path)
    if version == schema.VERSIONS[-1]:
        return
    with engine.begin() as connection:
        version = _version(connection, path)
        if version == schema.VERSIONS[-1]:
            return
        if version is not None:
            back_up(path, version)
        _migrate(connection)


def _version(connection: Connection, path: Path) -> str | None:
    """The file's version; None for an empty file."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise damaged(path, "is a database, but not made by lpcoach")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is None:
        raise damaged(path, "does not say which version it has")
    if version not in schema.VERSIONS:
        raise StoreTooNew(
            f"The workbook {path} was written by a newer lpcoach (its form is {version}, this one knows "
            f"{schema.VERSIONS[-1]}). Upgrade lpcoach, or set LPCOACH_HOME to another folder."
        )
    return str(version)


def _migrate(connection: Connection) -> None:
    # Only here: importing Alembic takes longer than opening the file.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
