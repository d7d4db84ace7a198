"""The story bank: revisions in, the latest of each out. All functions work within the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from lpcoach.errors import StoreConflict
from lpcoach.store.rows import Revision, iso
from lpcoach.store.schema import stories

__all__ = ["add_revisions", "latest_revisions", "revisions_of"]


def add_revisions(connection: Connection, revisions: Sequence[Revision]) -> None:
    """Add them all; each has the number after its story's last one, else another kernel has been there."""
    last = {row.id: row.rev for row in connection.execute(_last())}
    for revision in revisions:
        if revision.rev != last.get(revision.id, -1) + 1:
            raise StoreConflict(
                "This story was changed in another tab or window meanwhile. Nothing is lost: what is typed here is "
                "kept as a draft. Reload the page to see both."
            )
        last[revision.id] = revision.rev
    rows = [
        {"id": one.id, "rev": one.rev, "at": iso(one.at), "kind": one.kind, "body": json.dumps(one.body)}
        for one in revisions
    ]
    if rows:
        connection.execute(insert(stories), rows)


def _last() -> Any:  # noqa: ANN401 - a select of two columns
    return select(stories.c.id, func.max(stories.c.rev).label("rev")).group_by(stories.c.id)


def latest_revisions(connection: Connection) -> tuple[Revision, ...]:
    """The latest revision of each, in the order in which they were begun."""
    last = _last().subquery()
    joined = stories.join(last, (stories.c.id == last.c.id) & (stories.c.rev == last.c.rev))
    begun = {row.id: row.at for row in connection.execute(select(stories.c.id, stories.c.at).where(stories.c.rev == 0))}
    found = [_revision(row) for row in connection.execute(select(stories).select_from(joined))]
    return tuple(sorted(found, key=lambda one: (begun[one.id], one.id)))


def revisions_of(connection: Connection, story_id: str) -> tuple[Revision, ...]:
    """All revisions of one, the oldest first."""
    wanted = select(stories).where(stories.c.id == story_id).order_by(stories.c.rev)
    return tuple(_revision(row) for row in connection.execute(wanted))


def _revision(row: Row[Any]) -> Revision:
    return Revision(row.id, row.rev, datetime.fromisoformat(row.at), row.kind, json.loads(row.body))
