"""The workbook's file is damaged: it is set aside whole, what can be read is back, and the person is told."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from lpcoach.errors import StoreDamaged
from lpcoach.session.events import Answered
from lpcoach.store import Mended, Store, look_over, mend, schema
from lpcoach.store.salvage import SHAPES, salvaged
from tests.fakes.practices import asks, at, loop_events, started, timed
from tests.fault import children

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault.children", "alembic.command"])
PRACTICES, SLOTS, REVISIONS = 6, 8, 3
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a workbook of six loops with drafts of some length."""
    with closing(Store.open(tmp_path_factory.mktemp("whole"))) as store:
        for practice in (f"{n:032x}" for n in range(PRACTICES)):
            store.append_all(practice, 0, [(event, moment) for moment, event in timed(loop_events(practice))])
            for slot in range(SLOTS):
                for rev in range(REVISIONS):
                    text = f"{practice}:{slot}:{rev} " + "figure 61.8% " * (20 + 400 * (slot == 0))
                    store.save_draft(f"{practice}:{slot}", "w", rev, text, at(slot * 400 + rev * 70))
        store.set_setting("role", "engineer")
        return store.path.read_bytes()


def spoilt(whole: bytes, number: int, of: int) -> bytes:
    """One way of damage at one place: garbage in a page, the end cut off, a page of garbage, pages of zeros."""
    noise, at_byte = random.Random(number), len(whole) * number // of
    at_page = at_byte // PAGE * PAGE
    ways = (
        whole[:at_byte] + noise.randbytes(200) + whole[at_byte + 200 :],
        whole[: max(at_byte, 10)],
        whole[:at_page] + noise.randbytes(PAGE) + whole[at_page + PAGE :],
        whole[:at_page] + bytes(2 * PAGE) + whole[at_page + 2 * PAGE :],
    )
    return ways[number % len(ways)][: len(whole)]


def laid(folder: Path, content: bytes) -> Path:
    """A data folder with this file in it."""
    folder.mkdir()
    (folder / "workbook.sqlite").write_bytes(content)
    return folder


def intact(whole: bytes, damaged: bytes) -> tuple[int, int]:
    """How many practices and drafts lie, all of them, on pages that the damage has not touched."""
    same = [page for page in range(0, len(damaged), PAGE) if damaged[page : page + PAGE] == whole[page : page + PAGE]]
    left = b"".join(
        whole[page : page + PAGE] if page in set(same) else bytes(PAGE) for page in range(0, len(whole), PAGE)
    )
    rows = salvaged(left)
    texts = {str(row["text"]) for row in rows["drafts"]} & {str(row["text"]) for row in salvaged(whole)["drafts"]}
    events = [sum(row["practice_id"] == f"{n:032x}" for row in rows["events"]) for n in range(PRACTICES)]
    return sum(count == len(loop_events()) for count in events), len(texts)


def check(folder: Path, whole: bytes, damaged: bytes) -> Mended | None:
    """Mend it: the new file is sound, the old one is there whole, and nothing readable is missing."""
    done = mend(folder, at(0))
    with closing(Store.open(folder)) as store, closing(sqlite3.connect(store.path)) as raw:
        look_over(store)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = len([row for row in store.practices() if store.session(row.id).ratings])
        texts = {text for (text,) in raw.execute("SELECT text FROM drafts")}
    practices, drafts = intact(whole, damaged)
    assert found >= practices
    assert len(texts) >= drafts
    assert done is None or done.aside.read_bytes() == damaged
    assert not list(folder.glob("*mending*"))
    return done


def sweep(tmp_path: Path, whole: bytes, points: int) -> int:
    """Damage the file at so many places; how many needed mending."""
    mended = 0
    for number in range(points):
        damaged = spoilt(whole, number, points)
        mended += check(laid(tmp_path / str(number), damaged), whole, damaged) is not None
    return mended


def test_damage_at_swept_places_loses_only_what_it_hit(tmp_path: Path, whole: bytes) -> None:
    """After 24 damages all that lies on untouched pages is back, and the damaged file is kept."""
    assert sweep(tmp_path, whole, 24) > 15


@pytest.mark.prove
def test_damage_at_400_places_loses_only_what_it_hit(tmp_path: Path, whole: bytes) -> None:
    """The same at 400 places."""
    assert sweep(tmp_path, whole, 400) > 300


