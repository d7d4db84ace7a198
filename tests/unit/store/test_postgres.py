"""A workbook on a server: whose it is, what becomes of it, and every fault in words that hold no password."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from lpcoach.errors import SettingError, StoreConflict, StoreDamaged, StoreError, StoreTooNew, StoreUnwritable
from lpcoach.session.events import Skipped
from lpcoach.store import DraftWriter, Store, check_server, schema
from lpcoach.store.exchange_file import export_file, json_object
from lpcoach.store.postgres import ServerPlace
from tests.fakes.practices import asks, at, loop_events, started, timed
from tests.postgres import PASSWORD, Cluster, running
from tests.unit.store.test_upgrade import release

Opens = Callable[..., Store]
LASTS = timedelta(seconds=15)


@pytest.fixture
def opens(server: Cluster) -> Iterator[Opens]:
    """Open persons' workbooks; their stores are closed after the test."""
    opened: list[Store] = []

    def one(person: str, *, patience: float = 0.3, **address: str) -> Store:
        opened.append(Store.at(ServerPlace(server.address(**address), person), patience=patience))
        return opened[-1]

    yield one
    for store in opened:
        store.close()


def schema_of(server: Cluster, person: str) -> str:
    """The name of a person's schema."""
    return ServerPlace(server.address(), person).schema


def test_each_person_has_a_workbook_of_their_own(opens: Opens) -> None:
    """What one has written no other sees, whatever the names look like."""
    opens("ada").save_draft("s", "w", 1, "of ada", at(0))
    for name in ("Ada", 'ada"; DROP SCHEMA public; --', "ада"):
        assert opens(name).drafts("s") == ()
    assert opens("ada").drafts("s")[0].text == "of ada"


def test_the_environment_names_server_and_person(
    server: Cluster, opens: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """LPCOACH_STORE wins over the data folder, LPCOACH_PERSON over JupyterHub's name; a folder asked for over all."""
    opens("grace").set_setting("mode", "realistic")
    monkeypatch.setenv("LPCOACH_STORE", server.address())
    monkeypatch.setenv("JUPYTERHUB_USER", "grace")
    found = Store.open()
    monkeypatch.setenv("LPCOACH_PERSON", "someone")
    other, file = Store.open(), Store.open(tmp_path)
    assert [one.settings() for one in (found, other, file)] == [{"mode": "realistic"}, {}, {}]
    for store in (found, other, file):
        store.close()


def test_migrations_make_the_tables_that_the_code_uses_there_too(opens: Opens) -> None:
    """The migrated form on the server and the declared form are the same."""
    store = opens("form")
    with store._reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_of_eight_kernels_that_begin_one_workbook_all_find_it_whole(opens: Opens) -> None:
    """The migration runs once, under the person's lock."""
    found: list[object] = []

    def begin() -> None:
        try:
            found.append(opens("crowd", patience=20).practices())
        except StoreError as error:
            found.append(error)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [()] * 8


def test_of_two_kernels_that_append_at_once_one_is_told(opens: Opens) -> None:
    """Two threads append the same number ten times: each time one is kept and the other is told."""
    pair = opens("race", patience=20), opens("race", patience=20)
    told: list[str] = []

    def begin(store: Store, practice: str) -> None:
        try:
            store.append(practice, 0, started("one_story", practice), at(0))
        except StoreConflict:
            told.append(practice)

    for n in range(10):
        threads = [threading.Thread(target=begin, args=(store, f"p{n}")) for store in pair]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert told == [f"p{n}" for n in range(10)]
    assert len(pair[0].practices()) == 10


def test_of_eight_kernels_that_would_ask_a_model_one_does(opens: Opens) -> None:
    """A claim is one kernel's, however many ask in the same moment; given back, the next may have it."""
    crowd, start = [opens("claims", patience=20) for _ in range(8)], threading.Barrier(8)

    def press(store: Store) -> bool:
        start.wait()
        return store.claim("p:1:question", f"{id(store)}", at(0), LASTS)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(press, crowd))
    winner = crowd[found.index(True)]
    assert sum(found) == 1 and not winner.claim("p:1:question", "late", at(0), LASTS)
    winner.release("p:1:question", f"{id(winner)}")
    assert winner.claim("p:1:question", "late", at(0), LASTS)


