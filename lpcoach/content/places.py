"""Where packs and notebooks lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

from lpcoach.errors import SettingError

__all__ = ["PACK_VARIABLE", "SHIPPED", "pack_folder", "share_path"]

SHIPPED: Final = "amazon_ai_engineer"
PACK_VARIABLE: Final = "LPCOACH_PACK"
PACKAGE: Final = Path(__file__).resolve().parents[1]


def share_path(name: Literal["content", "notebooks"]) -> Path:
    """Find the folder ``name`` that travels with the package."""
    for root in (PACKAGE / "share", PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise SettingError(f"The folder {name} is missing beside {PACKAGE}. Install lpcoach again.")


def pack_folder(folder: Path | None = None) -> Path:
    """Choose the pack: the folder asked for, else the one in LPCOACH_PACK, else the shipped one."""
    if folder is not None:
        return folder
    named = os.environ.get(PACK_VARIABLE, "")
    return Path(named) if named else share_path("content") / SHIPPED
