"""A story of the bank: what its owner has written, revision by revision. Facts are theirs; nothing is filled in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, Final, Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from lpcoach.content.terms import STAR_PARTS
from lpcoach.errors import InputError
from lpcoach.stories.types import ImportedStory

__all__ = [
    "FIELDS",
    "LONGEST",
    "BroughtOut",
    "Field",
    "Notes",
    "Source",
    "Story",
    "from_import",
    "load",
    "mark",
    "plain",
]

Field = Literal[
    "title", "question", "headline", "situation", "task", "action", "result", "telling", "role", "figures", "lasting"
]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
LONGEST: Final = 100_000  # characters of one field, as of an answer
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class _Checked:
    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Source(_Checked):
    """Where an imported story came from; ``text`` holds all its words as they stood there."""

    file: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class BroughtOut(_Checked):
    """What a probe brought out in a practice: the candidate's own words, added on consent."""

    practice: str
    where: str
    asked: str
    quote: str


@dataclass(frozen=True, slots=True)
class Story(_Checked):
    """``lasting`` is what changed for good; ``draft`` says that its owner calls it unfinished.

    ``first_told`` names the practice and the story in it (``practice:number``) that it was kept from.
    """

    title: str = ""
    question: str = ""
    headline: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    telling: str = ""
    role: str = ""
    figures: str = ""
    lasting: str = ""
    principles: tuple[str, ...] = ()
    theme: str = ""
    about: Literal["system", "people"] = "system"
    failure: bool = False
    draft: bool = False
    brought_out: tuple[BroughtOut, ...] = ()
    source: Source | None = None
    first_told: str = ""
    deleted: bool = False

    @property
    def name(self) -> str:
        """The title, or a word for one that has none yet."""
        return self.title or "Story without a title"

    @property
    def told(self) -> str:
        """The text that is read: the telling, else what stands in the four parts."""
        parts = [getattr(self, part) for part in STAR_PARTS]
        return self.telling if self.telling.strip() else "\n\n".join(part for part in parts if part.strip())

    def with_text(self, field: Field, text: str) -> Story:
        """The same with another text in a field; a title is one line."""
        if len(text) > LONGEST:
            raise InputError(f"This part has {len(text):,} characters; at most {LONGEST:,} are kept. Shorten it.")
        whole = _HALF_PAIR.sub("\ufffd", text)
        changed: dict[str, Any] = {field: " ".join(whole.split()) if field in ("title", "question") else whole}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Notes(_Checked):
    """What an import found in a file and could put into no story: pairs of where it stood and the text."""

    file: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    deleted: bool = False


@cache
def _adapter(notes: bool) -> TypeAdapter[Any]:
    return TypeAdapter(Notes if notes else Story)


def plain(entry: Story | Notes) -> dict[str, Any]:
    """The entry as JSON values, without what is empty."""
    empty = {part.name: part.default for part in fields(entry)}
    found: dict[str, Any] = _adapter(isinstance(entry, Notes)).dump_python(entry, mode="json")
    return {name: value for name, value in found.items() if value not in (empty[name], [])}


def load(kind: str, body: Mapping[str, Any]) -> Story | Notes:
    """The entry again; InputError where the body is none of this version's."""
    try:
        entry: Story | Notes = _adapter(kind == "notes").validate_json(json.dumps(body))
    except ValidationError as error:
        places = sorted({".".join(map(str, fault["loc"])) or "its body" for fault in error.errors()})
        raise InputError(f"A story of the bank cannot be read: {', '.join(places)} does not fit.") from None
    return entry


def mark(text: str) -> str:
    """The same for texts that differ in white space only: how an import knows what it has kept before."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def from_import(found: ImportedStory, file: str) -> Story:
    """A story as an import understood it; prose without parts is its telling."""
    parts: dict[str, Any] = {part: one.text for part, one in found.star.items()}
    return Story(
        title=found.title,
        question=found.question,
        telling="" if parts else found.text.strip(),
        principles=found.principles,
        failure=found.failure,
        draft=not found.complete,
        source=Source(file, found.where, found.text),
        **parts,
    )
