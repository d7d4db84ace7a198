"""What was typed, kept: an append-only journal of events and drafts in one SQLite file."""

from lpcoach.store.checks import check_place, check_server, check_writable
from lpcoach.store.files import data_folder
from lpcoach.store.mend import Mended, look_over, mend
from lpcoach.store.rows import Draft, PracticeRow, Revision
from lpcoach.store.store import ADDRESS_VARIABLE, Store
from lpcoach.store.writer import DraftWriter

__all__ = [
    "ADDRESS_VARIABLE",
    "Draft",
    "DraftWriter",
    "Mended",
    "PracticeRow",
    "Revision",
    "Store",
    "check_place",
    "check_server",
    "check_writable",
    "data_folder",
    "look_over",
    "mend",
]
