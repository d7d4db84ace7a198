"""What the README tells a newcomer to do works as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.bench.stage import finished_loop
from tests.browser.servers import free_port

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.S | re.M)
COMMANDS = [line for kind, block in BLOCKS if not kind for line in block.splitlines() if line]
LONG = {"make test", "make prove", "make bench", "make screenshots"}  # each of them is or contains this very run
ANSWER = {
    "id": "a-1",
    "question": "What broke?",
    "answer": "I rolled the ranking model back when P99 rose to 300 ms.",
}


def environment(home: Path) -> dict[str, str]:
    """A person's environment, with a workbook of their own."""
    return {**os.environ, "LPCOACH_HOME": str(home), "JUPYTER_TOKEN": "readme"}


@pytest.mark.parametrize("command", [line for line in COMMANDS if "lpcoach" in line])
def test_a_command_of_the_readme_works(command: str, tmp_path: Path) -> None:
    """Each `lpcoach` line ends well on a workbook with one loop in it."""
    finished_loop(tmp_path / "home")
    (tmp_path / "answers.jsonl").write_text(json.dumps(ANSWER) + "\n", "utf-8")
    words = command.replace(".venv/bin/lpcoach", str(Path(sys.executable).parent / "lpcoach")).split()
    done = subprocess.run(words, cwd=tmp_path, env=environment(tmp_path / "home"), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout or (tmp_path / "stories.md").exists()


def test_the_cell_of_the_readme_works(tmp_path: Path) -> None:
    """The Python block runs below a page as it is printed."""
    finished_loop(tmp_path / "home")
    (cell,) = [block for kind, block in BLOCKS if kind == "python"]
    subprocess.run([sys.executable, "-c", cell], env=environment(tmp_path / "home"), check=True, cwd=tmp_path)


def test_every_command_is_known() -> None:
    """A line that is added to the README is run here or is one of the long targets."""
    run_here = {"make run", "make app", "make lint"}
    assert {line for line in COMMANDS if "lpcoach" not in line} == LONG | run_here


def test_pictures_and_links_lead_somewhere() -> None:
    """Every picture and every page that the README points to is in the repository."""
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone of what is committed, as a newcomer has it."""
    folder = tmp_path_factory.mktemp("newcomer") / "lpcoach"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


@pytest.mark.prove
@pytest.mark.parametrize("target", ["run", "app"])
def test_a_newcomer_opens_the_workbook_with_one_command(clone: Path, tmp_path: Path, target: str) -> None:
    """`make run` and `make app` set everything up in a clean clone and serve the start page."""
    port = free_port()
    command = ["make", target, f"ARGS=--no-browser --port {port}", f"PYTHON={shutil.which('python3')}"]
    process = subprocess.Popen(command, cwd=clone, env=environment(tmp_path / "home"), start_new_session=True)
    try:
        assert "html" in _page(f"http://127.0.0.1:{port}/?token=readme")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@pytest.mark.prove
def test_a_newcomer_can_check_the_code(clone: Path) -> None:
    """`make lint` sets up what it needs and finds nothing."""
    subprocess.run(["make", "lint"], cwd=clone, check=True)


def _page(url: str) -> str:
    end = time.monotonic() + 400
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(1)
