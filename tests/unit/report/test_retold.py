"""The retold answer: own sentences, supplied facts, gaps, and nothing else."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.terms import SignalId
from lpcoach.content.words import Words
from lpcoach.reading.types import Reply, Thread
from lpcoach.report.retold import difference, doubted, refused, retell
from tests.fakes.loops import CLASH, UNDONE, answers, simulated
from tests.fakes.pack import small_pack

WORDS = Words(small_pack())
MISSING: tuple[SignalId, ...] = ("baseline", "owner")


def thread(number: int = 54) -> Thread:
    """A rated answer as a thread with one reply."""
    question, answer = answers()[f"t-{number:03d}"]
    return Thread(
        question, answer, (Reply("Who owns it?", "The ranking on-call owns it since May; I wrote the rota."),)
    )


def test_every_sentence_is_the_candidates_own() -> None:
    """A piece is a sentence of the thread, word for word, or a gap."""
    told = retell(thread(), MISSING, {}, WORDS)
    said = "\n".join(text for _, text in thread().places())
    own = [piece for _, pieces in told.parts for piece in pieces if piece.kind == "own"]
    assert own and all(piece.text in said for piece in own)


def test_nothing_of_the_answer_is_dropped() -> None:
    """Each word of the answer is there again; only replies are chosen from."""
    told = retell(thread(), MISSING, {}, WORDS).text()
    assert set(re.findall(r"\w+", thread().answer)) <= set(re.findall(r"\w+", told))


def test_half_a_sentence_is_not_moved_away_from_the_other() -> None:
    """What a semicolon joins stays together, in one part and in one piece."""
    told = retell(Thread("Why?", CLASH), (), {}, WORDS)
    pieces = [piece.text for _, each in told.parts for piece in each]
    assert "I labelled 300 declined orders by hand; most were first bookings from new devices." in pieces


def test_statements_that_were_set_against_each_other_are_named() -> None:
    """Who tells it again is told which two do not go together, settled or not."""
    (pair,) = doubted(simulated("contradiction").session, 0)
    assert pair[0] in CLASH and pair[1] in UNDONE
    assert doubted(simulated("contradiction").session, 1) == []


def test_what_is_missing_stays_a_gap_until_it_is_supplied() -> None:
    """A number is asked for as a number, another fact as a fact; what is typed takes the place of its gap."""
    assert "[your number] What was the baseline?" in retell(thread(), MISSING, {}, WORDS).text()
    assert "[your fact] What was the owner?" in retell(thread(), MISSING, {}, WORDS).text()
    told = retell(thread(), MISSING, {"baseline": "It stood at 61.8% before."}, WORDS)
    assert "It stood at 61.8% before." in told.text()
    assert "[your number]" not in told.text()


def test_the_retold_answer_passes_its_own_check() -> None:
    """No number and no name in it is new, whichever answer it is made from."""
    for number in (1, 43, 54, 141, 198):
        facts = {"baseline": "It stood at 61.8% before."}
        told = retell(thread(number), MISSING, facts, WORDS)
        own = " ".join(piece.text for _, pieces in told.parts for piece in pieces if piece.kind != "gap")
        assert refused(thread(number), facts, own) == ()


def test_a_text_that_invents_is_refused() -> None:
    """The number and the name that nobody supplied are named."""
    assert set(refused(thread(), {}, "With Zbigniew I saved 987 dollars.")) == {"Zbigniew", "987"}


def test_the_difference_marks_what_is_new_and_what_is_left_out() -> None:
    """A moved sentence is no difference; new words are marked, and what is left out is."""
    said = Thread("Why?", "I built a cache. It was slow before.")
    found = difference(said, "It was slow before. I built a big cache.")
    assert [each["kept"] for each in found["old"]] == [False, True]
    assert [piece["text"].strip() for piece in found["new"][1]["pieces"] if piece["new"]] == ["big"]


@settings(max_examples=40)
@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_can_be_retold_and_compared(answer: str, fact: str) -> None:
    """No text is an error, and the retold text is cut into runs that join up to itself."""
    told = retell(Thread("Why?", answer), MISSING, {"owner": fact}, WORDS).text()
    found = difference(Thread("Why?", answer), told)
    joined = "".join(piece["text"] for each in found["new"] for piece in each["pieces"])
    assert set(re.findall(r"\w+", joined)) == set(re.findall(r"\w+", told))
