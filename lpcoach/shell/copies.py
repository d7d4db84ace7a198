"""Keeps a person's copies of the notebooks: renewed with each version, never over an edited one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from lpcoach.errors import LaunchError

__all__ = ["renew"]

WRITTEN = ".written.json"  # name -> fingerprint of what the package wrote last


def renew(source: Path, target: Path) -> tuple[str, ...]:
    """Bring ``target`` up to the notebooks in ``source``; return the names of edited ones whose news was held back."""
    try:
        for folder in (target.parent, target):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = _written(target / WRITTEN)
        held = tuple(path.name for path in sorted(source.glob("*.ipynb")) if _renewed(path, target, written) is False)
        (target / WRITTEN).write_text(json.dumps(written, indent=1), "utf-8")
    except OSError as error:
        raise LaunchError(
            f"The notebooks cannot be written to {target}: {error.strerror}. "
            "Mend that, or name another folder in LPCOACH_HOME."
        ) from error
    return held


def _renewed(path: Path, target: Path, written: dict[str, str]) -> bool:
    """Write one notebook unless the person's copy is edited; False when that keeps a new version away."""
    copy, new, before = target / path.name, _fingerprint(path), written.get(path.name)
    if copy.exists() and _fingerprint(copy) not in (new, before):
        return new == before
    fresh = copy.with_suffix(".new")
    shutil.copyfile(path, fresh)
    fresh.replace(copy)
    written[path.name] = new
    return True


def _written(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # then every notebook that differs counts as edited and is kept
    return found if isinstance(found, dict) else {}


def _fingerprint(path: Path) -> str:
    """Hash what a person edits: the kinds and sources of the cells, not what JupyterLab adds when it saves."""
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(path.read_bytes())["cells"]]
    except (ValueError, KeyError, TypeError):
        return "unreadable"
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()
