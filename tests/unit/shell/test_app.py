"""Voila: what stands open, and that its template asks nobody else for anything."""

from __future__ import annotations

from pathlib import Path

import lpcoach
from lpcoach.shell.app import settings
from lpcoach.shell.folders import jupyter_folder, page_styles
from lpcoach.shell.spare import WARM


def test_nothing_but_the_pages_is_served(tmp_path: Path) -> None:
    """No files, no other template, no tracebacks, no way around the token."""
    config = settings(tmp_path, 8866, "secret", browser=False)
    pages = config.VoilaConfiguration
    assert (pages.file_allowlist, pages.allow_template_override, pages.show_tracebacks) == ([], "NO", False)
    assert (config.Voila.ip, config.Voila.token, config.Voila.config_file_paths) == ("127.0.0.1", "secret", [])


def test_the_template_names_no_other_host() -> None:
    """Neither a page nor an error page refers to another machine."""
    for path in (jupyter_folder() / "voila" / "templates" / "lpcoach").iterdir():
        assert "//" not in path.read_text("utf-8").replace("// ", "")


def test_the_pages_look_is_in_the_page_before_the_first_widget() -> None:
    """The stylesheets are found and hold the tokens first."""
    assert page_styles().index("--lp-paper:") < page_styles().index(".lpc .lp-title")


def test_a_kernel_that_stands_ready_has_each_page_but_the_charts() -> None:
    """What is imported before a page asks is there, and leaves out none of the pages but the heavy one."""
    folder = Path(lpcoach.__file__).parent / "ui" / "pages"
    named = {one.rpartition(".")[2] for one in WARM.split()} - {"pages"}
    assert named == {one.stem for one in folder.glob("*_page.py")} - {"progress_page"}
