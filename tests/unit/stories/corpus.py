"""The files of tests/data/stories with what a person reads in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[2] / "data" / "stories"


@dataclass(frozen=True)
class Corpus:
    """One file, and its expected reading: the object that `stories import --json` should print."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def raw(self) -> bytes:
        """Its bytes."""
        return (FOLDER / self.name).read_bytes()

    @property
    def expected(self) -> dict[str, Any]:
        """What was written down by hand."""
        found: dict[str, Any] = json.loads((FOLDER / "expected" / f"{self.name}.json").read_text(encoding="utf-8"))
        return found


FILES: Final = tuple(Corpus(path.name) for path in sorted(FOLDER.iterdir()) if path.is_file())
