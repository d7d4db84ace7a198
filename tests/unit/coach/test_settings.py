"""Settings: what can be set, what is refused in words, what a practice keeps of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.settings import Settings
from lpcoach.errors import SettingError


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("interview", "14.12.2026", "Write it as 2026-12-14"),
        ("interview", "2026-02-30", "is no date"),
        ("interview", "9999-12-31", "has the year 9999"),
        ("interview", 20261214, "cannot be"),
        ("mode", "easy", "cannot be 'easy'"),
        ("mode", ["coached"], "cannot be"),
        ("hide_scores", "yes", "cannot be 'yes'"),
        ("hide_scores", 1, "cannot be 1"),
        ("role", None, "cannot be None"),
        ("job", "x" * 20_001, "20,001 characters; 20,000 are kept at most"),
        ("colour", "red", "The setting 'colour'"),
    ],
)
def test_what_cannot_be_used_is_refused(coach: Coach, name: str, value: object, words: str) -> None:
    """A bad value raises an error that says what to do, and changes nothing."""
    before = coach.settings
    with pytest.raises(SettingError, match=words):
        coach.set(name, value)
    assert coach.settings == before


def test_settings_are_read_by_other_pages(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """What one page sets another page reads."""
    for name, value in (("mode", "realistic"), ("hide_scores", True), ("interview", "2026-12-14"), ("role", "MLE\x00")):
        coach.set(name, value)
    assert reopened().settings == Settings("realistic", True, "2026-12-14", "MLE")
    assert reopened().settings.interview_date() == date(2026, 12, 14)


def test_a_date_can_be_taken_back(coach: Coach) -> None:
    """An empty date is no date; other ways to write one are kept in one form."""
    coach.set("interview", "20261214")
    assert coach.settings.interview == "2026-12-14"
    coach.set("interview", "")
    assert coach.settings.interview_date() is None


def test_a_practice_keeps_mode_and_notes(coach: Coach) -> None:
    """A practice keeps the mode and what was noted of the role when it began, without what is empty."""
    coach.set("mode", "realistic")
    coach.set("role", "ML engineer")
    coach.set("job", "You run ranking.")
    session = coach.start("one_story")
    coach.set("mode", "coached")
    assert coach.session(session.id).mode == "realistic"
    assert session.notes == {"role": "ML engineer", "job": "You run ranking."}


def test_stored_settings_are_checked_too(coach: Coach) -> None:
    """A value that another program wrote into the file is refused in words, an unknown name is left alone."""
    coach.store.set_setting("later", 1)
    assert coach.settings == Settings()
    coach.store.set_setting("interview", "soon")
    with pytest.raises(SettingError, match="'soon' is no date"):
        _ = coach.settings