@pytest.mark.parametrize("number", range(6))
def test_spoilt_journal_never_spoils_the_workbook(tmp_path: Path, whole: bytes, number: int) -> None:
    """Garbage, a truncated piece or an old journal beside the file: it opens as it was, or is mended to that."""
    folder = laid(tmp_path / "home", whole)
    noise = random.Random(number).randbytes(3000)
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    pieces = (noise, noise[:7], b"", magic + noise, magic + bytes(20) + noise, magic[:5])
    (folder / "workbook.sqlite-journal").write_bytes(pieces[number])
    done = mend(folder, at(0))
    with closing(Store.open(folder)) as store:
        assert len([row for row in store.practices() if store.session(row.id).ratings]) == PRACTICES
        assert len(store.drafts(f"{0:032x}:0")) == REVISIONS
    assert done is None or done.aside.exists()


def test_rows_that_are_no_longer_json_are_left_out_and_told(tmp_path: Path) -> None:
    """A practice goes on where its events end; the answer behind that stands in a text file and as a draft."""
    practice = "c" * 32
    with closing(Store.open(tmp_path)) as store:
        opening = (started("one_story", practice), asks("lead", "deep_dives", 0))
        store.append_all(practice, 0, [(event, at(0)) for event in opening])
        store.save_draft(f"{practice}:0", "w", 1, "my long answer", at(2))
        store.append(practice, 2, Answered("my long answer"), at(3), submitted_slot=f"{practice}:0")
    with closing(sqlite3.connect(store.path)) as raw:
        raw.execute("UPDATE events SET kind = 'sung' WHERE seq = 2")
        raw.commit()
    done = mend(tmp_path, at(0))
    assert done is not None
    assert done.texts is not None
    assert "my long answer" in done.texts.read_text("utf-8")
    assert "kept whole as" in str(done)
    with closing(Store.open(tmp_path)) as store:
        draft = store.latest_draft(f"{practice}:0")
        assert store.under_way() == practice
        assert draft is not None
        assert draft.text == "my long answer"


def test_sound_and_foreign_files_are_let_be(tmp_path: Path, whole: bytes) -> None:
    """A sound workbook is not touched; a database of another program is refused and not touched either."""
    folder = laid(tmp_path / "sound", whole)
    assert mend(folder, at(0)) is None
    assert (folder / "workbook.sqlite").read_bytes() == whole
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "workbook.sqlite"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE photos (name TEXT)")
    before = other.read_bytes()
    with pytest.raises(StoreDamaged, match="not made by lpcoach"):
        mend(other.parent, at(0))
    assert other.read_bytes() == before


def kill_while_mending(folder: Path, delay: float) -> None:
    """Let a child mend, and kill it so many seconds in."""
    child = CONTEXT.Process(target=children.mend_it, args=(folder,))
    child.start()
    time.sleep(delay)
    child.kill()
    child.join()


def kills(tmp_path: Path, whole: bytes, count: int) -> None:
    """Kill the mending again and again, each time a little later; then let it come to its end."""
    damaged = spoilt(whole, 2, 5)
    folder = laid(tmp_path / "home", damaged)
    for number in range(count):
        kill_while_mending(folder, number * 0.3 / count)
        mended = (folder / "workbook.sqlite").read_bytes()
        if mended != damaged:  # it was quicker: begin again with the damaged file
            with closing(Store.open(folder)) as store:
                look_over(store)
            (folder / "workbook.sqlite").write_bytes(damaged)
    mend(folder, at(0))
    with closing(Store.open(folder)) as store:
        look_over(store)
        assert len(store.practices()) >= intact(whole, damaged)[0]


def test_killed_while_mending_it_is_the_old_file_or_the_new(tmp_path: Path, whole: bytes) -> None:
    """Eight kills at moments spread over the mending."""
    kills(tmp_path, whole, 8)


@pytest.mark.prove
def test_killed_60_times_while_mending_it_is_the_old_file_or_the_new(tmp_path: Path, whole: bytes) -> None:
    """Sixty kills at moments spread over the mending."""
    kills(tmp_path, whole, 60)


def test_the_shapes_of_rows_are_those_of_the_tables() -> None:
    """A column that is added has to be added to what is read from a damaged file; what is computed anew is not read."""
    tables = {name: tuple(table.columns.keys()) for name, table in schema.metadata.tables.items() if name != "records"}
    assert tables == dict(SHAPES)
