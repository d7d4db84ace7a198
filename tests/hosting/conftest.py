"""One demo for the tests that leave it as they found it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hosting.site import Server, serving


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo with room for a few."""
    with serving(tmp_path_factory.mktemp("demo") / "home", "--kernels", "6", "--idle", "10", "--file", "1") as server:
        yield server
