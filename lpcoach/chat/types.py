"""``ChatModel``: what the interviewer and the rater need of a model, whoever serves it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

__all__ = ["ChatModel", "Filled", "Form", "Limits", "Message", "Said", "Usage", "Wait", "tokens"]

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or several calls; ``estimated`` where a server did not count them."""

    sent: int = 0
    received: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.sent + other.sent, self.received + other.received, self.estimated or other.estimated)


@dataclass(frozen=True, slots=True)
class Said:
    """A whole text as the model said it."""

    text: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Filled(Generic[Form]):
    """A form that the model filled in, validated."""

    form: Form
    usage: Usage


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause before the next attempt, told to the screen: ``why`` is a clause. Attempt 0: somebody else is asking."""

    seconds: float
    attempt: int
    why: str

    @property
    def words(self) -> str:
        """Why it is asked once more, and when."""
        return self.why if self.attempt == 0 else f"{self.why}; attempt {self.attempt} follows in {self.seconds:.0f} s"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one call may take, and how much may come back. Seconds, but for ``received`` (tokens)."""

    idle: float = 60.0
    total: float = 120.0
    attempts: int = 3
    longest_wait: float = 30.0
    received: int = 400

    def left(self, since: float) -> Limits:
        """The same for one more call of what began at ``since`` (monotonic): the total is for all its calls."""
        return replace(self, total=max(0.0, self.total - (time.monotonic() - since)))


class ChatModel(Protocol):
    """A model. Both calls raise ChatFailure for whatever goes wrong, and nothing else but cancellation."""

    @property
    def name(self) -> str:
        """Model and kind of host in words, as a rating's ``rater``."""

    async def say(
        self,
        messages: Sequence[Message],
        *,
        on_text: Callable[[str], None] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = Limits(),
    ) -> Said:
        """Stream a text; ``on_text`` gets all of it so far, each time more has come."""

    async def fill(
        self,
        messages: Sequence[Message],
        form: type[Form],
        *,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = Limits(),
    ) -> Filled[Form]:
        """Fill in a form; what does not validate is sent back once with the reason."""


def tokens(text: str) -> int:
    """About how many tokens a text has, where nobody has counted."""
    return -(-len(text) // 4)