def test_a_locked_workbook_is_told_and_works_after(server: Cluster, opens: Opens) -> None:
    """A transaction that holds the lock beyond the patience is named; once it ends, the next save goes through."""
    first, second = opens("lock"), opens("lock")
    with first._writing(), pytest.raises(StoreUnwritable, match="locked"):
        second.save_draft("s", "w", 1, "typed", at(0))
    second.save_draft("s", "w", 1, "typed", at(0))
    assert first.drafts("s")[0].text == "typed"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"password": "a-wrong-one"}, "does not accept this user or password"),
        ({"user": "nobody"}, "does not accept this user or password"),
        ({"database": "nowhere"}, "no such database"),
    ],
)
def test_who_is_not_let_in_hears_why_and_reads_no_password(opens: Opens, address: dict[str, str], words: str) -> None:
    """A wrong password, an unknown user and an unknown database are told apart, without the password."""
    with pytest.raises(StoreUnwritable, match=words) as caught:
        opens("x", **address)
    told = f"{caught.value} {caught.value!r}"
    assert PASSWORD not in told
    assert "a-wrong-one" not in told
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("/tmp/no-such-folder", "does not answer"),
        ("127.0.0.1&port=1", "does not answer"),
        ("127.0.0.1&port=99999", "a port that is none"),
        ("127.0.0.1&foo=bar", "knows no such setting"),
        ("127.0.0.1&sslmode=banana", "sslmode that LPCOACH_STORE has"),
        ("127.0.0.1&keepalives=yes", "a number that LPCOACH_STORE has"),
        ("no-such-host.invalid", "no host of that name"),
    ],
)
def test_an_address_that_leads_to_no_server_is_told(host: str, words: str) -> None:
    """Nothing that listens, or a part of the address that is none: the words say which; a command hears no promise."""
    place = ServerPlace(f"postgresql+psycopg://u:{PASSWORD}@/d?host={host}", "x")
    with pytest.raises(StoreUnwritable, match=words) as caught:
        Store.at(place, patience=0.5)
    assert PASSWORD not in str(caught.value)
    assert str(caught.value) == f"{caught.value.message} What is typed stays on the page until it can be saved."


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://u:hush-hush@h/d", "postgresql+asyncpg://u:hush-hush@h/d", "://"]
)
def test_an_address_that_cannot_be_used_is_not_repeated(address: str) -> None:
    """The words show the form, never the address."""
    with pytest.raises(SettingError, match=r"postgresql\+psycopg://USER") as caught:
        ServerPlace(address)
    assert "hush-hush" not in str(caught.value)


