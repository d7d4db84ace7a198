"""Lines of text or Markdown -> stories: by their labelled parts first, then by telling prose under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from lpcoach.content.terms import StarPart
from lpcoach.stories.grids import from_rows, table_rows
from lpcoach.stories.judging import Found, asks, counted_words, excluded, illustrates, is_todo, is_told, numbered
from lpcoach.stories.labels import BULLET, Label, inline, label, plain
from lpcoach.stories.principles import principles_in
from lpcoach.stories.types import Part

__all__ = ["Line", "stories_in"]

_HEADING: Final = re.compile(r"^\s{0,3}(?:>\s*)*(#{1,6})\s*(?=\S)(.*?)\s*#*\s*$")
_RULE: Final = re.compile(r"^\s{0,3}(?:(?:[-*_=~]\s*){3,}|[─—━═]{3,})$")
_GENERIC: Final = re.compile(
    r"(?:my |the |star )?(?:star )?(?:answers?|stor(?:y|ies)|response|example|format|star|story bank|examples|script|answer \(star\)|details|narrative|"
    r"behaviou?ral|my stories|antwort|답변|回答)(?: answer| format| stories)?:?",
    re.I,
)
_PLURAL: Final = re.compile(r".*\b(?:stories|bank|examples|answers|questions|geschichten|historias)\b.*", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, from 1."""

    no: int
    text: str


@dataclass(slots=True)
class Mark:
    """A line that orders the page: a heading, a rule, or a label."""

    at: int
    kind: str  # heading, rule, part, weak, meta, other
    level: int = 0
    names: tuple[str, ...] = ()
    value: str = ""
    title: str = ""


@dataclass(slots=True)
class Group:
    """Marks of the parts of one story; ``start``..``end`` are its lines."""

    start: int
    level: int
    title: str = ""
    context: list[str] = field(default_factory=list)
    parts: list[Mark] = field(default_factory=list)
    end: int = -1

    def has(self, *names: str) -> bool:
        """Whether one of these parts was labelled."""
        return any(name in mark.names for mark in self.parts for name in names)


def stories_in(lines: Sequence[Line]) -> tuple[list[Found], set[int]]:
    """Find the stories of a page, and which lines (by index) they take."""
    found: list[tuple[int, Found]] = []
    taken: set[int] = set()
    marks = _marks(lines)
    for at, records, used in _tables(lines, marks):
        found += [(at, record) for record in records]
        taken |= used
    marks = [mark for mark in marks if mark.at not in taken]
    groups = _groups(lines, marks)
    levels = {group.level for group in groups}
    for group in groups:
        span = [at for at in range(group.start, group.end) if at not in taken]
        while span and (not lines[span[-1]].text.strip() or _RULE.match(lines[span[-1]].text)):
            span.pop()
        span = _without_asides(span, marks, group)
        found.append((group.start, _told(lines, marks, group, span)))
        taken |= set(span)
    for start, record, span in _prose(lines, marks, taken, levels):
        found.append((start, record))
        taken |= set(span)
    return [record for _, record in sorted(found, key=lambda pair: pair[0])], taken


def _marks(lines: Sequence[Line]) -> list[Mark]:
    marks: list[Mark] = []
    for at, line in enumerate(lines):
        text = line.text
        if not text.strip():
            continue
        head = _HEADING.match(text)
        said = label(text)
        if (
            head
            and (said is None or said.kind in ("meta", "other", "weak"))
            and not (said and said.kind == "meta" and said.value)
        ):
            title = head[2] if said is None or said.kind != "meta" else head[2]
            marks.append(Mark(at, "heading", len(head[1]), title=title))
            if said and said.kind == "weak":
                marks.append(Mark(at, "weak", len(head[1]), said.names, said.value))
        elif _underlined(lines, at):
            if said is None or said.kind != "part":
                marks.append(Mark(at, "heading", 1 if "=" in lines[at + 1].text else 2, title=text.strip()))
            else:
                marks.append(Mark(at, "part", 2, said.names, said.value))
        elif said and (not said.letter or _lettered(marks, said, text)):
            marks += _within(at, said, len(head[1]) if head else 0)
        elif len(several := inline(text)) > 1:
            marks += _spread(at, text, several)
        elif (
            not head
            and len(plain(text).split()) < 14
            and principles_in(plain(text))[0]
            and not principles_in(plain(text))[1]
        ):
            marks.append(Mark(at, "meta", 0, ("principles",), plain(text)))
        elif _RULE.match(text) and not (at and _underlined(lines, at - 1)):
            marks.append(Mark(at, "rule"))
    return marks


