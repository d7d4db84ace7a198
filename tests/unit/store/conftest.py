"""Workbooks that are closed when their test ends: each test runs on a file, and on a PostgreSQL server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lpcoach.store import Store
from lpcoach.store.postgres import ServerPlace
from lpcoach.store.sqlite import FilePlace
from lpcoach.store.upgrade import Place
from tests import postgres

PERSONS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Cluster]:
    """The PostgreSQL of this run."""
    with postgres.running() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Where the workbook lies; modules about one of them override this."""
    return str(request.param)


@pytest.fixture
def lies_at(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Place]:
    """Name the place of the test's workbook: a folder, or a person of its own on the server."""
    if kind == "sqlite":
        return lambda: FilePlace(tmp_path / "home")
    cluster: postgres.Cluster = request.getfixturevalue("server")
    person = f"person {next(PERSONS)}"
    return lambda: ServerPlace(cluster.address(), person)


@pytest.fixture
def open_store(lies_at: Callable[[], Place]) -> Iterator[Callable[[], Store]]:
    """Open the test's workbook, as often as wanted."""
    opened: list[Store] = []

    def opens() -> Store:
        opened.append(Store.at(lies_at(), patience=0.2))
        return opened[-1]

    yield opens
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """The test's workbook, open."""
    return open_store()
