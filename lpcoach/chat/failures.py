"""Why a model gave nothing, each kind with one calm sentence. No text of a server or of an exception gets in here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from lpcoach.chat.types import Usage
from lpcoach.errors import LpcoachError

__all__ = ["KINDS", "LASTING", "WORDS", "ChatFailure", "FailureKind", "because", "remedy"]

FailureKind = Literal[
    "no_consent",  # nobody has agreed that answers go to this host
    "no_key",
    "bad_key",
    "forbidden",
    "no_model",
    "quota",
    "rate_limit",
    "context",  # the text is longer than the model can take
    "refused",
    "filtered",
    "length",  # the answer was cut at its token limit
    "unsupported",  # a parameter or the whole interface is not known there
    "bad_request",
    "server",
    "timeout",
    "connect",
    "cut",  # the connection ended in mid-stream
    "garbage",  # what came is no answer: HTML, broken JSON, nothing, another form
    "rules",  # it answered, and broke the interviewer's rules twice
    "cancelled",
    "spent",  # the spend cap is reached
    "elsewhere",  # another tab is asking for the same
]
KINDS: Final[tuple[FailureKind, ...]] = get_args(FailureKind)

WORDS: Final[Mapping[FailureKind, str]] = {
    "no_consent": "you have not yet agreed to send answers to {host}",
    "no_key": "there is no key for {host}",
    "bad_key": "{host} does not accept the key",
    "forbidden": "{host} does not allow this key to use the model",
    "no_model": "{host} has no model of that name",
    "quota": "the account at {host} has no credit left",
    "rate_limit": "{host} takes no more requests just now",
    "context": "the text is longer than the model can take",
    "refused": "the model declined to answer",
    "filtered": "a content filter at {host} held the answer back",
    "length": "the answer ran past its limit and was cut",
    "unsupported": "{host} does not support this kind of request",
    "bad_request": "{host} did not understand the request",
    "server": "{host} has a fault of its own",
    "timeout": "{host} took too long",
    "connect": "{host} cannot be reached",
    "cut": "the connection to {host} broke off in mid-answer",
    "garbage": "what came back from {host} was not a usable answer",
    "rules": "the model's text broke the interviewer's rules",
    "cancelled": "you stopped it",
    "spent": "the spend cap is reached",
    "elsewhere": "another tab, or this page before it was reloaded, is asking for the same; try again a little later",
}
LASTING: Final[frozenset[FailureKind]] = frozenset(
    {"no_key", "bad_key", "forbidden", "no_model", "quota", "connect", "unsupported", "bad_request"}
)  # what is the same at the next question, until somebody changes something


class ChatFailure(LpcoachError):
    """A model gave nothing usable. ``words`` is a clause; ``partial`` is what had come, ``usage`` what it took."""

    def __init__(
        self, kind: FailureKind, host: str = "the model", *, partial: str = "", wait: float | None = None
    ) -> None:
        self.kind: FailureKind = kind
        self.words = WORDS[kind].format(host=host)
        self.partial = partial
        self.wait = wait  # seconds that the server asked for, where it did
        self.usage = Usage()
        named = "." in self.words.split()[0]  # a host's name is written as it is
        super().__init__(f"{self.words if named else self.words[0].upper() + self.words[1:]}.")

    def after(self, usage: Usage) -> ChatFailure:
        """The same failure, with what the calls took that came before it."""
        self.usage += usage
        return self


def because(error: LpcoachError) -> str:
    """Why there is nothing, as a clause."""
    return error.words if isinstance(error, ChatFailure) else f"{error}".rstrip(".")


def remedy(error: LpcoachError) -> str:
    """Where to see what to change, with a space before it; empty where the next call may do."""
    lasting = isinstance(error, ChatFailure) and error.kind in LASTING
    return " “Try it” on the start page says what to change." if lasting else ""
