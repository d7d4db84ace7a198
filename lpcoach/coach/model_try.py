"""Try it: what works at an endpoint, found out step by step and said in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from lpcoach.chat.failures import ChatFailure
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


@dataclass(frozen=True, slots=True)
class TryCheck:
    """One thing looked at. ``fine`` is None where it could not be told."""

    name: Literal["reachable", "key", "model", "schema", "price"]
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
    for check in await _filled(served, model_known=any(check.name == "model" for check in found)):
        if not say(check):
            return found
    price = await asyncio.to_thread(price_of, served.endpoint, Usage(1_000_000, 0))
    out = await asyncio.to_thread(price_of, served.endpoint, Usage(0, 1_000_000))
    known = price.dollars is not None and not served.endpoint.loopback
    words = f"${price.dollars:.2f} a million tokens sent, ${out.dollars:.2f} received" if known else price.words
    say(TryCheck("price", None if price.dollars is None else True, f"Price: {words}."))
    return found


async def _listed(served: Served) -> list[TryCheck]:
    """What the list of models tells; a server without one is asked on."""
    where, model = served.endpoint.where, served.endpoint.model
    reachable = TryCheck("reachable", True, f"Reachable: {where} answers.")
    try:
        names = await served.models(LIST_LIMITS)
    except ChatFailure as failure:
        if failure.kind in {"connect", "timeout", "cut"}:
            return [TryCheck("reachable", False, f"Not reachable: {failure.words}.")]
        if failure.kind in {"no_key", "bad_key", "forbidden"}:
            return [reachable, TryCheck("key", False, f"Key: {failure.words}.")]
        return [reachable]
    accepted = TryCheck("key", True, "Key: none was sent, none is asked for." if served.keyless else "Key: accepted.")
    if model in names:
        return [reachable, accepted, TryCheck("model", True, f"Model: {model} is there.")]
    if names and not model:
        listed = ", ".join(name[:60] for name in names[:_NAMED])
        return [reachable, accepted, TryCheck("model", False, f"Model: none is chosen. There are: {listed}.")]
    return [reachable, accepted]


async def _filled(served: Served, *, model_known: bool) -> list[TryCheck]:
    """What one small form tells of key, model and schema."""
    try:
        await served.fill(_ASK, Trial, limits=LIMITS)
    except ChatFailure as failure:
        if failure.kind in {"no_key", "bad_key", "forbidden"}:
            return [TryCheck("key", False, f"Key: {failure.words}.")]
        if failure.kind in {"garbage", "length", "refused", "filtered"}:
            there = [] if model_known else [TryCheck("model", True, f"Model: {served.endpoint.model} answers.")]
            words = "Schema: not kept. The model may still interview; its ratings will not be scored."
            return [*there, TryCheck("schema", False, words)]
        return [TryCheck("model", False, f"Model: {failure.words}.")]
    there = [] if model_known else [TryCheck("model", True, f"Model: {served.endpoint.model} answers.")]
    return [*there, TryCheck("schema", True, f"Schema: kept, {_RUNGS[served.dialect.rung]}.")]
