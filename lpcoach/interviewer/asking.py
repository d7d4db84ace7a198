"""A language model as interviewer: it words the next question, code checks it, one repair, else ChatFailure."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lpcoach.chat.enclosing import enclosed, warning
from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.plain import plain
from lpcoach.chat.types import ChatModel, Limits, Message, Usage, Wait
from lpcoach.content.models import Pack
from lpcoach.interviewer.asking_hidden import bare
from lpcoach.interviewer.asking_rules import LONGEST_QUESTION, Ground, broken
from lpcoach.interviewer.gaps import Gap
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.addressed import addressed
from lpcoach.reading.history import BUDGET, history
from lpcoach.reading.quoting import find_quote
from lpcoach.reading.types import Quote, Thread

__all__ = ["ASK_LIMITS", "PROMPT", "Question", "Task", "ask", "checked", "messages_for", "shown"]

ASK_LIMITS: Final = Limits(idle=60, total=120, received=300)
MOST_AIMS: Final = 4

PROMPT: Final = """You interview an AI/ML engineer in a behavioral interview. You write the next question, nothing else.
{warning}
Rules for the question:
- Exactly one question, under 40 words, ending in one question mark. Never two questions in one.
- It takes up words that the candidate said: name the thing, the figure or the decision.
- It goes for what is still open, and never for what was asked or answered.
- No praise, no thanks, no advice, no explanation, no score, no name of a leadership principle.
- No number that the candidate did not give. Plain text, English, no markup, no link.
Reply in exactly these three lines:
Aim: one id from the list of what is open
Quote: 4 to 15 words in a row, copied exactly from what the candidate said
Question: your question"""

_USER: Final = """The candidate was asked: {question}
The candidate said:
{told}
{warning}
{asked}Still open, the most important first:
{aims}
{task}Write the three lines now."""

_REPAIR: Final = (
    "That cannot be asked: {why}. Write the three lines again, with another question that keeps every rule."
)
_LINE: Final = re.compile(
    r"^(?:[^\w\n]{0,4}\d[.)])?\W{0,4}(aim|quote|question)\W{0,4}:[*_\s]*(.*?)\s*$", re.IGNORECASE | re.MULTILINE
)
_SHOWN: Final = re.compile(r"(?:^|\n)\W{0,4}question\W{0,4}:[ \t]*([^\n]*)", re.IGNORECASE)
_OURS: Final = re.compile(r"\W{0,4}(?:aim|quote|question)\b|\W*\w{0,8}$", re.IGNORECASE)
_OUTER: Final = " \t\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be asked. ``planned`` is the embedded interviewer's question for the same moment.

    ``told`` holds all threads that it may take up; ``story`` is the one under way, or that ``planned`` is about.
    For a probe ``gaps`` are what is open and ``answered`` the kinds that are not to be asked for again.
    """

    planned: Asked
    told: Sequence[Thread]
    story: int
    gaps: Sequence[Gap] = ()
    answered: frozenset[str] = frozenset()
    asked: Sequence[str] = ()

    @property
    def thread(self) -> Thread:
        """The thread of the story."""
        return self.told[self.story]

    @property
    def aims(self) -> dict[str, Gap]:
        """What a probe may go for, by id."""
        found = {_aim(gap): gap for gap in self.gaps[:MOST_AIMS]}
        mine = Gap(self.planned.probe_kind or "depth", self.planned.layer, 0, self.planned.gap)
        return {_aim(mine): mine, **found} if self.planned.kind == "probe" else {}


@dataclass(frozen=True, slots=True)
class Question:
    """A question that keeps the rules, what it took, and how much of a thread too long for it was sent."""

    asked: Asked
    usage: Usage
    sent: str


def _aim(gap: Gap) -> str:
    return f"{gap.kind}:{gap.layer}" if gap.layer else gap.kind


def messages_for(task: Task, budget: int = BUDGET) -> tuple[list[Message], str]:
    """The prompt as delivered, and how much of the thread it carries."""
    cut = history(task.thread, budget)
    said = [cut.thread.answer]
    for reply in cut.thread.probes:
        said += [f"[asked: {reply.question}]", reply.answer]
    told, tag = enclosed("candidate", "\n\n".join(said))
    before = [text for text in task.asked if text][-6:]
    asked = "Asked already:\n" + "\n".join(f"- {text}" for text in before) + "\n" if before else ""
    aims = "\n".join(f"- {name}: {gap.words}" for name, gap in task.aims.items()) or f"- it: {task.planned.gap}"
    user = _USER.format(
        question=cut.thread.question,
        told=told,
        warning=warning(tag),
        asked=asked,
        aims=aims,
        task=_of_kind(task),
    )
    return [Message("system", PROMPT.format(warning=warning(tag))), Message("user", user)], cut.words


