"""Taking an exported file into the workbook: what is there stays, what is missing is added, or nothing is done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from lpcoach.errors import InputError
from lpcoach.session.events import Finished, from_json
from lpcoach.store.exchange_file import ExportFile, PracticeRows
from lpcoach.store.rows import iso
from lpcoach.store.schema import attempts, drafts, events, practices, settings, stories

__all__ = ["Taken", "take_in"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: practices new, gone on with, and already there; drafts, stories, attempts, settings added."""

    new: int = 0
    longer: int = 0
    there: int = 0
    drafts: int = 0
    stories: int = 0
    attempts: int = 0
    settings: int = 0


def take_in(connection: Connection, file: ExportFile) -> Taken:
    """All of the file, within the caller's transaction; InputError where file and workbook contradict each other."""
    counts = {"new": 0, "longer": 0, "there": 0}
    for practice in file.practices:
        counts[_practice(connection, practice)] += 1
    return Taken(
        **counts,
        drafts=_drafts(connection, file),
        stories=_stories(connection, file),
        attempts=_attempts(connection, file),
        settings=_settings(connection, file),
    )


def _practice(connection: Connection, practice: PracticeRows) -> str:
    mine = select(events.c.at, events.c.kind, events.c.body).where(events.c.practice_id == practice.id)
    here = [
        (row.at, row.kind, json.dumps(json.loads(row.body))) for row in connection.execute(mine.order_by(events.c.seq))
    ]
    told = [each.row() for each in practice.events]
    common = min(len(here), len(told))
    if here[:common] != told[:common]:
        raise InputError(
            f"The practice {practice.id} is in this workbook already and went on differently there. Nothing was "
            "imported. To have both, import the file into an empty workbook (LPCOACH_HOME set to another folder)."
        )
    if len(told) <= len(here):
        return "there"
    if not here:
        _begin(connection, practice)
    _go_on(connection, practice.id, len(here), told)
    return "longer" if here else "new"


def _begin(connection: Connection, practice: PracticeRows) -> None:
    first = practice.checked()
    row = {"id": practice.id, "plan": first.plan, "started_at": iso(datetime.fromisoformat(practice.events[0].at))}
    connection.execute(insert(practices).values(**row, sample=first.sample, last_seq=-1))


def _go_on(connection: Connection, practice: str, start: int, told: Sequence[tuple[str, str, str]]) -> None:
    rows = [
        {"practice_id": practice, "seq": seq, "at": at, "kind": kind, "body": body}
        for seq, (at, kind, body) in enumerate(told)
    ]
    connection.execute(insert(events), rows[start:])
    mine = update(practices).where(practices.c.id == practice)
    connection.execute(mine.values(last_seq=len(rows) - 1))
    ended = [at for at, kind, body in told if isinstance(from_json(kind, json.loads(body)), Finished)]
    if ended:
        moment = iso(datetime.fromisoformat(ended[0]))
        connection.execute(mine.where(practices.c.finished_at.is_(None)).values(finished_at=moment))


def _drafts(connection: Connection, file: ExportFile) -> int:
    there = {(row.slot, row.writer, row.rev) for row in connection.execute(select(drafts))}
    rows = [each.model_dump() for each in file.drafts if (each.slot, each.writer, each.rev) not in there]
    if rows:
        connection.execute(insert(drafts), rows)
    return len(rows)


def _stories(connection: Connection, file: ExportFile) -> int:
    rows_here = connection.execute(select(stories))
    here = {(row.id, row.rev): (row.at, row.kind, json.dumps(json.loads(row.body))) for row in rows_here}
    rows = []
    for each in file.stories:
        told = (each.at, each.kind, json.dumps(each.body))
        if here.get((each.id, each.rev), told) != told:
            raise InputError(
                f"A story of the file ({each.id}) was edited differently in this workbook. Nothing was imported. "
                "Export this workbook, then import the file into an empty one."
            )
        if (each.id, each.rev) not in here:
            rows.append({**each.model_dump(), "body": told[2]})
    if rows:
        connection.execute(insert(stories), rows)
    return len(rows)


def _attempts(connection: Connection, file: ExportFile) -> int:
    there = set(connection.execute(select(attempts.c.id)).scalars())
    rows = [{**each.model_dump(), "body": json.dumps(each.body)} for each in file.attempts if each.id not in there]
    if rows:
        connection.execute(insert(attempts), rows)
    return len(rows)


def _settings(connection: Connection, file: ExportFile) -> int:
    there = set(connection.execute(select(settings.c.key)).scalars())
    rows = [{"key": key, "value": json.dumps(value)} for key, value in file.settings.items() if key not in there]
    if rows:
        connection.execute(insert(settings), rows)
    return len(rows)
