"""What is quoted beside a level, over the calibration answers, by weights fitted without their writers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from lpcoach.accuracy.command import folds_of
from lpcoach.accuracy.evaluation import Judged, judged
from lpcoach.accuracy.rows import read_rows
from lpcoach.content.loader import load_pack
from lpcoach.content.terms import CRITERIA
from lpcoach.reading import rules
from lpcoach.reading.story import about_of
from lpcoach.scoring.levels import SIGNALS_OF
from lpcoach.scoring.merits import overlap

DATA = Path(__file__).parent.parent / "data" / "calibration"
every = pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.prove)])
NUMBER = re.compile(rules.NUMBER)
_OPENED = re.compile(r"\b(?:since|by|even|until|of|in)\s+$")


@cache
def told(every: int) -> list[Judged]:
    """One of ``every`` answers, with those that raters called unsafe."""
    rows = [row for row in read_rows(DATA) if not row.base]
    chosen = [row for n, row in enumerate(rows) if n % every == 0 or row.kind == "unsafe_judgement"]
    return [one for one in judged(chosen, folds_of(DATA), load_pack()) if one.rating.unscored is None]


@every
def test_every_level_shows_what_carries_it(every: int) -> None:
    """Above 1 there is a quote; 4 and 5 show two kinds of evidence, of alignment more than an own action."""
    for one in told(every):
        for name in CRITERIA:
            found = one.rating.criteria[name]
            kinds = {item.signal for item in (*found.seen, *found.likely)} & {*SIGNALS_OF[name]}
            assert bool(found.seen or found.likely) == ((found.level or 0) > 1), (one.row.id, name)
            assert (found.level or 0) < 4 or len(kinds) > 1, (one.row.id, name)
            assert not {item.signal for item in found.likely} & {*found.missing}


@every
def test_a_quote_says_what_is_written_beside_it(every: int) -> None:
    """A number stands beside what is called one, and a quote does not begin behind the word that opens its clause."""
    for one in told(every):
        for found in one.rating.criteria.values():
            for item in (*found.seen, *found.likely):
                text = item.quote.text
                assert item.signal not in {"figure", "change", "baseline"} or NUMBER.search(text.lower()), text
                opened = _OPENED.search(one.row.thread.text(item.quote.where)[: item.quote.start])
                assert not (opened and re.match(r"then|if|when|which|though\b", text)), text


@every
def test_a_raised_flag_is_quoted_against_and_never_for(every: int) -> None:
    """What raises unsafe stands against alignment, and no quote of the criterion shares a word with it."""
    raised = [one.rating for one in told(every) if one.rating.flags["unsafe"].raised]
    assert len(raised) >= 2
    for rating in raised:
        found = rating.criteria["alignment"]
        assert {*rating.flags["unsafe"].evidence} <= {*found.against}
        shown = (*found.seen, *found.likely)
        assert not any(overlap(item.quote, bad.quote) for item in shown for bad in found.against)


@every
def test_a_story_about_people_is_asked_for_what_it_has(every: int) -> None:
    """Neither layers nor intervals, guardrails and risks of a system are called missing of it."""
    technical = {*("uncertainty", "guardrail", "risk_handled", "data", "features", "training_eval", "deployment")}
    people = [one for one in told(every) if about_of(one.row.thread, one.rating.layers) == "people"]
    assert people
    for one in people:
        asked = next((q.about for q in load_pack().questions if q.text == one.row.thread.question), None)
        missing = {signal for found in one.rating.criteria.values() for signal in found.missing}
        assert asked == "system" or not missing & technical, one.row.id
