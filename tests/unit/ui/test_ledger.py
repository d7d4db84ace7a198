"""The margin of page 04: claims story by story, and what became of those that were put."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from lpcoach.session.events import ClaimCorrected
from lpcoach.session.steps import apply
from lpcoach.session.types import Session
from lpcoach.ui.ledger import ledger_values
from tests.fakes.loops import CLASH, REGRESSED, UNDONE, answers, told


@cache
def loop(reply: str | None) -> Session:
    """A loop with one contradiction, its cross-examination answered so."""
    by_id = answers()
    return told([(REGRESSED, CLASH, UNDONE), by_id["t-054"], by_id["t-049"]], cross=(reply,)).session


def states(session: Session) -> dict[str, str]:
    """What is said of each claim, by its words."""
    stories = ledger_values(session, None)["stories"]
    return {row["text"]: row["state"] for story in stories for row in (*story["shown"], *story["more"])}


def test_claims_stand_under_their_story_and_are_numbered_through() -> None:
    """Every story has its own list; what is folded away keeps its number."""
    found = ledger_values(loop(None), None)
    rows = [row["number"] for story in found["stories"] for row in (*story["shown"], *story["more"])]
    assert [story["number"] for story in found["stories"]] == [1, 2, 3]
    assert sorted(rows) == list(range(1, found["total"] + 1))
    assert len(found["line"]["lanes"]) == 3


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (None, "Left as it was"),
        ("I do not know any more.", "Left as it was"),
        ("Our engineering manager was leading it; I led two of the five.", "Answered"),
    ],
)
def test_the_answer_settles_the_claim(reply: str | None, state: str) -> None:
    """Both statements under question say what became of them, also the one that is no claim by itself."""
    found = {text: words for text, words in states(loop(reply)).items() if words}
    for said in ("I led the team of five", "Our engineering manager was leading it"):
        assert [words.startswith(state) for text, words in found.items() if said in text] == [True]


def test_an_open_correction_is_the_last_word() -> None:
    """A corrected claim says so, whatever was answered before."""
    session = loop(None)
    put = next(turn for turn in session.turns if len(turn.asked.quotes) > 1).asked.quotes[0]
    again = replace(session, phase="cross_examination", finished_at=None, ratings=(), votes={})
    assert session.last_at is not None
    done = apply(again, ClaimCorrected(put.story, put.quote, "I led it until May."), session.last_at)
    assert next(words for text, words in states(done).items() if put.quote.text in text).startswith("Corrected")
