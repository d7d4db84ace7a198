"""Visitors' folders: private, and gone when nobody has written for long."""

from __future__ import annotations

import os
from pathlib import Path

from lpcoach.hosting.visitors import Visitors


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    """A restart signs with the same secret, so that visitors keep their workbooks; nobody else may read it."""
    root = tmp_path / "visitors"
    first = Visitors(root).secret()
    assert Visitors(root).secret() == first
    assert len(first) == 32
    assert root.stat().st_mode & 0o777 == 0o700
    assert (root / "cookie-secret").stat().st_mode & 0o777 == 0o600


def test_only_unused_workbooks_are_forgotten(tmp_path: Path) -> None:
    """What was written before the day is removed with its folder; what was written after it, and the secret, stay."""
    visitors = Visitors(tmp_path)
    visitors.secret()
    for name, age in (("a" * 32, 100), ("b" * 32, 300)):
        folder = visitors.folder(name)
        folder.mkdir()
        (folder / "workbook.sqlite").write_text("x")
        for path in (folder / "workbook.sqlite", folder):
            os.utime(path, (age, age))
    assert visitors.forget_unused(200) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b" * 32, "cookie-secret"]
