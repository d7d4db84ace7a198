"""Where packs and notebooks lie (beside the package in a checkout, inside it in a wheel), and whose machine this is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

from lpcoach.errors import SettingError

__all__ = ["HOSTED_VARIABLE", "PACK_VARIABLE", "SHIPPED", "hosted", "machine", "pack_folder", "share_path"]

SHIPPED: Final = "amazon_ai_engineer"
PACK_VARIABLE: Final = "LPCOACH_PACK"
HOSTED_VARIABLE: Final = "LPCOACH_HOSTED"
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


def hosted() -> Literal["", "demo", "binder"]:
    """Whether the pages run on somebody else's machine: `lpcoach serve` and Binder say so."""
    named = os.environ.get(HOSTED_VARIABLE)
    return "demo" if named == "demo" else "binder" if named == "binder" else ""


def machine() -> str:
    """Whose machine this is, in a sentence."""
    return {"demo": "the server of this demo", "binder": "Binder's machine", "": "this machine"}[hosted()]
