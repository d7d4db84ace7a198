"""The notebooks, as files and as what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook_path(request: pytest.FixtureRequest) -> Path:
    """Return each notebook in turn."""
    path: Path = request.param
    return path
