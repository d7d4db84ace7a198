"""Sentences and clauses keep their offsets whatever the text looks like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lpcoach.reading.clauses import LONGEST, QUOTE_WORDS, flat, sentences, words

_PIECES = ["I", "cut", "it,", "from 9", "to 4.", "But", "(then)", "—", "which?", "\r\n", "-", "*", "🙂", "İ", "ß"]
ANY = st.text(max_size=400)
PROSE = st.lists(st.sampled_from(_PIECES), max_size=120)


@given(ANY)
def test_flat_text_keeps_its_length(text: str) -> None:
    """Lower case never moves an offset, not even for letters that grow."""
    assert len(flat(text)) == len(text)


@given(st.one_of(ANY, PROSE.map(" ".join)))
def test_sentences_are_spans_in_order(text: str) -> None:
    """Every sentence equals its span, and none overlaps the one before."""
    end = 0
    for sentence in sentences("answer", text):
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        assert sentence.start >= end
        end = sentence.start + len(sentence.text)


def test_a_clause_begins_with_the_word_that_opens_it() -> None:
    """What belongs to the opening word goes with it: "since then", "even if", "by then", "of which"."""
    told = "Since then the template has a row. By then all was lost even if it ran, of which I was sure until it fell."
    cut = [s.text[a:b].strip() for s in sentences("answer", told) for a, b in s.clauses]
    assert cut == [
        "Since then the template has a row.",
        *("By then all was lost", "even if it ran,", "of which I was sure", "until it fell."),
    ]


@given(st.one_of(ANY, PROSE.map(" ".join)), st.integers(0, 300), st.integers(0, 40))
def test_a_quote_equals_its_span_and_stays_short(text: str, start: int, length: int) -> None:
    """A quote is cut from the text itself, is never empty, and is no longer than a person would cite."""
    for sentence in sentences("answer", text):
        at = min(start, len(sentence.text) - 1)
        quote = sentence.quote(at, min(at + length, len(sentence.text)))
        assert text[quote.start : quote.end] == quote.text != ""
        assert len(words(quote.text)) <= QUOTE_WORDS


def test_a_text_without_punctuation_is_cut() -> None:
    """What runs on without a full stop is still read in pieces."""
    text = "i looked at the logs and found nothing so i asked the team and they said no " * 20
    assert all(sentence.count <= LONGEST for sentence in sentences("answer", text))


def test_bullets_and_line_ends_separate() -> None:
    """A list is read item by item, with any line ends."""
    found = [s.text for s in sentences("answer", "- cut the features\r\n- kept p99 at 171 ms\r\n* told finance")]
    assert len(found) == 3


def test_an_abbreviation_ends_no_sentence() -> None:
    """A point in an abbreviation or a decimal is no full stop."""
    text = "It went to approx. 3.5 points vs. Ours, e.g. in Spain. Then we stopped."
    assert len(list(sentences("answer", text))) == 2


def test_a_quote_is_the_clause_around_its_match() -> None:
    """A quote takes in whole clauses, not the matched word alone."""
    text = "We shipped it in May, and p99 fell from 412 ms to 171 ms over two weeks, which surprised me."
    sentence = next(sentences("answer", text))
    at = text.index("171")
    assert sentence.quote(at, at + 3).text == "and p99 fell from 412 ms to 171 ms over two weeks"


def test_a_quote_does_not_end_inside_brackets() -> None:
    """What opens in a quote closes in it, where the sentence closes it."""
    text = "I checked the numbers of the test again (AUC was good, recall was flat) and went home."
    (sentence,) = sentences("answer", text)
    for word in ("AUC", "recall"):
        quote = sentence.quote(text.index(word), text.index(word) + 3).text
        assert quote.count("(") == quote.count(")") == 1
