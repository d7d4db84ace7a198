"""Attacks on ratings, on writers that the weights in use were fitted without."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from statistics import mean

import pytest

from lpcoach.accuracy.attacks import ATTACKS, attacked
from lpcoach.accuracy.command import folds_of
from lpcoach.accuracy.evaluation import Judged, judged
from lpcoach.accuracy.rows import Row, read_rows
from lpcoach.content.loader import load_pack
from lpcoach.content.models import Pack
from lpcoach.reading.types import Thread
from lpcoach.reading.weights import Weights
from lpcoach.scoring.rater import rate

DATA = Path(__file__).parent.parent / "data" / "calibration"
ALL = {attack.name: attack for attack in ATTACKS}
GUIDES = (
    "In my previous role our model's accuracy was declining. I took ownership, gathered the stakeholders and led a "
    "deep dive into the data. I implemented a robust monitoring solution with alerts, retrained the model on fresh "
    "data and improved accuracy by 25%. The customers were delighted, and I learned the importance of monitoring.",
    "Situation: our pipeline was slow. Task: I was asked to cut its cost. Action: I analysed the bottlenecks, "
    "introduced caching and optimised the queries, working closely with the team. Result: latency was reduced by 40% "
    "and we saved $200,000 a year. This experience taught me to always think about scalability from day one.",
)


@lru_cache
def _world() -> tuple[list[Row], dict[str, Weights], Pack]:
    return read_rows(DATA), folds_of(DATA), load_pack()


def _moves(name: str, every: int) -> list[int | None]:
    """How each attacked text's level differs from its original's, None where it is not scored; one of ``every``."""
    rows, folds, pack = _world()
    pairs = list(attacked(rows, ALL[name]))[::every]
    before = judged([row for row, _ in pairs], folds, pack)
    after = judged([row for _, row in pairs], folds, pack)
    return [_move(one, other) for one, other in zip(before, after, strict=True)]


def _move(before: Judged, after: Judged) -> int | None:
    return None if after.rating.overall is None else after.rating.overall - (before.rating.overall or 1)


LIMITS = [("quotes of praise", 0.3), ("keyword list", 0.2), ("principle names", 0.1), ("we made I", 0.5)]


@pytest.mark.parametrize(("name", "limit"), LIMITS)
def test_decoration_raises_little(name: str, limit: float) -> None:
    """Praise, tool names, principle names and "I" for "we" do not lift a level, on a sample."""
    assert mean(move or 0 for move in _moves(name, 4)) <= limit


@pytest.mark.prove
@pytest.mark.parametrize(("name", "limit"), [*LIMITS, ("meaningless figures", 0.5)])
def test_decoration_raises_little_anywhere(name: str, limit: float) -> None:
    """The same over all answers; figures without meaning miss the aim of .3 and are held where they are."""
    assert mean(move or 0 for move in _moves(name, 1)) <= limit


@pytest.mark.prove
def test_words_in_no_order_fall_or_are_not_scored() -> None:
    """The words of strong answers, shuffled: nine in ten are not scored or fall by two levels."""
    moves = _moves("words shuffled", 1)
    assert sum(move is None or move <= -2 for move in moves) >= 0.9 * len(moves)


@pytest.mark.prove
def test_sentences_in_another_order_move_one_level_at_most() -> None:
    """Levels come from what is said, hardly from its order."""
    assert all(move is not None and abs(move) <= 1 for move in _moves("sentences shuffled", 1))


def test_what_is_said_three_times_is_said_once() -> None:
    """A pasted paragraph changes no level."""
    assert set(_moves("three times the same", 12)) == {0}


@pytest.mark.parametrize("answer", GUIDES)
def test_model_answers_of_guides_are_not_hired(answer: str) -> None:
    """The polished answer of an interview guide, with one figure and a moral, stays at 3 at most."""
    _, _, pack = _world()
    question = "Tell me about a time you owned a system that got worse after launch."
    assert (rate(Thread(question, answer), pack).overall or 1) <= 3
