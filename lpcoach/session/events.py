"""What can happen in a practice: frozen events, each JSON-able both ways.

An event is sound by construction: half of a surrogate pair, which no file or socket can carry, becomes U+FFFD
(one code point for one, so that spans stay right), and its mappings are its own copies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, ClassVar, Final, Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from lpcoach.content.terms import CriterionId, PhaseId, Plan, RaterId, Vote
from lpcoach.errors import SessionError
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Quote
from lpcoach.session.types import Mode

__all__ = [
    "KINDS",
    "Answered",
    "ClaimCorrected",
    "Event",
    "Finished",
    "FirstKey",
    "OwnRated",
    "Paused",
    "PhaseEntered",
    "QuestionAsked",
    "QuestionPosed",
    "Rated",
    "Replied",
    "Resumed",
    "Skipped",
    "Started",
    "StoryEnded",
    "StoryTaken",
    "from_json",
    "sound",
    "to_json",
]

_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


def sound(text: str) -> str:
    """The text with what UTF-8 cannot carry replaced, code point for code point."""
    return text if text.isascii() else _HALF_PAIR.sub("\ufffd", text)


def _sound(value: Any) -> Any:  # noqa: ANN401 - walks through any JSON-able value
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, Mapping):
        return {_sound(key): _sound(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_sound(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _sound(getattr(value, part.name)) for part in fields(value)})
    return value


class _Sound:
    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    def __post_init__(self) -> None:
        for part in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            object.__setattr__(self, part.name, _sound(getattr(self, part.name)))


@dataclass(frozen=True, slots=True)
class Started(_Sound):
    """A practice begins. ``questions`` are the ids of its lead questions, chosen from ``seed``."""

    id: str
    plan: Plan
    mode: Mode
    pack: str
    seed: int
    questions: tuple[str, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False


@dataclass(frozen=True, slots=True)
class QuestionAsked(_Sound):
    """The interviewer asks; the turn is open until it is answered or skipped."""

    asked: Asked
    phase: PhaseId
    story: int | None = None


@dataclass(frozen=True, slots=True)
class FirstKey(_Sound):
    """The candidate has stopped thinking and begun to type."""


@dataclass(frozen=True, slots=True)
class Answered(_Sound):
    """The open question is answered."""

    text: str


@dataclass(frozen=True, slots=True)
class Skipped(_Sound):
    """The open question is left without an answer."""


@dataclass(frozen=True, slots=True)
class StoryEnded(_Sound):
    """The story under way is over, an open probe with it."""


@dataclass(frozen=True, slots=True)
class StoryTaken(_Sound):
    """The story under way is told from this story of the bank; an empty id takes that back."""

    story: int
    bank: str


@dataclass(frozen=True, slots=True)
class PhaseEntered(_Sound):
    """A later phase begins; the one before is left, its open question and story with it."""

    phase: PhaseId


@dataclass(frozen=True, slots=True)
class QuestionPosed(_Sound):
    """The candidate asks the interviewer: an answered turn of the invitation."""

    text: str


@dataclass(frozen=True, slots=True)
class Replied(_Sound):
    """A model plays the interviewer's reply to the question posed last; it is no fact about any team."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class ClaimCorrected(_Sound):
    """The candidate corrects openly what ``quote`` claims."""

    story: int
    quote: Quote
    text: str


@dataclass(frozen=True, slots=True)
class Paused(_Sound):
    """The clock stops."""


@dataclass(frozen=True, slots=True)
class Resumed(_Sound):
    """The clock goes on."""


@dataclass(frozen=True, slots=True)
class OwnRated(_Sound):
    """The candidate's own levels and vote, before the reveal."""

    levels: Mapping[CriterionId, int]
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Rated(_Sound):
    """The ratings as shown: one JSON object a story, in the order of the stories.

    ``votes`` are those of the debrief by rater; ``whole`` is the vote of the whole threads (absent: no vote was due).
    ``note`` says what a model took for it.
    """

    ratings: tuple[Mapping[str, object], ...]
    votes: Mapping[RaterId | Literal["whole"], Vote] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        try:
            plain = tuple(json.loads(json.dumps(self.ratings, allow_nan=False)))
        except (TypeError, ValueError, RecursionError) as error:
            raise SessionError(f"A rating holds something that JSON cannot: {error}.") from None
        object.__setattr__(self, "ratings", _sound(plain))
        object.__setattr__(self, "note", sound(self.note))
        object.__setattr__(self, "votes", dict(self.votes))


@dataclass(frozen=True, slots=True)
class Finished(_Sound):
    """The last phase is left; nothing is asked any more."""


Event = (
    Started
    | QuestionAsked
    | FirstKey
    | Answered
    | Skipped
    | StoryEnded
    | StoryTaken
    | PhaseEntered
    | QuestionPosed
    | Replied
    | ClaimCorrected
    | Paused
    | Resumed
    | OwnRated
    | Rated
    | Finished
)


def _kind(cls: type[Event]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


_CLASSES: Final[Mapping[str, type[Event]]] = {_kind(cls): cls for cls in get_args(Event)}
KINDS: Final = frozenset(_CLASSES)


@cache
def _adapter(kind: str) -> TypeAdapter[Event]:
    return TypeAdapter(_CLASSES[kind])


def to_json(event: Event) -> tuple[str, dict[str, Any]]:
    """The event's kind and its fields as JSON values."""
    return _kind(type(event)), {part.name: _plain(getattr(event, part.name)) for part in fields(event)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - walks through any JSON-able value
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def from_json(kind: str, body: Mapping[str, Any]) -> Event:
    """The event again; an unknown kind, a missing, unknown or ill-typed field is a SessionError."""
    if kind not in _CLASSES:
        raise SessionError(f"There is no event of the kind {kind!r}; a newer lpcoach may have written it.")
    try:
        return _adapter(kind).validate_json(json.dumps(body))
    except ValidationError as error:
        places = sorted({".".join(map(str, fault["loc"])) or "its body" for fault in error.errors()})
        raise SessionError(f"An event of the kind {kind} cannot be read: {', '.join(places)} does not fit.") from None
    except (TypeError, ValueError, RecursionError):
        raise SessionError(f"An event of the kind {kind} cannot be read: its body is not JSON.") from None
