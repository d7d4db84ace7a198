"""Copies of the notebooks: renewed with each version, never over an edited one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lpcoach.errors import LaunchError
from lpcoach.shell.copies import renew


def write(folder: Path, source: str, **metadata: object) -> Path:
    """Write a notebook of one cell."""
    folder.mkdir(exist_ok=True)
    path = folder / "00_start.ipynb"
    cell = {"cell_type": "code", "source": [source], "outputs": [], "metadata": {}}
    path.write_text(json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}), "utf-8")
    return path


def read(folder: Path) -> str:
    """Return the source of the one cell."""
    source: str = json.loads((folder / "00_start.ipynb").read_text("utf-8"))["cells"][0]["source"][0]
    return source


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Prepare version 1 of the package, copied once."""
    package, mine = tmp_path / "package", tmp_path / "home" / "notebooks"
    write(package, "one")
    assert renew(package, mine) == ()
    return package, mine


def test_a_copy_that_nobody_edited_follows_the_package(folders: tuple[Path, Path]) -> None:
    """A new version reaches the person."""
    package, mine = folders
    write(package, "two")
    assert renew(package, mine) == ()
    assert read(mine) == "two"


def test_an_edited_copy_is_kept_and_named(folders: tuple[Path, Path]) -> None:
    """What a person changed is never written over."""
    package, mine = folders
    write(mine, "mine")
    write(package, "two")
    assert renew(package, mine) == ("00_start.ipynb",)
    assert read(mine) == "mine"


def test_an_edited_copy_is_not_mentioned_while_there_is_no_new_version(folders: tuple[Path, Path]) -> None:
    """The same line is not said at each start."""
    package, mine = folders
    write(mine, "mine")
    assert renew(package, mine) == ()
    assert read(mine) == "mine"


def test_what_jupyterlab_adds_when_it_saves_is_no_edit(folders: tuple[Path, Path]) -> None:
    """Opening a notebook does not cut it off from new versions."""
    package, mine = folders
    write(mine, "one", language_info={"version": "3.11.7"})
    write(package, "two")
    assert renew(package, mine) == ()
    assert read(mine) == "two"


@pytest.mark.parametrize("text", ["", "[]", '{"cells": [1]}', "\x00"])
def test_a_copy_that_is_no_notebook_is_kept(folders: tuple[Path, Path], text: str) -> None:
    """A damaged file is the person's to judge."""
    package, mine = folders
    (mine / "00_start.ipynb").write_text(text, "utf-8")
    write(package, "two")
    assert renew(package, mine) == ("00_start.ipynb",)


def test_without_the_list_of_what_was_written_everything_that_differs_is_kept(folders: tuple[Path, Path]) -> None:
    """A damaged list never costs a person's edit."""
    package, mine = folders
    (mine / ".written.json").write_text("{", "utf-8")
    write(package, "two")
    assert renew(package, mine) == ("00_start.ipynb",)


def test_a_folder_that_cannot_be_written_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """The message names the folder and LPCOACH_HOME."""
    (tmp_path / "file").touch()
    with pytest.raises(LaunchError, match="LPCOACH_HOME"):
        renew(tmp_path, tmp_path / "file" / "notebooks")
