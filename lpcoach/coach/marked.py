"""Levels chosen in a rating that is not given yet: kept one by one, so that a reload or another tab shows them."""

from __future__ import annotations

from typing import Final

from lpcoach.store import Store

__all__ = ["mark", "marked"]

KEY: Final = "marked"
KEPT: Final = 4  # ratings under way: those begun last


def _kept(store: Store) -> dict[str, dict[str, str]]:
    found = store.settings().get(KEY)
    return found if isinstance(found, dict) else {}


def marked(store: Store, what: str) -> dict[str, str]:
    """What was chosen so far, by name; ``what`` is the practice or drill that is rated."""
    return dict(_kept(store).get(what, {}))


def mark(store: Store, what: str, name: str, value: str) -> None:
    """Keep one choice."""
    others = [(key, kept) for key, kept in _kept(store).items() if key != what]
    store.set_setting(KEY, {**dict(others[1 - KEPT :]), what: {**marked(store, what), name: value}})
