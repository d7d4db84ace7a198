"""The tables of a workbook. What changes here needs a migration with the next version."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Dialect, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["VERSIONS", "attempts", "drafts", "events", "metadata", "practices", "records", "settings", "stories"]

# Every version ever released, oldest first. Kept here so that opening a file of today's version loads no Alembic.
VERSIONS: Final[tuple[str, ...]] = ("0001", "0002", "0003")

metadata: Final = MetaData()


class Typed(TypeDecorator[str]):
    """Text as it was typed. PostgreSQL keeps no NUL: there it is written as ESC 0, and ESC itself as ESC 1."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace("\x1b", "\x1b1").replace("\0", "\x1b0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace("\x1b0", "\0").replace("\x1b1", "\x1b")


practices: Final = Table(
    "practices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("plan", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("sample", Boolean, nullable=False),
    Column("last_seq", Integer, nullable=False),
)

events: Final = Table(
    "events",
    metadata,
    Column("practice_id", Text, ForeignKey("practices.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

drafts: Final = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slot", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("rev", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("at", Text, nullable=False),
    Column("text", Typed, nullable=False),
    Column("submitted", Boolean, nullable=False),
    Index("drafts_by_writer", "slot", "writer", "rev", unique=True),
    sqlite_autoincrement=True,
)

settings: Final = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Revisions of the story bank: a story, or the notes of an import, which is kept beside the stories.
stories: Final = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# Attempts at drills: added, never changed.
attempts: Final = Table(
    "attempts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("drill", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# What follows from a practice's events, kept so that lists need not replay them. Never exported: it is made anew.
records: Final = Table(
    "records",
    metadata,
    Column("practice_id", Text, ForeignKey("practices.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("body", Text, nullable=False),
)
