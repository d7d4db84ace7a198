"""What is quoted for a level, and that more in favour never lowers one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.terms import AGAINST, CRITERIA, SIGNALS, SignalId
from lpcoach.reading.learned import items_of
from lpcoach.reading.reader import fresh, ruled
from lpcoach.reading.types import Evidence, Quote, Reading, Thread
from lpcoach.reading.weights import weights_here
from lpcoach.scoring.carried import carried, held_up, showable
from lpcoach.scoring.rater import rate_reading
from lpcoach.scoring.types import Rating
from tests.fakes.answers import rated_answers
from tests.fakes.pack import small_pack

TEXTS = ("words", "it fell from 9% to 4%", "I should have looked")
ITEMS = st.builds(
    lambda signal, at, text, strength, weight: Evidence(
        signal, Quote("answer", at * 30, at * 30 + len(text), text), strength, None, weight
    ),
    *(st.sampled_from(SIGNALS), st.integers(0, 30), st.sampled_from(TEXTS), st.integers(1, 2), st.floats(0.1, 1)),
)


def _rating(items: list[Evidence]) -> Rating:
    return rate_reading(Reading(Thread("Tell me of a failure.", "words " * 30), 30, None, tuple(items)), small_pack())


@settings(max_examples=60)
@given(st.lists(ITEMS, max_size=20), ITEMS.filter(lambda item: item.signal not in AGAINST))
def test_more_in_favour_lowers_nothing_and_every_level_is_shown(items: list[Evidence], more: Evidence) -> None:
    """One more favourable item leaves overall and all four levels or raises them; above 1 each has a quote."""
    before, after = _rating(items), _rating([*items, more])
    assert (after.overall or 0) >= (before.overall or 0)
    for name in CRITERIA:
        found = after.criteria[name]
        assert (found.level or 0) >= (before.criteria[name].level or 0)
        assert bool(found.seen or found.likely) == ((found.level or 0) > 1)


@pytest.mark.parametrize(
    ("signal", "text", "shown"),
    [
        ("self_criticism", "I had rejected quantisation because accuracy fell in my trial", False),
        ("self_criticism", "I should have asked in week one", True),
        ("self_criticism", "My miss was treating last week's test as proof", True),
        ("figure", "the approval rate for people over 60 looked wrong", False),
        ("figure", "Nobody asked me to do it", False),
        ("figure", "approvals for people over 60 fell to 41%", True),
        ("change", "it got a lot better for them", False),
    ],
)
def test_a_quote_carries_the_words_beside_it(signal: SignalId, text: str, shown: bool) -> None:
    """No mistake is seen where none is told, and no number where there is none."""
    item = Evidence(signal, Quote("answer", 0, len(text), text), 2)
    assert bool(showable([item], (), weights_here())) == shown


def test_levels_four_and_five_want_two_kinds() -> None:
    """An own action alone carries 3; beside a decision it carries more, the less sure one named as that."""
    action = Evidence("own_action", Quote("answer", 0, 5, "words"), 2, weight=0.9)
    decision = Evidence("own_decision", Quote("answer", 9, 14, "other"), 2, weight=0.3)
    assert held_up("alignment", 5, [action], weights_here()) == 3
    assert held_up("alignment", 5, [action, replace(decision, strength=1)], weights_here()) == 3
    assert held_up("alignment", 5, [action, decision], weights_here()) == 5
    assert carried("alignment", 5, [action, decision], weights_here()) == ((action,), (decision,))
    assert held_up("bar", 4, [], weights_here()) == 1


def test_a_flag_is_quoted_by_what_raises_it() -> None:
    """The heaviest clause stands first, one of less than half its weight not at all."""
    quotes = [Quote("answer", at, at + 5, "words") for at in (0, 10, 20)]
    items = [Evidence("unsafe_choice", q, 2, None, w) for q, w in zip(quotes, (0.1, 0.4, 0.9), strict=True)]
    assert [item.weight for item in _rating([*items[:1], items[2]]).flags["unsafe"].evidence] == [0.9]
    assert [item.weight for item in _rating([items[0], items[1]]).flags["unsafe"].evidence] == [0.4]
    heavier = replace(items[1], weight=0.5)
    assert [item.weight for item in _rating([heavier, items[2]]).flags["unsafe"].evidence] == [0.9, 0.5]


def test_what_is_unsafe_does_not_hang_on_the_order_of_sentences() -> None:
    """A clause is as unsafe at the end of a story as at its beginning."""
    for kind in ("people_story_strong", "twin_5_high", "terse_strong"):
        thread = rated_answers()[kind].thread
        found = fresh(thread)
        other = random.Random(1).sample(found, len(found))
        seen = [
            {
                (item.quote.text, item.weight)
                for item in items_of(thread.question, told, [ruled(one) for one in told], weights_here())
                if item.signal == "unsafe_choice"
            }
            for told in (found, other)
        ]
        assert seen[0] == seen[1]
