"""A rating as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.reading.types import Thread
from lpcoach.scoring.rater import rate
from lpcoach.scoring.wire import dump_rating, load_rating, rating_object
from tests.fakes.answers import rated_answers
from tests.fakes.pack import small_pack

WORDS = Words(small_pack())
KEYS = [
    *("id", "overall", "evidence", "depth", "alignment", "bar", "red_flags", "probes", "star", "principles"),
    *("layers", "quotes", "reasons", "missing", "against", "flag_quotes", "rater", "bands", "unscored"),
]


def test_the_object_has_the_keys_of_the_guide() -> None:
    """The object of the guide with layers, quotes, reasons, rater, bands and unscored, in that order."""
    obj = rating_object(rate(rated_answers()["twin_5_mid"].thread, small_pack()), "a-01", WORDS)
    assert list(obj) == KEYS
    assert obj["id"] == "a-01" and obj["unscored"] is None


def test_quotes_equal_their_spans() -> None:
    """Each quote of the object is the text at its span."""
    thread = rated_answers()["pair_strong_2"].thread
    quotes = json.loads(json.dumps(rating_object(rate(thread, small_pack()), "x", WORDS)))["quotes"]
    assert set(quotes) == set(CRITERIA)
    assert all(thread.answer[q["start"] : q["end"]] == q["text"] for c in CRITERIA for q in quotes[c])


def test_each_quote_has_its_reason_and_each_raised_flag_its_quotes() -> None:
    """What a quote shows is said in the pack's words, as is what is missing; an unsafe choice is quoted twice."""
    strong = rated_answers()["pair_strong_2"].thread
    told = replace(strong, answer=f"{strong.answer} I did not tell the privacy office and skipped the legal review.")
    rating = rate(told, small_pack())
    obj: Any = rating_object(rating, "x", WORDS)
    assert all(len(obj["quotes"][c]) == len(obj["reasons"][c]) > 0 for c in CRITERIA)
    assert obj["missing"] == {c: [WORDS.missing(s, "x") for s in rating.criteria[c].missing] for c in CRITERIA}
    assert "privacy office" in obj["flag_quotes"]["unsafe"][0]["text"]
    assert obj["flag_quotes"]["unsafe"][0] in obj["against"]["alignment"]


def test_unscored_has_nulls() -> None:
    """Without a rating the scores are null and the reason stands."""
    obj = rating_object(rate(Thread("Why?", ""), small_pack()), "x", WORDS)
    assert obj["unscored"] == "empty"
    scores = ("overall", *CRITERIA, "red_flags", "probes", "star", "principles", "layers")
    assert all(obj[key] is None for key in scores)


def test_a_rating_survives_the_store() -> None:
    """Dumped to JSON text and loaded again it is the same rating."""
    for answer in rated_answers().values():
        rating = rate(answer.thread, small_pack(), question=small_pack().questions[0])
        assert load_rating(json.loads(json.dumps(dump_rating(rating)))) == rating
