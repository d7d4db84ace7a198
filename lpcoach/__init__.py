"""A workbook to practise a behavioral loop for AI engineers. ``import lpcoach`` itself loads nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lpcoach.workbook import Workbook

__all__ = ["__version__", "open_workbook"]

__version__: str


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - reads the installed files

        return version("lpcoach")
    raise AttributeError(f"module 'lpcoach' has no attribute {name!r}")


def open_workbook(folder: Path | None = None) -> Workbook:
    """The workbook in ``folder`` (else LPCOACH_HOME, else the user's data folder), as DataFrames and figures."""
    from lpcoach.workbook import open_workbook as opened  # noqa: PLC0415 - pages need no part of it

    return opened(folder)
