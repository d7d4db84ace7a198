"""JupyterLab: what it is told, and that the extension runs the package's own cells and no others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lpcoach.shell.folders import jupyter_folder, notebooks_folder
from lpcoach.shell.lab import arguments

EXTENSION = jupyter_folder() / "labextensions" / "lpcoach"


def own_cells() -> dict[str, list[str]]:
    """Read the list that the extension runs by."""
    text = (EXTENSION / "static" / "own.js").read_text("utf-8")
    (first,) = re.findall(r'^const IMPORT = "(.+)";$', text, re.M)
    return {name: [first, call] for name, call in re.findall(r'^  "(.+\.ipynb)": "(.+)",$', text, re.M)}


def test_the_extension_runs_exactly_the_notebooks_own_cells() -> None:
    """The embedded list and the notebooks never drift apart."""
    found = {}
    for path in sorted(notebooks_folder().glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        found[path.name] = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert own_cells() == found


def test_the_extension_is_where_jupyterlab_looks_for_it() -> None:
    """The description names the file to load."""
    described = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    assert (EXTENSION / described["jupyterlab"]["_build"]["load"]).is_file()


@pytest.mark.parametrize("name", ["overrides.json", "page_config.json"])
def test_settings_are_sound_json(name: str) -> None:
    """A slip in a settings file would be dropped in silence."""
    assert json.loads((jupyter_folder() / "lab-settings" / name).read_text("utf-8"))


def test_the_server_is_bound_to_this_machine_with_a_token(tmp_path: Path) -> None:
    """No flag of the command line opens it to others."""
    given = arguments(tmp_path, 8888, "secret", browser=False)
    assert {"--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=secret", "--ServerApp.port_retries=0"} <= set(given)
    assert "--ServerApp.terminals_enabled=False" in given
