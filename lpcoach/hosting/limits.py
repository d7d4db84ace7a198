"""What one visitor may take, and all together."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


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
