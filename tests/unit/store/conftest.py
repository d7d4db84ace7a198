"""Workbooks that are closed when their test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lpcoach.store import Store


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Open the test's workbook, as often as wanted."""
    opened: list[Store] = []

    def opens() -> Store:
        opened.append(Store.open(tmp_path / "home", patience=0.2))
        return opened[-1]

    yield opens
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """The test's workbook, open."""
    return open_store()
