"""How every pack that comes with lpcoach speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import mean

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.content.models import CrossOpening, Hypothetical, Pack, ProbeTemplate
from lpcoach.content.places import share_path
from tests.content.prose import alike, asked, fillings, grade, texts, words

# The names, and the ways in which speech bends them.
NAMED = re.compile(
    r"customer[- ]obsess|\bownership\b|invent(?:ed|ing)? and simpl|right,? a lot|learn(?:ed|ing)? and be(?:en)? curious"
    r"|hir(?:e|ed|ing) and develop|highest standards|\bth(?:ink|ought|inking) big\b|bias for action|\bfrugal"
    r"|\bearn(?:ed|ing|s)? (?:the |their |his |her |your )?trust|\bd(?:ive|ove|iving|ived) deep|\bdeep dive"
    r"|\bbackbone\b|disagree(?:d|ing)? (?:and|but) commit|deliver(?:ed|ing)? results|best employer"
    r"|broad responsibilit|leadership principle|bar raiser|rais(?:e|ed|es|ing) the bar",
    re.IGNORECASE,
)
WORN = re.compile(
    r"game.?chang|low.hanging|move the needle|end of the day|synerg|think outside|deep.rooted|cutting.edge|world.class"
    r"|best.in.class|seamless|leverag|\bdelve|rockstar|ninja|paradigm|circle back|touch base|silver bullet",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:great job|well done|excellent|amazing|awesome|fantastic|impressive|brilliant|perfect(?:ly)?|wonderful)\b",
    re.IGNORECASE,
)
CLUMSY = re.compile(
    r"\b(?:the|an?|your) (?:the|an?|your|our|my)(?![\w/])|\b(\w+) \1\b|\s[,.?;:]|  |[{}]|\?\?",
    re.IGNORECASE,
)
# What a hypothetical says so that all but one fact stays as it was told.
KEPT = re.compile(
    r"\b(?:(?:all|everything|nothing) else|all (?:and )?the rest|the rest (?:stays|stands)|leave the rest|change only"
    r"|nothing changes|one (?:new )?thing|all (?:of it|stays|is)|all (?:the same|as you told it)|as it (?:was|stands)"
    r"|(?:task|work) is the same|same (?:story|facts|system|decision|work)|everything (?:is|stands|as told)|exactly"
    r"|unchanged|alone|holds|system stays|leave it all|everything around it|(?:leave|keep) the goal)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module", params=["amazon_ai_engineer", "data_scientist"])
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each pack in turn, in place of the shipped one alone."""
    return load_pack(share_path("content") / request.param)


def test_a_hypothetical_quotes_the_fact_and_keeps_the_rest(pack: Pack) -> None:
    """Each has the fact once, and says that what else was told stands."""
    assert {case.id: case.text for case in pack.hypotheticals if case.text.count("{fact}") != 1} == {}
    assert {case.id: case.text for case in pack.hypotheticals if not KEPT.search(case.text)} == {}


def test_no_question_or_probe_names_a_principle(pack: Pack) -> None:
    """What is tested is never said in the question."""
    assert {name: text for name, text in asked(pack) if NAMED.search(text)} == {}


