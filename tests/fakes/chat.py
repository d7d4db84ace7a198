"""Models made of scripts: what they say is written down beforehand, or follows from what they are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Filled, Form, Limits, Message, Said, Usage, Wait

__all__ = ["Script", "ScriptedModel"]

LIMITS = Limits()
Script = str | ChatFailure | Callable[[Sequence[Message]], str]


@dataclass
class ScriptedModel:
    """Says its scripts in turn, the last again and again; a failure among them is raised.

    ``heard`` is the prompts; ``pause`` a wait told before each text.
    """

    scripts: list[Script]
    name: str = "scripted on this machine"
    seconds: float = 0.0
    heard: list[list[Message]] = field(default_factory=list)
    pause: Wait | None = None

    async def _next(self, messages: Sequence[Message]) -> str:
        self.heard.append(list(messages))
        await asyncio.sleep(self.seconds)
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        if isinstance(script, ChatFailure):
            raise script
        return script(messages) if callable(script) else script

    async def say(
        self,
        messages: Sequence[Message],
        *,
        on_text: Callable[[str], None] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = LIMITS,
    ) -> Said:
        """Stream the next script in two parts."""
        if on_wait is not None and self.pause is not None:
            on_wait(self.pause)
        text = await self._next(messages)
        for part in (text[: len(text) // 2], text):
            if on_text is not None:
                on_text(part)
        return Said(text, Usage(100, 10))

    async def fill(
        self,
        messages: Sequence[Message],
        form: type[Form],
        *,
        on_wait: Callable[[Wait], None] | None = None,
        limits: Limits = LIMITS,
    ) -> Filled[Form]:
        """Fill the form from the next script; what does not validate is garbage."""
        text = await self._next(messages)
        try:
            return Filled(form.model_validate_json(text), Usage(1000, 100))
        except ValueError:
            raise ChatFailure("garbage", partial=text) from None
