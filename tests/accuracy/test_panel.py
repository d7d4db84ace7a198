"""The four raters' cuts belong to the weights that are shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lpcoach.accuracy.panel import TARGET, panel_text
from lpcoach.reading.weights import weights_here

DATA = Path(__file__).parents[1] / "data" / "calibration"


def test_cuts_and_weights_were_made_of_the_same_data() -> None:
    """Weights that are fitted anew need new cuts: python -m lpcoach.accuracy.panel."""
    assert json.loads(TARGET.read_text("utf-8"))["data"] == weights_here().made["data"]


@pytest.mark.prove
def test_the_cuts_are_what_the_rated_answers_give() -> None:
    """Made again they are the same file."""
    assert panel_text(DATA) == TARGET.read_text("utf-8")