def _underlined(lines: Sequence[Line], at: int) -> bool:
    after = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    text = lines[at].text.strip()
    return (
        bool(re.fullmatch(r"={3,}|-{3,}", after))
        and len(text) < 100
        and bool(re.match(r"\w|[^\w\s|>#*+-]", text))
        and ("=" in after or at == 0 or not lines[at - 1].text.strip())
    )


def _lettered(marks: Sequence[Mark], said: Label, text: str) -> bool:
    """Whether a single letter means a part: S opens, the others follow a part (so that ``A:`` after ``Q:`` is an answer)."""
    if "situation" in said.names:
        return True
    last = next((mark for mark in reversed(marks) if mark.kind in ("part", "heading", "meta")), None)
    return last is not None and last.kind == "part" or "**" in text and bool(marks) and marks[-1].kind == "part"


def _within(at: int, said: Label, level: int) -> list[Mark]:
    """Give the mark of a label, and those of further labels in the same line."""
    first = Mark(at, said.kind, level, said.names, said.value)
    if said.kind not in ("part", "weak"):
        return [first]
    whole = ("S: " if said.letter else "Situation: ") + said.value
    more = [one for one in inline(whole) if one[0] > 0]
    if not more:
        return [first]
    offset = len(whole) - len(said.value)
    first.value = said.value[: more[0][0] - offset]
    return [first, *_spread(at, said.value, [(a - offset, b - offset, part) for a, b, part in more])]


def _spread(at: int, text: str, several: list[tuple[int, int, str]]) -> list[Mark]:
    ends = [start for start, _, _ in several[1:]] + [len(text)]
    return [
        Mark(at, "part", 0, (part,), text[value:end].strip())
        for (_, value, part), end in zip(several, ends, strict=True)
    ]


def _tables(lines: Sequence[Line], marks: list[Mark]) -> Iterable[tuple[int, list[Found], set[int]]]:
    """Read tables: rows that are stories are given; a table of labels and texts becomes marks of its section."""
    at = 0
    while at < len(lines):
        if "|" not in lines[at].text:
            at += 1
            continue
        end = at
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        rows = table_rows([line.text for line in lines[at:end]])
        if rows:
            above = [mark.title for mark in _path(marks, at)]
            upright = _upright(rows, at)
            if upright:
                marks[:] = sorted(
                    [mark for mark in marks if not at <= mark.at < end] + upright, key=lambda mark: mark.at
                )
            elif not any(illustrates(title) for title in above):
                records = from_rows([(f"line {lines[at + n].no}", cells) for n, cells in rows], above)
                if records:
                    yield at, records, set(range(at, end))
                else:
                    marks[:] = [mark for mark in marks if not at <= mark.at < end]
        at = end


def _upright(rows: list[tuple[int, list[str]]], at: int) -> list[Mark]:
    """Marks of a table that has one story, its labels in the first column."""
    marks: list[Mark] = []
    for n, cells in rows:
        said = label(cells[0] + ":") if cells and cells[0] else None
        if said and len([cell for cell in cells if cell]) <= 2 and said.kind in ("part", "weak", "meta"):
            marks.append(Mark(at + n, said.kind, 0, said.names, " ".join(cells[1:]).strip()))
    parts = {name for mark in marks if mark.kind == "part" for name in mark.names}
    return marks if len(parts) >= 3 else []


