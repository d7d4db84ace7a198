"""Who sits at which kernel, since when, and who has left. No clock of its own, no kernel, no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lpcoach.hosting.limits import Limits

__all__ = ["Seats"]


@dataclass(slots=True)
class Seat:
    """``visitor`` is the hash; ``seen`` is when its last page was connected, ``lines`` how many are now."""

    visitor: str
    since: float
    seen: float
    lines: int = 0


class Seats:
    """All kernels that a visitor has; ready ones are not among them."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._limits = limits
        self._now = now
        self._seats: dict[str, Seat] = {}

    def __len__(self) -> int:
        return len(self._seats)

    def owns(self, visitor: str, kernel: str) -> bool:
        """Whether the kernel is this visitor's; an unknown kernel is nobody's."""
        return bool(visitor) and self.visitor(kernel) == visitor

    def visitor(self, kernel: str) -> str:
        """Whose kernel it is; empty where it is nobody's."""
        seat = self._seats.get(kernel)
        return seat.visitor if seat else ""

    def visitors(self) -> set[str]:
        """Who sits anywhere."""
        return {seat.visitor for seat in self._seats.values()}

    def take(self, visitor: str, kernel: str) -> None:
        """The visitor has this kernel from now on."""
        now = self._now()
        self._seats[kernel] = Seat(visitor, now, now)

    def leave(self, kernel: str) -> None:
        """The kernel is gone."""
        self._seats.pop(kernel, None)

    def connected(self, kernel: str, lines: int) -> None:
        """A page has connected (1) or its line has ended (-1)."""
        seat = self._seats.get(kernel)
        if seat is not None:
            seat.lines = max(0, seat.lines + lines)
            seat.seen = self._now()

    def to_give_up(self, visitor: str, most: int, besides: str = "") -> list[str]:
        """What a visitor has beyond ``most`` kernels, ``besides`` one: those without a page first, then the eldest."""
        own = [
            (seat.lines > 0, seat.since, name)
            for name, seat in self._seats.items()
            if seat.visitor == visitor and name != besides
        ]
        return [name for _, _, name in sorted(own)[: max(0, len(own) - most)]]

    def overdue(self) -> list[str]:
        """Kernels that nobody looks at any more, and those that are too old."""
        now = self._now()
        return [
            kernel
            for kernel, seat in self._seats.items()
            if now - seat.since > self._limits.age_seconds
            or (not seat.lines and now - seat.seen > self._limits.idle_seconds)
        ]
