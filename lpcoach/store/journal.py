"""Practices and their events: rows in, sessions out. All functions work within the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from lpcoach.errors import SessionError, StoreConflict
from lpcoach.session.events import Event, Finished, Started, from_json, to_json
from lpcoach.session.steps import replay
from lpcoach.session.types import Session
from lpcoach.store.faults import damaged
from lpcoach.store.rows import PracticeRow, iso
from lpcoach.store.schema import events, practices

__all__ = ["add_events", "list_practices", "read_session"]


def add_events(connection: Connection, practice_id: str, seq: int, recorded: Sequence[tuple[Event, datetime]]) -> None:
    """Add events from number ``seq`` on; when that is not the next number, another kernel has been there."""
    last = connection.scalar(select(practices.c.last_seq).where(practices.c.id == practice_id))
    if seq != (0 if last is None else last + 1):
        raise StoreConflict(
            "This practice has gone on in another tab or window, or its file was replaced. "
            "Reload the page to go on from there; what is typed here is kept."
        )
    first, at = recorded[0]
    if isinstance(first, Started):
        connection.execute(
            insert(practices).values(
                id=practice_id, plan=first.plan, started_at=iso(at), sample=first.sample, last_seq=-1
            )
        )
    rows = [
        {"practice_id": practice_id, "seq": seq + n, "at": iso(moment), "kind": kind, "body": json.dumps(body)}
        for n, (event, moment) in enumerate(recorded)
        for kind, body in (to_json(event),)
    ]
    connection.execute(insert(events), rows)
    mine = update(practices).where(practices.c.id == practice_id)
    connection.execute(mine.values(last_seq=seq + len(rows) - 1))
    finished = next((moment for event, moment in recorded if isinstance(event, Finished)), None)
    if finished is not None:
        connection.execute(mine.where(practices.c.finished_at.is_(None)).values(finished_at=iso(finished)))


def read_session(connection: Connection, practice_id: str, place: object) -> Session:
    """The practice as its events lead to it."""
    rows = connection.execute(
        select(events.c.seq, events.c.at, events.c.kind, events.c.body)
        .where(events.c.practice_id == practice_id)
        .order_by(events.c.seq)
    ).all()
    if not rows:
        raise SessionError("The workbook has no such practice; choose one on the start page.")

    def recorded() -> Iterator[tuple[datetime, Event]]:
        for number, (seq, at, kind, body) in enumerate(rows):
            if seq != number:
                raise damaged(place, f"has lost event {number} of a practice")
            yield datetime.fromisoformat(at), from_json(kind, json.loads(body))

    try:
        return replay(recorded())
    except SessionError as error:
        raise damaged(place, f"holds a practice that cannot be read ({error})") from None


def list_practices(
    connection: Connection, finished: bool | None, sample: bool | None, latest: int | None
) -> tuple[PracticeRow, ...]:
    """The practices that are as asked for, where None asks for nothing; the newest first, ``latest`` at most."""
    asked = select(practices)
    if finished is not None:
        asked = asked.where(practices.c.finished_at.is_not(None) if finished else practices.c.finished_at.is_(None))
    if sample is not None:
        asked = asked.where(practices.c.sample.is_(sample))
    rows = connection.execute(asked.order_by(practices.c.started_at.desc(), practices.c.id.desc()).limit(latest))
    return tuple(
        PracticeRow(
            row.id,
            row.plan,
            datetime.fromisoformat(row.started_at),
            datetime.fromisoformat(row.finished_at) if row.finished_at else None,
            row.sample,
            row.last_seq,
        )
        for row in rows
    )
