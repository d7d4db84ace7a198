"""What one visitor may take, and all together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["LINES", "Limits"]

LINES: Final = 8  # to one kernel: a page has one, and more for a moment where it was cut and comes again
BASE, KERNEL, LINE = 100, 15, 10  # files that the server has open, for itself, a kernel, and a line; 35, 13, 9.5 seen


@dataclass(frozen=True, slots=True)
class Limits:
    """``kernels`` counts all that run, the ``ready`` ones too; beyond it a page says that the demo is full."""

    kernels: int = 20
    ready: int = 2
    per_visitor: int = 3
    idle_seconds: float = 120  # without a page that is connected
    age_seconds: float = 4 * 3600
    memory_mb: int = 512  # a kernel's own data
    file_mb: int = 20  # a workbook's file
    keep_days: float = 30  # an unused workbook
    drain_seconds: float = 2  # between the signal to stop and the end, for what is on its way

    @property
    def files(self) -> int:
        """How many files the server may have open when each kernel has all its lines."""
        return BASE + self.kernels * (KERNEL + LINES * LINE)

    @staticmethod
    def kernels_with(files: int) -> int:
        """How many kernels so many open files allow, one at least."""
        return max(1, (files - BASE) // (KERNEL + LINES * LINE))
