"""The socket guard of the tests: it bites, and it leaves this machine alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GUARDS = Path(__file__).parents[2] / "guards"


def guarded(code: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process under the guard."""
    env = {**os.environ, "PYTHONPATH": str(GUARDS), "LPCOACH_GUARD_LOG": str(log)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
    ],
)
def test_a_word_to_another_machine_fails_and_is_noted(code: str, tmp_path: Path) -> None:
    """Even an attempt that the caller swallows leaves a line."""
    log = tmp_path / "log"
    assert "The tests allow no connection" in guarded(code, log).stderr
    assert log.read_text("utf-8")


def test_this_machine_may_be_spoken_with(tmp_path: Path) -> None:
    """Servers and kernels on the loopback address work as ever."""
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname(), 1)"
    assert guarded(code, tmp_path / "log").returncode == 0
    assert not (tmp_path / "log").exists()
