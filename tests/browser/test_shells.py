"""What both shells promise before any page is looked at closely."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
import urllib.error
import urllib.request

import psutil
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.servers import TOKEN, Server
from tests.browser.watched import Watch

PAGES = ["00_start", "02_introductions", "03_deep_dives", "04_cross_examination", "05_your_questions", "06_debrief"]
DRAWN = 60_000  # ms on a busy machine


def turn_to(page: Page, notebook: str) -> None:
    """Follow a link of the page, as the pages' own scripts do."""
    page.evaluate(
        """name => {
            const link = Object.assign(document.createElement("a"), { href: name });
            link.dataset.lpcoachOpen = name;
            document.querySelector(".lpc > *").append(link);
            link.click();
            link.remove();
        }""",
        notebook,
    )


def lab_shows(page: Page, notebook: str) -> None:
    """Wait until this notebook is the only one open and its page is drawn."""
    expect(page.locator(".jp-NotebookPanel")).to_have_count(1, timeout=DRAWN)
    page.wait_for_function("name => location.pathname.endsWith(name)", arg=notebook, timeout=DRAWN)
    expect(page.locator(".jp-NotebookPanel .lpc").first).to_be_visible(timeout=DRAWN)


def status(url: str) -> int:
    """Ask with the token and return the answer's status."""
    try:
        asked = urllib.request.Request(url, headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def standing_ready(server: Server) -> int:
    """The kernel that has shown no page yet and has done with its imports."""
    end = time.monotonic() + DRAWN / 1000
    while time.monotonic() < end:
        for one in set(server.all_kernels()) - set(server.kernels()):
            process = psutil.Process(one)
            if process.cpu_times().user > 0.5 and process.cpu_percent(0.5) < 20:
                return one
        time.sleep(0.1)
    raise AssertionError("no kernel was made ready")


def test_in_jupyterlab_a_loop_of_pages_leaves_one_notebook_and_one_kernel(
    lab_server: Server, open_page: OpenPage, watch: Watch
) -> None:
    """Each page draws itself; the last one and its kernel are put away when the next opens."""
    page = open_page(lab_server.start)
    lab_shows(page, "00_start.ipynb")
    for name in PAGES[1:]:
        turn_to(page, f"{name}.ipynb")
        lab_shows(page, f"{name}.ipynb")
    end = time.monotonic() + DRAWN / 1000
    while len(lab_server.kernels()) > 1 and time.monotonic() < end:
        page.wait_for_timeout(200)
    assert len(lab_server.kernels()) == 1
    assert watch.errors == []


def test_in_jupyterlab_a_page_is_drawn_anew_after_its_kernel_was_killed(
    lab_server: Server, open_page: OpenPage
) -> None:
    """A crash ends in the same page without a click, once the notice is put away."""
    page = open_page(lab_server.start)
    lab_shows(page, "00_start.ipynb")
    page.evaluate('document.querySelectorAll(".lpc").forEach((old) => (old.dataset.old = "yes"))')
    os.kill(lab_server.kernels()[0], signal.SIGKILL)
    expect(page.locator(".lpc:not([data-old])").first).to_be_visible(timeout=DRAWN)
    expect(page.locator(".jp-Dialog")).to_have_count(0, timeout=DRAWN)


def test_in_jupyterlab_back_turns_to_the_page_before(lab_server: Server, open_page: OpenPage) -> None:
    """The browser's own Back leads where it leads on any other page; a narrow window is the page's, not the files'."""
    page = open_page(lab_server.start)
    lab_shows(page, "00_start.ipynb")
    expect(page.locator(".jp-DirListing")).to_be_visible()
    page.set_viewport_size({"width": 768, "height": 800})
    expect(page.locator(".jp-DirListing")).to_be_hidden()
    turn_to(page, "06_debrief.ipynb")
    lab_shows(page, "06_debrief.ipynb")
    page.go_back()
    lab_shows(page, "00_start.ipynb")


def test_in_jupyterlab_a_strangers_notebook_runs_nothing(lab_server: Server, open_page: OpenPage) -> None:
    """The same metadata, the same name in another folder and the same first cell do not make cells run."""
    notebooks = lab_server.home / "notebooks"
    written = json.loads((notebooks / "03_deep_dives.ipynb").read_text("utf-8"))
    written["cells"][2]["source"] = ["open('ran', 'w')"]
    (notebooks / "mine").mkdir()
    (notebooks / "04_cross_examination.ipynb").write_text(json.dumps(written), "utf-8")
    shutil.copy(notebooks / "06_debrief.ipynb", notebooks / "mine" / "06_debrief.ipynb")
    for name in ("04_cross_examination.ipynb", "mine/06_debrief.ipynb"):
        page = open_page(lab_server.page(name))
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=DRAWN)
        page.wait_for_timeout(1500)
        expect(page.locator(".lpc")).to_have_count(0)
    assert not list(notebooks.rglob("ran"))