def test_a_role_without_rights_is_told_and_can_be_given_a_schema(server: Cluster, opens: Opens) -> None:
    """Who may not create a schema hears what to grant; with a schema of its own the workbook works."""
    server.sql("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    with pytest.raises(StoreUnwritable, match="Grant it CREATE"):
        opens("guest", user="guest", password="guest")
    with pytest.raises(StoreUnwritable, match="Grant it CREATE"):
        check_server(server.address(user="guest", password="guest"))
    opens("theirs")
    with pytest.raises(StoreUnwritable, match="belongs to another user"):
        opens("theirs", user="guest", password="guest")
    server.sql(f"CREATE SCHEMA {schema_of(server, 'guest')} AUTHORIZATION guest")
    opens("guest", user="guest", password="guest").save_draft("s", "w", 1, "x", at(0))


def test_older_tables_are_copied_and_upgraded(
    opens: Opens, server: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After an upgrade the text is there, the tables are new, and a copy of the old ones lies beside them."""
    opens("old").save_draft("s", "w", 1, "typed", at(0))
    release(monkeypatch, tmp_path)
    assert opens("old").drafts("s")[0].text == "typed"
    own = schema_of(server, "old")
    assert server.sql(f"SELECT colour IS NULL FROM {own}.drafts") == "t"
    assert server.sql(f"SELECT text FROM {own}_before_0003.drafts") == "typed"


def test_failed_upgrade_changes_nothing_on_the_server(
    opens: Opens, server: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """When a step fails, tables, version and copies are as before."""
    opens("fails").save_draft("s", "w", 1, "typed", at(0))
    release(monkeypatch, tmp_path, then='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StoreError):
        opens("fails")
    own = schema_of(server, "fails")
    assert server.sql(f"SELECT version_num FROM {own}.alembic_version") == "0003"
    assert server.sql(f"SELECT to_regnamespace('{own}_before_0003') IS NULL") == "t"


def test_newer_and_foreign_tables_are_refused(opens: Opens, server: Cluster) -> None:
    """A version that this lpcoach does not know, and a schema that it has not made, are left alone."""
    opens("new")
    own = schema_of(server, "new")
    server.sql(f"UPDATE {own}.alembic_version SET version_num = '0999'")
    with pytest.raises(StoreTooNew, match=r"0999.*Upgrade lpcoach"):
        opens("new")
    server.sql(f"DROP TABLE {own}.alembic_version")
    with pytest.raises(StoreDamaged, match="not made by lpcoach"):
        opens("new")


def test_deleted_means_gone_and_the_other_tab_is_told(opens: Opens, server: Cluster) -> None:
    """The schema is dropped with its copies; a kernel that still has it open hears that it was deleted."""
    store, other = opens("gone"), opens("gone")
    store.save_draft("s", "w", 1, "canary-9c41", at(0))
    own = schema_of(server, "gone")
    server.sql(f"CREATE SCHEMA {own}_before_0001")
    store.delete_everything()
    assert server.sql(f"SELECT count(*) FROM pg_namespace WHERE nspname LIKE '{own}%'") == "0"
    with pytest.raises(StoreUnwritable, match="deleted"):
        other.save_draft("s", "w", 2, "late", at(1))
    assert opens("gone").drafts("s") == ()


@pytest.mark.parametrize("way", ["from a file", "from the server"])
def test_an_export_of_one_is_the_others_export(opens: Opens, tmp_path: Path, way: str) -> None:
    """A workbook goes from a file to a server, or back, and exports there the same bytes."""
    file, served = Store.open(tmp_path), opens(way)
    one, other = (file, served) if way == "from a file" else (served, file)
    for seq, (moment, event) in enumerate(timed(loop_events())):
        one.append("p1", seq, event, moment)
    one.save_draft("p1:3", "w", 1, "nul \0, esc \x1b0, half \ud83d, caf\u00e9", at(5))
    one.set_setting("role", "\u00e9")
    exported = one.export()
    other.take_in(export_file(json_object(exported)))
    assert other.export() == exported
    file.close()


def test_a_connection_that_died_while_idle_is_replaced(opens: Opens, server: Cluster) -> None:
    """After the server has ended every connection the next save simply works."""
    store = opens("idle")
    store.save_draft("s", "w", 1, "before", at(0))
    server.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    store.save_draft("s", "w", 2, "after", at(1))
    assert store.drafts("s")[0].text == "after"


def test_a_connection_lost_in_mid_write_leaves_nothing_half(opens: Opens, server: Cluster) -> None:
    """The write fails in words and none of it is there; the same store goes on afterwards."""
    store = opens("cut")
    store.append("p", 0, started("one_story", "p"), at(0))
    with pytest.raises(StoreUnwritable, match=r"ended the connection|is lost"), store._writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('half', '1')")
        server.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        connection.exec_driver_sql("SELECT 1")
    store.append("p", 1, asks("opening", "introductions"), at(1))
    store.append("p", 2, Skipped(), at(2))
    assert store.settings() == {}


def test_the_server_crashes_and_the_text_is_saved_once_it_is_back() -> None:
    """While it is down the page hears "not saved"; when it answers again a retry commits the text."""
    with running() as cluster:
        place = ServerPlace(cluster.address(), "x")
        Store.at(place).close()
        saved, failed = [], []
        writer = DraftWriter(
            lambda: Store.at(place, patience=1),
            lambda slot, rev, moment: saved.append(rev),
            lambda slot, rev, error: failed.append(error),
        )
        writer.put("s", "w", 1, "before", at(0))
        assert writer.flush(10)
        cluster.stop("immediate")
        writer.put("s", "w", 2, "typed", at(1))
        assert not writer.flush(20)
        assert isinstance(failed[0], StoreUnwritable)
        cluster.start()
        assert writer.close(20)
        assert saved == [1, 2]


def test_a_visitor_of_a_demo_keeps_no_more_than_a_file_may_hold(
    opens: Opens, server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit nothing is added and it is said why; what makes it smaller goes through, then it goes on."""
    monkeypatch.setenv("LPCOACH_HOSTED", "demo")
    monkeypatch.setattr("lpcoach.store.postgres.file_limit", lambda: 2**20)
    monkeypatch.setattr("lpcoach.store.quota.EVERY", 2)
    noise = "".join(chr(33 + n * n % 7919 % 90) + chr(0x4E00 + n * 7919 % 20_000) for n in range(200_000))
    with pytest.raises(StoreUnwritable, match="may hold 1 MB"):
        for n in range(8):
            opens("ada").save_draft(f"s{n}", "w", 1, noise, at(0))
    kept = opens("ada")
    written = len(kept.drafts("s0"))
    assert written == 1
    for n in range(8):
        kept.save_draft(f"s{n}", "w", 2, "", at(1))
    opens("ada").save_draft("s", "w", 1, "room again", at(2))
    opens("bob").save_draft("s", "w", 1, noise[:100_000], at(2))
