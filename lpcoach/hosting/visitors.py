"""Visitors: a random id that only their browser holds, and the hash of it, which is all that the server knows."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Container
from pathlib import Path
from typing import Final

from tornado.web import RequestHandler

__all__ = ["COOKIE", "DAYS", "Visitors"]

COOKIE: Final = "lpcoach_visitor"
DAYS: Final = 365
SECRET: Final = "cookie-secret"
HASH: Final = re.compile(r"[0-9a-f]{32}")


class Visitors:
    """The visitors' folders below ``root``, which nobody but this account may enter."""

    def __init__(self, root: Path) -> None:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.chmod(0o700)
        self._root = root

    def secret(self) -> bytes:
        """What cookies are signed with: an id that this server has not given out is nobody."""
        path = self._root / SECRET
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        return path.read_bytes()

    def greet(self, handler: RequestHandler) -> None:
        """Give a browser its id, unless it has one; scripts of a page cannot read it, other sites do not send it."""
        if self.known(handler) is None:
            handler.set_signed_cookie(COOKIE, secrets.token_urlsafe(32), DAYS, httponly=True, samesite="Lax", path="/")

    def known(self, handler: RequestHandler) -> str | None:
        """The hash of the visitor that asks, None for a stranger."""
        value = handler.get_signed_cookie(COOKIE, max_age_days=DAYS)
        return hashlib.blake2b(value, digest_size=16).hexdigest() if value else None

    def folder(self, visitor: str) -> Path:
        """The folder of a visitor's workbook."""
        return self._root / visitor

    def forget_unused(self, before: float, but: Container[str] = ()) -> int:
        """Remove the workbooks that nobody has written since ``before``, ``but`` some visitors'; how many they were."""
        old = [
            path
            for path in self._root.iterdir()
            if HASH.fullmatch(path.name) and path.name not in but and _last_written(path) < before
        ]
        for folder in old:
            shutil.rmtree(folder)
        return len(old)


def _last_written(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
