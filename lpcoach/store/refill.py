"""Puts salvaged rows into a new workbook: each practice as far as its events lead, all other rows that are sound."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.exc import IntegrityError

from lpcoach.errors import SessionError
from lpcoach.session.events import Event, from_json
from lpcoach.session.steps import apply
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from lpcoach.store import schema
from lpcoach.store.journal import add_events
from lpcoach.store.salvage import Row

__all__ = ["refill"]


def refill(connection: Connection, rows: Mapping[str, list[Row]]) -> list[str]:
    """Fill the empty workbook within the caller's transaction; what fits nowhere comes back as texts."""
    left: list[str] = []
    cut: list[str] = []
    known = {row["practice_id"] for row in rows["events"]}
    # an event of no known kind looks like a revision of a story
    strays = [{**row, "practice_id": row["id"], "seq": row["rev"]} for row in rows["stories"] if row["id"] in known]
    lasts = {row["id"]: row["last_seq"] for row in rows["practices"]}
    for practice, events in _by_id([*rows["events"], *strays], "practice_id", "seq").items():
        left += _practice(connection, practice, events, cut, lasts.get(practice))
    left += _each(connection, schema.drafts, rows["drafts"], _draft)
    left += _each(connection, schema.settings, rows["settings"], _setting)
    for revisions in _by_id((row for row in rows["stories"] if row["id"] not in known), "id", "rev").values():
        whole = [row for row in revisions if _revision(row) is not None]
        left += [_text(row) for row in revisions if row not in whole]
        numbered = [{**row, "rev": number} for number, row in enumerate(whole)]
        left += _each(connection, schema.stories, numbered, _revision)
    left += _each(connection, schema.attempts, rows["attempts"], _attempt)
    for slot in cut:  # the answer that is lost from a practice may still be among its drafts
        connection.execute(update(schema.drafts).where(schema.drafts.c.slot == slot).values(submitted=False))
    return left


def _practice(connection: Connection, practice: str, rows: list[Row], cut: list[str], last: object) -> list[str]:
    """Add the events up to the first that is lost; the texts of later ones come back."""
    session: Session | None = None
    recorded: list[tuple[Event, datetime]] = []
    for number, row in enumerate(rows):
        try:
            if row["seq"] != number:
                raise SessionError("An event is lost.")
            event, at = from_json(str(row["kind"]), json.loads(str(row["body"]))), _moment(row)
            session = apply(session, event, at)
        except (SessionError, TypeError, ValueError):
            break
        recorded.append((event, at))
    if session is not None:
        add_events(connection, practice, 0, recorded)
    rest = rows[len(recorded) :]
    if session is not None and (rest or session.seq - 1 != last):
        turns = len(session.turns)
        cut.append(f"{practice}:{turns - 1 if open_turn(session) else turns}")
    return [_text(row) for row in rest]


def _by_id(rows: Iterable[Row], key: str, order: str) -> dict[str, list[Row]]:
    found: defaultdict[str, dict[int, Row]] = defaultdict(dict)
    for row in rows:
        if isinstance(row.get(key), str) and isinstance(row.get(order), int):
            found[str(row[key])].setdefault(int(str(row[order])), row)
    return {name: [numbered[n] for n in sorted(numbered)] for name, numbered in found.items()}


def _each(
    connection: Connection, table: Table, rows: Iterable[Row], sound: Callable[[Row], dict[str, Any] | None]
) -> list[str]:
    """Insert each row that is sound; give the texts of the others."""
    left = []
    for row in rows:
        values = sound(row)
        try:
            if values is None:
                raise ValueError
            with connection.begin_nested():
                connection.execute(insert(table).values(values))
        except (ValueError, IntegrityError):
            left.append(_text(row))
    return left


def _moment(row: Row) -> datetime:
    return datetime.fromisoformat(str(row["at"]))


def _checked(row: Row, columns: Mapping[str, type], *as_json: str) -> dict[str, Any] | None:
    try:
        if "at" in columns:
            _moment(row)
        for name in as_json:
            json.loads(str(row[name]))
        if not all(isinstance(row[name], kind) for name, kind in columns.items()):
            return None
    except (KeyError, ValueError):
        return None
    return {name: row[name] for name in columns}


def _draft(row: Row) -> dict[str, Any] | None:
    values = _checked(row, {"slot": str, "writer": str, "rev": int, "at": str, "text": str, "submitted": int})
    return values and {**values, "submitted": bool(values["submitted"])}


def _setting(row: Row) -> dict[str, Any] | None:
    return _checked(row, {"key": str, "value": str}, "value")


def _revision(row: Row) -> dict[str, Any] | None:
    return _checked(row, {"id": str, "rev": int, "at": str, "kind": str, "body": str}, "body")


def _attempt(row: Row) -> dict[str, Any] | None:
    return _checked(row, {"id": str, "at": str, "drill": str, "body": str}, "body")


def _text(row: Row) -> str:
    """What a row says, as far as it can be read."""
    said = row.get("text") or row.get("body") or row.get("value") or ""
    try:
        found = json.loads(str(said))
    except ValueError:
        return str(said)
    return str(found.get("text") or said) if isinstance(found, dict) else str(said)
