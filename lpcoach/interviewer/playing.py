"""A reply to the candidate's own question, played in role: no fact about any team, and marked as such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lpcoach.chat.enclosing import enclosed, warning
from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.plain import LINK, plain
from lpcoach.chat.types import ChatModel, Limits, Message, Usage, Wait
from lpcoach.content.models import Pack
from lpcoach.reading.addressed import without_addressed

__all__ = ["PROMPT", "Played", "messages_for", "play"]

PROMPT: Final = """You play the interviewer at the end of a practice interview for the role {role}.
The candidate asks you a question.
{warning}
Answer it in at most 90 words, in the first person, as one engineer of an invented team might. Invent no names of people
or products, no dates and no figures. Promise nothing and judge nobody. Plain text, English, no markup, no link."""
LIMITS: Final = Limits(idle=60, total=120, received=300)
_LONGEST: Final = 700
_ASKED: Final = 4000


@dataclass(frozen=True, slots=True)
class Played:
    """A reply as it may be shown."""

    text: str
    usage: Usage


def messages_for(question: str, pack: Pack, context: str) -> list[Message]:
    """The prompt as delivered."""
    told, tag = enclosed("candidate", without_addressed(question)[:_ASKED])
    about = f"What is known of the role:\n{enclosed('role', without_addressed(context))[0]}\n" if context else ""
    system = PROMPT.format(role=pack.pack.role, warning=warning(tag))
    return [Message("system", system), Message("user", f"{about}{told}\n{warning(tag)}\nAnswer the candidate now.")]


async def play(
    model: ChatModel,
    question: str,
    pack: Pack,
    context: str,
    on_text: Callable[[str], None] | None,
    on_wait: Callable[[Wait], None] | None = None,
) -> Played:
    """The reply; ChatFailure where none came that may be shown."""

    def show(text: str) -> None:
        if on_text is not None:
            on_text(plain(text, _LONGEST))

    said = await model.say(messages_for(question, pack, context), on_text=show, on_wait=on_wait, limits=LIMITS)
    text = plain(said.text, _LONGEST)
    if LINK.search(said.text) or len(text.split()) < 3:
        raise ChatFailure("rules", partial=text)
    return Played(text, said.usage)
