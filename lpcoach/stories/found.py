"""A text that may be a story, and the decision: a story, a draft, a slot to fill, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lpcoach.content.terms import STAR_PARTS, StarPart
from lpcoach.stories import judging
from lpcoach.stories.labels import plain
from lpcoach.stories.principles import only_principles, principles_in
from lpcoach.stories.types import ImportedStory, Note, Part

__all__ = ["Found", "finish"]

# Where a title holds a list of principles: in brackets, before a colon, after or before a dash.
_LISTS: Final = tuple(
    re.compile(form)
    for form in (
        r"[(\[（](?P<list>[^)\]）]+)[)\]）]",
        r"^(?P<list>[^:]{2,60}):\s+(?=\S)",
        r"\s+[-–—|]+\s+(?P<list>[^–—|]{2,160})$",
        r"^(?P<list>[^–—|]{2,60})\s+[-–—|]+\s+(?=\S)",
    )
)
# What stands beside principles in such a list and is none: "(Customer Obsession, failure)".
_KIND: Final = re.compile(r"\b(?:fail(?:ure|ed)?|misserfolg|fracaso|fracasso|échec|success|draft)\b", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """A text that may be a story, with what is said about it."""

    where: str
    text: str
    title: str = ""
    question: str = ""
    principles: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)  # the headings or keys above it, the outermost first
    status: str = ""
    failure: str = ""
    parts: dict[StarPart, list[Part]] = field(default_factory=dict)
    weak: dict[StarPart, list[Part]] = field(default_factory=dict)
    slot: bool = False  # its neighbours are stories, so that an empty one is a slot to fill

    def note(self, name: str, value: str) -> None:
        """Keep what a label, column or key called ``name`` says."""
        match name:
            case "title":
                self.title = self.title or value.split("\n", maxsplit=1)[0]
            case "question":
                self.question = self.question or value.split("\n", maxsplit=1)[0].strip('"“” ')
            case "principles":
                self.principles.append(value)
            case "tags":
                self.tags.append(value)
            case "status":
                self.status += f" {value}"
            case "failure":
                self.failure = value


def finish(found: Found) -> tuple[ImportedStory | None, list[Note]]:
    """Decide on a text: the story, or None where it is none; with what its owner is asked."""
    title, listed = _without_principles(judging.clean_title(found.title))
    draft = judging.is_draft(found.status, found.title, found.tags)
    if title and judging.names_nothing(title):
        title, draft = "", True
    parts = _parts(found)
    if judging.illustrates(found.title) or not _own(found, title, list(parts.values())):
        return None, []
    body = "\n".join(one.text for one in parts.values()) if parts else found.text
    ids, unknown = _principles(found, listed, title)
    question = plain(found.question)
    if not question:
        heads = (judging.clean_title(head) for head in (title, *reversed(found.context)) if judging.asks(head))
        question = next(heads, "")
    name = title or question or _made_up(found, parts.values()) or plain(found.title)
    story = ImportedStory(
        title=name,
        question=question,
        principles=ids,
        failure=_failure(found, question, body),
        complete=not draft and not judging.gaps(body) and _whole(found.text, parts),
        text=found.text,
        where=found.where,
        star={part: one for part, one in parts.items() if one.text},
    )
    asked = [Note(f"Not a principle known here, in “{name}”: {one}", found.where, asked=True) for one in unknown]
    return story, asked


def _parts(found: Found) -> dict[StarPart, Part]:
    """The parts in their order, each with all places that told it; names that are only weak count where no other is."""
    weak = {} if found.parts.keys() >= {"situation", "action", "result"} else found.weak
    joined: dict[StarPart, Part] = {}
    for part in STAR_PARTS:
        pieces = found.parts.get(part) or weak.get(part)
        if pieces:
            text = "\n".join(piece.text for piece in pieces if piece.text)
            joined[part] = Part(text, "; ".join(dict.fromkeys(piece.where for piece in pieces)))
    return joined if len(joined) > 1 or found.parts else {}


def _own(found: Found, title: str, parts: list[Part]) -> bool:
    """Whether there is something of one's own: told parts, told prose, or a named slot."""
    if not parts:
        return found.slot or judging.is_told(found.text)
    nameless = not title or judging.gaps(found.title) or judging.numbered(title)
    told = [one.text for one in parts if judging.counted_words(one.text) and not judging.is_todo(one.text)]
    if not told:
        return (found.slot or not nameless) and not (nameless and judging.gaps(found.text))
    taught = sum(map(judging.teaches, told))
    own = judging.speaks_of_self(" ".join(told))
    return taught < len(told) and (own or taught * 2 < len(told))


def _whole(text: str, parts: dict[StarPart, Part]) -> bool:
    """Whether nothing is missing: the ends of a story with each named part told, or prose of some length."""
    if not parts:
        return judging.counted_words(text) >= 40
    told = all(judging.counted_words(one.text) and not judging.is_todo(one.text) for one in parts.values())
    return told and {"action", "result"} <= parts.keys() and bool({"situation", "task"} & parts.keys())


def _without_principles(title: str) -> tuple[str, list[str]]:
    """Take a list of principles out of a title."""
    for form in _LISTS:
        for match in form.finditer(title):
            listed = re.sub(
                r"^\W*(?:for |shows? |amazon )?(?:(?:lps?|principles?)\s*:?\s+)?", "", match["list"], flags=re.I
            )
            listed = _KIND.sub(" ", listed)
            if only_principles(listed):
                rest = f"{title[: match.start()]} {title[match.end() :]}".strip(" -–—:|")
                return re.sub(r"\s+", " ", rest), [listed]
    return title, []


def _principles(found: Found, listed: list[str], title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The principles named for a story, and names that are none; of tags and headings only known ones count."""
    ids: list[str] = []
    strange: list[str] = []
    for text in [*found.principles, *listed]:
        known, unknown = principles_in(plain(text))
        ids += known
        strange += unknown
    for text in found.tags:
        ids += principles_in(plain(text.replace("#", " , ")))[0]
    for head in [*map(judging.clean_title, found.context), title]:
        ids += principles_in(head)[0] if only_principles(head) else ()
    return tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(strange))


def _made_up(found: Found, parts: Iterable[Part]) -> str:
    """A name for a story that has none: its principle, else its first words."""
    heads = map(judging.clean_title, reversed(found.context))
    told = (plain(one.text) for one in parts if judging.counted_words(one.text))
    said = [*filter(only_principles, heads), *told, *found.principles, *([] if found.title else [plain(found.text)])]
    words = next((text for text in said if text), "").split()
    return " ".join(words[:9]) + ("…" if len(words) > 9 else "")


def _failure(found: Found, question: str, body: str) -> bool:
    if found.failure.strip():
        return not judging.denies(found.failure) and not judging.is_todo(found.failure)
    return judging.tells_failure([found.title, question, *found.tags, *found.context], body)