def _path(marks: Sequence[Mark], at: int) -> list[Mark]:
    """The headings above a line, the outermost first."""
    path: list[Mark] = []
    for mark in marks:
        if mark.at >= at:
            break
        if mark.kind == "heading":
            while path and path[-1].level >= mark.level:
                path.pop()
            path.append(mark)
    return path


def _groups(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Group]:
    """Gather labelled parts to stories: each begins with its own heading, or where the situation is told anew."""
    groups: list[Group] = []
    now: Group | None = None
    strong = _strong(marks)
    last = -1
    for mark in marks:
        if mark.kind == "heading" and now and mark.level <= now.level:
            now.end, now = mark.at, None
        elif mark.kind == "rule" and now and now.has("result") and not _goes_on(lines, marks, mark.at, now):
            now.end, now = mark.at, None
        if mark not in strong:
            continue
        if now and (
            now.has(*mark.names)
            and "situation" in mark.names
            and now.has("action", "result", "task")
            or _renewed(now, mark)
        ):
            now.end = len(lines)
            last = now.parts[-1].at
            fresh = _open(lines, marks, mark, last, now)
            now.end, now = fresh.start, fresh
            groups.append(now)
        elif now is None:
            now = _open(lines, marks, mark, last, None)
            groups.append(now)
        now.parts.append(mark)
        last = mark.at
    for group in groups:
        if group.end < 0:
            group.end = len(lines)
    return [
        group
        for group in groups
        if len({name for part in group.parts for name in part.names}) >= 2 or _only_open(group)
    ]


def _only_open(group: Group) -> bool:
    return bool(group.parts[0].level or not group.parts[0].value)


def _renewed(group: Group, mark: Mark) -> bool:
    return "situation" in mark.names and group.has("result")


def _goes_on(lines: Sequence[Line], marks: Sequence[Mark], at: int, group: Group) -> bool:
    """Whether a rule stands between two parts of one story."""
    following = next(
        (mark for mark in marks if mark.at > at and mark.kind in ("part", "heading", "weak", "other", "meta")), None
    )
    return following is not None and following.kind == "part" and "situation" not in following.names


