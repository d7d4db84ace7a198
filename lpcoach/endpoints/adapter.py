"""``Served``: a ChatModel behind an OpenAI-compatible endpoint, by Chat Completions alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from lpcoach.chat.failures import ChatFailure, FailureKind
from lpcoach.chat.types import Filled, Form, Limits, Message, Said, Usage, Wait, tokens
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.client import client_for
from lpcoach.endpoints.faults import Fault, fault_of
from lpcoach.endpoints.keys import Key, usable
from lpcoach.endpoints.ladder import LAST_RUNG, asked_on, filled, repaired, response_format
from lpcoach.endpoints.stream import Heard, listen

if TYPE_CHECKING:
    import httpx2

__all__ = ["Dialect", "Served"]

RETRIED: Final[frozenset[FailureKind]] = frozenset({"rate_limit", "server", "timeout", "connect"})
BILLED: Final[frozenset[FailureKind]] = frozenset({"cut", "length", "refused", "filtered", "timeout", "garbage"})
_THINKING: Final = 4000  # tokens that models which think may use before they answer, where thought counts as answer
_ADAPTATIONS: Final = 6


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server turned out to speak; remembered for each endpoint as long as the process lives."""

    limit_name: str = "max_tokens"
    usage: bool = True
    rung: int = 0

    def after(self, fault: Fault, *, form: bool) -> Dialect | None:
        """The dialect to try after the server complained of the request; None where nothing is left to change."""
        if fault.failure.kind not in {"unsupported", "bad_request"}:
            return None
        if self.limit_name in fault.names:
            other = "max_tokens" if self.limit_name == "max_completion_tokens" else "max_completion_tokens"
            return replace(self, limit_name=other)
        if self.usage and "stream_options" in fault.names:
            return replace(self, usage=False)
        return replace(self, rung=self.rung + 1) if form and self.rung < LAST_RUNG else None


_known: Final[dict[tuple[str, str], Dialect]] = {}


