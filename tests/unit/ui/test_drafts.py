"""Earlier texts in words, and which of a browser's texts have no question any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lpcoach.session.events import Answered
from lpcoach.store import Store
from lpcoach.ui.drafts import ago, earlier, is_homeless
from tests.fakes.practices import asks, at, started

PRACTICE = "e" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A workbook with one story: its first question answered, a probe open."""
    made = Store.open(tmp_path)
    lead, probe = (asks(kind, "deep_dives", 0) for kind in ("lead", "probe"))
    events = (started("one_story", PRACTICE), lead, Answered("told"), probe)
    made.append_all(PRACTICE, 0, [(event, at(0)) for event in events])
    return made


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "just now"), (61, "1 minute ago"), (1500, "25 minutes ago"), (3100, "an hour ago"), (3 * 3600, "3 hours ago")],
)
def test_how_long_ago_is_said_as_people_say_it(seconds: int, words: str) -> None:
    """In minutes, then in hours."""
    assert ago(at(0), at(seconds)) == words


def test_another_day_and_a_clock_set_back_are_said_as_a_time() -> None:
    """A time that lies ahead is never "minus an hour ago"."""
    for moment in (at(0) - timedelta(days=2), at(0) + timedelta(hours=1)):
        assert f"{moment.astimezone().day} Mar, " in ago(moment, at(0))


def test_earlier_texts_are_listed_once_without_the_one_that_stands_there(store: Store) -> None:
    """Newest first; a text that came twice and an empty one are not listed again."""
    for rev, text in enumerate(["one", "two words", "one", "", "three"]):
        store.save_draft(f"{PRACTICE}:1", "w", rev, text, at(rev * 100))
    found = earlier(store.drafts(f"{PRACTICE}:1"), at(500))
    assert [(each["text"], each["words"]) for each in found] == [("one", "1 word"), ("two words", "2 words")]
    store.close()


@pytest.mark.parametrize(
    ("slot", "text", "homeless"),
    [
        (f"{'f' * 32}:0", "typed", True),  # no such practice
        (f"{PRACTICE}:0", "another text", True),  # answered meanwhile, with other words
        (f"{PRACTICE}:0", "told", False),  # it is the answer
        (f"{PRACTICE}:1", "typed", False),  # still open: the editor offers it
        (f"drill:{'d' * 32}:text", "typed", True),  # a drill that is not open
        ("story:1:title", "typed", False),  # the story bank looks after its own
    ],
)
def test_a_text_is_homeless_where_no_page_would_offer_it(store: Store, slot: str, text: str, homeless: bool) -> None:
    """Only what the workbook does not hold and what no editor will open on again."""
    assert is_homeless(store, slot, text) == homeless
    store.close()
