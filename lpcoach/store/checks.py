"""Looked at before pages are served: whether there is a place for what will be typed."""

from __future__ import annotations

import os
from pathlib import Path

from lpcoach.errors import SettingError, StoreDamaged, StoreTooNew
from lpcoach.store.faults import in_words
from lpcoach.store.files import data_folder
from lpcoach.store.store import ADDRESS_VARIABLE, Store, server_at

__all__ = ["check_place", "check_server", "check_writable"]


def check_server(address: str) -> None:
    """See whether the server of this address, if there is one, takes new workbooks; else an error with what to do."""
    if not address:
        return
    place = server_at(address)
    engine = place.engine(5.0)
    try:
        with in_words(place), engine.connect() as connection:
            place.check_rights(connection)
    finally:
        engine.dispose()


def check_place() -> None:
    """See whether one's own workbook can be written; one that is damaged or too new its page tells, and mends."""
    if not os.environ.get(ADDRESS_VARIABLE):
        check_writable(data_folder(), "Set LPCOACH_HOME to a folder of yours")
        return
    try:
        Store.open().close()
    except (StoreDamaged, StoreTooNew):
        return


def check_writable(folder: Path, instead: str) -> None:
    """Make a folder where it is not there yet; a SettingError where that, or writing there, is not allowed."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        why = "" if os.access(folder, os.W_OK | os.X_OK) else "it may not be written"
    except OSError as error:
        why = os.strerror(error.errno or 0)
    if why:
        raise SettingError(f"The folder {folder} cannot be used: {why}. {instead}.")
