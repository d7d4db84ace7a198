"""The story bank through the coach: revisions, readings, what practice adds, export and import."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from lpcoach.coach import Coach
from lpcoach.coach.exchange import take_in
from lpcoach.coach.stories import MOST, slot
from lpcoach.coach.story_reading import StoryReading, missing
from lpcoach.content.words import Words
from lpcoach.errors import InputError, SettingError, StoreConflict
from lpcoach.store import Store
from lpcoach.stories.story import BroughtOut, Notes, Story
from tests.fakes.clock import FakeClock
from tests.fakes.stories import SOLID

TOLD = Story(title="The slow ranker", telling=SOLID, principles=("ownership",))


def test_each_change_is_one_more_revision(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """Another page sees the latest text, and every earlier one can be put back."""
    made = coach.bank.add(TOLD)
    wrote = coach.bank.write(made, "headline", "I halved the wait.")
    coach.bank.write(wrote, "headline", "I halved the wait.")  # the same again is no revision
    other = reopened().bank
    assert [(one.rev, one.how, one.story.headline) for one in other.versions(made.id)] == [
        (0, "made", ""),
        (1, "edited", "I halved the wait."),
    ]
    assert other.put_back(wrote, made).story == TOLD


def test_of_two_pages_one_wins_and_the_draft_stays(coach: Coach, reopened: Callable[[], Coach]) -> None:
    """A page that is behind is told; what was typed there is still a draft."""
    made = coach.bank.add(TOLD)
    reopened().bank.write(made, "headline", "First.")
    coach.store.save_draft(slot(made.id, "headline"), "w", 1, "Second.", coach.now())
    with pytest.raises(StoreConflict):
        coach.bank.write(made, "headline", "Second.")
    assert coach.bank.drafts(made.id) == {"headline": "Second."}
    latest = coach.bank.get(made.id)
    assert coach.bank.write(latest, "headline", "Second.").rev == 2
    assert coach.bank.drafts(made.id) == {}


def test_a_deleted_story_can_be_put_back(coach: Coach) -> None:
    """It leaves the bank, and nothing of it is lost."""
    gone = coach.bank.delete(coach.bank.add(TOLD))
    assert coach.bank.stories() == ()
    assert [one.id for one in coach.bank.stories(deleted=True)] == [gone.id]
    coach.bank.undelete(gone.id)
    assert [one.story for one in coach.bank.stories()] == [TOLD]


def test_choices_are_checked(coach: Coach) -> None:
    """Principles come in the order of the pack, unknown ones are dropped; a theme that is none is refused."""
    made = coach.bank.add(TOLD)
    changed = coach.bank.change(made, "principles", ("dive_deep", "synergy", "ownership"))
    assert changed.story.principles == ("ownership", "dive_deep")
    with pytest.raises(SettingError, match="theme cannot be"):
        coach.bank.change(changed, "theme", "nonsense")


def test_facts_are_asked_for_and_never_filled_in(coach: Coach) -> None:
    """Empty parts, lengths and missing facts are named with their part; the story stays as it was typed."""
    made = coach.bank.add(TOLD)
    asked = missing(made.story, made.reading, Words(coach.pack))
    assert {"headline", "situation", "role", "figures", "lasting", "telling"} <= {one.field for one in asked}
    assert any("A longer telling" in one.ask for one in asked)
    assert coach.bank.get(made.id).story == TOLD


def test_a_practice_counts_for_the_story_that_it_was_told_from(coach: Coach) -> None:
    """Once rated it stands in the story's history, with the principles that it showed."""
    made = coach.bank.add(Story(title="Untold"))
    session = coach.start("one_story", bank=made.id)
    session = coach.answer(session, SOLID, slot="s")
    session = coach.finish(coach.end_story(session, slot="s") if session.story is not None else session)
    assert coach.bank.told() == {}
    coach.rate_self(session, {"evidence": 3, "depth": 3, "alignment": 3, "bar": 3}, "inclined")
    [(record, told)] = coach.bank.told()[made.id]
    assert (record.id, told.bank) == (session.id, made.id)
    assert coach.bank.strengths(made, [(record, told)]) == dict(told.principles)


def test_what_probes_brought_out_is_added_once(coach: Coach) -> None:
    """The same quote a second time changes nothing."""
    quote = BroughtOut("p", "probe:0", "Measured how?", "Over two weeks against 5%.")
    kept = coach.bank.bring(coach.bank.add(TOLD), [quote])
    assert coach.bank.bring(kept, [quote]).rev == kept.rev == 1
    assert kept.story.brought_out == (quote,)


def test_the_bank_has_an_end_in_words(coach: Coach) -> None:
    """More than five hundred stories are refused, and none of them is kept."""
    many = [(None, replace(TOLD, title=str(n), telling=""), "imported") for n in range(MOST + 1)]
    with pytest.raises(InputError, match="at most 500"):
        coach.bank.add_all(many)
    assert coach.bank.stories() == ()


def test_an_export_brings_the_bank_back(coach: Coach, tmp_path_factory: pytest.TempPathFactory) -> None:
    """All revisions and notes come back in another workbook, byte for byte."""
    made = coach.bank.add(TOLD)
    coach.bank.delete(coach.bank.write(made, "title", "Another"))
    coach.bank.add_all([], [Notes("a.md", (("line 1", "# Bank"),))])
    other = Coach(Store.open(tmp_path_factory.mktemp("other")), coach.pack, FakeClock())
    take_in(other, coach.store.export().encode())
    assert other.store.export() == coach.store.export()
    assert other.bank.versions(made.id) == coach.bank.versions(made.id)


@pytest.mark.parametrize("body", [{}, {"story": {"colour": "red"}}, {"story": 3}])
def test_a_story_that_the_bank_could_not_read_is_not_taken_in(coach: Coach, body: dict[str, object]) -> None:
    """A spoilt file is refused whole, so that the page always opens."""
    coach.bank.add(TOLD)
    spoilt = json.loads(coach.store.export())
    spoilt["stories"][0]["body"] = body
    with pytest.raises(InputError, match="cannot be read"):
        take_in(coach, json.dumps(spoilt).encode())


def test_a_reading_of_another_rater_is_made_anew(coach: Coach) -> None:
    """What was kept of a reading counts only where this version's rater made it."""
    made = coach.bank.add(TOLD)
    assert StoryReading.load(made.reading.plain()) == made.reading
    assert StoryReading.load({**made.reading.plain(), "rater": "embedded 0"}) is None
    assert StoryReading.load({"rater": 3}) is None
