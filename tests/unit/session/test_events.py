"""Events go to JSON and back, and nothing else comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lpcoach.errors import SessionError
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.types import Quote
from lpcoach.session.events import (
    Answered,
    ClaimCorrected,
    Event,
    OwnRated,
    Paused,
    QuestionAsked,
    Rated,
    Replied,
    Resumed,
    from_json,
    to_json,
)
from tests.fakes.practices import asks, loop_events

QUOTE = Quote("probe:1", 3, 5, "4%")
ROOTED = QuestionAsked(
    Asked("probe", "4% of what?", "p", "m", "numbers", "data", (StoryQuote(0, QUOTE),), "unit"), "deep_dives", 0
)
OTHERS = (ROOTED, ClaimCorrected(0, QUOTE, "3%"), Paused(), Resumed(), OwnRated({"bar": 2}, "inclined"))


@pytest.mark.parametrize("event", [*loop_events(), *OTHERS])
def test_each_event_comes_back_as_it_was(event: Event) -> None:
    """An event that went through JSON text equals itself."""
    kind, body = to_json(event)
    assert from_json(kind, json.loads(json.dumps(body))) == event


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("drawn", {}, "no event of the kind 'drawn'"),
        ("finished", {"why": 1}, "why does not fit"),
        ("answered", {}, "text does not fit"),
        ("answered", {"text": 3}, "text does not fit"),
        ("answered", {"text": None}, "text does not fit"),
        ("phase_entered", {"phase": "lunch"}, "phase does not fit"),
        ("question_asked", {**to_json(ROOTED)[1], "story": "0"}, "story does not fit"),
        ("own_rated", {"levels": {"bar": True}, "vote": None}, "levels.bar does not fit"),
        ("answered", {"text": {1, 2}}, "is not JSON"),
    ],
)
def test_what_is_no_event_is_refused(kind: str, body: dict[str, Any], words: str) -> None:
    """An unknown kind, a missing, unknown or ill-typed field is named."""
    with pytest.raises(SessionError, match=words):
        from_json(kind, body)


def test_unknown_field_deep_inside_is_refused() -> None:
    """Strictness holds for quotes within a question too."""
    kind, body = to_json(ROOTED)
    body["asked"]["quotes"][0]["quote"]["colour"] = "red"
    with pytest.raises(SessionError, match=r"quotes\.0\.quote\.colour does not fit"):
        from_json(kind, body)


def test_faults_never_repeat_the_text() -> None:
    """A message about an unreadable event holds none of the candidate's words."""
    with pytest.raises(SessionError) as caught:
        from_json("answered", {"text": ["a secret figure"]})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_a_rating_must_be_json(value: object) -> None:
    """What JSON cannot hold is refused when the event is made, not when it is read."""
    with pytest.raises(SessionError, match="JSON cannot"):
        Rated(({"overall": value},))


def test_events_keep_their_own_copies() -> None:
    """Changing a mapping after the event was made changes no event."""
    levels: dict[Any, int] = {"bar": 2}
    event = OwnRated(levels)
    levels["bar"] = 5
    assert event.levels == {"bar": 2}


def test_text_is_sound_by_construction() -> None:
    """Half a surrogate pair becomes one replacement character, in questions too; whole characters stay."""
    assert Answered("\udc00x\U0001f600").text == "\ufffdx\U0001f600"
    assert asks("lead", "deep_dives", 0, "\ud800?").asked.text == "\ufffd?"


def test_what_was_written_before_there_was_a_model_can_be_read() -> None:
    """A question without a note and ratings without a cost are those of older workbooks; a played reply is new."""
    asked = {"kind": "probe", "text": "Why?", "source": "t", "by": "embedded", "probe_kind": None, "layer": None}
    old = from_json("question_asked", {"asked": {**asked, "quotes": [], "gap": ""}, "phase": "deep_dives", "story": 0})
    assert isinstance(old, QuestionAsked) and old.asked.note == ""
    rated = from_json("rated", {"ratings": []})
    assert isinstance(rated, Rated) and rated.note == ""
    reply = Replied("We drill that.", "m on this machine")
    assert from_json(*to_json(reply)) == reply
