"""Many at once: bursts, typists, lines that are slow or cut, a kill, a day of comings and goings."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import statistics
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.hosting.site import Server, serving
from tests.hosting.visitor import Line, Visitor, run

CAP = 6  # kernels of the shared demo


def figures(name: str, **found: object) -> None:
    """Print what was measured, for docs/hosting (``pytest -s``)."""
    print(f"\n{name}:", ", ".join(f"{key} {value}" for key, value in found.items()))


async def until(true: object, patience: float = 180) -> None:
    """Wait until something holds."""
    end = time.monotonic() + patience
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came to hold"
        await asyncio.sleep(0.3)


def test_fifty_gets_at_once_stay_under_the_cap_and_the_pool_fills_again(demo: Server) -> None:
    """Of 50 visitors at once as many as fit get a page, the others one that says so; later only the ready ones run."""
    most = 0

    async def count() -> None:
        nonlocal most
        while True:
            most = max(most, len(demo.kernels()))
            await asyncio.sleep(0.1)

    async def code() -> None:
        watch = asyncio.create_task(count())
        visitors = [await Visitor(demo).begin() for _ in range(50)]
        begun = time.monotonic()
        answers = await asyncio.gather(*(one.page("00_start") for one in visitors))
        full = [one for one in answers if one.code == 503]
        served = sum(one.code == 200 for one in answers)
        figures("50 GETs", served=served, full=len(full), most=most, seconds=round(time.monotonic() - begun, 1))
        assert served + len(full) == 50
        assert 2 <= served <= CAP
        assert b'http-equiv="refresh"' in full[0].body
        assert b"Try in a minute" in full[0].body
        assert full[0].headers["Retry-After"] == "15"
        await until(lambda: len(demo.kernels()) == 2)
        watch.cancel()

    run(code())
    assert most <= CAP


async def typist(line: Line, seconds: float, times: list[float], told: dict[Line, int]) -> None:
    """Type a burst every 0.3 s; remember how long each took and the last one that was acknowledged."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        times.append(await line.type(f"burst {line.rev + 1} " + "of a story " * 60))
        told[line] = line.rev
        await asyncio.sleep(0.3)


async def seated(server: Server, count: int) -> list[Line]:
    """So many visitors on the page of a story, one after the other, once those of earlier tests have gone."""
    await until(lambda: server.health()["room"] >= count)
    return [await (await Visitor(server).begin()).start() for _ in range(count)]


def figures_of(server: Server, count: int, times: list[float]) -> None:
    """Hold the times against the aim and say them, with the memory that is used now."""
    pss = [one.memory_full_info().pss / 2**20 for one in server.kernels()]
    own = psutil.Process(server.process.pid).memory_full_info().pss / 2**20
    p95 = statistics.quantiles(times, n=20)[-1]
    figures(
        f"{count} typists",
        bursts=len(times),
        p95=round(p95, 3),
        kernel=round(statistics.median(pss)),
        own=round(own),
    )
    assert p95 < 1


@pytest.mark.prove
def test_twenty_visitors_type_at_once(tmp_path: Path) -> None:
    """Twenty typists at once: typed to committed under a second for 95 of 100 bursts."""
    times: list[float] = []
    with serving(tmp_path / "home", "--kernels", "24") as server:

        async def code() -> None:
            lines = await seated(server, 20)
            await asyncio.gather(*(typist(line, 30, times, {}) for line in lines))
            figures_of(server, 20, times)

        run(code())


def kill_under(tmp_path: Path, count: int) -> None:
    """Kill the server under typists: the last text that each was told is saved is in its workbook."""
    with serving(tmp_path / "home", "--kernels", str(count + 3)) as server:
        told: dict[Line, int] = {}

        async def code() -> None:
            lines = await seated(server, count)
            typing = [asyncio.create_task(typist(line, 60, [], told)) for line in lines]
            await asyncio.sleep(3)
            server.kill()
            for task in typing:
                task.cancel()

        run(code())
        assert len(told) == count
        assert all(_latest(line.visitor.folder) >= version for line, version in told.items())


