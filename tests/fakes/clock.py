"""A clock that moves a little at each look, and further when told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Called for the time; ``tick`` seconds pass with each call."""

    def __init__(self, start: datetime = datetime(2025, 3, 3, 9, 0, tzinfo=UTC), tick: float = 1) -> None:
        self.now = start
        self._tick = timedelta(seconds=tick)

    def __call__(self) -> datetime:
        """Give the time, then let a tick pass."""
        now = self.now
        self.now += self._tick
        return now

    def advance(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)
