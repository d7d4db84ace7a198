"""``evaluate --rater model``: the same figures, a cap on what is spent, and what there is when it stops."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from lpcoach.accuracy.by_model import Run, measure_model
from lpcoach.accuracy.page import page_of
from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Message, Usage
from lpcoach.errors import InputError
from tests.fakes.chat import Script, ScriptedModel
from tests.fakes.hostile import sheet_of, told_in
from tests.fakes.pack import small_pack

DATA = Path(__file__).parent.parent / "data" / "calibration"
TODAY = date(2025, 3, 3)


def honest(messages: Sequence[Message]) -> str:
    """A form filled in as the text was read."""
    asked = re.findall(r"^- (\w+): ", messages[-1].content, re.MULTILINE)
    return json.dumps(sheet_of(asked, told_in(messages), obeys=False))


def run_of(*scripts: Script, spend: float = 1.0, most: int | None = 12, price: float | None = 0.01) -> Run:
    """A run in which each call costs the price."""

    def dollars(usage: Usage) -> float | None:
        return None if price is None else price * usage.sent / 1000

    return Run(ScriptedModel(list(scripts)), small_pack(), dollars, spend, most)


def test_a_run_gives_the_figures_of_the_embedded_rater() -> None:
    """Agreement, edits, threads, attacks and misses have the same form, and the page is made from them."""
    found = measure_model(run_of(honest), DATA, TODAY)
    assert found["rated"] == found["chosen"] > 30 and (found["unscored"], found["stopped"]) == (0, "")
    assert -1 <= found["levels"]["overall"]["mean"] <= 1
    page = page_of(found, DATA)
    assert "# How far scripted on this machine agrees with raters" in page and "## The ten worst misses" in page
    assert "| kappa over all edits |" in page and "| whole threads (" in page and "## Attacks" in page


def test_it_stops_at_the_cap_and_writes_what_it_has() -> None:
    """The answer that would go beyond the cap is not sent."""
    run = run_of(honest, spend=0.095, most=30)
    found = measure_model(run, DATA, TODAY)
    assert found["rated"] == 9 and "spend cap" in found["stopped"]
    assert (run.dollars(run.usage) or 0) <= 0.095
    assert "Not yet read" not in page_of(found, DATA)  # what a reader said of misses is about the embedded rater's
    nothing = run_of(honest, spend=0.001)
    with pytest.raises(InputError, match="spend cap"):
        measure_model(nothing, DATA, TODAY)
    assert nothing.usage == Usage()


def test_without_a_price_it_wants_a_number() -> None:
    """A cap that cannot be kept is not promised."""
    with pytest.raises(InputError, match="--most"):
        measure_model(run_of(honest, most=None, price=None), DATA, TODAY)


def test_a_hopeless_failure_ends_it_and_too_little_is_no_report() -> None:
    """A bad key ends the run at once; with fewer than eight ratings there are no figures."""
    run = run_of(*[honest] * 9, ChatFailure("quota", "models.example"))
    found = measure_model(run, DATA, TODAY)
    assert (found["rated"], found["unscored"]) == (9, 1) and "no credit" in found["stopped"]
    with pytest.raises(InputError, match="0 of at least 8"):
        measure_model(run_of(ChatFailure("bad_key", "models.example")), DATA, TODAY)
