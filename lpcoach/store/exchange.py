"""The whole workbook as one JSON text: written from the rows, and always the same text for the same rows."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import Connection, select

from lpcoach.errors import SessionError
from lpcoach.store.claims import is_claim
from lpcoach.store.schema import VERSIONS, attempts, drafts, events, practices, settings, stories

__all__ = ["FORMAT", "is_secret", "written"]

FORMAT: Final = 1
_SECRET: Final = ("key", "token", "secret", "password")


def is_secret(name: str) -> bool:
    """Whether a setting of this name is never written into a file."""
    return any(part in name.lower() for part in _SECRET)


def written(connection: Connection, practice: str | None = None) -> str:
    """Everything, or one practice with its drafts and with what is kept of it as settings (facts, friends' ratings).

    Settings that might hold a secret are left out.
    """
    ids = connection.execute(select(practices.c.id).order_by(practices.c.started_at, practices.c.id)).scalars().all()
    if practice is not None and practice not in ids:
        raise SessionError("The workbook has no such practice; choose one on the start page.")
    chosen = [practice] if practice is not None else list(ids)
    whole: dict[str, Any] = {
        "lpcoach_export": FORMAT,
        "schema": VERSIONS[-1],
        "practices": [{"id": each, "events": _events(connection, each)} for each in chosen],
        "drafts": _drafts(connection, practice),
    }
    whole["settings"] = _settings(connection, practice)
    if practice is None:
        whole["stories"] = _stories(connection)
        whole["attempts"] = _attempts(connection)
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _events(connection: Connection, practice: str) -> list[dict[str, Any]]:
    rows = connection.execute(select(events).where(events.c.practice_id == practice).order_by(events.c.seq))
    return [{"at": row.at, "kind": row.kind, "body": json.loads(row.body)} for row in rows]


def _drafts(connection: Connection, practice: str | None) -> list[dict[str, Any]]:
    rows = connection.execute(select(drafts).order_by(drafts.c.id))
    names = ("slot", "writer", "rev", "at", "text", "submitted")
    found = [{name: getattr(row, name) for name in names} for row in rows]
    return [each for each in found if practice is None or each["slot"].startswith(f"{practice}:")]


def _settings(connection: Connection, practice: str | None) -> dict[str, Any]:
    """All settings, or those that belong to one practice: their names end in its id."""
    rows = connection.execute(select(settings).order_by(settings.c.key))
    found = {row.key: json.loads(row.value) for row in rows if not (is_secret(row.key) or is_claim(row.key))}
    return {key: value for key, value in found.items() if practice is None or key.endswith(f":{practice}")}


def _stories(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(select(stories).order_by(stories.c.id, stories.c.rev))
    return [
        {"id": row.id, "rev": row.rev, "at": row.at, "kind": row.kind, "body": json.loads(row.body)} for row in rows
    ]


def _attempts(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(select(attempts).order_by(attempts.c.at, attempts.c.id))
    return [{"id": row.id, "at": row.at, "drill": row.drill, "body": json.loads(row.body)} for row in rows]
