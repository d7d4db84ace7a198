"""Starts the real servers for the browser tests, in a person's empty folder and under the socket guard."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["TOKEN", "Server", "running"]

GUARDS = Path(__file__).parents[1] / "guards"
TOKEN = "the-token-of-the-tests"
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """A server that answers, and the folder of the person whose workbook it shows."""

    kind: str
    port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def start(self) -> str:
        """The address that ``lpcoach`` prints."""
        return f"http://127.0.0.1:{self.port}/?token={TOKEN}"

    def page(self, notebook: str) -> str:
        """Return the address of one notebook, for instance ``03_deep_dives.ipynb``."""
        way = "voila/render" if self.kind == "app" else "lab/tree"
        return f"http://127.0.0.1:{self.port}/{way}/{notebook}?token={TOKEN}"

    def kernels(self) -> list[int]:
        """Return the process numbers of the kernels of pages; the one that stands ready has no workbook open."""
        return [one for one in self.all_kernels() if self.kind == "lab" or has_open(one, self.home)]

    def all_kernels(self) -> list[int]:
        """Return the process numbers of the kernels that run now."""
        with suppress(psutil.NoSuchProcess):
            below = psutil.Process(self.process.pid).children(recursive=True)
            return [child.pid for child in below if is_kernel(child)]
        return []


@contextmanager
def running(kind: str, home: Path, port: int = 0) -> Iterator[Server]:
    """Run ``lpcoach app`` or ``lpcoach lab`` until the block ends; fail if anything spoke with another machine."""
    port, outside = port or free_port(), home.parent / f"outside-{kind}.log"
    home.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "LPCOACH_HOME": str(home), "JUPYTER_TOKEN": TOKEN}
    env |= {"PYTHONPATH": str(GUARDS), "LPCOACH_GUARD_LOG": str(outside)}
    command = [str(Path(sys.executable).parent / "lpcoach"), kind, "--no-browser", "--port", str(port)]
    log = home.parent / f"{kind}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=env, cwd=home.parent, stdout=output, stderr=subprocess.STDOUT)
    try:
        _await_door(process, port, log)
        yield Server(kind, port, home, process)
    finally:
        _stop(process)
    assert not outside.exists(), f"spoke with {outside.read_text('utf-8')}"


def _await_door(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text('utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and every kernel below it, whatever state a test left them in."""
    below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for child in below:
        with suppress(psutil.NoSuchProcess):
            child.kill()


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a kernel that still runs."""
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return any("ipykernel" in part for part in process.cmdline())
    return False


def has_open(kernel: int, folder: Path) -> bool:
    """Whether a process has a file of this folder open."""
    with suppress(psutil.NoSuchProcess):
        return any(Path(one.path).is_relative_to(folder) for one in psutil.Process(kernel).open_files())
    return False


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
