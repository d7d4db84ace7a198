"""Pages without a kernel: widgets whose messages go nowhere, over an empty workbook with the small pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.store import Store
from lpcoach.ui import page as page_module
from tests.fakes.clock import FakeClock
from tests.fakes.desk import apart
from tests.fakes.pack import small_pack

InLoop = Callable[[Callable[[], None]], None]


@pytest.fixture
def coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Coach]:
    """Give the coach that every page of the test opens."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path))
    coach = Coach(Store.open(tmp_path), small_pack(), FakeClock(), count(7).__next__)
    monkeypatch.setattr(page_module, "coach", lambda: coach)
    yield coach
    for handler in list(page_module.log.handlers):
        page_module.log.removeHandler(handler)
        handler.close()


@pytest.fixture
def in_loop() -> InLoop:
    """Run code where pages can be opened: in an event loop, as in a kernel."""

    def run(code: Callable[[], None]) -> None:
        async def inside() -> None:
            code()

        apart(inside())

    return run
