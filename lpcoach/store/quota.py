"""The most that a visitor of a demo may keep on a server: what the limit of a file's size does where it is a file."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, event

from lpcoach.errors import StoreUnwritable

__all__ = ["file_limit", "keep_within"]

EVERY: Final = 10  # writing transactions between two looks; one holds a message of a page at most
TABLES: Final = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"


def file_limit() -> int | None:
    """Bytes that this process may write to one file; None without a limit."""
    import resource  # noqa: PLC0415 - demos run where there is one

    most, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return None if most == resource.RLIM_INFINITY else most


def keep_within(engine: Engine, most: int) -> None:
    """Refuse what makes a person's tables larger once they hold more than ``most`` bytes; deleting goes on."""
    size: int | None = None
    writes = 0

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        nonlocal size
        if size is None and not connection.get_execution_options().get("reading", False):
            size = _size(connection)

    @event.listens_for(engine, "commit")
    def _(connection: Connection) -> None:
        nonlocal size, writes
        if connection.get_execution_options().get("reading", False):
            return
        writes += 1
        if writes % EVERY != 1 and (size or 0) <= most:
            return
        now = _size(connection)
        if now > max(most, size or 0):
            raise StoreUnwritable(
                f"The workbook is full: it may hold {most // 2**20} MB. Export it, and delete what you no longer need. "
                "What is typed stays on the page until it can be saved."
            )
        size = now


def _size(connection: Connection) -> int:
    names = sorted(connection.exec_driver_sql(TABLES).scalars())
    sizes = " + ".join(f"(SELECT coalesce(sum(pg_column_size(t)), 0) FROM {name} t)" for name in names)
    return int(connection.exec_driver_sql(f"SELECT {sizes}").scalar() or 0) if sizes else 0
