"""The wheel is whole: in an empty folder, in a fresh environment, it serves a page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).parent / "uv"
TOKEN = "the-token-of-the-tests"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command to its end and return what it printed."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER", "LPCOACH"))}
    done = subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel by way of the source archive and install it, pinned, into a fresh environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pins = ROOT / "pins.txt"
    run(UV, "build", "--quiet", "--build-constraints", pins, "--out-dir", folder / "dist", ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    run(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    run(UV, "pip", "install", "--quiet", "--python", folder / "venv", "--constraints", pins, wheel)
    return folder / "venv" / "bin"


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    """Run the installed `lpcoach app` from an empty folder."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = {**os.environ, "LPCOACH_HOME": str(tmp_path / "home"), "JUPYTER_TOKEN": TOKEN}
    command: list[str | Path] = [installed / "lpcoach", "app", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, env=env)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


def page(url: str) -> str:
    """Fetch a page with the token, as soon as the server answers."""
    asked = urllib.request.Request(url, headers={"Authorization": f"token {TOKEN}"})
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                text: str = answer.read().decode()
                return text
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_an_installed_wheel_serves_a_page_from_an_empty_folder(address: str) -> None:
    """Notebooks, template, stylesheets and content travel inside; the page's widget is on its way."""
    text = page(address)
    assert "<title>Start · lpcoach</title>" in text
    assert "--lp-paper:" in text
    assert "application/vnd.jupyter.widget-view+json" in text
    assert "lpcoachFailed()</script>" not in text


def test_an_installed_wheel_has_its_commands_and_its_content(installed: Path, tmp_path: Path) -> None:
    """The help is there, and an answer is rated by the pack inside the wheel."""
    assert "lab" in run(installed / "lpcoach", "--help", cwd=tmp_path)
    line = {"id": "a", "question": "Tell me about a launch.", "answer": "I cut the error rate from 9% to 4% in March."}
    (tmp_path / "in.jsonl").write_text(json.dumps(line), "utf-8")
    assert json.loads(run(installed / "lpcoach", "rate", "in.jsonl", cwd=tmp_path))["id"] == "a"


def test_jupyterlab_finds_the_extension_of_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """The search path that the shell sets leads to the extension and the page template."""
    code = (
        "from pathlib import Path; from jupyter_core.paths import jupyter_path; from lpcoach.shell import folders\n"
        "folders.offer_to_jupyter()\n"
        "print(any(Path(p, 'lpcoach', 'package.json').is_file() for p in jupyter_path('labextensions')))"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path) == "True\n"
