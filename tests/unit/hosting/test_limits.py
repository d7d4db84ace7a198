"""What all visitors may take together is there before the first one comes."""

from __future__ import annotations

import resource

import pytest

from lpcoach.errors import SettingError
from lpcoach.hosting.limits import Limits
from lpcoach.hosting.server import open_files


def test_too_few_open_files_are_told_with_how_many_kernels_they_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not start, since a server without files to open ends under everyone; the advice fits."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 4096))
    with pytest.raises(SettingError, match="--kernels 42, or raise"):
        open_files(Limits(kernels=400))
    assert Limits(kernels=42).files <= 4096 < Limits(kernels=43).files


@pytest.mark.parametrize(("hard", "soft"), [(20_000, 20_000), (resource.RLIM_INFINITY, 2_000)])
def test_the_soft_limit_is_raised(hard: int, soft: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand, as most systems give, is too few for 20 kernels with all their lines."""
    now: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: now.append(limits))
    open_files(Limits(kernels=20))
    assert now == [(soft, hard)]
