"""The records of all rated practices: read from where they are kept, worked out where one is missing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lpcoach.errors import StoreUnwritable
from lpcoach.session.kept import FORM, dump_record, load_record
from lpcoach.session.records import PracticeRecord

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["Records"]


class Records:
    """What one kernel knows of them; practices that were rated elsewhere meanwhile are added at each look."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._known: dict[str, PracticeRecord] = {}

    def all(self) -> tuple[PracticeRecord, ...]:
        """All of them, the oldest first."""
        store = self._coach.store
        rows = store.practices(finished=True)
        form = f"{FORM} {self._coach.pack.pack.id} {self._coach.pack.pack.version}"
        if not self._known and rows:  # once a kernel; what comes later is worked out one by one
            self._known = {practice: load_record(body) for practice, body in store.kept_records(form).items()}
        fresh = {}
        for row in rows:
            if row.id not in self._known and (session := store.session(row.id)).ratings:
                self._known[row.id] = record = self._coach.rated(session).record()
                fresh[row.id] = (session.seq - 1, dump_record(record))
        if fresh:
            with suppress(StoreUnwritable):  # read only: they are worked out again next time
                store.keep_records(form, fresh)
        return tuple(self._known[row.id] for row in reversed(rows) if row.id in self._known)

    def clear(self) -> None:
        """Forget them: everything was deleted."""
        self._known.clear()