def _of_kind(task: Task) -> str:
    """What makes a cross-examination or a hypothetical different from a probe."""
    planned = task.planned
    if planned.kind == "probe":
        return ""
    quotes = [enclosed("said", quoted.quote.text)[0] for quoted in planned.quotes]
    words = "\n".join(quotes)
    if planned.kind == "hypothetical":
        return (
            "This time ask one hypothetical: repeat this fact of the story in quotation marks, change it "
            f"({planned.gap}), keep all other facts, and ask what the candidate would do.\n{words}\n"
        )
    return f"This time you are the Bar Raiser: attack these words ({planned.gap}), and repeat some of them.\n{words}\n"


def shown(text: str) -> str:
    """What a page may show of a reply that is still coming, as plain text: the question, else what is in no form."""
    found = _SHOWN.findall(text)
    return plain(found[-1] if found else "\n".join(x for x in text.splitlines() if not _OURS.match(x)), 400)


def checked(text: str, task: Task, pack: Pack, by: str) -> Asked | list[str]:
    """The question in a reply, or the rules that it breaks."""
    lines = {name.lower(): value for name, value in _LINE.findall(text[-4000:])}
    question = bare(lines.get("question", "")).strip(' \t"')
    question = question[1:-1] if question[:1] == "“" and question.find("”") == len(question) - 1 else question
    if not question:
        return ["there is no line that begins with Question:"]
    aims = task.aims
    gap = aims.get(lines.get("aim", "").strip(' .`"').lower()) or next(iter(aims.values()), None)
    quotes = _quotes(lines.get("quote", ""), task)
    ground = Ground(
        quotes=[quoted.quote for quoted in quotes],
        threads=task.told,
        principles=[name for principle in pack.principles for name in (principle.name, principle.short)],
        asked=[task.thread.question, *task.asked],
        answered=task.answered,
        aims=frozenset({gap.kind}) if gap else frozenset(),
        given=task.planned.gap or "",
        longest=LONGEST_QUESTION if task.planned.kind == "probe" else LONGEST_QUESTION * 2,
    )
    faults = [] if quotes else ["the quote is not what the candidate said, word for word"]
    faults += broken(question, ground)
    if faults:
        return faults
    asked = replace(task.planned, text=question, source="model", by=by, quotes=quotes)
    return replace(asked, probe_kind=gap.kind, layer=gap.layer, gap=gap.words) if gap else asked


def _quotes(given: str, task: Task) -> tuple[StoryQuote, ...]:
    """The checked quotes of a question: for a probe the model's own, else those that it was to take up."""
    if task.planned.kind != "probe" and task.planned.quotes:
        return task.planned.quotes
    found = find_quote(task.thread, given.strip(_OUTER), lambda quote: _told(task.thread, quote))
    return (StoryQuote(task.story, found),) if found and len(found.text.split()) > 1 else ()


def _told(thread: Thread, quote: Quote) -> bool:
    """Whether a quote lies outside of what was addressed to the reader."""
    return all(quote.end <= a or b <= quote.start for a, b in addressed(thread.text(quote.where)))


async def ask(  # noqa: PLR0913 - a second call with less text shares the time of the first
    model: ChatModel,
    task: Task,
    pack: Pack,
    *,
    on_text: Callable[[str], None] | None = None,
    on_wait: Callable[[Wait], None] | None = None,
    budget: int = BUDGET,
    since: float | None = None,
) -> Question:
    """A question of the model that keeps the rules; ChatFailure with what had come where there is none.

    Its limit of time is for all calls since ``since`` (monotonic; none given: now).
    """
    began = time.monotonic() if since is None else since
    messages, sent = messages_for(task, budget)

    def show(text: str) -> None:
        if on_text is not None:
            on_text(shown(text))

    said = await model.say(messages, on_text=show, on_wait=on_wait, limits=ASK_LIMITS.left(began))
    usage = said.usage
    found = checked(said.text, task, pack, model.name)
    if isinstance(found, list):
        why = "; ".join(found[:4])
        again = [*messages, Message("assistant", said.text[:1500]), Message("user", _REPAIR.format(why=why))]
        try:
            said = await model.say(again, on_text=show, on_wait=on_wait, limits=ASK_LIMITS.left(began))
        except ChatFailure as failure:
            raise failure.after(usage) from None
        usage += said.usage
        found = checked(said.text, task, pack, model.name)
    if isinstance(found, list):
        raise ChatFailure("rules", partial=said.text).after(usage)
    return Question(found, usage, sent)