def _strong(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that make stories: plain names; others only where a section has both a beginning and an end of them."""
    strong: list[Mark] = []
    section: list[Mark] = []
    for mark in [*marks, Mark(-1, "heading")]:
        if mark.kind == "heading" or mark.kind == "rule":
            strong += _chosen(section)
            section = []
        elif mark.kind in ("part", "weak"):
            section.append(mark)
    # Parts that are headings end a section for this purpose only where they are no parts; weak headings come in pairs.
    heads = [mark for mark in marks if mark.kind == "weak" and mark.level]
    if not any(mark.kind == "part" for mark in marks) and len({name for mark in heads for name in mark.names}) >= 3:
        strong += [mark for mark in heads if mark not in strong]
    return sorted(strong, key=lambda mark: mark.at)


def _chosen(section: list[Mark]) -> list[Mark]:
    plain_names = {name for mark in section if mark.kind == "part" for name in mark.names}
    weak = [mark for mark in section if mark.kind == "weak" and not mark.level]
    if {"action"} & plain_names or {"result"} & plain_names:
        weak = [mark for mark in weak if not set(mark.names) & plain_names and "task" not in mark.names]
        return [mark for mark in section if mark.kind == "part" or mark in weak]
    names = {name for mark in weak for name in mark.names} | plain_names
    return (
        section
        if {"action", "result"} <= names and {"situation", "task"} & names
        else [m for m in section if m.kind == "part"]
    )


def _open(lines: Sequence[Line], marks: Sequence[Mark], first: Mark, last: int, before: Group | None) -> Group:
    """Begin a story at its heading, or at the line above its first part that reads as its title."""
    path = [mark for mark in _path(marks, first.at) if not first.level or mark.level < first.level or mark.at > last]
    own = [mark for mark in path if mark.at > last]
    if first.level:
        beside = next((mark for mark in reversed(marks) if mark.kind == "heading" and last < mark.at < first.at), None)
        upper = [mark for mark in own if mark.level < first.level]
        if (
            beside
            and beside.level >= first.level
            and (not upper or numbered(beside.title) or asks(beside.title) or _PLURAL.fullmatch(plain(upper[-1].title)))
        ):
            own = [*upper, beside]
        elif upper:
            own = upper
    while len(own) > 1 and _GENERIC.fullmatch(plain(own[-1].title)):
        own.pop()
    head = own[-1] if own else None
    lower = max(last, before.start if before else -1, head.at if head else -1)
    several = head is not None and _again(marks, first, head.level)
    line = _title_above(lines, marks, first.at, lower, metas=head is None or several)
    context = [mark.title for mark in path if mark is not head]
    level = head.level if head else (path[-1].level if path else 0)
    if line is None and head:
        return Group(head.at, level, head.title, context)
    if line is None:
        return Group(first.at if before or last >= 0 else 0, level, "", context)
    if head is None:
        return Group(line, level, lines[line].text, context)
    return Group(line if several else head.at, level, lines[line].text, [*context, head.title])


def _again(marks: Sequence[Mark], first: Mark, level: int) -> bool:
    """Whether the same section holds another story after this one."""
    for mark in marks:
        if mark.at > first.at and mark.kind == "heading" and mark.level <= level:
            return False
        if mark.at > first.at and mark.kind == "part" and mark.names == first.names:
            return True
    return False


def _title_above(lines: Sequence[Line], marks: Sequence[Mark], at: int, lower: int, *, metas: bool) -> int | None:
    """The line between ``lower`` and a first part that reads as a title: bold, `Story 2`, a question, or short and apart."""
    kinds = {mark.at: mark for mark in marks}
    best = None
    for no in range(at - 1, lower, -1):
        text = lines[no].text
        mark = kinds.get(no)
        if mark and mark.kind == "rule":
            break
        if mark and mark.kind == "meta" and ({"title", "question"} & set(mark.names)):
            best = no if metas else best
            continue
        if not re.search(r"\w", text) or (mark and mark.kind in ("meta", "other")):
            continue
        apart = (
            no == 0
            or not lines[no - 1].text.strip()
            or no - 1 == lower
            or (no - 1 in kinds and kinds[no - 1].kind == "rule")
        )
        bare = BULLET.sub("", text).strip()
        if _GENERIC.fullmatch(plain(bare).strip(" :")) or re.match(r"\s*[>|]", text):
            continue
        bold = bool(re.fullmatch(r"(?:\*\*|__)[^*]+[^*:](?:\*\*|__)(?:\s*\([^)]*\))?", bare)) and not re.match(
            r"\s{2,}", text
        )
        short = (
            len(plain(text).split()) <= 14
            and not re.search(r"[.,;]\W*$", text)
            and apart
            and not re.match(r"\s*[-*+•]\s", text)
        )
        if bold or numbered(text) or (asks(text) and apart) or short:
            best = no
            if not asks(text):
                break
        elif best is None and not apart:
            continue
        else:
            break
    return best


def _without_asides(span: list[int], marks: Sequence[Mark], group: Group) -> list[int]:
    """Take tips, templates and bad versions, which stand inside a story's section, out of it."""
    out: set[int] = set()
    heads = [mark for mark in marks if mark.kind == "heading" and group.start < mark.at < group.end]
    for n, mark in enumerate(heads):
        if (
            not excluded(mark.title)
            or mark.at == group.start
            or any(p.at > mark.at for p in group.parts)
            and not illustrates(mark.title)
        ):
            continue
        end = next((later.at for later in heads[n + 1 :] if later.level <= mark.level), group.end)
        out |= set(range(mark.at, end))
    group.parts = [part for part in group.parts if part.at not in out]
    return [at for at in span if at not in out]


def _told(lines: Sequence[Line], marks: Sequence[Mark], group: Group, span: list[int]) -> Found:
    inside = [mark for mark in marks if mark.at in set(span)]
    found = _facts(lines, inside, span)
    found.title = found.title or group.title
    said = label(group.title)
    if said and said.kind == "meta" and said.value and said.names[0] in ("title", "question"):
        found.title = said.value
    found.context = group.context
    stops = sorted(
        {mark.at for mark in inside if mark.kind in ("other", "meta", "heading", "rule") or mark in group.parts}
    )
    for mark in group.parts:
        end = next((at for at in stops if at > mark.at), span[-1] + 1 if span else mark.at + 1)
        if any(
            other.at == mark.at and other is not mark and group.parts.index(other) > group.parts.index(mark)
            for other in group.parts
        ):
            end = mark.at + 1
        text = _clean([mark.value, *(lines[at].text for at in range(mark.at + 1, end) if at in set(span))])
        last = max((at for at in range(mark.at, end) if lines[at].text.strip()), default=mark.at)
        for name in mark.names:
            found.parts.setdefault(cast(StarPart, name), []).append(Part(text, _where(lines, mark.at, last)))
    return found


def _facts(lines: Sequence[Line], inside: Sequence[Mark], span: list[int]) -> Found:
    """What labels beside the parts say: title, question, principles, tags, status, failure."""
    text = "\n".join(lines[at].text for at in span).strip("\n")
    found = Found(_where(lines, span[0], span[-1]) if span else "", text)
    for mark in inside:
        if mark.kind != "meta":
            continue
        value = mark.value or _following(lines, mark.at, span)
        match mark.names[0]:
            case "title":
                found.title = found.title or value.split("\n")[0]
            case "question":
                found.question = found.question or value.strip('"“” ')
            case "principles":
                found.principles.append(value)
            case "tags":
                found.tags.append(value)
            case "status":
                found.status += " " + value
            case "failure":
                found.failure = value
    found.tags += re.findall(r"(?<![\w#])#([A-Za-z][\w/-]+)", text)
    found.draft = bool(re.search(r"(?<![\w#])#(?:draft|wip|todo)\b", text))
    return found


def _following(lines: Sequence[Line], at: int, span: list[int]) -> str:
    """The list below a label that has no text on its own line."""
    taken = []
    for no in range(at + 1, min(at + 12, span[-1] + 1 if span else 0)):
        text = lines[no].text
        if not text.strip() and not taken:
            continue
        if not re.match(r"\s*(?:[-*+•]|\d+[.)])\s", text) and (taken or label(text) or _HEADING.match(text)):
            break
        if not text.strip() or label(text):
            break
        taken.append(BULLET.sub("", text))
    return "\n".join(taken)


def _clean(texts: Sequence[str]) -> str:
    """The text of a part without quote marks, comments and empty lines around it."""
    text = "\n".join(re.sub(r"^\s*(?:>\s?)+", "", text).rstrip() for text in texts)
    text = re.sub(r"<!--.*?-->|%%.*?%%", "", text, flags=re.S)
    text = re.sub(r"^\s*(?:```|~~~)\w*\s*$", "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip().strip("|").strip()


def _where(lines: Sequence[Line], first: int, last: int) -> str:
    a, b = lines[first].no, lines[max(first, last)].no
    return f"line {a}" if a == b else f"lines {a}-{b}"


def _prose(
    lines: Sequence[Line], marks: Sequence[Mark], taken: set[int], levels: set[int]
) -> Iterable[tuple[int, Found, list[int]]]:
    """Stories without labels: prose under a heading, a bold line, `Story 3` or a question; and slots beside stories."""
    heads = {mark.at: mark for mark in marks if mark.kind == "heading"}
    starts = sorted(
        {0, *heads, *(at for at in range(len(lines)) if at not in heads and at not in taken and _announces(lines, at))}
    )
    rules = {mark.at for mark in marks if mark.kind == "rule"}
    beside = set(levels)
    open_heads: list[tuple[int, Found, list[int]]] = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(lines)
        mark = heads.get(start)
        titled = mark is not None or _announces(lines, start)
        title = mark.title if mark else lines[start].text if titled else ""
        above = [one.title for one in _path(marks, start)]
        if start in taken or any(excluded(one) for one in [*above, title]):
            continue
        end = _whole(lines, heads, starts, start, taken) or end if mark else end
        span = [at for at in range(start, end) if at not in taken and at not in rules]
        body = "\n".join(lines[at].text for at in span[1 if titled else 0 :])
        found = _facts(lines, [one for one in marks if one.at in set(span)], span)
        found.title, found.context = found.title or title, above
        if is_told(body) and not _lists_questions(body):
            beside |= {mark.level} if mark else set()
            yield start, found, span
        elif titled:
            open_heads.append((start, found, span))
    for start, found, span in open_heads:
        mark = heads.get(start)
        end = next((at for at in [*sorted(heads), len(lines)] if at > start))
        if (mark and mark.level in beside or numbered(found.title)) and _is_slot(
            lines, marks, found, range(start + 1, end)
        ):
            if mark is None or end == len(lines) or heads[end].level <= mark.level:
                found.slot = True
                yield start, found, span


def _is_slot(lines: Sequence[Line], marks: Sequence[Mark], found: Found, below: range) -> bool:
    """Whether a heading is a slot to fill: it names a story and says no more than that it is to be written."""
    name = plain(found.title)
    return is_todo(_bare(lines, marks, below)) and not _GENERIC.fullmatch(name) and not _PLURAL.fullmatch(name)


def _bare(lines: Sequence[Line], marks: Sequence[Mark], span: Sequence[int]) -> str:
    metas = {mark.at for mark in marks if mark.kind in ("meta", "part", "weak")}
    return "\n".join(lines[at].text for at in span if at not in metas)


def _whole(lines: Sequence[Line], heads: dict[int, Mark], starts: list[int], start: int, taken: set[int]) -> int | None:
    """Where a headed story ends that goes on under smaller headings of its own; None where they are stories themselves."""
    level = heads[start].level
    end = next((at for at in starts if at > start and at in heads and heads[at].level <= level), len(lines))
    own = "\n".join(lines[at].text for at in range(start + 1, next((at for at in starts if at > start), len(lines))))
    inner = [heads[at].title for at in starts if start < at < end and at in heads]
    if not (is_told(own) or numbered(heads[start].title)) or any(
        numbered(title) or asks(title) or excluded(title) for title in inner
    ):
        return None
    return None if any(at in taken for at in range(start, end)) else end


def _announces(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that is no heading stands as one: bold and alone, `Story 3: ...`, or a question apart."""
    text = lines[at].text.strip()
    if not text or len(text) > 200 or (at and lines[at - 1].text.strip() and not numbered(text)):
        return False
    bold = bool(re.fullmatch(r"(?:\d+[.)]\s*)?(?:\*\*|__)[^*]+(?:\*\*|__):?", text))
    said = label(text)
    return (
        bold
        or (numbered(text) and len(text.split()) < 25)
        or bool(said and said.kind == "meta" and said.names[0] in ("question", "title") and said.value)
        or (asks(text) and not re.match(r"[-*+•]\s", text) and len(text.split()) < 40)
    )


def _lists_questions(body: str) -> bool:
    rows = [line for line in body.splitlines() if line.strip()]
    return bool(rows) and sum(asks(row) for row in rows) * 2 > len(rows) and counted_words(body) / len(rows) < 30