@dataclass
class Served:
    """A model at an endpoint. ``transport`` and ``pause`` stand in for network and clock in tests."""

    endpoint: Endpoint
    key: Key | None
    transport: httpx2.AsyncBaseTransport | None = None
    pause: Callable[[float], Any] = asyncio.sleep
    known: dict[tuple[str, str], Dialect] = field(default_factory=lambda: _known)

    @property
    def name(self) -> str:
        """Model and host, as a rating's ``rater``."""
        return f"{self.endpoint.model} on {self.endpoint.where}"

    @property
    def keyless(self) -> bool:
        """Whether it is asked without a key."""
        return self.key is not None and self.key.source == "none needed"

    @property
    def dialect(self) -> Dialect:
        """What is known of the server until now."""
        first = Dialect("max_tokens" if self.endpoint.family == "other" else "max_completion_tokens")
        return self.known.get((self.endpoint.base_url, self.endpoint.model), first)

    async def say(
        self,
        messages: Sequence[Message],
        *,
        on_text: Callable[[str], None] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> Said:
        """Stream a text."""
        return await self._bounded(messages, None, on_text, on_wait, limits)

    async def fill(
        self,
        messages: Sequence[Message],
        form: type[Form],
        *,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> Filled[Form]:
        """Fill in a form; one repair turn, then it is garbage."""
        said = await self._bounded(messages, form, None, on_wait, limits)
        try:
            return Filled(filled(said.text, form), said.usage)
        except ValueError as error:
            if "{" not in said.text and self.dialect.rung < LAST_RUNG:  # the schema was passed over in silence
                self._learn(replace(self.dialect, rung=LAST_RUNG))
            again = repaired(messages, form, said.text, str(error))
        try:
            second = await self._bounded(again, form, None, on_wait, limits)
        except ChatFailure as failure:
            raise failure.after(said.usage) from None
        try:
            return Filled(filled(second.text, form), said.usage + second.usage)
        except ValueError:
            garbage = ChatFailure("garbage", self.endpoint.server, partial=second.text)
            raise garbage.after(said.usage + second.usage) from None

    async def models(self, limits: Limits = Limits()) -> tuple[str, ...]:  # noqa: B008 - frozen
        """The names that the server lists."""
        self._check_key()
        try:
            async with (
                asyncio.timeout(limits.total),
                client_for(self.endpoint, self._key(), idle=limits.idle, transport=self.transport) as client,
            ):
                page = await client.models.with_raw_response.list()
                return tuple(str(entry["id"]) for entry in json.loads(page.http_response.content)["data"] or ())
        except Exception as error:
            raise self._fault(error, "").failure from None

    # One call ---------------------------------------------------------------

    async def _bounded(
        self,
        messages: Sequence[Message],
        form: type[BaseModel] | None,
        on_text: Callable[[str], None] | None,
        on_wait: Callable[[Wait], None] | None,
        limits: Limits,
    ) -> Said:
        self._check_key()
        heard = Heard(self.endpoint.server, limits, on_text)
        try:
            async with asyncio.timeout(limits.total):
                return await self._attempts(messages, form, heard, on_wait)
        except TimeoutError:
            failure = ChatFailure("timeout", self.endpoint.server, partial=heard.text)
        except ChatFailure as found:
            failure = found
        began = heard.usage or heard.text or failure.kind in BILLED
        raise failure.after(self._said(messages, heard).usage if began else Usage()) from None

    async def _attempts(
        self,
        messages: Sequence[Message],
        form: type[BaseModel] | None,
        heard: Heard,
        on_wait: Callable[[Wait], None] | None,
    ) -> Said:
        attempt, adapted = 1, 0
        while True:
            fault = await self._once(messages, form, heard)
            if fault is None:
                return self._said(messages, heard)
            other = self.dialect.after(fault, form=form is not None)
            if other is not None and adapted < _ADAPTATIONS and not heard.text:
                adapted += 1
                self._learn(other)
                continue
            wait = self._wait(fault.failure, attempt, heard.limits)
            if wait is None or heard.text:
                raise fault.failure from None
            if on_wait is not None:
                on_wait(Wait(wait, attempt + 1, fault.failure.words))
            await self.pause(wait)
            attempt += 1

    @staticmethod
    def _wait(failure: ChatFailure, attempt: int, limits: Limits) -> float | None:
        """How long to wait before the next attempt; None where there is none."""
        if failure.kind not in RETRIED or attempt >= limits.attempts:
            return None
        wait = failure.wait if failure.wait is not None else float(2 ** (attempt - 1))
        return wait if wait <= limits.longest_wait else None

    async def _once(self, messages: Sequence[Message], form: type[BaseModel] | None, heard: Heard) -> Fault | None:
        """One request; None when all of its answer has been heard."""
        heard.begin()
        try:
            async with client_for(
                self.endpoint, self._key(), idle=heard.limits.idle, transport=self.transport
            ) as client:
                await listen(client, self._request(messages, form, heard.limits), heard)
        except Exception as error:
            return self._fault(error, heard.text)
        return None

    def _fault(self, error: Exception, partial: str) -> Fault:
        """What went wrong; a server that was asked without a key and refuses wants one."""
        fault = fault_of(error, self.endpoint.server, partial)
        wanted = self.keyless and fault.failure.kind == "bad_key"
        return Fault(ChatFailure("no_key", self.endpoint.server)) if wanted else fault

    def _request(self, messages: Sequence[Message], form: type[BaseModel] | None, limits: Limits) -> dict[str, Any]:
        dialect = self.dialect
        plain = self.endpoint.family == "other"
        request: dict[str, Any] = {
            "model": self.endpoint.model,
            "stream": True,
            dialect.limit_name: limits.received if plain else limits.received + _THINKING,
        }
        if dialect.usage:
            request["stream_options"] = {"include_usage": True}
        if form is not None:
            messages = asked_on(messages, form, dialect.rung)
            asked = response_format(form, dialect.rung, bounds=plain)
            if asked is not None:
                request["response_format"] = asked
        return {**request, "messages": [{"role": m.role, "content": m.content} for m in messages]}

    def _said(self, messages: Sequence[Message], heard: Heard) -> Said:
        counted = heard.usage
        if counted is None:
            counted = Usage(sum(tokens(m.content) for m in messages), tokens(heard.text), estimated=True)
        return Said(heard.text, counted)

    def _learn(self, dialect: Dialect) -> None:
        self.known[(self.endpoint.base_url, self.endpoint.model)] = dialect

    def _key(self) -> Key:
        if self.key is None:
            raise ChatFailure("no_key", self.endpoint.server)
        return self.key

    def _check_key(self) -> None:
        if not usable(self._key().text):
            raise ChatFailure("bad_key", self.endpoint.server)
