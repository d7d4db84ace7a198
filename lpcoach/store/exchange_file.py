"""An exported file, read and checked before any of it comes near the workbook."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic.functional_validators import AfterValidator

from lpcoach.drills.types import DrillId
from lpcoach.errors import InputError, SessionError
from lpcoach.session.events import Started, from_json
from lpcoach.session.steps import replay
from lpcoach.store.exchange import FORMAT, is_secret
from lpcoach.store.schema import VERSIONS

__all__ = ["ExportFile", "PracticeRows", "export_file", "json_object"]

NOT_OURS: Final = (
    "It is no export of lpcoach. Choose the file that `lpcoach export --format json` or the start page made."
)


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without its zone")
    return text


def _sayable(text: str) -> str:
    text.encode("utf-8")  # half of a surrogate pair is an error here, not in the middle of a transaction
    return text


Moment = Annotated[str, AfterValidator(_moment)]
Said = Annotated[str, AfterValidator(_sayable)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EventRow(_Part):
    """One event as it is kept."""

    at: Moment
    kind: Said
    body: dict[str, JsonValue]

    def row(self) -> tuple[str, str, str]:
        """Its columns; the body is the text that the store writes."""
        return self.at, self.kind, json.dumps(self.body)


class PracticeRows(_Part):
    """A practice with all its events."""

    id: Annotated[Said, Field(pattern=r"^[0-9a-zA-Z_-]{1,64}$")]
    events: Annotated[tuple[EventRow, ...], Field(min_length=1, strict=False)]

    def checked(self) -> Started:
        """Its first event, once the whole is known to be a practice; else a SessionError."""
        told = [(datetime.fromisoformat(each.at), from_json(each.kind, each.body)) for each in self.events]
        session = replay(told)
        first = told[0][1]
        if not isinstance(first, Started) or session.id != self.id:
            raise SessionError("it does not begin with its own start")
        return first


class DraftRow(_Part):
    """One draft as it is kept."""

    slot: Said
    writer: Said
    rev: int
    at: Moment
    text: Said
    submitted: bool


class StoryRow(_Part):
    """One revision of the story bank as it is kept."""

    id: Said
    rev: Annotated[int, Field(ge=0)]
    at: Moment
    kind: Said
    body: JsonValue


class AttemptRow(_Part):
    """One attempt at a drill as it is kept."""

    id: Said
    at: Moment
    drill: DrillId
    body: dict[str, JsonValue]


class ExportFile(_Part):
    """A whole file."""

    lpcoach_export: int
    schema_: Annotated[str, Field(alias="schema")]
    practices: Annotated[tuple[PracticeRows, ...], Field(strict=False)]
    drafts: Annotated[tuple[DraftRow, ...], Field(strict=False)]
    settings: dict[Said, JsonValue] = {}
    stories: Annotated[tuple[StoryRow, ...], Field(strict=False)] = ()
    attempts: Annotated[tuple[AttemptRow, ...], Field(strict=False)] = ()


def json_object(text: str) -> dict[str, Any]:
    """The file as a JSON object; InputError tells a cut file from one that never was JSON."""
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        ended = isinstance(error, json.JSONDecodeError) and text.lstrip("\ufeff \n").startswith("{")
        if ended and not text.rstrip().endswith("}"):
            raise InputError("The file is cut off: it ends in the middle. Copy or download it again.") from None
        raise InputError(f"The file is not JSON. {NOT_OURS}") from None
    if not isinstance(found, dict):
        raise InputError(NOT_OURS)
    return found


def export_file(found: dict[str, Any]) -> ExportFile:
    """The file's parts, checked; InputError with what is wrong and where."""
    if "lpcoach_export" not in found:
        raise InputError(NOT_OURS)
    number, schema = found["lpcoach_export"], found.get("schema")
    if (isinstance(number, int) and number > FORMAT) or (isinstance(schema, str) and schema > VERSIONS[-1]):
        raise InputError("The file was written by a newer lpcoach. Install that version here, then import it again.")
    try:
        read = ExportFile.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "the file"
        raise InputError(f"The file cannot be used: {place}: {fault['msg']}. Nothing was imported.") from None
    for practice in read.practices:
        try:
            practice.checked()
        except SessionError as error:
            raise InputError(f"The practice {practice.id} cannot be used: {error} Nothing was imported.") from None
    if secret := next((name for name in read.settings if is_secret(name)), None):
        raise InputError(f"The setting {secret} may hold a secret and is not imported. Take it out of the file.")
    return read
