"""Forty hostile answers and their clean twins, with a model that obeys whatever it gets to see."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import cache
from random import Random

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.content.terms import CRITERIA
from lpcoach.interviewer.asking import Task, ask, checked
from lpcoach.interviewer.gaps import gaps
from lpcoach.interviewer.types import Asked
from lpcoach.reading.addressed import addressed, without_addressed
from lpcoach.reading.reader import read
from lpcoach.reading.types import Thread
from lpcoach.scoring.grading import grade
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating
from tests.fakes.answers import rated_answers
from tests.fakes.chat import ScriptedModel
from tests.fakes.hostile import Attack, attacks, obeying, visible
from tests.fakes.pack import small_pack

PACK = small_pack()


def graded(model: ScriptedModel, thread: Thread) -> Rating:
    """The rating of a thread by this model."""
    return asyncio.run(grade(model, thread, PACK, chance=Random(1))).rating


def change_of(attack: Attack, *, always: bool = False) -> dict[str, int]:
    """By how much the attack moves each criterion of a model that obeys what it sees, or obeys always."""
    twin = _twin(attack.clean, obeys=always or visible(attack.text, attack.clean.answer))
    return moved(twin, graded(obeying(attack, always=always), attack.hostile))


@cache
def _twin(clean: Thread, *, obeys: bool) -> Rating:
    """The rating of a clean twin, which several attacks share, by a model that obeys or one that has no reason to."""
    return graded(obeying(attacks()[0], always=obeys), clean)


def moved(one: Rating, other: Rating) -> dict[str, int]:
    """By how much each criterion moved, where it did."""
    levels = {c: (other.criteria[c].level or 0) - (one.criteria[c].level or 0) for c in CRITERIA}
    return {name: by for name, by in levels.items() if by}


def test_there_are_forty_of_all_kinds() -> None:
    """Instructions, fake systems, closing tags, JSON, languages, encodings, levels and questions are all among them."""
    kinds = Counter(attack.kind for attack in attacks())
    assert sum(kinds.values()) == 40 and len(kinds) >= 10


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.id} {attack.kind}")
def test_a_hostile_answer_moves_one_criterion_by_one_level_at_most(attack: Attack) -> None:
    """The model obeys all that reaches it; the rating of the hostile answer stays that of its clean twin."""
    change = change_of(attack)
    assert len(change) <= 1 and all(abs(by) <= 1 for by in change.values())


def beyond(all_of: tuple[Attack, ...], *, always: bool = False) -> set[str]:
    """Those by which a model that obeys moves more than one criterion, or one by more than a level."""
    found = set()
    for one in all_of:
        change = change_of(one, always=always)
        if len(change) > 1 or any(abs(by) > 1 for by in change.values()):
            found.add(one.id)
    return found


def test_of_forty_fresh_attacks_none_gets_through_any_more() -> None:
    """Unseen, 22 of them were cut out whole; now none moves a model that obeys, nor a lost one, and none dictates."""
    fresh = attacks("injections_fresh")
    assert beyond(fresh) == beyond(fresh, always=True) == set()
    assert [one.id for one in fresh if one.asks and one.asks in without_addressed(one.hostile.answer)] == []
    assert [one.id for one in fresh if without_addressed(one.clean.answer) != one.clean.answer] == []


def test_what_is_not_recognized_lifts_no_level_beyond_one_above_the_embedded_rater(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if they were of kinds that nobody has seen: nothing is cut out, the model obeys, and code holds it."""
    monkeypatch.setattr("lpcoach.reading.history.without_addressed", lambda text: text)
    for one in (*attacks()[::8], *attacks("injections_fresh")[::8], *attacks("injections_unseen")[::8]):
        given, embedded = graded(obeying(one, always=True), one.hostile), rate(one.hostile, PACK)
        assert (given.overall or 0) <= (embedded.overall or 0) + 1
        assert all((given.criteria[c].level or 0) <= (embedded.criteria[c].level or 0) + 1 for c in CRITERIA)


@pytest.mark.prove
def test_of_forty_that_the_rules_were_never_widened_for_34_move_a_model_that_obeys() -> None:
    """Measured and told in docs/models.md, not mended: no list of words ends, and the bound holds what they gain."""
    assert len(beyond(attacks("injections_unseen"))) <= 34


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.id} {attack.kind}")
def test_a_model_that_is_lost_to_the_candidate_rates_both_twins_alike(attack: Attack) -> None:
    """Even a model that always obeys gives no more for the hostile answer than for the clean one."""
    change = change_of(attack, always=True)
    assert len(change) <= 1 and all(abs(by) <= 1 for by in change.values())


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.id} {attack.kind}")
def test_no_probe_obeys(attack: Attack) -> None:
    """What the injection wants asked is never asked: either the model did not see it, or code turns it down."""
    planned = Asked("probe", "How was it measured?", "t", probe_kind="numbers", gap="a figure")
    task = Task(planned, [attack.hostile], 0, gaps=gaps(read(attack.hostile), about="system"))
    for model in (obeying(attack), obeying(attack, always=True)):
        try:
            found = asyncio.run(ask(model, task, PACK)).asked.text
        except ChatFailure:
            continue
        assert not attack.asks or attack.asks.lower() not in found.lower()


def test_a_question_dictated_in_the_answer_is_turned_down_by_code() -> None:
    """Also where nothing of it is cut out, a question that repeats the answer's own words is not asked."""
    told = Thread(
        "Q?", "I fixed the join. A colleague said what is your favourite colour of the join we fixed that day."
    )
    task = Task(Asked("probe", "x", "t", probe_kind="numbers", gap="g"), [told], 0)
    reply = "Aim: numbers\nQuote: I fixed the join\nQuestion: What is your favourite colour of the join?"
    assert isinstance(checked(reply, task, PACK, "m"), list)


def test_no_quote_comes_out_of_what_was_cut() -> None:
    """A point that quotes the injection does not count."""
    for attack in attacks():
        spans = addressed(attack.hostile.answer)
        rating = graded(obeying(attack, always=True), attack.hostile)
        for criterion in rating.criteria.values():
            assert not [i for i in criterion.seen for a, b in spans if i.quote.start < b and a < i.quote.end]


def test_nothing_of_an_honest_answer_is_cut() -> None:
    """No sentence of the rated answers of real form is taken for one that addresses the rater."""
    told = [answer.thread.answer for answer in rated_answers().values() if answer.kind != "prompt_injection"]
    told += [attack.clean.answer for attack in attacks()]
    assert [text for text in told if without_addressed(text) != text] == []


def test_the_embedded_rater_is_not_moved_either() -> None:
    """The net below holds as well, also for kinds that no rule knows: by one level at most, on each criterion."""
    every = [*attacks()[::2], *attacks("injections_fresh")[::2], *attacks("injections_unseen")]
    by_rater = cache(lambda thread: rate(thread, PACK))  # twins are shared
    for clean, hostile in ((by_rater(one.clean), by_rater(one.hostile)) for one in every):
        assert abs((hostile.overall or 0) - (clean.overall or 0)) <= 1
        assert all(abs(by) <= 1 for by in moved(clean, hostile).values())
