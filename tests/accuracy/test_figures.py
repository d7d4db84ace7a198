"""The figures of docs/accuracy.md: measured anew they are those that stand there, and none falls under its floor."""

from __future__ import annotations

from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest

from lpcoach.accuracy.command import measure
from lpcoach.accuracy.page import page_of
from lpcoach.content.loader import load_pack

DATA = Path(__file__).parents[1] / "data" / "calibration"
PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"


@cache
def found() -> Any:  # noqa: ANN401 - JSON
    """All figures, once."""
    return measure(DATA, load_pack())


@pytest.mark.prove
def test_the_page_is_what_the_command_writes() -> None:
    """Each table and sentence of docs/accuracy.md comes from the figures of today's code."""
    assert page_of(found(), DATA) == PAGE.read_text("utf-8")


@pytest.mark.prove
@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        *(("levels.overall.mean", 0.83), ("levels.evidence.mean", 0.88), ("levels.depth.mean", 0.8)),
        *(("levels.alignment.mean", 0.75), ("levels.bar.mean", 0.78), ("levels.overall.worst", 0.79)),
        *(("edits.qwk.mean", 0.77), ("edits.style.within_1", 0.95), ("edits.ablated.raters_move_within_1", 0.9)),
        *(("edits.dressed.not_up", 0.93), ("edits.mended.raters_way", 0.85), ("edits.dented.raters_way", 0.73)),
        *(("threads.qwk", 0.68), ("long tellings.qwk", 0.8), ("flags.unsafe.precision", 0.7)),
        *(("interviewer.first", 0.74), ("interviewer.rooted", 0.8), ("star", 0.9)),
        *(("principles.first", 0.55), ("principles.recall", 0.58), ("pairs.above", 8)),
    ],
)
def test_no_figure_falls(figure: str, floor: float) -> None:
    """Agreement, edits, threads, flags and probes stay where they are, but for a little noise."""
    assert reduce(getitem, figure.split("."), found()) >= floor
