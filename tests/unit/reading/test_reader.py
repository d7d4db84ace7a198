"""What a reading finds, with spans that hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpcoach.content.terms import SignalId
from lpcoach.reading.reader import read
from lpcoach.reading.types import Reading, Reply, Thread
from tests.fakes.answers import rated_answers

QUESTION = "Tell me about a model that got worse after launch."
PAD = " This was in the spring at the company where I work on search and ranking."
PIECES = [
    *("I", "We", "they", "cut", "built", "from 12", "to 3.5%", "p99", "ms", "because", "alarm", "if over 2", "weeks"),
    *("CI (0.1 to 0.4)", "rejected", "privacy", ",", ".", "?", "(", ")", "-", "\r\n", "\x00", "🙂", "İ", "which", "so"),
]
WORDS = st.sampled_from(PIECES)


def _shown(text: str) -> Reading:
    return read(Thread(QUESTION, text + PAD))


def _spans_hold(reading: Reading) -> bool:
    quotes = [item.quote for item in reading.items]
    return all(reading.thread.text(q.where)[q.start : q.end] == q.text for q in quotes)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=150).map(" ".join)), st.text(max_size=80))
def test_any_text_is_read_with_true_spans(answer: str, reply: str) -> None:
    """No text makes the reader fail, and every quote equals its span."""
    assert _spans_hold(read(Thread(QUESTION, answer, (Reply("Why?", reply),))))


def test_real_answers_have_true_spans() -> None:
    """In whole answers, too, each quote is what stands there."""
    assert all(_spans_hold(read(answer.thread)) for answer in rated_answers().values())


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("P99 went from 412 ms to 171 ms.", "change"),
        ("Late orders fell to 3.1%, against 7.4% in the other half.", "baseline"),
        ("In a two week A/B test over 40,000 orders we saw it hold.", "measured"),
        ("Conversion moved by 0.2% (-0.1 to 0.5).", "uncertainty"),
        ("We signed one page before any data came in.", "record"),
        ("Drift? No, the inputs were identical on both days.", "ruled_out"),
        ("I rejected a smaller encoder because recall fell to 0.88.", "alternative"),
        ("I rolled it back and told support what to say.", "own_action"),
        ("I refused to sign the launch.", "own_decision"),
        ("My director wanted it by Friday.", "constraint"),
        ("It cost us the September launch.", "cost_accepted"),
        ("Names are redacted before anything is written to disk.", "risk_handled"),
        ("The build now fails if recall drops below 0.9.", "mechanism"),
        ("An alarm pages the rota when the null rate is over 2%.", "trigger"),
        ("It has caught two bad launches since March.", "effect"),
        ("Two other teams copied the check.", "adoption"),
        ("I had never looked at the tail, which I should have.", "self_criticism"),
    ],
)
def test_a_clause_shows_its_signal(text: str, signal: SignalId) -> None:
    """A clause that does the thing is found in full, and the quote comes from it."""
    found = [item for item in _shown(text).of(signal) if item.strength == 2]
    assert found and found[0].quote.end <= len(text) + 1


@pytest.mark.parametrize("signal", ["mechanism", "trigger", "effect", "measured", "change"])
def test_naming_a_thing_is_not_doing_it(signal: SignalId) -> None:
    """A list of tools and practices shows nothing in full."""
    text = "We had monitoring, dashboards, A/B tests, canary releases, CI/CD, alerting, SHAP and drift detection."
    assert not [item for item in _shown(text).of(signal) if item.strength == 2]


def test_a_wish_is_no_mechanism() -> None:
    """What should have been there, or is planned, is not there."""
    text = "I should have added an alarm on the null rate, and we plan to build a gate for it."
    assert not [item for item in _shown(text).of("mechanism") if item.strength == 2]


def test_the_same_words_twice_show_nothing_new() -> None:
    """A paragraph pasted three times reads as once."""
    thread = rated_answers()["terse_strong"].thread
    thrice = Thread(thread.question, "\n\n".join([thread.answer] * 3))
    assert [i.signal for i in read(thrice).items] == [i.signal for i in read(thread).items]


def test_what_a_probe_brings_out_counts() -> None:
    """Items of a probe's answer carry its place."""
    thread = Thread(QUESTION, "I fixed it." + PAD, (Reply("How often?", "It has fired twice since March."),))
    assert [item.quote.where for item in read(thread).of("effect")] == ["probe:0"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("I cut latency by half.", "too short to rate"),
        ("Ich habe das Modell gebaut und wir haben es nicht getestet, weil die Zeit nicht da war.", "English only"),
        ("我在公司 负责 推荐系统 的 开发 工作 我们 团队 把 延迟 降低 到 五十 毫秒", "English only"),
    ],
)
def test_what_cannot_be_rated_says_why(text: str, reason: str) -> None:
    """Empty, too short and other languages are named, not scored."""
    assert reason in (read(Thread(QUESTION, text)).unreadable or "")


def test_layers_star_and_probes_of_a_strong_answer() -> None:
    """A strong answer is a whole story, explains layers and answers probes."""
    reading = read(rated_answers()["terse_strong"].thread)
    assert reading.star["action"] and reading.star["result"]
    assert reading.layers["training_eval"] == 2
    assert reading.probes["numbers"] == 2
