"""Try it: what works at an endpoint, found out step by step and said in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from lpcoach.chat.failures import ChatFailure, FailureKind
from lpcoach.chat.types import Limits, Message, Usage
from lpcoach.endpoints.adapter import Served
from lpcoach.endpoints.prices import price_of

__all__ = ["TryCheck", "try_endpoint"]

LIMITS: Final = Limits(idle=30, total=60, attempts=1, received=200)
LIST_LIMITS: Final = Limits(idle=10, total=15)
_NAMED: Final = 6
_RUNGS: Final = (
    "by a schema that the server enforces",
    "by JSON with a schema",
    "by JSON, with the schema in the prompt",
    "with the schema in the prompt only",
)


OF_KEYS: Final[frozenset[FailureKind]] = frozenset({"no_key", "bad_key", "forbidden"})
HINTS: Final[dict[FailureKind, str]] = {
    "no_key": "Type one above.",
    "bad_key": "Copy it again from your account there, or make a new one.",
    "forbidden": "Choose another model, or allow it in your account there.",
    "no_model": "Write the model as the server lists it.",
    "quota": "Add credit there, or choose another server.",
    "rate_limit": "Try it again in a minute.",
    "connect": "Check the address, and that the server runs.",
    "timeout": "Check that the server runs, and that the model is loaded.",
    "unsupported": "Check the address: it ends before /chat/completions.",
    "garbage": "Check the address: it ends before /chat/completions.",
}
Name = Literal["reachable", "key", "model", "schema", "price"]


@dataclass(frozen=True, slots=True)
class TryCheck:
    """One thing looked at. ``fine`` is None where it could not be told."""

    name: Name
    fine: bool | None
    words: str


class Trial(BaseModel):
    """A form as small as one can be."""

    model_config = ConfigDict(extra="forbid", strict=True)

    word: str = Field(max_length=40)
    even: bool


_ASK: Final = (Message("user", "Fill in the form: word is the word seven, even says whether seven is an even number."),)


async def try_endpoint(served: Served, on_check: Callable[[TryCheck], None]) -> list[TryCheck]:
    """All five checks, or those up to the first that fails."""
    found: list[TryCheck] = []

    def say(check: TryCheck) -> bool:
        found.append(check)
        on_check(check)
        return check.fine is not False

    for check in await _listed(served):
        if not say(check):
            return found
    for check in await _filled(served):
        if not say(check):
            return found
    price = await asyncio.to_thread(price_of, served.endpoint, Usage(1_000_000, 0))
    out = await asyncio.to_thread(price_of, served.endpoint, Usage(0, 1_000_000))
    known = price.dollars is not None and not served.endpoint.loopback
    words = f"${price.dollars:.2f} a million tokens sent, ${out.dollars:.2f} received" if known else price.words
    say(TryCheck("price", None if price.dollars is None else True, f"Price: {words}."))
    return found


def _wrong(name: Name, failure: ChatFailure) -> TryCheck:
    lead = "Not reachable" if name == "reachable" else name.capitalize()
    return TryCheck(name, False, f"{lead}: {failure.words}. {HINTS.get(failure.kind, '')}".rstrip())


async def _listed(served: Served) -> list[TryCheck]:
    """Whether anything answers; many servers list their models to anybody, and some have no list."""
    reachable = TryCheck("reachable", True, f"Reachable: {served.endpoint.server} answers.")
    try:
        names = await served.models(LIST_LIMITS)
    except ChatFailure as failure:
        if failure.kind in {"connect", "timeout", "cut"}:
            return [_wrong("reachable", failure)]
        return [reachable, _wrong("key", failure)] if failure.kind in OF_KEYS else [reachable]
    if names and not served.endpoint.model:
        listed = ", ".join(name[:60] for name in names[:_NAMED])
        return [reachable, TryCheck("model", False, f"Model: none is chosen. There are: {listed}.")]
    return [reachable]


async def _filled(served: Served) -> list[TryCheck]:
    """What one small form tells of key, model and schema."""
    key = TryCheck("key", True, "Key: none was sent, none is asked for." if served.keyless else "Key: accepted.")
    there = TryCheck("model", True, f"Model: {served.endpoint.model} answers.")
    try:
        await served.fill(_ASK, Trial, limits=LIMITS)
    except ChatFailure as failure:
        if failure.kind in OF_KEYS:
            return [_wrong("key", failure)]
        if failure.kind not in {"garbage", "length", "refused", "filtered"} or not failure.partial:
            return [_wrong("model", failure)]
        words = "Schema: not kept. The model may still interview; its ratings will not be scored."
        return [key, there, TryCheck("schema", False, words)]
    return [key, there, TryCheck("schema", True, f"Schema: kept, {_RUNGS[served.dialect.rung]}.")]
