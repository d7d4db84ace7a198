"""``make bench``: each page beside a stock one-widget page, in one run; prints a table and writes it to the docs.

Time is from the request to the last widget drawn, memory the kernel's proportional set size. Ratios count: single times
depend on the machine and on what else it does.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from lpcoach.content.terms import PhaseId
from tests.bench.opening import drawn
from tests.bench.scale import scale
from tests.bench.stage import finished_loop, under_way
from tests.browser.conftest import FLAGS
from tests.browser.servers import Server, free_port, running
from tests.browser.walk import ANSWERS, PATIENCE, Candidate

ROUNDS = 5
BURSTS = 100
LAST = ".lp-main > :last-child"
DOCS = Path(__file__).parents[2] / "docs" / "performance.md"
PAGES: dict[str, tuple[PhaseId | None, str]] = {
    "00_start": (None, LAST),
    "02_introductions": ("introductions", "textarea.lp-field"),
    "03_deep_dives": ("deep_dives", "textarea.lp-field"),
    "04_cross_examination": ("cross_examination", "textarea.lp-field"),
    "05_your_questions": ("your_questions", "textarea.lp-field"),
    "06_debrief": (None, LAST),
    "07_progress": (None, ".js-plotly-plot .main-svg >> nth=14"),
}
ONE_WIDGET = {
    "cells": [
        {
            "cell_type": "code",
            "id": "one",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": ["import ipywidgets\n", "ipywidgets.Button(description='one')"],
        }
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@contextmanager
def stock_voila(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A Voila as it comes, with one widget."""
    notebook = folder / "one.ipynb"
    notebook.write_text(json.dumps(ONE_WIDGET), "utf-8")
    port = free_port()
    command = [str(Path(sys.executable).parent / "voila"), str(notebook), "--no-browser", f"--port={port}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(5)
        yield f"http://127.0.0.1:{port}/", psutil.Process(process.pid)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()


Figures = dict[str, list[tuple[float, float]]]


def pages(browser: Browser, server: Server, stock: tuple[str, psutil.Process], home: Path) -> Figures:
    """Each page in turn with the stock page, round by round."""
    figures: Figures = {name: [] for name in ("one widget", *PAGES)}
    finished_loop(home)
    ours = psutil.Process(server.process.pid)
    for _ in range(ROUNDS):
        figures["one widget"].append(drawn(browser, stock[0], ".jupyter-button", stock[1]))
        for name, (phase, last) in PAGES.items():
            if phase is not None:
                under_way(home, phase)
            figures[name].append(drawn(browser, server.page(f"{name}.ipynb"), last, ours))
    return figures


def turns(page: Page, url: str) -> tuple[list[float], list[float]]:
    """Milliseconds from a key to its commit, and from Submit to the next probe on the page."""
    page.goto(url)
    person = Candidate(page, [])
    person.box.wait_for(timeout=PATIENCE)
    saved = page.evaluate(
        """async (bursts) => {
             const field = document.querySelector("textarea.lp-field");
             const said = document.querySelector(".lp-status [role=status]");
             const times = [];
             for (let n = 0; n < bursts; n += 1) {
               field.value += "word ";
               const start = performance.now();
               field.dispatchEvent(new Event("input"));
               while (!said.textContent.startsWith("Saved")) await new Promise((next) => setTimeout(next, 2));
               times.push(performance.now() - start);
             }
             return times;
           }""",
        BURSTS,
    )
    probes: list[float] = []
    person.box.fill(ANSWERS["t-001"])
    while person.box.is_visible() and len(probes) < 5:
        page.get_by_text("Saved").first.wait_for()
        probes.append(page.evaluate(_SUBMIT))
        if person.box.is_visible():
            person.box.fill("We compared it over two weeks against 5% of traffic that kept the old model.")
    return saved, probes


_SUBMIT = """() => new Promise((done) => {
  const now = () => (document.querySelector("#lp-over") ?? document.querySelector("#lp-now") ?? {}).textContent
    + document.querySelector("h1.lp-question").textContent;
  const before = now();
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (now() !== before) { watch.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.querySelector(".lp-acts .lp-btn--go").click();
})"""


def table(figures: Figures) -> str:
    """Medians and ratios to the one-widget page of the same round."""
    base = figures["one widget"]
    lines = ["| Page | to the last widget | ratio | kernel | ratio |", "|---|---|---|---|---|"]
    for name, rows in figures.items():
        second = statistics.median(row[0] for row in rows)
        memory = statistics.median(row[1] for row in rows)
        slower = statistics.median(row[0] / one[0] for row, one in zip(rows, base, strict=True))
        bigger = statistics.median(row[1] / one[1] for row, one in zip(rows, base, strict=True))
        lines.append(f"| {name} | {second:.2f} s | {slower:.2f} | {memory:.0f} MB | {bigger:.2f} |")
    return "\n".join(lines)


def _ninety_five(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _write(text: str) -> None:
    docs = DOCS.read_text("utf-8")
    mark = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.S)
    DOCS.write_text(mark.sub(lambda found: found[1] + text + "\n" + found[2], docs), "utf-8")


def measure(say: Callable[[str], None] = print) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with running("app", home) as server, stock_voila(Path(folder)) as stock:
            figures = pages(browser, server, stock, home)
            under_way(home, "deep_dives")
            saved, probes = turns(browser.new_page(), server.page("03_deep_dives.ipynb"))
        large = scale(browser, Path(folder))
        browser.close()
    text = (
        f"{table(figures)}\n\n{large}\n\n"
        f"Typed to committed, {len(saved)} bursts: median {statistics.median(saved):.0f} ms, "
        f"p95 {_ninety_five(saved):.0f} ms. Submit to the next question on the page, {len(probes)} turns: "
        f"median {statistics.median(probes):.0f} ms, longest {max(probes):.0f} ms."
    )
    say(text)
    _write(text)


measure()
