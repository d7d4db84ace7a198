"""The blind packet: nothing given away, and a friend's file read back with where to talk."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.content.words import Words
from lpcoach.errors import InputError
from lpcoach.report.packet import agreement_values, friend_ratings, packet_html
from tests.fakes.loops import pack, simulated

STORY: dict[str, Any] = {
    "story": 0,
    "evidence": 5,
    "depth": 2,
    "alignment": 4,
    "bar": None,
    "overall": 3,
    "note": "Why?",
}
FILE: dict[str, Any] = {
    "lpcoach_packet": 1,
    "practice": "0" * 32,
    "name": "Robin",
    "vote": "inclined",
    "stories": [STORY],
}


def test_the_packet_holds_every_answer_and_no_rating() -> None:
    """All that was said is there; no level, quote mark, flag or vote of the debrief is."""
    rated = simulated("mixed")
    text = packet_html(rated.session, pack())
    assert text.count("data-story=") == 3
    for phrase in ("Top reason", "Seen", "Missing", "One next action", "offer on this evidence", "Red flags"):
        assert phrase not in text


def test_agreement_counts_and_says_where_to_talk() -> None:
    """Criteria that both gave are compared; two levels apart is a thing to talk about; what is open is left out."""
    rated = simulated("mixed")
    found = agreement_values(rated, friend_ratings(FILE), Words(pack()))
    given_ = rated.stories[0].rating
    assert [row["name"] for row in found["rows"]] == ["Evidence", "Depth", "Alignment", "Overall"]
    apart = [c for c in ("evidence", "depth", "alignment") if abs(STORY[c] - (given_.criteria[c].level or 0)) >= 2]
    assert [each["name"].lower() for each in found["talk"] if each["name"] != "Overall"] == apart
    assert found["notes"] == [(0, "Why?")]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"lpcoach_packet": 2}, "newer packet"),
        ({"vote": "maybe"}, "vote"),
        ({"stories": []}, "stories"),
        ({"stories": [{**STORY, "depth": 6}]}, "stories.0.depth"),
        ({"stories": [STORY, STORY]}, "twice"),
        ({"more": 1}, "more"),
    ],
)
def test_a_spoiled_file_is_refused_with_its_place(changed: dict[str, Any], words: str) -> None:
    """What is wrong and where, in one line."""
    with pytest.raises(InputError, match=words):
        friend_ratings({**FILE, **changed})


LEVEL = st.one_of(st.none(), st.integers(1, 5))


@given(st.fixed_dictionaries(dict.fromkeys(("evidence", "depth", "alignment", "bar", "overall"), LEVEL)), st.text())
def test_any_filled_in_packet_can_be_read(levels: dict[str, int | None], name: str) -> None:
    """Whatever a friend chooses or leaves open, after a way through JSON text."""
    whole = {**FILE, "name": name[:80], "stories": [{"story": 2, **levels, "note": ""}]}
    read = friend_ratings(json.loads(json.dumps(whole)))
    assert read.stories[0].model_dump(exclude={"story", "note"}) == levels
