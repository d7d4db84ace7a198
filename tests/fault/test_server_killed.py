"""The server, its kernels or both are killed under people who type and submit; they speak as a browser does."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from tornado.websocket import WebSocketClosedError

from lpcoach.coach import Coach
from lpcoach.session.threads import open_turn
from lpcoach.session.types import Session
from tests.hosting.site import Server, serving
from tests.hosting.visitor import Line, Visitor, run

TOLD = "I saw the accept rate fall by 2% in the north and rolled the parser back within 40 minutes. " * 6
SUBMITS = 5  # every so many bursts
PATIENCE = 60


def rank(text: str) -> tuple[int, ...]:
    """The round and the number of a burst; less than any for no text."""
    return tuple(map(int, text.split()[:2])) if text else (-1, -1)


@dataclass
class Typist:
    """Somebody who types a story burst by burst and submits; remembers what was sent and what was acknowledged."""

    visitor: Visitor
    folder: Path
    bursts: int = 0
    acknowledged: int = 0
    sent: dict[str, str] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    submitted: dict[str, str] = field(default_factory=dict)

    async def sit(self) -> Line:
        """Open the page of the story: it shows what was acknowledged, or what was sent later."""
        line = await self.visitor.sit("03_deep_dives")
        state = line.states[line.editor]
        assert rank(state["text"]) >= rank(self.saved.get(state["slot"], ""))
        return line

    async def write(self, line: Line, number: int) -> None:
        """Type and submit until the line is lost or the story told."""
        with suppress(ConnectionError, WebSocketClosedError):
            while await self.burst(line, number):
                await asyncio.sleep(0.005)

    async def burst(self, line: Line, number: int) -> bool:
        """One burst, now and then with a submit; whether a question is open after it."""
        self.bursts += 1
        slot, text = line.states[line.editor]["slot"], f"{number} {self.bursts} {TOLD}"
        typed = {"slot": slot, "rev": self.bursts, "text": text, "since_key": 1.0}
        self.sent[slot] = text
        line.tell(line.editor, {"type": "draft", **typed})
        answers = ({"type": "saved", "slot": slot, "rev": self.bursts}, {"type": "unsaved", "slot": slot})
        told = await line.hear(lambda content: any(content | each == content for each in answers))
        assert told["type"] == "saved", told
        self.saved[slot] = text
        self.acknowledged += 1
        if self.bursts % SUBMITS:
            return True
        line.tell(line.editor, {"type": "act", "act": "submit", **typed})
        await stepped(line)
        self.submitted[slot] = text
        self.acknowledged += 1
        return bool(line.states[line.editor]["slot"] != slot)


async def stepped(line: Line) -> None:
    """Follow the editor's state until the step is done."""
    while True:
        content: dict[str, Any] = (await line._read())["content"]
        data = content.get("data", {})
        if content.get("comm_id") == line.editor and data.get("method") == "update":
            line.states[line.editor] |= data["state"]
        if data.get("content", {}).get("type") == "done":
            return


def check(typist: Typist) -> None:
    """The file is sound, what was acknowledged is in it, nothing else is, and each submit is whole or absent."""
    with closing(sqlite3.connect(typist.folder / "workbook.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    coach = Coach.open(typist.folder)
    answers: dict[str, str] = {}
    for row in coach.store.practices():
        answers |= answered(coach, coach.session(row.id))
    for slot, text in typist.sent.items():
        kept = max(rank(draft.text) for draft in coach.store.drafts(slot)) if slot in typist.saved else rank(text)
        assert rank(typist.saved.get(slot, "")) <= kept <= rank(text), slot
    assert {slot: answers.get(slot) for slot in typist.submitted} == typist.submitted
    session = coach.under_way()
    if session is None or open_turn(session) is None:  # the story is told: the next one
        if session is not None:
            coach.finish(session)
        coach.start("one_story")
    coach.store.close()


def answered(coach: Coach, session: Session) -> dict[str, str]:
    """The answers by slot; with each of them its drafts are submitted, and the next question or the end is there."""
    found = {}
    for number, turn in enumerate(session.turns):
        slot = f"{session.id}:{number}"
        assert all(draft.submitted == (turn.answer is not None) for draft in coach.store.drafts(slot))
        if turn.answer is not None:
            found[slot] = turn.answer
    assert session.phase is None or open_turn(session) is not None or session.ended_stories == (0,)
    return found


async def a_kill(server: Server, typists: list[Typist], number: int, kind: str) -> None:
    """Let all type, and kill in the middle: after acknowledgement 0, 1, 2 ... and a little later each time."""
    lines = [await one.sit() for one in typists]
    writing = [asyncio.create_task(one.write(line, number)) for one, line in zip(typists, lines, strict=True)]
    wanted = sum(one.acknowledged for one in typists) + number % (SUBMITS * 3)
    while sum(one.acknowledged for one in typists) < wanted and not all(task.done() for task in writing):
        await asyncio.sleep(0.001)
    kernels = server.kernels()
    await asyncio.sleep(number % 7 * 0.0021)
    for victim in victims(server, kernels, kind, number):
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    await asyncio.gather(*writing)
    if kind != "kernels":
        server.process.wait()
    _, left = psutil.wait_procs(kernels, timeout=PATIENCE)
    assert not left


def victims(server: Server, kernels: list[psutil.Process], kind: str, number: int) -> Iterator[int]:
    """Whom to kill; of both in turn the server or the kernels first."""
    if kind == "server" or (kind == "both" and number % 2):
        yield server.process.pid
    if kind != "server":
        yield from (kernel.pid for kernel in kernels)
    if kind == "both" and not number % 2:
        yield server.process.pid


async def seated(server: Server, count: int) -> list[Typist]:
    """So many people, each in the middle of a story."""
    typists: list[Typist] = []
    for _ in range(count):
        before = set(server.visitors)
        visitor = await Visitor(server).begin()
        await (await visitor.start()).leave()
        (folder,) = set(server.visitors) - before
        typists.append(Typist(visitor, folder))
    return typists


def kills(tmp_path: Path, kinds: list[str], people: int) -> None:
    """Kill once for each kind named, under so many people; check after each."""
    typists: list[Typist] = []
    begun = time.monotonic()
    with ExitStack() as running:
        server: Server | None = None
        for number, kind in enumerate(kinds):
            if server is None or server.process.poll() is not None:
                running.close()
                server = running.enter_context(serving(tmp_path / "home", "--ready", "2"))
            if not typists:

                async def begin(server: Server = server) -> None:
                    typists.extend(await seated(server, people))

                run(begin())
            for one in typists:
                one.visitor.server = server
            run(a_kill(server, typists, number, kind))
            for one in typists:
                check(one)
    told, submits = sum(one.acknowledged for one in typists), sum(len(one.submitted) for one in typists)
    minutes = (time.monotonic() - begun) / 60
    print(f"{len(kinds)} kills under {people} people: {told} acknowledged, {submits} submits, {minutes:.0f} min")


def test_kills_under_typists_lose_nothing(tmp_path: Path) -> None:
    """The kernels, the server and both are killed under two people: what was acknowledged is there, no half submit."""
    kills(tmp_path, ["kernels", "server", "both"], 2)


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["server", "both"])
def test_300_people_are_cut_off_and_lose_nothing(tmp_path: Path, kind: str) -> None:
    """The same sixty times under five people each, at swept moments."""
    kills(tmp_path, [kind] * 60, 5)
