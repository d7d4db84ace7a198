"""The next probe aims at the biggest gap, is rooted in the answer and never runs in a circle."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.models import LeadQuestion
from lpcoach.content.terms import LAYERS, AnswerKind
from lpcoach.interviewer.openness import OPTIONS, Openness
from lpcoach.interviewer.probing import MOST_PROBES, next_probe, ranked_probes
from lpcoach.interviewer.types import Asked
from lpcoach.reading.reader import read
from lpcoach.reading.types import Evidence, Quote, Reading, Reply, Thread
from tests.fakes.pack import small_pack
from tests.fakes.stories import PARTIAL, SOLID, THIN

PACK = small_pack()
SYSTEM = PACK.questions[0]
PEOPLE = next(question for question in PACK.questions if question.about == "people")

_WORDS = st.sampled_from(
    [*SOLID.split(), *THIN.split(), *PARTIAL.split(), "I don't know", "no", "“", "{quote}", "\n", "(", "🙂"]
)
texts = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join))


def interview(question: LeadQuestion, answer: str, replies: list[str], seed: int = 0) -> list[Asked]:
    """Every probe that is asked when the candidate gives ``replies`` one after the other."""
    asked = [Asked("lead", question.text, question.id)]
    given_: list[Reply] = []
    for reply in replies:
        reading = read(Thread(question.text, answer, tuple(given_)))
        probe = next_probe(reading, PACK, question, asked, seed, 0)
        if probe is None:
            break
        asked.append(probe)
        given_.append(Reply(probe.text, reply))
    return asked[1:]


@settings(max_examples=40)
@given(texts, st.lists(texts, min_size=7, max_size=7), st.integers(0, 99))
def test_whatever_is_typed_the_interview_ends_without_a_repeat(answer: str, replies: list[str], seed: int) -> None:
    """Never more than five probes, never the same template or text twice, no gap more than twice, the same again."""
    asked = interview(SYSTEM, answer, replies, seed)
    assert len(asked) <= MOST_PROBES
    assert len({one.source for one in asked}) == len({one.text for one in asked}) == len(asked)
    aims = [(one.probe_kind, one.layer) for one in asked]
    assert all(aims.count(aim) <= 2 for aim in aims)
    assert asked == interview(SYSTEM, answer, replies, seed)


@settings(max_examples=40)
@given(texts, st.lists(texts, min_size=3, max_size=3))
def test_every_quote_is_the_span_that_it_names(answer: str, replies: list[str]) -> None:
    """A quote equals its span and stands in the question as it was typed; probes stay under 40 words."""
    asked = interview(SYSTEM, answer, replies)
    given_ = tuple(Reply(probe.text, reply) for probe, reply in zip(asked, replies, strict=False))
    thread = Thread(SYSTEM.text, answer, given_)
    for probe in asked:
        assert len(probe.text.split()) < 40
        for quoted in probe.quotes:
            quote = quoted.quote
            assert thread.text(quote.where)[quote.start : quote.end] == quote.text
            assert quote.text in probe.text


def test_a_story_about_people_is_not_asked_for_layers() -> None:
    """No technical layer is probed where the story is about people."""
    asked = interview(PEOPLE, PARTIAL, ["I said it to him plainly."] * 5)
    assert asked
    assert all(one.layer is None and one.probe_kind != "depth" for one in asked)


def open_only(*options: str) -> Openness:
    """A table by which nothing is open but these, the first most of all."""
    least = {str(o): {"": 2.0 - options.index(o) if o in options else -9.0} for o in OPTIONS}
    return Openness({}, least, {str(o): {"": -9.0 if o in options else 9.0} for o in OPTIONS})


NUMBERS = open_only("numbers")


def only_numbers(*replies: Reply, items: tuple[Evidence, ...] = ()) -> Reading:
    """A reading in which nothing but numbers is open."""
    done: dict[AnswerKind, int] = {"numbers": 0, "alternatives": 2, "risk": 2, "learning": 2, "mechanisms": 2}
    thread = Thread("q", "Our photo check pipeline was 3% slower.", replies)
    return Reading(thread, 6, items=items, layers=dict.fromkeys(LAYERS, 2), probes=done)


def ask_again(reply: str, items: tuple[Evidence, ...] = ()) -> tuple[Asked, Asked | None, Asked | None]:
    """The first probe about numbers, and what follows when ``reply`` is given twice."""
    first = next_probe(only_numbers(), PACK, SYSTEM, [], 0, 0, openness=NUMBERS)
    assert first is not None
    one = Reply(first.text, reply)
    second = next_probe(only_numbers(one, items=items), PACK, SYSTEM, [first], 0, 0, openness=NUMBERS)
    if second is None:
        return first, None, None
    both = only_numbers(one, Reply(second.text, reply))
    third = next_probe(both, PACK, SYSTEM, [first, second], 0, 0, openness=NUMBERS)
    return first, second, third


@pytest.mark.parametrize("reply", ["I don't know.", "Not sure, I'd have to look it up.", "Honestly? No idea."])
def test_a_plain_i_dont_know_is_asked_once_how_to_find_out(reply: str) -> None:
    """The first "I don't know" gets the way to find out, for the same gap; then the interview moves on."""
    first, second, third = ask_again(reply)
    assert second is not None
    assert second.source == "p_dont_know_find"
    assert (first.probe_kind, second.probe_kind, third) == ("numbers", "numbers", None)


def test_a_dodge_is_asked_once_more_and_then_left() -> None:
    """A reply that does not bear on the probe brings the same gap once more in other words, never a third time."""
    first, second, third = ask_again("It is a pleasure to work with such people.")
    assert second is not None
    assert second.source == "p_dodge_again"
    assert (first.probe_kind, second.probe_kind, third) == ("numbers", "numbers", None)


def test_a_plain_no_is_an_answer() -> None:
    """Who says that there was nothing has answered; the gap is not asked again."""
    first, second, _ = ask_again("No, we never measured that.")
    assert second is None or second.probe_kind != first.probe_kind


def test_an_answer_is_taken_one_step_deeper() -> None:
    """A reply that bears on a gap that is still open is followed up at step 2 or deeper, in other words."""
    reply = "It was 14% in the week before."
    item = Evidence("baseline", Quote("probe:0", 0, 29, reply[:29]), 1)
    first, second, _ = ask_again(reply, (item,))
    assert second is not None
    steps = {template.id: template.step for template in PACK.probes}
    assert (steps[second.source], second.probe_kind) == (2, first.probe_kind)


def test_templates_of_an_earlier_story_wait_for_the_last() -> None:
    """A second story does not open with the template that the first one had, while another fits."""
    done: dict[AnswerKind, int] = {"numbers": 2, "alternatives": 2, "risk": 2, "learning": 2, "mechanisms": 0}
    reading = Reading(
        Thread("q", "Our photo check pipeline was slow."), 6, layers=dict.fromkeys(LAYERS, 2), probes=done
    )
    table = open_only("mechanisms")
    first = next_probe(reading, PACK, SYSTEM, [], 0, 0, openness=table)
    assert first is not None
    again = next_probe(reading, PACK, SYSTEM, [first, Asked("lead", SYSTEM.text, SYSTEM.id)], 0, 1, openness=table)
    assert again is not None
    assert {first.source, again.source} == {"p_mech_alarm", "p_mech_owner"}


def test_what_was_explained_is_held_by_two_probes_and_then_left() -> None:
    """Where nothing is missing, two layers are asked about one step further down; then the story is over."""
    answered: dict[AnswerKind, int] = {"numbers": 2, "alternatives": 2, "risk": 2, "learning": 2, "mechanisms": 2}
    reading = Reading(
        Thread("q", "Our photo check pipeline was slow."), 6, layers=dict.fromkeys(LAYERS, 2), probes=answered
    )
    lead = Asked("lead", SYSTEM.text, SYSTEM.id)
    first = next_probe(reading, PACK, SYSTEM, [lead], 0, 0, openness=open_only())
    assert first is not None
    second = next_probe(reading, PACK, SYSTEM, [lead, first], 0, 0, openness=open_only())
    assert second is not None
    assert (first.probe_kind, second.probe_kind) == ("depth", "depth")
    assert first.layer != second.layer
    steps = {template.id: template.step for template in PACK.probes}
    assert min(steps[first.source], steps[second.source]) > 1
    assert next_probe(reading, PACK, SYSTEM, [lead, first, second], 0, 0, openness=open_only()) is None


def test_ranked_probes_take_each_gap_once() -> None:
    """The command line's list holds one probe for each gap, and none for an empty list of templates."""
    asked = ranked_probes(Thread(SYSTEM.text, PARTIAL), PACK)
    aims = [(one.probe_kind, one.layer) for one in asked]
    assert len(set(aims)) == len(aims) > 3
    assert ranked_probes(Thread(SYSTEM.text, PARTIAL), PACK.model_copy(update={"probes": ()})) == ()
