"""Drafts: every writer's latest text for a slot, and a thinned history. Within the caller's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from lpcoach.store.rows import Draft, iso
from lpcoach.store.schema import drafts

__all__ = ["latest_of_others", "list_drafts", "mark_submitted", "put_draft"]

APART: Final = timedelta(minutes=1)
KEPT: Final = 50


def put_draft(connection: Connection, draft: Draft) -> None:
    """Keep the draft as its writer's latest, and thin out what the writer had before."""
    own = (drafts.c.slot == draft.slot) & (drafts.c.writer == draft.writer)
    before = connection.execute(select(drafts).where(own).order_by(drafts.c.rev.desc()).limit(2)).all()
    values = {"at": iso(draft.at), "text": draft.text, "submitted": draft.submitted}
    if before and draft.rev < before[0].rev:
        return  # a later text of this writer is stored already
    if before and draft.rev == before[0].rev:
        connection.execute(update(drafts).where(drafts.c.id == before[0].id).values(values))
        return
    connection.execute(insert(drafts).values(slot=draft.slot, writer=draft.writer, rev=draft.rev, **values))
    if len(before) == 2 and _is_spare(before[0], before[1], draft):
        connection.execute(delete(drafts).where(drafts.c.id == before[0].id))
        return
    oldest = select(drafts.c.id).where(own).order_by(drafts.c.rev.desc()).offset(KEPT)
    connection.execute(delete(drafts).where(drafts.c.id.in_(oldest.limit(KEPT))))


def _is_spare(last: Row[tuple[object, ...]], kept: Row[tuple[object, ...]], new: Draft) -> bool:
    """Whether ``last`` is too near the kept one; a text that was much longer than the new one is never spare."""
    near = datetime.fromisoformat(last.at) - datetime.fromisoformat(kept.at) < APART
    return near and not last.submitted and len(last.text) <= 2 * len(new.text)


def list_drafts(connection: Connection, slot: str) -> tuple[Draft, ...]:
    """All kept drafts of a slot, the newest first, whatever clocks say."""
    rows = connection.execute(select(drafts).where(drafts.c.slot == slot).order_by(drafts.c.id.desc()))
    return tuple(
        Draft(row.slot, row.writer, row.rev, datetime.fromisoformat(row.at), row.text, row.submitted) for row in rows
    )


def latest_of_others(connection: Connection, slot: str, writer: str) -> Draft | None:
    """What another tab or browser has typed last into the slot and not submitted."""
    theirs = (drafts.c.slot == slot) & (drafts.c.writer != writer) & drafts.c.submitted.is_(False)
    row = connection.execute(select(drafts).where(theirs).order_by(drafts.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Draft(row.slot, row.writer, row.rev, datetime.fromisoformat(row.at), row.text, row.submitted)


def mark_submitted(connection: Connection, slot: str) -> None:
    """The slot's text was submitted: its drafts are history from now on."""
    connection.execute(update(drafts).where(drafts.c.slot == slot).values(submitted=True))
