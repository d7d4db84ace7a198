"""What `lpcoach doctor` looks at, each in one plain line."""

from __future__ import annotations

import asyncio
import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from lpcoach.content.loader import load_pack
from lpcoach.errors import LpcoachError, PackError, StoreError
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
    "openai",
    "platformdirs",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is fine, and in words how it stands."""

    fine: bool
    words: str


def checkup(pack: Path | None) -> list[Check]:
    """Look at everything; nothing is written and one thing that is wrong hides no other."""
    return [*_installed(), *_home(), _workbook(), _pack(pack), *_model()]


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


def _home() -> list[Check]:
    """LPCOACH_HOME, where it is set to something that is hardly meant."""
    said = os.environ.get("LPCOACH_HOME", "")
    odd = [mark for mark in ("$", "%", '"', "'", "\n") if mark in said]
    if odd or said != said.strip():
        why = f"has {odd[0]!r} in it, which is taken as it stands" if odd else "begins or ends with a space"
        return [Check(False, f"LPCOACH_HOME: {said!r} {why}. Give the path of a folder.")]
    if said and not said.startswith("~") and not Path(said).is_absolute():
        why = f"is looked up from wherever lpcoach is started, now {Path(said).absolute()}"
        return [Check(False, f"LPCOACH_HOME: {said} {why}. Give a path that begins with / or ~.")]
    return []


def _model() -> list[Check]:
    """Who interviews and rates; a model that is chosen, and agreed to, is asked whether it answers."""
    from lpcoach.coach import Coach  # noqa: PLC0415 - only where there is a workbook

    try:
        if not (data_folder() / NAME).exists():
            return [Check(True, "Interviewer and rater: embedded. No language model is asked.")]
        lm = Coach.open().language_model
        found = [Check(True, lm.status())]
        if (lm.asks or lm.rates) and lm.agreed:
            found += [Check(check.fine is not False, check.words) for check in asyncio.run(lm.try_it())]
    except LpcoachError as error:
        return [Check(False, f"Language model: {error}")]
    return found


def _workbook() -> Check:
    on_server = bool(os.environ.get(ADDRESS_VARIABLE))
    try:
        path = data_folder() / NAME
        if not on_server and not path.exists():
            return _place_for(path)
        store = Store.open()
        count, place = len(store.practices()), store.place
        store.close()
    except StoreError as error:
        return Check(False, f"Workbook: {error.message}")
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
