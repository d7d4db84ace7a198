"""JupyterHub with the configuration of docs/hosting: each user has a server and a workbook of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import free_port
from tests.hosting.test_load import figures

ROOT = Path(__file__).parents[2]
PROXY = ROOT / ".venv" / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"
PATIENCE = 120_000
# What a test may do and a server for strangers may not: a spawner without accounts, a login that asks nothing.
FOR_THE_TEST = """
load_subconfig({ours!r})
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.cmd = [{single!r}]
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[str]:
    """Run the hub; its address."""
    binaries, port = Path(sys.executable).parent, free_port()
    given = FOR_THE_TEST.format(
        ours=str(ROOT / "docs" / "hosting" / "jupyterhub_config.py"),
        homes=str(tmp_path / "homes"),
        single=str(binaries / "jupyterhub-singleuser"),
        port=port,
        hub=free_port(),
        api=free_port(),
        proxy=str(PROXY),
    )
    (tmp_path / "config.py").write_text(given, "utf-8")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "LPCOACH"))}
    with (tmp_path / "hub.log").open("wb") as log:
        command = [str(binaries / "jupyterhub"), "-f", "config.py"]
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(f"{address}/hub/login", process, tmp_path / "hub.log")
        yield address
    finally:
        below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()  # it would wait half a minute for each user's server
        process.wait()
        for child in below:
            with suppress(psutil.NoSuchProcess):
                child.kill()


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.3)
    raise RuntimeError(f"The hub did not start:\n{log.read_text('utf-8')}")


def log_in(page: Page, name: str) -> None:
    """Log in and wait for the start page, which opens by itself."""
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill("any")
    page.locator("#login_submit").click()
    expect(page.get_by_role("button", name="Start a loop").first).to_be_visible(timeout=PATIENCE)


def memory() -> int:
    """MB of all users' servers and their kernels."""
    servers = [one for one in psutil.process_iter(["cmdline"]) if "singleuser" in " ".join(one.info["cmdline"] or ())]
    all_of_them = {*servers, *(child for server in servers for child in server.children(recursive=True))}
    return round(sum(one.memory_full_info().pss for one in all_of_them) / 2**20)


@pytest.mark.prove
def test_two_users_have_workbooks_of_their_own(hub: str, open_page: OpenPage, tmp_path: Path) -> None:
    """Both land on the start page; what one began is not under way for the other, who gets into no other server."""
    ada, grace = open_page(hub), open_page(hub)
    begun = time.monotonic()
    log_in(ada, "ada")
    log_in(grace, "grace")
    figures("two users of a hub", seconds_each=round((time.monotonic() - begun) / 2, 1), mb_each=memory() / 2)
    ada.get_by_role("button", name="Practise one story").first.click()
    box = ada.get_by_role("textbox", name="Your answer")
    box.wait_for(timeout=PATIENCE)
    box.fill("The secret of Ada.")
    expect(ada.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
    grace.reload()
    expect(grace.get_by_role("button", name="Start a loop").first).to_be_visible(timeout=PATIENCE)
    assert len(list((tmp_path / "homes").rglob("workbook.sqlite"))) == 2
    refused = grace.goto(f"{hub}/user/ada/lab")
    assert refused is not None
    assert refused.status in {403, 404}
