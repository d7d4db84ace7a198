"""A reply to the candidate's own question, played in role: no fact about any team, and marked as such."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lpcoach.chat.enclosing import enclosed, warning
from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.plain import LINK, plain
from lpcoach.chat.types import ChatModel, Limits, Message, Usage, Wait
from lpcoach.content.models import Pack
from lpcoach.interviewer.asking_hidden import bare, disguised
from lpcoach.interviewer.asking_rules import invented, names
from lpcoach.reading.addressed import without_addressed

__all__ = ["PROMPT", "Played", "messages_for", "play"]

PROMPT: Final = """You play the interviewer at the end of a practice interview for the role {role}.
The candidate asks you a question.
{warning}
Answer it in at most 90 words, in the first person, as one engineer of an invented team might. Invent no names of people
or products, no dates and no figures. Promise nothing and judge nobody. Plain text, English, no markup, no link."""
_JUDGES: Final = re.compile(
    r"\b(?:(?:great|good|excellent|interesting|thoughtful|nice|fantastic) question|thanks? (?:you|for)|well done|"
    r"you(?:'re| are| were) (?:\w+ )?(?:an? )?(?:great|strong|weak|good|bad|poor|stupid|excellent|impressive|hired)|"
    r"(?:rate|score|grade|recommend|hire) you|(?:strong|no) hire|bar raiser|rubric|system prompt|my instructions|"
    r"as an ai|bravo|congratulations|i (?:can )?promise|guarantee|an offer|you (?:have )?(?:passed|failed)|passwords?|"
    r"api[ -]?keys?)\b",
    re.IGNORECASE,
)
_REPAIR: Final = "That cannot be shown: {why}. Answer again and keep every rule."
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

    messages, began = messages_for(question, pack, context), time.monotonic()
    said = await model.say(messages, on_text=show, on_wait=on_wait, limits=LIMITS.left(began))
    usage = said.usage
    if faults := _faults(said.text, f"{question} {context}", pack):
        show("")  # what broke a rule does not stay on the page
        ask = Message("user", _REPAIR.format(why="; ".join(faults[:4])))
        try:
            again = [*messages, Message("assistant", said.text[:1500]), ask]
            said = await model.say(again, on_text=show, on_wait=on_wait, limits=LIMITS.left(began))
        except ChatFailure as failure:
            raise failure.after(usage) from None
        usage += said.usage
        if _faults(said.text, f"{question} {context}", pack):
            raise ChatFailure("rules", partial=plain(said.text, _LONGEST)).after(usage)
    return Played(plain(bare(said.text), _LONGEST), usage)


def _faults(said: str, told: str, pack: Pack) -> list[str]:
    """The rules that a reply breaks, markup apart, which is taken out of it."""
    text = plain(bare(said), _LONGEST)
    known = [name for principle in pack.principles for name in (principle.name, principle.short)]
    faults = [
        (LINK.search(said), "it has a link"),
        (len(text.split()) < 3, "it says nothing"),
        (_JUDGES.search(text), "it praises, judges, promises, or speaks of instructions or secrets"),
        (names(text, known), "it names a principle"),
        (invented(text, told), "it invents a figure"),
    ]
    return [*(words for broke, words in faults if broke), *disguised(text, told)]
