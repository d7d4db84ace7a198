from __future__ import annotations

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.content.models import Pack
from lpcoach.content.places import SHIPPED, share_path


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Load the shipped pack once for all rules."""
    return load_pack(share_path("content") / SHIPPED)
