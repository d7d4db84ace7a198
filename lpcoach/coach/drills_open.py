"""Drills that were begun and are not done: kept in the workbook, so that a reload or another drill loses none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lpcoach.drills.types import DrillId
from lpcoach.store import Store

__all__ = ["KEY", "OpenDrills", "State"]

State = dict[str, Any]
KEY: Final = "drill"
FIELDS: Final[Mapping[DrillId, tuple[str, ...]]] = {
    "recall": ("family", "question", "story", "seconds"),
    "probe": ("kind", "story", "asked", "source", "layer", "gap"),
    "rate": ("benchmark",),
    "aloud": ("story", "question", "breaks_in", "probe", "began", "seconds"),
    "length": ("story", "form"),
}
APART: Final[Mapping[str, tuple[str, ...]]] = {"probe": ("kind",), "length": ("story", "form")}


def _same(one: State, other: State) -> bool:
    """Whether two are the same drill, of which one at a time is open: probes by kind, lengths by story and form."""
    names = ("drill", *APART.get(one["drill"], ()))
    return all(one.get(name) == other.get(name) for name in names)


class OpenDrills:
    """One of each drill at most; ``now`` is the one that the page shows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[State]:
        """What is open, the one that was shown last first."""
        return self._read()[1]

    def now(self) -> State | None:
        """The one that the page shows, if any."""
        now, found = self._read()
        return next((each for each in found if each["id"] == now), None)

    def show(self, state: State) -> None:
        """Let the page show it; another of the same drill makes room, all else stays open."""
        others = [each for each in self.all() if each["id"] != state["id"] and not _same(each, state)]
        self._write(state["id"], [state, *others])

    def go_on(self, state: State) -> None:
        """It went a step further."""
        now, found = self._read()
        self._write(now, [state if each["id"] == state["id"] else each for each in found])

    def close(self, drill: str) -> None:
        """It is done; the page shows what came of it, and none that is open."""
        self._write("", [each for each in self.all() if each["id"] != drill])

    def _read(self) -> tuple[str, list[State]]:
        found = self._store.settings().get(KEY)
        kept: Mapping[str, Any] = found if isinstance(found, dict) else {}
        if "drill" in kept:  # as it was kept when there was one only
            kept = {"now": kept.get("id"), "open": [] if kept.get("done") else [kept]}
        states = kept.get("open")
        sound = [each for each in states if _is_state(each)] if isinstance(states, list) else []
        return str(kept.get("now") or ""), sound

    def _write(self, now: str, states: list[State]) -> None:
        self._store.set_setting(KEY, {"now": now, "open": states})


def _is_state(found: object) -> bool:
    """Whether it has what its drill needs; an imported file may hold anything."""
    if not isinstance(found, dict) or not isinstance(found.get("id"), str) or found.get("drill") not in tuple(FIELDS):
        return False
    return all(name in found for name in ("at", *FIELDS[found["drill"]]))
