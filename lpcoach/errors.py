"""All errors that lpcoach raises on purpose; each says what was wrong, where, and what to do.

LpcoachError
|-- PackError          a content pack has faults (all of them, each with file and line)
|-- InputError         a file or line that the user gave cannot be used
|-- SettingError       a setting (date, plan, path) has a value that cannot be used
|-- SessionError       the practice cannot take this step now (for example, it is finished)
|-- StoreError         the workbook's file cannot be used
|   |-- StoreConflict  another tab or kernel has gone on with this practice
|   |-- StoreTooNew    the file was written by a newer lpcoach
|   |-- StoreUnwritable  disk full, read-only, no permission, or locked by another process
|   `-- StoreDamaged   the file is not a sound database
|-- ChatFailure        a language model gave nothing usable (in chat/failures.py)
`-- LaunchError        a server cannot be started (port taken, part missing)
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Fault",
    "InputError",
    "LaunchError",
    "LpcoachError",
    "PackError",
    "SessionError",
    "SettingError",
    "StoreConflict",
    "StoreDamaged",
    "StoreError",
    "StoreTooNew",
    "StoreUnwritable",
]


class LpcoachError(Exception):
    """Something that the user can be told in one line: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a pack: ``file`` relative to the pack, ``line`` from 1 (0: the file as a whole)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class PackError(LpcoachError):
    """A content pack has faults; ``faults`` holds all of them."""

    def __init__(self, pack: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        lines = "\n".join(f"  {fault}" for fault in faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"The pack {pack} has {count}:\n{lines}")


class InputError(LpcoachError):
    """A file or line that the user gave cannot be used."""


class SettingError(LpcoachError):
    """A setting has a value that cannot be used."""


class SessionError(LpcoachError):
    """The practice cannot take this step now."""


class StoreError(LpcoachError):
    """The workbook's file cannot be used.

    ``page`` is added where a page tells it: what becomes of a text that stands there. A command says ``message``.
    """

    def __init__(self, message: str, page: str = "") -> None:
        self.message = message
        super().__init__(f"{message} {page}".rstrip())


class StoreConflict(StoreError):
    """Another tab or kernel has gone on with this practice; read it again."""


class StoreTooNew(StoreError):
    """The workbook's file was written by a newer lpcoach."""


class StoreUnwritable(StoreError):
    """The workbook's file cannot be written: disk full, read-only, no permission, or locked."""


class StoreDamaged(StoreError):
    """The workbook's file is not a sound database."""


class LaunchError(LpcoachError):
    """A server cannot be started."""
