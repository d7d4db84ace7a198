"""What `lpcoach doctor` looks at, each in one plain line."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from lpcoach.content.loader import load_pack
from lpcoach.errors import LpcoachError, PackError
from lpcoach.store import Store
from lpcoach.store.files import NAME, data_folder
from lpcoach.store.store import ADDRESS_VARIABLE

__all__ = ["Check", "checkup"]

NEEDED: Final = (
    "jupyterlab",
    "voila",
    "ipykernel",
    "ipywidgets",
    "anywidget",
    "pydantic",
    "pyyaml",
    "sqlalchemy",
    "alembic",
    "pandas",
    "plotly",
    "jinja2",
    "click",
    "platformdirs",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is fine, and in words how it stands."""

    fine: bool
    words: str


def checkup(pack: Path | None) -> list[Check]:
    """Look at everything; nothing is written and one thing that is wrong hides no other."""
    model = Check(True, "Interviewer and rater: embedded. This version asks no language model.")
    return [*_installed(), _workbook(), _pack(pack), model]


def _installed() -> list[Check]:
    found = {name: _version(name) for name in NEEDED}
    missing = [name for name, number in found.items() if not number]
    there = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    checks = [
        Check(True, f"lpcoach {_version('lpcoach') or 'in a checkout'}, Python {platform.python_version()}"),
        Check(True, f"Installed: {there}"),
    ]
    if missing:
        checks.append(
            Check(False, f"Not installed: {', '.join(missing)}. Install lpcoach again with pip, or run make.")
        )
    return checks


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _workbook() -> Check:
    path = data_folder() / NAME
    on_server = bool(os.environ.get(ADDRESS_VARIABLE))
    try:
        if not on_server and not path.exists():
            return _place_for(path)
        store = Store.open()
        count, place = len(store.practices()), store.place
        store.close()
    except LpcoachError as error:
        return Check(False, f"Workbook: {error}")
    except OSError as error:
        return Check(
            False, f"Workbook: {path} cannot be looked at ({error.strerror}). Set LPCOACH_HOME to a folder of yours."
        )
    return Check(True, f"Workbook: {place}, with {count} {'practice' if count == 1 else 'practices'}")


def _place_for(path: Path) -> Check:
    parent = next(folder for folder in path.parents if folder.exists())
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        why = f"{parent} cannot be written. Set LPCOACH_HOME to a folder of yours."
        return Check(False, f"Workbook: {path} cannot be made, since {why}")
    return Check(True, f"Workbook: {path}, not there yet; the first practice makes it")


def _pack(folder: Path | None) -> Check:
    try:
        pack = load_pack(folder)
    except PackError as error:
        return Check(False, str(error))
    except LpcoachError as error:
        return Check(False, f"Pack: {error}")
    counts = f"{len(pack.principles)} principles, {len(pack.questions)} lead questions, {len(pack.probes)} probes"
    return Check(True, f"Pack: {pack.pack.id} {pack.pack.version}, sound: {counts}")
