"""The few words that templates make themselves."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from lpcoach.ui.render import clock_words, day, render, short_day, spoken


@pytest.mark.parametrize(
    ("words", "said"), [(0, "5 s"), (1, "5 s"), (30, "15 s"), (140, "60 s"), (211, "1 min 30"), (420, "3 min")]
)
def test_a_length_is_said_as_people_say_it(words: int, said: str) -> None:
    """At 140 words a minute."""
    assert spoken("word " * words) == said


def test_times_are_said_in_this_machines_zone() -> None:
    """Whatever zone they are stored in."""
    moment = datetime(2026, 11, 25, 14, 2).astimezone()
    assert clock_words(moment.astimezone(ZoneInfo("Asia/Kolkata"))) == "14:02"
    assert (day(moment), short_day(date(2026, 3, 1))) == ("25 November", "1 Mar")


def test_a_value_that_is_not_given_is_an_error() -> None:
    """A page never shows an empty place by mistake."""
    with pytest.raises(UndefinedError):
        render("next", to="x")
