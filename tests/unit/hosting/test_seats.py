"""Seats: who has a kernel, who has too many, and who has left."""

from __future__ import annotations

from lpcoach.hosting.limits import Limits
from lpcoach.hosting.seats import Seats

LIMITS = Limits(per_visitor=2, idle_seconds=10, age_seconds=100)


class Clock:
    """A clock that is turned by hand."""

    time = 0.0

    def __call__(self) -> float:
        """Now."""
        return self.time


def seats() -> tuple[Seats, Clock]:
    """No one sits yet."""
    clock = Clock()
    return Seats(LIMITS, clock), clock


def test_a_kernel_is_its_visitors_only() -> None:
    """Another visitor, and any visitor of an unknown kernel, own nothing; nor does one that has left."""
    found, _ = seats()
    found.take("ada", "k1")
    assert found.owns("ada", "k1")
    assert not found.owns("grace", "k1")
    assert not found.owns("ada", "k2")
    found.leave("k1")
    assert not found.owns("ada", "k1")


def test_who_takes_one_too_many_gives_up_the_one_without_a_page() -> None:
    """A kernel that no page looks at goes before an older one that is looked at, and never the new one."""
    found, clock = seats()
    for number, kernel in enumerate(("k1", "k2", "k3")):
        clock.time = number
        found.take("ada", kernel)
    found.connected("k1", 1)
    assert found.to_give_up("ada", 1, besides="k3") == ["k2"]
    found.connected("k2", 1)
    assert found.to_give_up("ada", 1, besides="k3") == ["k1"]
    assert found.to_give_up("ada", 0) == ["k3", "k1", "k2"]
    assert found.to_give_up("grace", 0) == []


def test_idle_is_counted_from_the_last_page() -> None:
    """With a page connected a kernel is never idle; ten seconds after the last page has gone it is overdue."""
    found, clock = seats()
    found.take("ada", "k1")
    found.connected("k1", 1)
    clock.time = 50
    assert found.overdue() == []
    found.connected("k1", -1)
    clock.time = 61
    assert found.overdue() == ["k1"]


def test_an_old_kernel_is_overdue_whoever_looks() -> None:
    """Age ends a kernel also while its page is open."""
    found, clock = seats()
    found.take("ada", "k1")
    found.connected("k1", 1)
    clock.time = 101
    assert found.overdue() == ["k1"]


def test_a_day_of_visits_leaves_no_seat() -> None:
    """After 10,000 visits that were closed in one way or another nobody sits any more."""
    found, clock = seats()
    for number in range(10_000):
        clock.time = number * 8.64
        found.take(f"v{number}", f"k{number}")
        found.connected(f"k{number}", 1)
        if number % 2:
            found.connected(f"k{number}", -1)
        for kernel in found.overdue():
            found.leave(kernel)
        assert len(found) <= 16
    clock.time += 200
    for kernel in found.overdue():
        found.leave(kernel)
    assert len(found) == 0
