from __future__ import annotations

from pathlib import Path

import pytest

from lpcoach.content import places
from lpcoach.errors import SettingError


def test_a_checkout_has_its_folders_beside_the_package() -> None:
    """In a checkout the content lies at the top."""
    assert (places.share_path("content") / places.SHIPPED).is_dir()


def test_a_wheel_has_its_folders_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What travels under share/ goes before a stranger's folder beside the package."""
    package = tmp_path / "site" / "lpcoach"
    for folder in (package / "share" / "content", package.parent / "content"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(places, "PACKAGE", package)
    assert places.share_path("content") == package / "share" / "content"


def test_a_missing_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation gives words, with what to do."""
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "lpcoach")
    with pytest.raises(SettingError, match="Install lpcoach again"):
        places.share_path("notebooks")


def test_the_folder_asked_for_goes_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An explicit pack wins over LPCOACH_PACK, and that over the shipped one."""
    monkeypatch.setenv("LPCOACH_PACK", str(tmp_path / "named"))
    assert places.pack_folder(tmp_path / "asked") == tmp_path / "asked"
    assert places.pack_folder() == tmp_path / "named"
    monkeypatch.delenv("LPCOACH_PACK")
    assert places.pack_folder().name == places.SHIPPED
