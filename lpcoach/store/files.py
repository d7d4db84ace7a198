"""Where the workbook's file lies, who may read it, its backups, and its end."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import platformdirs

from lpcoach.errors import SettingError
from lpcoach.store.faults import damaged

__all__ = ["NAME", "back_up", "data_folder", "prepare", "remove_files"]

NAME: Final = "workbook.sqlite"


def data_folder() -> Path:
    """The folder of the workbook: ``LPCOACH_HOME``, else the user's data folder of this system."""
    home = os.environ.get("LPCOACH_HOME")
    if not home:
        return Path(platformdirs.user_data_dir("lpcoach"))
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError:
        raise SettingError(f"LPCOACH_HOME is {home}, and there is no such user. Give the path of a folder.") from None


def prepare(folder: Path) -> Path:
    """The path of the file, made where it is not there yet; only its owner may read it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    _touch_private(path)
    return path


def _touch_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def back_up(path: Path, version: str) -> Path:
    """A verified copy of the file as it is committed, beside it, named after the version that it has."""
    copy = path.with_name(f"workbook.before-upgrade-from-{version}.sqlite")
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    _touch_private(unfinished)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise damaged(path, f"cannot be upgraded: its copy {unfinished.name} is not sound")
    unfinished.replace(copy)
    return copy


def remove_files(folder: Path) -> None:
    """Remove the file, what SQLite keeps beside it, every backup, and what was set aside or is half mended."""
    for path in folder.glob("workbook.*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        os.truncate(folder / "lpcoach.log", 0)  # it holds no text; a kernel may hold it open
