"""Importing into the bank: twice changes nothing, an edited story stays, what is alike is asked about."""

from __future__ import annotations

from lpcoach.coach import Coach
from lpcoach.coach.story_import import Done, Offer, keep, offers
from lpcoach.stories.reader import read_file
from tests.unit.stories.corpus import FILES

BANK = """# My bank

## The export that broke
LP: Ownership, Synergy
**Situation:** The nightly export broke for 40 shops.
**Task:** I took it over.
**Action:** I bisected the loader and wrote a schema check.
**Result:** No export failed in 9 months.

## The slow page
**Situation:** The page took 4 s.
**Task:** I had to halve it.
**Action:** I cached the ranking.
**Result:** It takes 1.8 s.
"""


def bring(coach: Coach, text: str, wanted: set[int] | None = None) -> tuple[list[Offer], Done]:
    """Import a file as a person does who takes what is proposed, or the numbers ``wanted``."""
    files = [read_file("bank.md", text.encode())]
    offered = offers(coach.bank.stories(), files)
    chosen = {n for n, offer in enumerate(offered) if offer.wanted} if wanted is None else wanted
    return offered, keep(coach.bank, files, offered, chosen)


def test_an_import_keeps_stories_and_notes(coach: Coach) -> None:
    """Stories with their parts and source, other text as notes, a name that is no principle as a question."""
    offered, done = bring(coach, BANK)
    first, second = coach.bank.stories()
    assert (len(done.kept), done.notes, done.there) == (2, 1, 0)
    assert (first.story.title, first.story.principles) == ("The export that broke", ("ownership",))
    assert second.story.source is not None
    assert "It takes 1.8 s." in second.story.source.text
    assert offered[0].asked == ("Not a principle known here, in “The export that broke”: Synergy",)
    assert [text for _, text in coach.bank.notes()[0].entry.notes] == ["# My bank"]


def test_importing_twice_changes_nothing(coach: Coach) -> None:
    """The same file again adds no revision, no story and no note."""
    bring(coach, BANK)
    before = coach.store.export()
    offered, done = bring(coach, BANK, {0, 1})
    assert [offer.state for offer in offered] == ["same", "same"]
    assert (done.kept, done.there) == ((), 2)
    assert coach.store.export() == before


def test_importing_the_corpus_twice_changes_nothing(coach: Coach) -> None:
    """For every form that people have, all files at once."""
    files = [read_file(one.name, one.raw) for one in FILES]
    dumps = []
    for _ in range(2):
        offered = offers(coach.bank.stories(), files)
        keep(coach.bank, files, offered, {n for n, offer in enumerate(offered) if offer.wanted})
        dumps.append(coach.store.export())
    assert len(coach.bank.stories()) > 100
    assert all(offer.state != "new" for offer in offers(coach.bank.stories(), files))
    assert dumps[0] == dumps[1]


def test_an_edited_story_is_not_overwritten(coach: Coach) -> None:
    """Its own words stay; the file's newer text is asked about, and without a yes it goes to the notes."""
    bring(coach, BANK)
    kept = coach.bank.write(coach.bank.stories()[0], "result", "My own words.")
    assert [offer.state for offer in bring(coach, BANK)[0]] == ["same_edited", "same"]
    offered, done = bring(coach, BANK.replace("9 months", "10 months"))
    assert (offered[0].state, done.left_out) == ("edited", 1)
    assert coach.bank.get(kept.id).story.result == "My own words."
    assert any("10 months" in text for one in coach.bank.notes() for _, text in one.entry.notes)


def test_a_newer_text_of_an_untouched_story_is_its_next_version(coach: Coach) -> None:
    """The earlier text is still there, one revision back."""
    bring(coach, BANK)
    offered, done = bring(coach, BANK.replace("1.8 s", "1.7 s"))
    assert [offer.state for offer in offered] == ["same", "changed"]
    [kept] = done.kept
    assert [one.story.result for one in coach.bank.versions(kept.id)] == ["It takes 1.8 s.", "It takes 1.7 s."]


def test_the_same_story_told_twice_is_asked_about(coach: Coach) -> None:
    """Under another name it is proposed to be left out, with the question; a yes keeps both."""
    bring(coach, BANK)
    other = BANK.replace("## The slow page", "## Caching for shoppers")
    files = [read_file("other.md", other.encode())]
    offered = offers(coach.bank.stories(), files)
    assert [offer.state for offer in offered] == ["same", "twice"]
    assert "“The slow page” (in your story bank)" in offered[1].asked[0]
    keep(coach.bank, files, offered, {1})
    assert [one.story.title for one in coach.bank.stories()][-1] == "Caching for shoppers"
