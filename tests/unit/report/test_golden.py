"""Debriefs of simulated practices as golden files, reviewed by eye; ``LPCOACH_GOLDEN=1`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lpcoach.report import markdown
from tests.fakes.loops import SIMULATED, pack, simulated

GOLDEN = Path(__file__).parents[2] / "data" / "debriefs"


@pytest.mark.parametrize("kind", [*SIMULATED, "contradiction", "one_story", "unscored"])
def test_the_debrief_reads_as_reviewed(kind: str) -> None:
    """The same practice and version give the same debrief, letter by letter."""
    rated = simulated(kind)
    text = markdown(rated.session, pack(), rated)
    told = text[: text.index("\n## Introductions") if "## Introductions" in text else text.index("\n## Story 1")] + "\n"
    path = GOLDEN / f"{kind}.md"
    if os.environ.get("LPCOACH_GOLDEN"):
        path.write_text(told, "utf-8")
    assert told == path.read_text("utf-8")
