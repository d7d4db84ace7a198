"""A model asked from a notebook: the cell comes back at once, the kernel stays awake, Cancel ends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

ASK = """
import asyncio, sys, time
from pathlib import Path
from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.endpoints.keys import Keys
from lpcoach.store import Store
from tests.fakes.pack import small_pack
from tests.fakes.stories import SOLID
from tests.fault.model_server import FaultServer
server = FaultServer()
coach = Coach(Store.open(Path(FOLDER)), small_pack())
for name, value in {"interviewer": "model", "endpoint": server.url("stall"), "model": "m"}.items():
    coach.set(name, value)
lm = LanguageModel(coach, keys=Keys({}))
lm.agree()
session = coach.answer(coach.start("one_story"), SOLID, slot="t", ask=False)
task = asyncio.create_task(lm.follow(session))
print("openai" in sys.modules)
"""
WAIT = "for _ in range(1500):\n    if {done}: break\n    await asyncio.sleep(0.05)\nprint({done})"

Run = Callable[[str], str]


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Give a kernel that runs a cell and returns what it printed."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    manager, client = start_new_kernel(env=dict(os.environ), stderr=-3)

    def run(code: str) -> str:
        printed: list[str] = []

        def hear(message: dict[str, dict[str, str]]) -> None:
            printed.append(message["content"].get("text", "") or message["content"].get("evalue", ""))

        client.execute_interactive(code, timeout=150, output_hook=hear)
        return "".join(printed).strip()

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_cell_that_asks_a_model_never_waits_for_it(kernel: Run, tmp_path: Path) -> None:
    """The client is not imported when the cell ends; while the model stalls other cells run; Cancel closes the line."""
    assert kernel(f"FOLDER = {str(tmp_path)!r}\n{ASK}") == "False"
    seen = kernel(WAIT.format(done="len(server.seen) == 1"))
    assert seen == "True", kernel("print(task, server.seen)")
    assert kernel("print(task.done())") == "False"
    assert kernel("began = time.monotonic()\nlm.cancel()\nprint((await task).note)").endswith("you stopped it.")
    assert kernel(WAIT.format(done="server.gone.is_set()")) == "True"
    assert float(kernel("print(server.gone_at - began)")) < 0.3  # once, on a busy machine; a tenth is held elsewhere
