"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: once one has run, Playwright's loop holds the thread in which others run theirs."""
    items.sort(key=lambda item: "browser" in item.path.parts)
