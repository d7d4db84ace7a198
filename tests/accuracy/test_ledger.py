"""The ledger on planted loops: those it was made from, those it was mended on, and those held out.

What is checked is that the figures do not get worse and that docs/rating.md prints them. ``consistency.jsonl`` was
read whole before; of ``consistency_new.jsonl`` the half ``test`` was run twice, before and after the rules were made
general (1 of 18 found, 1 of 2 reports right; then what is checked here). Whoever changes a rule by it spends it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from lpcoach.accuracy.ledger import Found, ledger_found, ledger_table, told
from lpcoach.reading.clashes import clashes
from lpcoach.reading.types import Thread

DATA: Final = Path(__file__).parents[1] / "data" / "calibration"
PAGE: Final = Path(__file__).parents[2] / "docs" / "rating.md"


def loops(name: str) -> list[dict[str, Any]]:
    """Every loop of a file."""
    return list(map(json.loads, (DATA / name).read_text("utf-8").splitlines()))


@cache
def found(split: str) -> Found:
    """The counts of one set of loops."""
    if split == "older":
        return ledger_found(loops("consistency.jsonl"))
    return ledger_found(loop for loop in loops("consistency_new.jsonl") if loop["split"] == split)


@pytest.mark.parametrize(("split", "recall"), [("older", 0.7), ("dev", 0.7), ("test", 0.5)])
def test_planted_contradictions_are_found_with_few_false_reports(split: str, recall: float) -> None:
    """At least nine of ten reports are right, also on loops that were held out; there half of the planted are found."""
    counts = found(split)
    assert counts.found.total() >= recall * counts.planted.total()
    assert counts.right >= 0.9 * counts.reports


@pytest.mark.parametrize("split", ["older", "dev", "test"])
def test_clean_loops_are_let_be(split: str) -> None:
    """Rounding, growth, open corrections and other traps give no report."""
    assert found(split).clean_reported == 0


def test_retold_cases_are_found() -> None:
    """Of fifteen retold cases at least twelve are found, with at most four false reports."""
    sets = [found(split) for split in ("older", "dev", "test")]
    assert sum(each.repeats_found for each in sets) >= 12
    assert sum(each.repeats_false for each in sets) <= 4


def test_the_documentation_prints_these_figures() -> None:
    """The table of docs/rating.md is the one that is measured."""
    table = ledger_table({"older loops": found("older"), "new, mended on": found("dev"), "held out": found("test")})
    assert table in PAGE.read_text("utf-8")


def unrelated() -> Iterator[tuple[Thread, ...]]:
    """Loops mixed at random from single answers that nobody wrote to contradict each other."""
    rows = list(map(json.loads, (DATA / "answers.jsonl").read_text("utf-8").splitlines()))
    rng = random.Random(11)
    for author in sorted({row["author"] for row in rows}):
        mine = [row for row in rows if row["author"] == author and row["kind"] != "contradictory"]
        for _ in range(3):
            rng.shuffle(mine)
            yield from (told(mine[at : at + 3]) for at in range(0, len(mine) - 2, 3))


@pytest.mark.prove
def test_unrelated_stories_are_hardly_ever_set_against_each_other() -> None:
    """Of some two hundred mixed loops, one in fifty has a report at most."""
    mixed = list(unrelated())
    assert len(mixed) > 200
    assert sum(bool(clashes(threads)) for threads in mixed) <= len(mixed) // 50
