"""Binder: the dry build finds all steps, and the steps, run here, end in both start pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS

ROOT = Path(__file__).parents[1]
TOKEN = "the-token-of-the-tests"


def test_the_dry_build_installs_the_pins_and_runs_our_steps() -> None:
    """What repo2docker would do is pinned, on a Python that the package allows, and ends in our start script."""
    tool = Path(sys.executable).parent / "jupyter-repo2docker"
    command: list[str | Path] = [tool, "--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan", ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = done.stdout + done.stderr
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in printed
    assert "RUN ./binder/postBuild" in printed
    assert "binder/start" in printed
    assert "python=3.12" in printed
    assert (ROOT / "binder" / "requirements.txt").read_text("utf-8") == "-c ../pins.txt\n-e .\n"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what git knows of this checkout."""
    folder = tmp_path_factory.mktemp("binder") / "repo"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def address(clone: Path) -> Iterator[str]:
    """Run the steps of the build in a fresh environment, then JupyterLab as Binder starts it."""
    subprocess.run([sys.executable, "-m", "venv", clone.parent / "venv"], check=True)
    binaries = clone.parent / "venv" / "bin"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "LPCOACH"))}
    env |= {"PATH": f"{binaries}{os.pathsep}{env['PATH']}", "HOME": str(clone.parent / "person")}
    pip: list[str | Path] = [binaries / "pip", "install", "--quiet", "-r", "binder/requirements.txt"]
    subprocess.run(pip, cwd=clone, env=env, check=True)
    subprocess.run(["./binder/postBuild"], cwd=clone, env=env, check=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    lab = ["jupyter", "lab", "--ip=127.0.0.1", f"--port={port}", "--no-browser", "--allow-root"]
    process = subprocess.Popen(["./binder/start", *lab, f"--IdentityProvider.token={TOKEN}"], cwd=clone, env=env)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


def fetched(url: str) -> str:
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


@pytest.mark.prove
def test_binders_jupyterlab_has_the_extension_and_asks_for_no_news(address: str) -> None:
    """The page that `?urlpath=lab/tree/notebooks/00_start.ipynb` opens loads the extension."""
    text = fetched(f"{address}/lab/tree/notebooks/00_start.ipynb")
    assert '"name": "lpcoach"' in text
    assert "@jupyterlab/apputils-extension:announcements" in text


@pytest.mark.prove
def test_binders_voila_shows_the_same_page(address: str) -> None:
    """The page that `?urlpath=voila/render/notebooks/00_start.ipynb` opens is ours, with its widget."""
    text = fetched(f"{address}/voila/render/notebooks/00_start.ipynb")
    assert "<title>Start · lpcoach</title>" in text
    assert "--lp-paper:" in text
    assert "application/vnd.jupyter.widget-view+json" in text
    with (
        sync_playwright() as play,
        play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS) as browser,
    ):
        page = browser.new_page()
        page.goto(f"{address}/voila/render/notebooks/00_start.ipynb?token={TOKEN}")
        page.get_by_text("This machine is lent by Binder").first.wait_for(timeout=120_000)
        with page.expect_download() as given:
            page.get_by_role("button", name="Export everything", exact=True).click()
        assert '"practices"' in Path(given.value.path()).read_text("utf-8")
