"""The workbook: one database, used by several kernels at once, written in whole transactions only."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, delete, insert, select

from lpcoach.drills.types import Attempt
from lpcoach.errors import SettingError, StoreError
from lpcoach.session.events import Event, sound
from lpcoach.session.types import Session
from lpcoach.store import schema
from lpcoach.store.bank import add_revisions, latest_revisions, revisions_of
from lpcoach.store.claims import add_claim, drop_claim
from lpcoach.store.drafts import latest_of_others, list_drafts, mark_submitted, put_draft
from lpcoach.store.exchange import written
from lpcoach.store.exchange_file import ExportFile
from lpcoach.store.exchange_in import Taken, take_in
from lpcoach.store.faults import damaged, in_words
from lpcoach.store.files import data_folder
from lpcoach.store.journal import add_events, list_practices, read_session
from lpcoach.store.kept import add_attempt, keep_records, kept_records, list_attempts
from lpcoach.store.rows import Draft, PracticeRow, Revision
from lpcoach.store.sqlite import FilePlace
from lpcoach.store.upgrade import Place, bring_up

if TYPE_CHECKING:
    from lpcoach.store.postgres import ServerPlace

__all__ = ["ADDRESS_VARIABLE", "Store", "server_at"]

ADDRESS_VARIABLE: Final = "LPCOACH_STORE"


def server_at(address: str) -> ServerPlace:
    """The place on a server that an address names."""
    from lpcoach.store.postgres import ServerPlace  # noqa: PLC0415 - most workbooks are files

    return ServerPlace(address)


# A page's slot: the practice and the number of the turn, or the story of the bank and its part.
_OWNER: Final = re.compile(r"(?P<story>story:)?(?P<id>[0-9a-f]{32}):")


def _known(connection: Connection, owner: re.Match[str]) -> bool:
    table = schema.stories if owner["story"] else schema.practices
    return connection.execute(select(table.c.id).where(table.c.id == owner["id"])).first() is not None


class Store:
    """An open workbook. Every method is one transaction: done and on the disk when it returns, or not at all."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self._engine = engine

    @classmethod
    def open(cls, folder: Path | None = None, *, patience: float = 5.0) -> Store:
        """Open the workbook in ``folder``, else where LPCOACH_STORE says, else in the user's data folder.

        ``patience`` is how many seconds to wait for another's lock.
        """
        address = os.environ.get(ADDRESS_VARIABLE, "") if folder is None else ""
        return cls.at(server_at(address) if address else FilePlace(folder or data_folder()), patience=patience)

    @classmethod
    def at(cls, place: Place, *, patience: float = 5.0) -> Store:
        """Open the workbook at ``place``, of today's form."""
        engine = place.engine(patience)
        try:
            with in_words(place):
                bring_up(engine, place)
        except BaseException:
            engine.dispose()
            raise
        return cls(place, engine)

    @property
    def path(self) -> Path:
        """The workbook's file; one that lies on a server has none."""
        if isinstance(self.place, FilePlace):
            return self.place.path
        raise StoreError(f"The workbook {self.place} is no file.")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_words(self.place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_words(self.place), self._engine.connect().execution_options(reading=True) as connection:
            try:
                yield connection
            except (TypeError, ValueError):  # no JSON or no time where there should be one
                raise damaged(self.place, "holds a row that cannot be read") from None

    def append(
        self, practice_id: str, seq: int, event: Event, at: datetime, *, submitted_slot: str | None = None
    ) -> None:
        """Add event number ``seq``; a StoreConflict when the practice has gone on elsewhere."""
        self.append_all(practice_id, seq, [(event, at)], submitted_slot=submitted_slot)

    def append_all(
        self,
        practice_id: str,
        seq: int,
        recorded: Sequence[tuple[Event, datetime]],
        *,
        submitted_slot: str | None = None,
    ) -> None:
        """Add events from number ``seq`` on, all or none; drafts of ``submitted_slot`` become history with them."""
        with self._writing() as connection:
            add_events(connection, practice_id, seq, recorded)
            if submitted_slot is not None:
                mark_submitted(connection, submitted_slot)

    def session(self, practice_id: str) -> Session:
        """The practice as it stands; a SessionError when there is none of this id."""
        with self._reading() as connection:
            return read_session(connection, practice_id, self.place)

    def practices(
        self, *, finished: bool | None = None, sample: bool | None = None, latest: int | None = None
    ) -> tuple[PracticeRow, ...]:
        """All practices, or those asked for, the newest first; a page that needs one reads one."""
        with self._reading() as connection:
            return list_practices(connection, finished, sample, latest)

    def under_way(self) -> str | None:
        """The id of the latest practice that is not finished; a sample never is under way."""
        return next((row.id for row in self.practices(finished=False, sample=False, latest=1)), None)

    def save_draft(self, slot: str, writer: str, rev: int, text: str, at: datetime) -> None:
        """Keep what is typed; a lower ``rev`` than the writer's latest changes nothing."""
        self.put_draft(Draft(slot, writer, rev, at, sound(text), submitted=False))

    def put_draft(self, draft: Draft) -> None:
        """The same for a draft at hand, of sound text; a StoreError when what it belongs to was deleted meanwhile."""
        with self._writing() as connection:
            owner = _OWNER.match(draft.slot)
            if owner is not None and not _known(connection, owner):
                what = "story" if owner["story"] else "practice"
                raise StoreError(
                    f"This {what} is not in the workbook any more: everything was deleted, perhaps in another tab. "
                    f"Copy the text if you want to keep it, and start a new {what}."
                )
            put_draft(connection, draft)

    def latest_draft(self, slot: str) -> Draft | None:
        """The newest text that was typed into the slot and not submitted, whoever wrote it."""
        return next((draft for draft in self.drafts(slot) if not draft.submitted), None)

    def latest_of_others(self, slot: str, writer: str) -> Draft | None:
        """What another tab or browser has typed last into the slot and not submitted."""
        with self._reading() as connection:
            return latest_of_others(connection, slot, writer)

    def drafts(self, slot: str) -> tuple[Draft, ...]:
        """Every writer's latest text for the slot and the history, newest first, submitted ones too."""
        with self._reading() as connection:
            return list_drafts(connection, slot)

    def add_revisions(self, revisions: Sequence[Revision], *, submitted_slots: Sequence[str] = ()) -> None:
        """Add revisions of stories, all or none; drafts of ``submitted_slots`` become history with them."""
        with self._writing() as connection:
            add_revisions(connection, revisions)
            for slot in submitted_slots:
                mark_submitted(connection, slot)

    def bank(self) -> tuple[Revision, ...]:
        """The latest revision of each story and of each import's notes, in the order they were begun."""
        with self._reading() as connection:
            return latest_revisions(connection)

    def revisions(self, story_id: str) -> tuple[Revision, ...]:
        """All revisions of one story, the oldest first."""
        with self._reading() as connection:
            return revisions_of(connection, story_id)

    def add_attempt(self, attempt: Attempt, *, submitted_slots: Sequence[str] = ()) -> None:
        """Add an attempt at a drill, once; drafts of ``submitted_slots`` become history with it."""
        with self._writing() as connection:
            add_attempt(connection, attempt)
            for slot in submitted_slots:
                mark_submitted(connection, slot)

    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts at drills, the oldest first."""
        with self._reading() as connection:
            return list_attempts(connection)

    def kept_records(self, form: str) -> dict[str, Any]:
        """Records of practices that were kept in this form and still hold."""
        with self._reading() as connection:
            return kept_records(connection, form)

    def keep_records(self, form: str, found: Mapping[str, tuple[int, Any]]) -> None:
        """Keep records by practice, each with the number of the last event that it has seen."""
        with self._writing() as connection:
            keep_records(connection, form, found)

    def settings(self) -> dict[str, object]:
        """All settings."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.settings.c.key, schema.settings.c.value))
            return {key: json.loads(value) for key, value in rows}

    def set_setting(self, key: str, value: object) -> None:
        """Keep a setting; its value is JSON."""
        try:
            text = json.dumps(value, allow_nan=False)
        except (TypeError, ValueError):
            raise SettingError(f"The setting {key} cannot be kept: its value is not JSON.") from None
        with self._writing() as connection:
            connection.execute(delete(schema.settings).where(schema.settings.c.key == key))
            connection.execute(insert(schema.settings).values(key=key, value=text))

    def claim(self, what: str, who: str, now: datetime, lasts: timedelta) -> bool:
        """Be the one that asks for ``what``, or stay it; False while somebody else is."""
        with self._writing() as connection:
            return add_claim(connection, what, who, now, lasts)

    def release(self, what: str, who: str) -> None:
        """Ask for it no more."""
        with self._writing() as connection:
            drop_claim(connection, what, who)

    def export(self, practice: str | None = None) -> str:
        """The whole workbook, or one practice, as a JSON text; see ``exchange``."""
        with self._reading() as connection:
            return written(connection, practice)

    def take_in(self, file: ExportFile) -> Taken:
        """Add what an exported file has and the workbook has not, all or nothing."""
        with self._writing() as connection:
            return take_in(connection, file)

    def delete_everything(self) -> None:
        """Delete all that was written, here and in backups: rows first, then their place. The store is closed then."""
        with self._writing() as connection:
            for table in reversed(schema.metadata.sorted_tables):
                connection.execute(delete(table))
        with in_words(self.place):
            self.place.erase(self._engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