def test_in_jupyterlab_a_notebook_with_own_code_is_saved_and_stays_open(
    lab_server: Server, open_page: OpenPage
) -> None:
    """A person's cells and their variables survive the way to the next page; no output gets into the file."""
    page = open_page(lab_server.start)
    lab_shows(page, "00_start.ipynb")
    page.locator(".jp-NotebookPanel .jp-MarkdownOutput").first.click()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type("mine = 1")
    turn_to(page, "06_debrief.ipynb")
    expect(page.locator(".jp-NotebookPanel")).to_have_count(2, timeout=DRAWN)
    page.wait_for_timeout(1500)
    saved = json.loads((lab_server.home / "notebooks" / "00_start.ipynb").read_text("utf-8"))
    assert ["mine = 1"] in [cell["source"] for cell in saved["cells"]]
    assert not any(cell.get("outputs") for cell in saved["cells"])
    expect(page.locator(".jp-NotebookPanel")).to_have_count(2)


def test_in_voila_a_loop_of_pages_leaves_one_kernel(voila_server: Server, open_page: OpenPage, watch: Watch) -> None:
    """Plain links lead on, and the page that is left says farewell to its kernel."""
    page = open_page(voila_server.start)
    for name in PAGES:
        page.wait_for_selector("html.is-open", state="attached", timeout=DRAWN)
        assert page.url.split("?")[0].endswith(f"/voila/render/{name}.ipynb")
        if name != PAGES[-1]:
            turn_to(page, f"{PAGES[PAGES.index(name) + 1]}.ipynb")
            page.wait_for_url(f"**/{PAGES[PAGES.index(name) + 1]}.ipynb")
    assert len(voila_server.kernels()) == 1
    assert len(voila_server.all_kernels()) <= 2, "beside the page's there may be the one that stands ready"
    assert watch.errors == []


def test_the_kernel_that_stands_ready_is_one_pages_and_a_dead_one_is_nobodys(
    voila_server: Server, open_page: OpenPage
) -> None:
    """A page gets the kernel that was made ready before it; where that one was killed, it opens with a new one."""
    for killed in (False, True):
        ready = standing_ready(voila_server)
        if killed:
            os.kill(ready, signal.SIGKILL)
        page = open_page(voila_server.page("02_introductions.ipynb"))
        page.wait_for_selector("html.is-open", state="attached", timeout=DRAWN)
        assert (ready in voila_server.kernels()) is not killed


def test_voila_marks_the_page_up_for_everyone(voila_server: Server, open_page: OpenPage) -> None:
    """There is a language, a title, one main region and a way to skip to it, and no sideways scrolling."""
    page = open_page(voila_server.page("06_debrief.ipynb"), width=375, scheme="dark")
    page.wait_for_selector("html.is-open", state="attached", timeout=DRAWN)
    assert page.title() == "Debrief · lpcoach"
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("main#main")).to_have_count(1)
    expect(page.locator('a[href="#lp-page"]').first).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_voila_serves_pages_and_nothing_else(voila_server: Server) -> None:
    """Even with the token there is no file, no list and no interface to be had, and no kernel starts."""
    ready = standing_ready(voila_server)
    files = {"voila/files/00_start.ipynb": 403, "voila/files/.written.json": 403}
    lists = {"voila/tree": 404, "voila/api/contents": 404, "api/kernels": 404, "api/contents": 404}
    unknown = {"voila/render/nothing.ipynb": 404, "nothing": 404, "voila/render/../pins.txt": 404}
    expected = files | lists | unknown
    assert {path: status(f"http://127.0.0.1:{voila_server.port}/{path}") for path in expected} == expected
    assert voila_server.all_kernels() == [ready]


def test_without_the_token_there_is_only_the_login(voila_server: Server) -> None:
    """Whoever has not been given the address starts no kernel."""
    ready = standing_ready(voila_server)
    address = f"http://127.0.0.1:{voila_server.port}/voila/render/00_start.ipynb"
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert "/login" in answer.url
    assert voila_server.all_kernels() == [ready]