def _latest(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "workbook.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found: int = raw.execute("SELECT max(rev) FROM drafts").fetchone()[0]
        return found


@pytest.mark.prove
def test_the_server_is_killed_under_twenty_typists(tmp_path: Path) -> None:
    """SIGKILL under twenty typists: nothing that was acknowledged is lost, every file is sound."""
    kill_under(tmp_path, 20)


def test_lines_that_are_slow_cut_or_too_loud_harm_nobody(demo: Server) -> None:
    """One that floods is let go, one that is cut comes back to its kernel, and a neighbour types on throughout."""

    async def code() -> None:
        loud, cut, calm = await seated(demo, 3)
        for _ in range(5000):
            loud.tell(loud.editor, {"type": "nothing"})
        with pytest.raises(ConnectionError):
            await loud.type("too late")
        cut.socket.close()
        again = await cut.visitor.line(cut.kernel)
        await again.type("after the cut")
        await calm.type("all the while")

    run(code())


def test_who_reads_nothing_is_let_go(demo: Server) -> None:
    """What waits for a browser that does not read has a bound: then its line ends, and the neighbour types on."""

    async def code() -> None:
        own = psutil.Process(demo.process.pid)
        slow, calm = await seated(demo, 2)
        before, handles, most = own.memory_info().rss, own.num_fds(), 0
        deaf = await slow.visitor.deaf(slow.kernel)
        await until(lambda: own.num_fds() > handles)
        end = time.monotonic() + 180
        while own.num_fds() > handles:
            assert time.monotonic() < end, "it was never let go"
            await calm.type("all the while")
            most = max(most, own.memory_info().rss - before)
        figures("a line that is not read", megabytes=most // 2**20)
        assert most < 100 * 2**20
        deaf.close()

    run(code())


def test_a_full_workbook_is_told_and_the_neighbour_writes_on(demo: Server) -> None:
    """Who fills their quota hears "not saved", who fills their memory hears nothing and is saved again after."""

    async def code() -> None:
        greedy, calm = await seated(demo, 2)
        greedy.put("x" * 1_500_000)
        told = await greedy.hear(lambda content: content.get("type") in {"saved", "unsaved"})
        assert told["type"] == "unsaved"
        assert str(demo.home) not in told["why"]
        await calm.type("room enough")
        kernel = next(one for one in demo.kernels() if calm.visitor.folder.name in str(one.open_files()))
        now = int(re.findall(r"VmData:\s+(\d+)", Path(f"/proc/{kernel.pid}/status").read_text("utf-8"))[0]) * 1024
        kernel.rlimit(psutil.RLIMIT_DATA, (now, now))
        calm.put("x" * 3_000_000)
        await calm.type("short again")
        assert _latest(calm.visitor.folder) == calm.rev
        kernel.kill()
        with pytest.raises(ConnectionError):
            await calm.hear(lambda _: False)
        again = await calm.visitor.sit("03_deep_dives")
        assert again.states[again.editor]["text"] == "short again"

    run(code())
    sizes = [path.stat().st_size for path in demo.home.rglob("workbook.sqlite*")]
    assert max(sizes) <= 2**20


def _connections(kernel: psutil.Process) -> Path:
    """The folder in which the server and its kernels find each other."""
    return Path(next(part for part in kernel.cmdline() if part.endswith(".json"))).parent


def stopping(server: Server) -> bool:
    """Whether health says so; two seconds later, which a busy machine may miss, nobody is asked in any more."""
    try:
        return bool(server.health()["status"] == "stopping")
    except OSError:
        return True


def test_a_graceful_stop_loses_nothing(tmp_path: Path) -> None:
    """Texts on their way when the server is told to stop are committed; kernels and their folder are gone."""
    with serving(tmp_path / "home", "--kernels", "4") as server:

        async def code() -> None:
            lines = await seated(server, 2)
            for line in lines:
                await line.type("first")
            server.process.terminate()
            last = {"type": "draft", "rev": 9, "text": "last words", "since_key": 2.0}
            for line in lines:
                line.tell(line.editor, {**last, "slot": line.states[line.editor]["slot"]})
            await until(lambda: stopping(server))
            assert await asyncio.to_thread(server.stop) == 0

        kernels = server.kernels()
        folder = _connections(kernels[0])
        run(code())
        assert [_latest(folder) for folder in server.visitors] == [9, 9]
        assert not any(one.is_running() for one in kernels)
        assert not folder.exists()


def come_and_go(server: Server, visits: int) -> None:
    """Visitors come, some leave politely and some do not; at each quarter the server is as it was at the first."""
    own = psutil.Process(server.process.pid)

    async def visit(n: int) -> None:
        await until(lambda: server.health()["room"] > 0)  # a room that is kept for who just left is not free
        line = await (await Visitor(server).begin()).sit("00_start")
        if n % 3 == 0:
            await line.leave()
        elif n % 3 == 1:
            line.socket.close()  # the third kind stays until its kernel is too old

    async def settled() -> tuple[int, int, int, float]:
        await until(lambda: len(server.kernels()) == 1)
        await asyncio.sleep(1.5)
        folder = _connections(server.kernels()[0])
        files = sum(1 for _ in folder.rglob("*"))
        return own.num_fds(), len(own.net_connections("all")), files, own.memory_full_info().uss / 2**20

    async def code() -> None:
        seen = []
        for quarter in range(5):
            for n in range(max(3, visits // 4) if quarter else 24):  # what is loaded once is loaded in the first
                await visit(n)
            seen.append(await settled())
            figures(f"{quarter * visits // 4} visits: handles, sockets, files, MB", found=seen[-1])
        first, last = seen[0], seen[-1]
        assert all(after <= before + 6 for before, after in zip(first[:3], last[:3], strict=True))
        assert last[3] <= first[3] + 12

    run(code())


@pytest.mark.prove
def test_a_day_of_comings_and_goings_leaves_nothing_behind(tmp_path: Path) -> None:
    """After 288 visits, a day's with one in five minutes, kernels, handles, sockets, files, memory are as before."""
    with serving(tmp_path / "home", "--kernels", "6", "--ready", "1", "--idle", "4", "--age", "12") as server:
        come_and_go(server, 288)
