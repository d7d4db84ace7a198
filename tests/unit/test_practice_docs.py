"""The page on practice: its rules are those of the code, and its three cells run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.drills.next_action import RULES
from lpcoach.store import Store
from tests.fakes.clock import FakeClock
from tests.fakes.pack import small_pack
from tests.fakes.simulated import flat, simulate

PAGE = (Path(__file__).parents[2] / "docs" / "practice.md").read_text("utf-8")
CELLS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


def test_the_page_lists_the_rules_in_their_order() -> None:
    """Each rule stands there in the same words and with its number."""
    listed = re.findall(r"^\d+\. \*\*(\w+)\*\*: (.*)$", PAGE, re.M)
    assert dict(listed) == RULES
    assert [name for name, _ in listed] == list(RULES)


@pytest.mark.parametrize("practices", [0, 8])
def test_the_three_cells_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practices: int) -> None:
    """As they stand, one after the other, in a workbook with practices and in an empty one."""
    coach = Coach(Store.open(tmp_path), small_pack(), FakeClock())
    simulate(coach, flat, coach.now(), practices=practices)
    coach.store.close()
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path))
    names: dict[str, object] = {}
    assert len(CELLS) == 3
    for cell in CELLS:
        exec(cell, names)
