"""The order of the tests, and how properties are tried."""

import pytest
from hypothesis import settings

settings.register_profile("no deadline", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("no deadline")  # how long one example takes says what else the machine does


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: once one has run, Playwright's loop holds the thread in which others run theirs."""
    items.sort(key=lambda item: "browser" in item.path.parts)
