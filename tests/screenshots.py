"""``make screenshots`` takes the tour's pictures anew; ``python -m tests.screenshots FOLDER`` keeps every state."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.aside import aside, in_lab, prepared
from tests.browser.conftest import FLAGS
from tests.browser.senses import SPACED
from tests.browser.servers import running
from tests.browser.tour import tour
from tests.browser.walk import PATIENCE
from tests.hosting.site import serving

PICTURES = Path(__file__).parents[1] / "docs" / "img"
README = {
    "start-first": "start",
    "stories-bank": "stories",
    "dive-probe-2": "deep-dive",
    "cross-1": "cross-examination",
    "own": "own-rating",
    "debrief-vote": "debrief",
    "progress-one": "progress",
    "drills": "drills",
}
TALL = {"dive-probe-2"}  # the editor is in sight there and the question is not
LOOKS = tuple((width, scheme) for width in (1280, 768, 375) for scheme in ("light", "dark"))


def take(page: Page, name: str, everything: Path | None) -> None:
    """The picture for the README, if this is one; with a folder the whole page in all looks too."""
    if name in README:
        page.screenshot(path=PICTURES / f"{README[name]}.png", full_page=name in TALL)
    for width, scheme in LOOKS if everything else ():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.wait_for_timeout(300)
        page.screenshot(path=f"{everything}/{name}-{width}-{scheme}.png", full_page=True)
    if everything:
        sense(page, f"{everything}/{name}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")


def sense(page: Page, path: str) -> None:
    """The same page with forced colours, with more contrast, and at 200 % with the widest text spacing."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark", forced_colors="active")
    page.screenshot(path=f"{path}-1280-forced.png", full_page=True)
    page.emulate_media(color_scheme="light", forced_colors="none", contrast="more")
    page.screenshot(path=f"{path}-1280-contrast.png", full_page=True)
    page.emulate_media(contrast="no-preference")
    page.set_viewport_size({"width": 640, "height": 800})
    spacing = page.add_style_tag(content=SPACED)
    page.screenshot(path=f"{path}-640-spaced.png", full_page=True)
    spacing.evaluate("(style) => style.remove()")


def demo(page: Page, folder: Path, look: Callable[[str], None]) -> None:
    """The public demo: its door, the start page under its banner, the question there."""
    folder.mkdir()
    with serving(folder / "home", "--kernels", "2", "--ready", "1") as site:
        page.goto(site.address)
        look("demo-door")
        page.get_by_role("button", name="Open the demo").click()
        page.get_by_role("button", name="Start a loop").first.wait_for(timeout=2 * PATIENCE)
        look("demo-start")
        page.get_by_role("button", name="Delete what I wrote").click()
        page.get_by_role("button", name="Yes, delete what I wrote").wait_for()
        look("demo-delete-asked")


def main(everything: Path | None) -> None:
    """One tour in a fresh workbook; with a folder also what lies beside it, and the pages in JupyterLab."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    if everything:
        everything.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        with running("app", Path(folder) / "home") as server:
            tour(page, server, lambda name: take(page, name, everything))
        if everything:
            used = prepared(Path(folder) / "used")
            for kind, walk in (("app", aside), ("lab", in_lab)):
                with running(kind, used) as server:
                    walk(page, server, lambda name: take(page, name, everything))
            demo(page, Path(folder) / "demo", lambda name: take(page, name, everything))
        browser.close()


def folder_named(words: list[str]) -> Path | None:
    """The folder for every state, if one is named; an option is no folder."""
    if len(words) > 1 or any(word.startswith("-") for word in words):
        sys.exit("Usage: python -m tests.screenshots [FOLDER]")
    return Path(words[0]) if words else None


if __name__ == "__main__":
    main(folder_named(sys.argv[1:]))
