"""Labelled parts that belong together: one group is one story, with its heading or the line that names it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lpcoach.stories.judging import asks, excluded, illustrates, numbered
from lpcoach.stories.labels import BULLET, plain
from lpcoach.stories.marks import FENCE, Line, Mark, above, between
from lpcoach.stories.principles import only_principles

__all__ = ["Group", "grouped", "is_generic", "is_plural"]

_GENERIC: Final = re.compile(
    r"(?:my |the )?(?:(?:example|sample) )?(?:star )?(?:answers?|stor(?:y|ies)|response|example|format|star|story bank|"
    r"examples|script|details|narrative|behaviou?ral|antwort|답변|回答)(?: answer| format| stories)?(?: \(star\))?",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r".*\b(?:stories|bank|examples|answers|questions|geschichten|historias)\b.*", re.IGNORECASE)
_BOLD_NUMBER: Final = re.compile(r"(?:\*\*|__)(?:[A-Z]|\d{1,2})[.):]")


@dataclass(slots=True)
class Group:
    """Marks of the parts of one story; ``start`` to ``end`` are its lines, ``level`` that of its heading."""

    start: int
    level: int
    title: str = ""
    context: list[str] = field(default_factory=list)
    parts: list[Mark] = field(default_factory=list)
    end: int = 0

    def has(self, *names: str) -> bool:
        """Whether one of these parts was labelled."""
        return any(name in mark.names for mark in self.parts for name in names)


def is_generic(title: str) -> bool:
    """Whether a heading says only that an answer follows."""
    return bool(_GENERIC.fullmatch(plain(title).strip(" :")))


def is_plural(title: str) -> bool:
    """Whether a heading stands over several stories."""
    return bool(_PLURAL.fullmatch(plain(title)))


def grouped(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Group]:
    """Gather labelled parts: a story ends with its section, at a rule after its result, or where another begins."""
    groups: list[Group] = []
    now: Group | None = None
    last = -1
    parts = {id(mark) for mark in _telling(marks)}
    for mark in marks:
        heading = mark.kind == "heading" and now and mark.level <= now.level
        rule = mark.kind == "rule" and now and now.has("result") and not _goes_on(marks, mark.at)
        asked = mark.kind == "meta" and mark.names[0] in ("title", "question") and now and now.has("result")
        start = (
            _with_metas(marks, mark.at, last) if asked else mark.at + bool(rule and FENCE.match(lines[mark.at].text))
        )
        if now and (heading or rule or (asked and not lines[start - 1].text.strip())):
            now.end, now = start, None
        if id(mark) not in parts:
            continue
        if now is None or ("situation" in mark.names and now.has("action", "result")):
            fresh = _opened(lines, marks, mark, last, now)
            if now:
                now.end = fresh.start
            now = fresh
            groups.append(now)
        now.parts.append(mark)
        last = mark.at
    if now:
        now.end = len(lines)
    for group in groups:
        _cut_asides(group, marks)
        _cut_outdented(group, lines)
        _cut_next(group, lines)
    return [group for group in groups if len({name for mark in group.parts for name in mark.names}) > 1]


def _goes_on(marks: Sequence[Mark], at: int) -> bool:
    """Whether a rule stands between two parts of one story."""
    after = next((mark for mark in _after(marks, at) if mark.kind != "rule"), None)
    return after is not None and after.kind == "part" and "situation" not in after.names


def _after(marks: Sequence[Mark], at: int) -> Iterable[Mark]:
    return (marks[n] for n in range(bisect_right(marks, at, key=lambda one: one.at), len(marks)))


def _telling(marks: Sequence[Mark]) -> list[Mark]:
    """The labels that make stories: plain names; weak ones beside them, or where a section has a whole set of them."""
    chosen: list[Mark] = []
    section: list[Mark] = []
    for mark in [*marks, Mark(-1, "heading")]:
        if mark.kind in ("heading", "rule"):
            chosen += _chosen(section)
            section = []
        elif mark.kind in ("part", "weak") and not (mark.kind == "weak" and mark.level):
            section.append(mark)
    heads = [mark for mark in marks if mark.kind == "weak" and mark.level]
    alone = not any(mark.kind == "part" for mark in marks)
    return chosen + (heads if alone and len({name for mark in heads for name in mark.names}) > 2 else [])


def _chosen(section: list[Mark]) -> list[Mark]:
    strong = {name for mark in section if mark.kind == "part" for name in mark.names}
    names = {name for mark in section for name in mark.names}
    if not {"action", "result"} & strong and {"action", "result"} <= names and {"situation", "task"} & names:
        return section
    filled = (strong | {"task"}) if {"action", "result"} & strong else names
    return [mark for mark in section if mark.kind == "part" or not set(mark.names) & filled]


def _opened(lines: Sequence[Line], marks: Sequence[Mark], first: Mark, last: int, before: Group | None) -> Group:
    """Begin a story at its heading, or at the line above its first part that reads as its title."""
    path = above(marks, first.at)
    own = [mark for mark in path if mark.at > last and not (first.level and mark.level >= first.level)]
    beside = [mark for mark in path if mark.at > last and first.level and mark.level >= first.level]
    if beside and (not own or numbered(beside[-1].value) or asks(beside[-1].value) or is_plural(own[-1].value)):
        own.append(beside[-1])
    while len(own) > 1 and (own[-1].names or is_generic(own[-1].value)):
        own.pop()
    head = own[-1] if own else None
    context = [mark.value for mark in path if mark is not head]
    level = head.level if head else path[-1].level if path else 0
    several = head is not None and _again(marks, first, level)
    lower = max(last, before.start if before else -1, head.at if head else -1)
    line = _title_above(lines, marks, first, lower, metas=head is None or several)
    if line is None or (head and not several and _names_story(head.value) and not _stands_out(lines[line].text)):
        start = head.at if head else first.at if last >= 0 else 0
        return Group(start, level, head.value if head else "", context)
    start = _with_metas(marks, line, lower) if head is None or several else head.at
    return Group(start, level, BULLET.sub("", lines[line].text), [*context, *([head.value] if head else [])])


def _names_story(heading: str) -> bool:
    """Whether a heading is the name of one story, so that a line below it is a remark."""
    return not (is_generic(heading) or is_plural(heading) or only_principles(heading) or asks(heading))


def _stands_out(text: str) -> bool:
    """Whether a line below a heading is more than a remark: bold, a bullet, numbered or a question."""
    return bool(re.match(r"\s*(?:[-*+•]\s|\*\*|__)", text)) or numbered(text) or asks(text)


def _with_metas(marks: Sequence[Mark], at: int, lower: int) -> int:
    """The first of the lines directly above a title that say something of the same story."""
    while at - 1 > lower and any(mark.kind == "meta" for mark in between(marks, at - 1, at)):
        at -= 1
    return at


def _again(marks: Sequence[Mark], first: Mark, level: int) -> bool:
    """Whether the same section holds another story after this one."""
    for mark in _after(marks, first.at):
        if mark.kind == "heading" and mark.level <= level:
            return False
        if mark.kind == "part" and mark.names == first.names:
            return True
    return False


def _title_above(lines: Sequence[Line], marks: Sequence[Mark], first: Mark, lower: int, *, metas: bool) -> int | None:
    """The line between ``lower`` and a first part that reads as a title; a question may stand above or below it."""
    kinds = {mark.at: mark for mark in between(marks, lower, first.at)}
    best = None
    fenced = False
    for no in range(first.at - 1, lower, -1):
        text, mark = lines[no].text, kinds.get(no)
        if re.match(r"\s*(?:```|~~~)", text):
            fenced = not fenced
            continue
        if fenced:
            continue
        if mark and (mark.kind == "rule" or (mark.kind == "heading" and not is_generic(mark.value))):
            break
        if mark and mark.kind == "meta" and metas and {"title", "question"} & set(mark.names):
            best = no
        if (
            mark
            or not re.search(r"\w", text)
            or re.match(r"\s*(?:[>|]|\^[\w-]+$)", text)
            or is_generic(BULLET.sub("", text))
        ):
            continue
        apart = no == 0 or not lines[no - 1].text.strip() or no - 1 == lower or no - 1 in kinds
        if _is_title(text, apart=apart, inner=_indent(text) < _indent(lines[first.at].text)):
            best = no
            if not asks(text):
                break
        elif apart or best is not None:
            break
    return best


def _is_title(text: str, *, apart: bool, inner: bool) -> bool:
    """Whether a line names what follows: bold, `Story 2`, a question, a bullet over bullets, or short and apart."""
    bold = re.fullmatch(r"(?:\*\*|__)[^*]+[^*:](?:\*\*|__)(?:\s*\([^)]*\))?", BULLET.sub("", text).strip())
    bullet = re.match(r"\s*[-*+•]\s", text)
    if numbered(text) or (asks(text) and apart and not bullet) or (bold and (inner or not text[0].isspace())):
        return True
    short = len(plain(text).split()) < 15 and not re.search(r"[.,;:]\W*$", text) and not is_plural(text)
    return short and (inner if bullet else apart)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _cut_outdented(group: Group, lines: Sequence[Line]) -> None:
    """End a story that is a bullet with bullets below it before the next bullet of its own depth."""
    depth = _indent(lines[group.start].text)
    if not group.parts or group.parts[0].at == group.start or _indent(lines[group.parts[0].at].text) <= depth:
        return
    for at in range(group.parts[-1].at + 1, group.end):
        if lines[at].text.strip() and _indent(lines[at].text) <= depth and not lines[at].text.lstrip().startswith(">"):
            group.end = at
            return


def _cut_next(group: Group, lines: Sequence[Line]) -> None:
    """End a story named by a bold line with a number or letter before the next line of that form."""
    if _BOLD_NUMBER.match(lines[group.start].text) and group.parts:
        after = range(group.parts[-1].at + 1, group.end)
        group.end = next((at for at in after if _BOLD_NUMBER.match(lines[at].text)), group.end)


def _cut_asides(group: Group, marks: Sequence[Mark]) -> None:
    """End a story before tips, templates or bad versions that stand in its section after its last part."""
    for mark in between(marks, group.start + 1, group.end):
        if mark.kind == "heading" and (
            illustrates(mark.value) or (excluded(mark.value) and group.parts[-1].at < mark.at)
        ):
            group.end = mark.at
            group.parts = [part for part in group.parts if part.at < mark.at]
            return
