"""An attempt at a drill, as it is kept: one row, added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

__all__ = ["Attempt", "DrillId"]

DrillId = Literal["recall", "probe", "rate", "aloud", "length"]
LONGEST: Final = 10.0  # minutes of one drill


@dataclass(frozen=True, slots=True)
class Attempt:
    """``body`` holds JSON values: what was asked, what was chosen or typed, and what it was graded."""

    id: str
    at: datetime
    drill: DrillId
    body: Mapping[str, Any]

    @property
    def minutes(self) -> float:
        """How long it took; one that was left open counts ten at most, one kept before this was measured none."""
        return min(LONGEST, max(0.0, self.number("minutes")))

    def text(self, name: str) -> str:
        """A text of the body, empty where it is not there."""
        found = self.body.get(name, "")
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> float:
        """A number of the body, 0 where it is not there."""
        found = self.body.get(name, 0)
        return float(found) if isinstance(found, int | float) else 0.0
