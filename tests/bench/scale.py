"""Each page over a workbook with 500 practices and 5,000 answers beside one with 5: part of ``make bench``.

``python -m tests.bench.scale`` measures it alone.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from lpcoach.coach import Coach
from lpcoach.stories.story import Story
from tests.bench.opening import drawn
from tests.browser.conftest import FLAGS
from tests.browser.servers import Server, running
from tests.browser.walk import ANSWERS
from tests.fakes.simulated import growing, simulate

ROUNDS = 3
FEW, MANY, PROBES = 5, 500, 9
LAST = "h1"
PAGES = {
    "00_start": LAST,
    "01_stories": LAST,
    "03_deep_dives": "textarea.lp-field",
    "06_debrief": LAST,
    "07_progress": ".js-plotly-plot .main-svg >> nth=14",
    "08_drills": LAST,
}


def stage(home: Path, practices: int) -> None:
    """A workbook of so many practices of ten answers each, three stories, and one story under way."""
    coach = Coach.open(home)
    simulate(coach, growing, datetime.now(UTC) - timedelta(days=practices + 1), practices=practices, probes=PROBES)
    for answer in ("t-001", "t-008", "t-082"):
        coach.bank.add(Story(title=answer, headline=ANSWERS[answer][:120], telling=ANSWERS[answer]))
    coach.pause(coach.start("one_story"))
    coach.store.close()


def _seconds(browser: Browser, server: Server, name: str, last: str) -> float:
    return drawn(browser, server.page(f"{name}.ipynb"), last, psutil.Process(server.process.pid))[0]


def scale(browser: Browser, folder: Path) -> str:
    """A table of medians; the two workbooks are opened in turn, and the ratio is that of each round."""
    few, many = folder / "few" / "home", folder / "many" / "home"
    stage(few, FEW)
    stage(many, MANY)
    lines = [
        f"| Page | {FEW} practices | {MANY} practices, {MANY * (PROBES + 1):,} answers | ratio |",
        "|---|---|---|---|",
    ]
    with running("app", few) as small, running("app", many) as large:
        for name, last in PAGES.items():
            rows = [[_seconds(browser, server, name, last) for server in (small, large)] for _ in range(ROUNDS)]
            ratio = statistics.median(row[1] / row[0] for row in rows)
            few_s, many_s = (statistics.median(row[side] for row in rows) for side in (0, 1))
            lines.append(f"| {name} | {few_s:.2f} s | {many_s:.2f} s | {ratio:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """It alone, printed."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print(scale(browser, Path(folder)))
        browser.close()


if __name__ == "__main__":
    main()
