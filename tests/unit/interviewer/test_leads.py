"""Which lead questions a practice asks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lpcoach.interviewer.leads import choose_questions
from tests.fakes.pack import small_pack

PACK = small_pack()
IDS = [question.id for question in PACK.questions]
PRINCIPLES = [principle.id for principle in PACK.principles]

covered = st.dictionaries(st.sampled_from(PRINCIPLES), st.integers(0, 5))
recent = st.sets(st.sampled_from(IDS))
seeds = st.integers(0, 10_000)


@given(covered, recent, seeds)
def test_three_questions_have_different_themes(counts: dict[str, int], lately: set[str], seed: int) -> None:
    """Three of a pack with enough themes never share one, as long as enough is not recent."""
    fresh = [question for question in PACK.questions if question.id not in lately]
    picked = choose_questions(PACK, plan_count=3, covered=counts, recent=lately, seed=seed)
    assert len({question.id for question in picked}) == 3
    if len({question.themes for question in fresh}) >= 3:
        assert len({question.themes for question in picked}) == 3


@given(covered, recent, seeds)
def test_a_recent_question_comes_only_when_nothing_else_is_left(
    counts: dict[str, int], lately: set[str], seed: int
) -> None:
    """What was asked lately fills only the places that other questions leave."""
    picked = choose_questions(PACK, plan_count=3, covered=counts, recent=lately, seed=seed)
    again = sum(question.id in lately for question in picked)
    assert again == max(0, 3 - (len(IDS) - len(lately)))


@given(covered, recent, seeds)
def test_the_same_seed_chooses_the_same(counts: dict[str, int], lately: set[str], seed: int) -> None:
    """The choice can be made again from the seed stored with the practice."""
    one = choose_questions(PACK, plan_count=3, covered=counts, recent=lately, seed=seed)
    assert one == choose_questions(PACK, plan_count=3, covered=counts, recent=set(lately), seed=seed)


@given(covered, seeds)
def test_one_of_three_asks_for_failure_or_conflict(counts: dict[str, int], seed: int) -> None:
    """A loop always holds a story that did not go well."""
    picked = choose_questions(PACK, plan_count=3, covered=counts, recent=(), seed=seed)
    assert any(question.asks for question in picked)


@given(seeds)
def test_the_least_covered_principle_comes_first(seed: int) -> None:
    """With one principle never shown and all others shown often, its question leads."""
    counts = dict.fromkeys(PRINCIPLES, 9) | {"frugality": 0, "invent_and_simplify": 0}
    assert choose_questions(PACK, plan_count=1, covered=counts, recent=(), seed=seed)[0].id == "q_cheaper"


def test_what_the_candidate_chose_stands_first() -> None:
    """A chosen question is asked, once, and unknown ids are passed over."""
    picked = choose_questions(
        PACK, plan_count=2, covered={}, recent=("q_mentor",), seed=1, chosen=("q_mentor", "q_gone", "q_mentor")
    )
    assert picked[0].id == "q_mentor"
    assert len({question.id for question in picked}) == 2


def test_a_pack_may_have_fewer_questions_than_asked_for() -> None:
    """Every question once, and no error, when more are wanted than there are."""
    assert len(choose_questions(PACK, plan_count=99, covered={}, recent=(), seed=3)) == len(IDS)
