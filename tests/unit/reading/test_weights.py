"""The fitted weights: signs that hold, spans that count once, and an order of words."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from lpcoach.content.terms import AGAINST, CRITERIA
from lpcoach.reading.order import in_no_order
from lpcoach.reading.types import Evidence, Quote
from lpcoach.reading.weights import counted, packed, steps, unpacked, weights_here
from tests.fakes.answers import rated_answers


def test_no_scale_has_a_wrong_sign() -> None:
    """What speaks for a story never costs a point, what speaks against it never gives one."""
    for name in ("overall", *CRITERIA):
        for signal, points in weights_here().scales[name].points.items():
            assert all(worth <= 0 if signal in AGAINST else worth >= 0 for worth in points)


def test_a_clause_counts_once_and_three_are_enough() -> None:
    """Two items of one clause count as the heavier; a count above three fills no further step."""
    quote = Quote("answer", 0, 5, "words")
    items = [Evidence("cause", quote, 2, weight=0.4), Evidence("cause", quote, 1, weight=0.3)]
    assert counted(items) == {"cause": 0.4}
    assert steps(9.0) == steps(3.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-900, 900)), max_size=400))
def test_lanes_do_not_run_into_each_other(points: list[tuple[int, int]]) -> None:
    """Points packed as one number and summed are the sums place by place, below nought as well."""
    total = sum(packed(point) for point in points)
    assert unpacked(total, 31) == [sum(p for place, p in points if place == n) / 100 for n in range(31)]


def test_real_answers_stand_in_order_and_shuffled_ones_do_not() -> None:
    """No real answer is taken for shuffled words; a shuffled long one is."""
    assert not any(in_no_order(answer.thread.answer) for answer in rated_answers().values())
    words = rated_answers()["people_story_strong"].thread.answer.split()
    random.Random(1).shuffle(words)
    assert in_no_order(" ".join(words))
