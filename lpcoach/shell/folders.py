"""Where the shells find what travels with the package."""

from __future__ import annotations

import os
from pathlib import Path

import lpcoach
from lpcoach.content.places import share_path
from lpcoach.errors import LaunchError

__all__ = ["jupyter_folder", "notebooks_folder", "offer_to_jupyter", "page_styles"]

_PACKAGE = Path(lpcoach.__file__).parent


def notebooks_folder() -> Path:
    """Return the folder of the package's (or the checkout's) own notebooks."""
    found = share_path("notebooks")
    if not (found / "00_start.ipynb").is_file():
        raise LaunchError(f"The notebooks are missing from {found}. Install lpcoach again.")
    return found


def jupyter_folder() -> Path:
    """Return the folder of the page template and the JupyterLab extension."""
    return _PACKAGE / "share" / "jupyter"


def offer_to_jupyter() -> None:
    """Let Jupyter's own search path find the template and the extension, here and in what is started from here."""
    paths = [str(jupyter_folder()), *filter(None, os.environ.get("JUPYTER_PATH", "").split(os.pathsep))]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(dict.fromkeys(paths))


def page_styles() -> str:
    """Return all stylesheets of the pages, so that a page has its look before the first widget is drawn."""
    return "\n".join(path.read_text("utf-8") for path in sorted((_PACKAGE / "ui" / "static" / "css").glob("*.css")))
