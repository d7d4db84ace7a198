"""A coach over an empty workbook, and a candidate who types."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.session.types import Session
from lpcoach.store import Store
from tests.fakes.clock import FakeClock
from tests.fakes.pack import small_pack
from tests.fakes.typing import tell_loop


@pytest.fixture
def clock() -> FakeClock:
    """Give the clock that the coach looks at."""
    return FakeClock()


@pytest.fixture
def reopened(tmp_path: Path, clock: FakeClock) -> Callable[[], Coach]:
    """Give another coach on the same file, as another page has."""
    return lambda: Coach(Store.open(tmp_path), small_pack(), clock, count(7).__next__)


@pytest.fixture
def coach(reopened: Callable[[], Coach]) -> Coach:
    """Give a coach over an empty workbook."""
    return reopened()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Give a full loop that is finished and not rated yet; it is in a workbook of its own."""
    folder = tmp_path_factory.mktemp("finished")
    return tell_loop(Coach(Store.open(folder), small_pack(), FakeClock(), lambda: 7))