def test_ids_are_unique_over_all_that_is_asked(pack: Pack) -> None:
    """A turn's source is one piece of content."""
    names = [name for name, _ in asked(pack)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_two_questions_or_probes_are_alike(pack: Pack) -> None:
    """Nothing asked is alike to anything else by more than 85 in a hundred."""
    assert list(alike(list(asked(pack)))) == []


def test_no_two_questions_for_the_interviewer_are_alike(pack: Pack) -> None:
    """The samples for "your questions" are not variants of each other."""
    assert list(alike([(item.id, item.text) for item in pack.candidate_questions])) == []


def test_lead_questions_are_between_8_and_45_words(pack: Pack) -> None:
    """A lead question can be kept in mind."""
    assert {item.id: words(item.text) for item in pack.questions if not 8 <= words(item.text) <= 45} == {}


def test_a_filled_probe_has_under_40_words_and_one_question_mark(pack: Pack) -> None:
    """Also with long words in its slots a probe is one short question that ends with its mark."""
    assert _not_one_question(pack.probes, 40) == {}


def test_a_filled_opening_has_under_50_words_and_one_question_mark(pack: Pack) -> None:
    """An opening cites up to two claims and then asks one thing."""
    assert _not_one_question(pack.cross_examination, 50) == {}


def test_a_filled_hypothetical_has_under_60_words_and_one_question_mark(pack: Pack) -> None:
    """A hypothetical cites one fact, changes it, and asks one thing."""
    assert _not_one_question(pack.hypotheticals, 60) == {}


def _not_one_question(items: Sequence[ProbeTemplate | CrossOpening | Hypothetical], limit: int) -> dict[str, str]:
    found = ((item.id, text) for item in items for text in fillings(item.text))
    return {name: text for name, text in found if words(text) >= limit or text.count("?") != 1 or text[-1] != "?"}


def test_slots_fill_without_clumsy_joins(pack: Pack) -> None:
    """No article before an article, no doubled word, no gap before a mark."""
    found = ((name, fillings(text)) for name, text in asked(pack))
    assert {name: text for name, pair in found for text in pair if CLUMSY.search(text)} == {}


def test_questions_read_at_school_level(pack: Pack) -> None:
    """Own lead questions: reading grade 13 at most, 9 on average."""
    grades = {item.id: round(grade(item.text), 1) for item in pack.questions if item.source == "own"}
    assert {name: found for name, found in grades.items() if found > 13} == {}
    assert mean(grades.values()) <= 9


def test_probes_read_at_school_level(pack: Pack) -> None:
    """Probes, openings and hypotheticals, filled: reading grade 13 at most, 8 on average."""
    leads = {item.id for item in pack.questions}
    grades = {name: round(grade(fillings(text)[0]), 1) for name, text in asked(pack) if name not in leads}
    assert {name: found for name, found in grades.items() if found > 13} == {}
    assert mean(grades.values()) <= 8


def test_every_signal_has_three_different_phrases_each_way(pack: Pack) -> None:
    """Feedback on a signal need not repeat itself, and no phrase serves two signals."""
    feedback = pack.feedback
    phrases = [text for item in feedback.signals for text in (*item.seen, *item.missing)]
    phrases += [text for item in feedback.introduction for text in (*item.seen, *item.missing)]
    phrases += [text for item in feedback.your_questions for text in (*item.seen, *item.missing, *item.reply)]
    assert sorted({text for text in phrases if phrases.count(text) > 1}) == []


def test_phrases_are_short(pack: Pack) -> None:
    """A phrase of feedback has 30 words at most, a fact to ask for or a next step 35."""
    found = dict(texts(pack.feedback, "feedback"))
    limits = {name: 35 if name.endswith((".ask", ".next")) else 30 for name in found}
    assert {name: words(text) for name, text in found.items() if words(text) > limits[name]} == {}


def test_the_missing_fact_is_asked_as_one_question(pack: Pack) -> None:
    """What a candidate is to fill in is put as a question."""
    assert {item.id: item.ask for item in pack.feedback.signals if item.ask.count("?") != 1} == {}


def test_nothing_praises_or_shouts(pack: Pack) -> None:
    """No praise without a quote, no exclamation marks, in all that the pack says."""
    spoken = {name: text for name, text in texts(pack) if not name.startswith("samples")}
    assert {name: text for name, text in spoken.items() if "!" in text or PRAISE.search(text)} == {}


def test_nothing_is_a_worn_phrase(pack: Pack) -> None:
    """The pack is free of the phrases of slide decks, save in answers that stand there to be rated low."""
    ours = {name: text for name, text in texts(pack) if not name.startswith("samples.benchmarks")}
    assert {name: text for name, text in ours.items() if WORN.search(text)} == {}


def test_a_strong_answer_is_described_in_short_lines(pack: Pack) -> None:
    """What a strong answer must contain is listed in lines of 25 words at most."""
    found = {item.id: [line for line in item.must if words(line) > 25] for item in pack.questions}
    assert {name: lines for name, lines in found.items() if lines} == {}
