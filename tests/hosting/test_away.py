"""The server of the workbooks goes away under a demo, and comes back."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from lpcoach.coach import Coach
from lpcoach.hosting.watch import StoreWatch
from tests.hosting.site import serving
from tests.hosting.test_load import until
from tests.hosting.visitor import Visitor, run
from tests.postgres import running


async def looks(watch: StoreWatch) -> None:
    """Look thrice, without a pause."""
    for _ in range(3):
        await watch.look(within=0)


def test_a_place_that_is_away_is_told_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The log has one line, without the host or the password; where workbooks are files nothing is looked at."""
    for address in ("", "postgresql+psycopg://u:hidden@127.0.0.1:1/d"):
        monkeypatch.setenv("LPCOACH_STORE", address)
        watch = StoreWatch()
        with caplog.at_level(logging.INFO, "lpcoach.hosting"):
            asyncio.run(looks(watch))
        assert watch.why.startswith("the server does not answer" if address else "")
    (told,) = caplog.messages
    assert told == f"Workbooks: {watch.why}"
    assert "127.0.0.1" not in told


@pytest.mark.prove
def test_a_store_that_goes_away_under_a_demo_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Health is 503 with the reason, who types is told calmly, who comes waits; then it goes on, nothing is lost."""
    with running() as cluster, serving(tmp_path / "home", "--kernels", "4", LPCOACH_STORE=cluster.address()) as server:

        async def code() -> None:
            visitor = await Visitor(server).begin()
            assert b"days is deleted" not in (await visitor.ask("/")).body  # unused schemas are not
            monkeypatch.setenv("LPCOACH_STORE", cluster.address())
            monkeypatch.setenv("LPCOACH_PERSON", visitor.folder.name)
            coach = Coach.open()
            coach.start("one_story")
            coach.store.close()
            line = await visitor.sit("03_deep_dives")
            await line.type("acknowledged")
            cluster.stop()
            waits = await visitor.page("00_start")  # before the watch has come round
            assert (waits.code, b"cannot save now" in waits.body) == (503, True)
            await until(lambda: server.health()["status"] == "no store")
            assert "does not answer" in server.health()["why"]
            line.put("typed meanwhile")
            told = await line.hear(lambda content: content.get("type") in {"saved", "unsaved"})
            assert (told["type"], "LPCOACH" in told["why"]) == ("unsaved", False)
            cluster.start()
            await until(lambda: server.health()["status"] == "ok")
            await line.type("typed after")

        run(code())
        (schema,) = cluster.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lpcoach%'").split()
        assert cluster.sql(f"SELECT text FROM {schema}.drafts ORDER BY rev DESC LIMIT 1") == "typed after"
        assert server.logged().count("ERROR lpcoach.hosting Workbooks:") == 1
