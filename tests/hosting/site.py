"""Runs `lpcoach serve` for a test."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.browser.servers import GUARDS, free_port

__all__ = ["KEY", "PATIENCE", "Server", "serving"]

KEY = "sk-canary-of-the-server-4471"
PATIENCE = 120  # seconds, on a machine that does much else
COMMAND = [str(Path(sys.executable).parent / "lpcoach"), "serve", "--no-browser"]


@dataclass
class Server:
    """A server that runs."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def visitors(self) -> list[Path]:
        """The folders of all visitors."""
        return sorted(path for path in (self.home / "visitors").iterdir() if path.is_dir())

    def health(self) -> dict[str, Any]:
        """What it says of itself, also when it stops (503)."""
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=PATIENCE) as answer:
                found: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as stopping:
            with stopping:
                found = json.load(stopping)
        return found

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run now."""
        found = []
        for child in psutil.Process(self.process.pid).children():  # not what a kernel itself starts for a moment
            with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                if any("lpcoach.hosting.kernel" in part for part in child.cmdline()):
                    found.append(child)
        return found

    def logged(self) -> str:
        """All that it has said."""
        return self.log.read_text("utf-8")

    def stop(self) -> int:
        """Ask it to stop; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Kill it, and wait until its kernels have noticed."""
        kernels = self.kernels()
        self.process.kill()
        self.process.wait()
        psutil.wait_procs(kernels, timeout=PATIENCE)


@contextmanager
def serving(home: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Run ``lpcoach serve`` until the block ends; fail if anything spoke with another machine."""
    port, log, outside = free_port(), home.parent / "serve.log", home.parent / "outside-serve.log"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "LPCOACH"))}
    env |= {"LPCOACH_HOME": str(home), "OPENAI_API_KEY": KEY, "PYTHONPATH": str(GUARDS)}
    env["LPCOACH_GUARD_LOG"] = str(outside)
    with log.open("ab") as output:
        command = [*COMMAND, "--port", str(port), *options]
        process = subprocess.Popen(command, env=env | environment, cwd=home.parent, stdout=output, stderr=output)
    server = Server(port, home, process, log)
    try:
        _until_open(server)
        yield server
    finally:
        kernels = server.kernels() if process.poll() is None else []
        process.kill()
        process.wait()
        for kernel in kernels:
            with suppress(psutil.NoSuchProcess):
                kernel.kill()
    assert not outside.exists(), f"spoke with {outside.read_text('utf-8')}"


def _until_open(server: Server) -> None:
    """Until it answers and, where it keeps kernels ready, the first one is."""
    wanted = "--ready=0" not in (server.process.args or ())  # type: ignore[operator]
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < end:
        with suppress(OSError, ValueError):  # not there yet; or another program was quicker to take the port
            if server.health()["ready"] or not wanted:
                return
        time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{server.logged()}")
