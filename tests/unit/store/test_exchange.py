"""Export and import of the workbook: nothing lost, nothing overwritten, nothing half done."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpcoach.errors import InputError
from lpcoach.session import events
from lpcoach.store import Revision, Store
from lpcoach.store.exchange_file import export_file, json_object
from lpcoach.store.exchange_in import Taken
from tests.fakes.practices import at, loop_events, timed

ID = "0123456789abcdef0123456789abcdef"


def filled(folder: Path) -> Store:
    """A workbook with a whole loop, its drafts and settings."""
    store = Store.open(folder)
    told = [(event, moment) for moment, event in timed(loop_events(ID))]
    store.append_all(ID, 0, told)
    store.save_draft(f"{ID}:3", "tab", 1, "half a <b>thought</b>", at(1))
    store.set_setting("role", "engineer")
    return store


def taken(store: Store, text: str) -> Taken:
    """Import a text."""
    return store.take_in(export_file(json_object(text)))


@pytest.fixture
def source(tmp_path: Path) -> Store:
    """Give a filled workbook."""
    return filled(tmp_path / "one")


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """Give an empty one."""
    return Store.open(tmp_path / "two")


def test_an_import_gives_the_same_back_byte_for_byte(source: Store, other: Store) -> None:
    """What is exported from the workbook that imported is the same file."""
    text = source.export()
    taken(other, text)
    assert other.export() == text
    assert other.session(ID) == source.session(ID)
    assert other.practices() == source.practices()


def test_importing_twice_changes_nothing(source: Store, other: Store) -> None:
    """The second time everything is there already."""
    text = source.export()
    taken(other, text)
    assert taken(other, text) == Taken(there=1)
    assert other.export() == text


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4), st.data())
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject) -> None:
    """Whatever was typed, as an answer, a draft or a setting, the round trip gives the same file."""
    one, two = (Store.open(tmp_path_factory.mktemp("any")) for _ in range(2))
    told = [*loop_events(ID)[:2], events.Answered(texts[0])]
    one.append_all(ID, 0, [(event, moment) for moment, event in timed(told)])
    for rev, text in enumerate(texts, 1):
        one.save_draft(f"{ID}:{rev}", data.draw(st.text(st.characters(exclude_categories=["Cs"]))), rev, text, at(rev))
    one.set_setting("role", texts[-1])
    text = one.export()
    taken(two, text)
    assert two.export() == text


def test_a_practice_that_went_on_in_the_file_goes_on(tmp_path: Path, other: Store) -> None:
    """The events that the workbook has not yet are added; an older file changes nothing."""
    told = [(event, moment) for moment, event in timed(loop_events(ID))]
    other.append_all(ID, 0, told[:5])
    early, whole = other.export(), filled(tmp_path / "one").export()
    assert taken(other, whole).longer == 1
    assert taken(other, early).there == 1
    assert other.session(ID).finished_at is not None


def test_a_conflict_imports_nothing(source: Store, other: Store) -> None:
    """Where a practice went on differently, the file is refused as a whole, in words."""
    told = [(event, moment) for moment, event in timed(loop_events(ID)[:2])]
    other.append_all(ID, 0, [*told, (events.Answered("Another answer."), at(20))])
    before = other.export()
    with pytest.raises(InputError, match="went on differently"):
        taken(other, source.export())
    assert other.export() == before


def _newer(found: dict[str, Any]) -> None:
    found["schema"] = "9999"


def _no_such_kind(found: dict[str, Any]) -> None:
    found["practices"][0]["events"][1]["kind"] = "guessed"


def _out_of_order(found: dict[str, Any]) -> None:
    found["practices"][0]["events"].reverse()


def _no_zone(found: dict[str, Any]) -> None:
    found["drafts"][0]["at"] = "2025-03-03T09:00:00"


def _secret(found: dict[str, Any]) -> None:
    found["settings"]["api_key"] = "x"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_newer, "newer lpcoach"),
        (_no_such_kind, "no event of the kind 'guessed'"),
        (_out_of_order, "cannot be used"),
        (_no_zone, "drafts.0.at"),
        (_secret, "may hold a secret"),
        (dict.clear, "no export of lpcoach"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    source: Store, other: Store, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    """What is wrong is said, and the workbook stays as it was."""
    found = json.loads(source.export())
    spoil(found)
    with pytest.raises(InputError, match=words):
        taken(other, json.dumps(found))
    assert other.practices() == ()


def test_a_cut_file_and_another_file_are_told_apart(source: Store) -> None:
    """The first half of an export is cut off; a poem is not JSON; a list is no export."""
    text = source.export()
    for spoiled, words in ((text[: len(text) // 2], "cut off"), ("a poem", "not JSON"), ("[1]", "no export")):
        with pytest.raises(InputError, match=words):
            json_object(spoiled)


def test_a_secret_is_never_exported(source: Store) -> None:
    """A setting named like a key or token stays out of the file."""
    source.set_setting("api_key", "sk-123")
    assert "sk-123" not in source.export()


def test_who_asks_a_model_just_now_is_not_exported(source: Store) -> None:
    """A claim holds for this workbook and these seconds."""
    assert source.claim("p:1:question", "w", at(0), timedelta(minutes=1))
    assert "asking:" in str(source.settings()) and "asking:" not in source.export()


def test_stories_come_back_with_all_their_revisions(source: Store, other: Store) -> None:
    """Every revision, and one that was edited differently is refused."""
    first = Revision("s1", 0, at(1), "story", {"title": "The parser"})
    source.add_revisions([first])
    source.add_revisions([Revision("s1", 1, at(2), "story", {"title": "The parser, <b>again</b>"})])
    taken(other, source.export())
    assert other.export() == source.export()
    assert other.bank() == source.bank()
    source.add_revisions([Revision("s1", 2, at(3), "story", {"title": "Here"})])
    other.add_revisions([Revision("s1", 2, at(3), "story", {"title": "There"})])
    with pytest.raises(InputError, match="edited differently"):
        taken(other, source.export())


def test_one_practice_takes_its_facts_and_its_friends_along(source: Store, other: Store) -> None:
    """What was typed and rated of it comes back byte for byte; other practices' and the workbook's settings stay."""
    source.set_setting(f"facts:{ID}", {"0": {"number": "40 shops"}})
    source.set_setting(f"friends:{ID}", [{"name": "Ada"}])
    source.set_setting("facts:another", {"0": {"number": "not yours"}})
    text = source.export(ID)
    assert set(json.loads(text)["settings"]) == {f"facts:{ID}", f"friends:{ID}"}
    taken(other, text)
    assert other.export(ID) == text


def test_one_practice_goes_alone(source: Store) -> None:
    """With its drafts, and without settings of the workbook."""
    found = json.loads(source.export(ID))
    assert [row["id"] for row in found["practices"]] == [ID]
    assert len(found["drafts"]) == 1
    assert found["settings"] == {}
