"""An answer told again from what the candidate supplied: no other number, name or claim; gaps stay open as gaps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lpcoach.chat.enclosing import enclosed, warning
from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.plain import LINK, plain
from lpcoach.chat.types import ChatModel, Limits, Message, Usage, Wait
from lpcoach.reading.claims import claims
from lpcoach.reading.history import history
from lpcoach.reading.nouns import listed
from lpcoach.reading.quoting import folded
from lpcoach.reading.saying import checkable, says
from lpcoach.reading.types import Claim, Thread

__all__ = ["PROMPT", "Retold", "faults_of", "messages_for", "retold"]

PROMPT: Final = """You tell an interview answer again, in the candidate's own first person, as it would be spoken.
{warning}
Use only what is said there: no number, no name and no claim that it does not contain. Where a number that matters is
missing write [your number], where a name is missing [your name]. Situation, own actions, result, what changed for good.
Use the candidate's own words where you can. Plain text in paragraphs, no headings, no markup, no link."""
_REPAIR: Final = "These sentences say what was not supplied. Take them out or write [your number]: {faults}"
LIMITS: Final = Limits(idle=60, total=180, received=1200)
_LONGEST: Final = 6000
_COVERED: Final = 0.7  # share of a sentence's content words that must have been supplied
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]?")
_GAP: Final = re.compile(r"\[your (?:number|name)\]", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_RATIO: Final = re.compile(r"\d+ ?[/⁄] ?\d+")
_ABOUT: Final = r"(?:about |around |roughly |nearly |only |just )?[$€£]?"
_MOVED: Final = re.compile(rf"\bby {_ABOUT}(\d+(?:[.,]\d+)*) ?(?:%|percent|points?\b|pp\b|m?s\b)")
_LEVEL: Final = re.compile(rf"\b(?:from|to|at) {_ABOUT}(\d+(?:[.,]\d+)*) ?(?:%|percent|points?\b|pp\b|m?s\b)")
_COMPANIES: Final = listed(
    "google amazon aws microsoft azure facebook instagram whatsapp netflix airbnb openai anthropic deepmind nvidia "
    "tesla twitter linkedin spotify ibm salesforce databricks bytedance tiktok alibaba tencent baidu shopify samsung "
    "walmart paypal deloitte accenture mckinsey"
)  # written without a capital they are names too
_NAME: Final = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b(?:[A-Z][\w-]*[A-Z]\w*|[A-Z][a-z][\w-]+)\b")
_COUNTS: Final = listed(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand "
    "million billion half third quarter dozen twice double triple"
)
_EVERYDAY: Final = listed(
    "about after again also because been before being between could does doing during every first from have into just "
    "like made make many more most much need only other over really same should since some still such than that their "
    "them then there these they thing this those through time under until very want what when where which while will "
    "with would your were told result situation decided decision changed today back "
    "percent within"
)


@dataclass(frozen=True, slots=True)
class Retold:
    """The answer as it may be shown; ``left_out`` counts sentences that said more than was supplied."""

    text: str
    left_out: int
    usage: Usage


def messages_for(thread: Thread, facts: Mapping[str, str]) -> list[Message]:
    """The prompt as delivered: what was said, then the facts filled in since."""
    cut = history(thread).thread
    supplied = [cut.answer, *(reply.answer for reply in cut.probes), *(f"{ask} {fact}" for ask, fact in facts.items())]
    told, tag = enclosed("candidate", "\n\n".join(supplied))
    user = f"The question was: {cut.question}\n{told}\n{warning(tag)}\nTell it again now."
    return [Message("system", PROMPT.format(warning=warning(tag))), Message("user", user)]


@dataclass(frozen=True, slots=True)
class _Supplied:
    """All that was said and filled in: the text folded, its claims, and the facts that are a bare number."""

    text: str
    claims: tuple[Claim, ...]
    bare: tuple[Claim, ...]


def faults_of(text: str, thread: Thread, facts: Mapping[str, str]) -> list[str]:
    """The sentences that hold a number, a name or a claim that was not supplied."""
    filled = [claim for fact in facts.values() for claim in claims(Thread("", fact))]
    source = folded(" ".join([*(said for _, said in thread.places()), *facts.values()])).text
    bare = tuple(claim for claim in filled if not claim.unit)  # its unit stands in what was asked for
    supplied = _Supplied(source, (*claims(thread), *filled), bare)
    return [sentence for sentence in _sentences(text) if not _told(sentence, supplied)]


def _sentences(text: str) -> Iterator[str]:
    yield from (match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip())


def _told(sentence: str, supplied: _Supplied) -> bool:
    bare, source = _GAP.sub(" ", sentence), supplied.text
    plain_ = folded(bare).text
    if not _counted(plain_, supplied):
        return False
    if any(not _has(source, folded(name).text) for name in _NAME.findall(bare)):
        return False
    words = re.findall(r"[^\W\d_]+", plain_)
    if any(word in _COUNTS | _COMPANIES and not _has(source, word) for word in words):
        return False
    content = [word for word in words if len(word) > 3 and word not in _EVERYDAY]
    known = {word[:5] for word in re.findall(r"[^\W\d_]+", source)}
    return not content or sum(word[:5] in known for word in content) >= _COVERED * len(content)


def _counted(sentence: str, supplied: _Supplied) -> bool:
    """Whether each of its figures was supplied: its digits, its value in that unit, and as a level or a change."""
    source = supplied.text
    if not set(_NUMBER.findall(sentence)) <= set(_NUMBER.findall(source)):
        return False
    if not set(_RATIO.findall(sentence)) <= set(_RATIO.findall(source)):
        return False
    levels, moves = set(_LEVEL.findall(source)), set(_MOVED.findall(source))
    if set(_MOVED.findall(sentence)) & (levels - moves) or set(_LEVEL.findall(sentence)) & (moves - levels):
        return False
    said = [claim for claim in claims(Thread("", sentence)) if checkable(claim)]
    alike = {claim.value for claim in supplied.bare}
    return all(claim.value in alike or any(says(claim, fact) for fact in supplied.claims) for claim in said)


def _has(source: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source) is not None


async def retold(
    model: ChatModel, thread: Thread, facts: Mapping[str, str], on_wait: Callable[[Wait], None] | None = None
) -> Retold:
    """The answer told again; what stays unsupplied after one repair is left out, and nothing is shown if it is most."""
    messages, began = messages_for(thread, facts), time.monotonic()
    said = await model.say(messages, on_wait=on_wait, limits=LIMITS.left(began))
    usage = said.usage
    faults = faults_of(said.text, thread, facts)
    if faults:
        listed_ = " | ".join(fault[:160] for fault in faults[:8])
        again = [*messages, Message("assistant", said.text[:_LONGEST]), Message("user", _REPAIR.format(faults=listed_))]
        said = await model.say(again, on_wait=on_wait, limits=LIMITS.left(began))
        usage += said.usage
        faults = faults_of(said.text, thread, facts)
    sentences = list(_sentences(said.text))
    kept = [sentence for sentence in sentences if sentence not in faults and not LINK.search(sentence)]
    if 2 * len(kept) <= len(sentences):
        raise ChatFailure("rules", partial=said.text)
    return Retold(plain(" ".join(kept), _LONGEST), len(sentences) - len(kept), usage)
