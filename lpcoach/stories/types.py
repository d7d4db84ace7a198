"""What an import understands of a file. Everything that is no story is a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lpcoach.content.terms import StarPart

__all__ = ["ImportedFile", "ImportedStory", "Note", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one part and where it stands in the file: lines, a row and column, or a path of keys."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Note:
    """Text of a file that belongs to no story, or (``asked``) something that its owner should look at."""

    text: str
    where: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ImportedStory:
    """A story as it was found. ``text`` holds all its words as they stood; ``complete`` is false for a draft."""

    title: str
    question: str
    principles: tuple[str, ...]
    failure: bool
    complete: bool
    text: str
    where: str
    star: Mapping[StarPart, Part] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One file: its stories in order, and the rest as notes."""

    file: str
    stories: tuple[ImportedStory, ...]
    notes: tuple[Note, ...]
