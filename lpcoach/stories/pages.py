"""Lines of text or Markdown -> stories: by their labelled parts first, then by telling prose under a heading."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, cast

from lpcoach.content.terms import StarPart
from lpcoach.stories.found import Found
from lpcoach.stories.grids import from_rows, table_rows
from lpcoach.stories.groups import Group, grouped, is_generic, is_plural
from lpcoach.stories.judging import (
    asks,
    excluded,
    illustrates,
    is_todo,
    is_told,
    lists_questions,
    numbered,
    speaks_of_self,
)
from lpcoach.stories.labels import BULLET, label, plain
from lpcoach.stories.marks import ENDED, Line, Mark, above, between, is_rule, marks_of, nested, where
from lpcoach.stories.principles import only_principles
from lpcoach.stories.stopping import go_on
from lpcoach.stories.types import Part

__all__ = ["stories_in"]

_BOLD: Final = re.compile(r"(?:\d+[.)]\s*)?(?:\*\*|__)[^*]+(?:\*\*|__):?")
_LISTED: Final = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s")


def stories_in(lines: Sequence[Line]) -> tuple[list[Found], set[int]]:
    """Find the stories of a page, and which lines (by index) they take."""
    marks = nested(marks_of(lines))
    found: list[tuple[int, Found]] = []
    taken: set[int] = set()
    for at, records, used in _tables(lines, marks):
        found += [(at, record) for record in records]
        taken |= used
    marks = nested([mark for mark in marks if mark.at not in taken])
    groups = grouped(lines, marks)
    for group in groups:
        go_on()
        span = _trimmed(lines, [at for at in range(group.start, group.end) if at not in taken])
        told = _told(lines, marks, group, span)
        for mark in _shared(marks, group.start):
            if mark.at not in taken:
                told.note(mark.names[0], mark.value)
        found.append((group.start, told))
        taken |= set(span)
    for start, record, span in _prose(lines, marks, taken, {group.level for group in groups} - {0}):
        found.append((start, record))
        taken |= set(span)
    return [record for _, record in sorted(found, key=lambda pair: pair[0])], taken


def _trimmed(lines: Sequence[Line], span: list[int]) -> list[int]:
    while span and (not lines[span[-1]].text.strip(" `~") or is_rule(lines[span[-1]].text)):
        span.pop()
    return span


def _tables(lines: Sequence[Line], marks: list[Mark]) -> Iterable[tuple[int, list[Found], set[int]]]:
    """Read tables: rows that are stories are given; a table of labels and texts becomes marks of its section."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        rows = table_rows([line.text for line in lines[at:end]])
        heads = [mark.value for mark in above(marks, at)] if rows else []
        if rows and not any(map(illustrates, heads)):
            upright = _upright(rows, at)
            apart = [*(mark for mark in marks if not at <= mark.at < end), *upright]
            marks[:] = nested(sorted(apart, key=lambda mark: mark.at))
            records = [] if upright else from_rows([(f"line {lines[at + n].no}", cells) for n, cells in rows], heads)
            if records and records[0].where.startswith("line"):
                used = {record.where for record in records}
                head = at + rows[0][0]
                lost = {n for n in range(at, end) if n > head and any(rows_n == n - at for rows_n, _ in rows)}
                yield at, records, set(range(at, end)) - {n for n in lost if f"line {lines[n].no}" not in used}
            elif records:
                yield at, records, set(range(at, end))
        at = max(end, at + 1)


def _upright(rows: list[tuple[int, list[str]]], at: int) -> list[Mark]:
    """Marks of a table that holds one story, its labels in the first column."""
    marks: list[Mark] = []
    for n, cells in rows:
        said = label(f"{cells[0]}:") if cells[0] and sum(map(bool, cells)) < 3 else None
        if said:
            marks.append(Mark(at + n, said.kind, 0, said.names, " ".join(cells[1:]).strip()))
    return marks if len({name for mark in marks if mark.kind == "part" for name in mark.names}) > 2 else []


def _told(lines: Sequence[Line], marks: Sequence[Mark], group: Group, span: list[int]) -> Found:
    inside = between(marks, group.start, group.end)
    found = _facts(lines, inside, span)
    own = set(span)
    said = label(group.title)
    value = said.value if said and said.kind == "meta" and said.names[0] in ("title", "question") else ""
    found.title = found.title or value or group.title
    found.context = group.context
    stops = sorted(
        {mark.at for mark in inside if mark.kind in ("other", "meta", "heading", "rule") or mark in group.parts}
    )
    for n, mark in enumerate(group.parts):
        end = next((at for at in stops if at > mark.at), group.end)
        if n + 1 < len(group.parts) and group.parts[n + 1].at == mark.at:
            end = mark.at + 1
        body = [at for at in range(mark.at + 1, end) if at in own]
        if body and re.fullmatch(r"\s*(?:-{3,}|={3,})\s*", lines[body[0]].text):  # it underlines the label
            body = body[1:]
        part = Part(
            _clean([mark.value, *(lines[at].text for at in body)]),
            where(lines, mark.at, (_trimmed(lines, body) or [mark.at])[-1]),
        )
        for name in mark.names:
            found.parts.setdefault(cast(StarPart, name), []).append(part)
    return found


def _shared(marks: Sequence[Mark], start: int) -> list[Mark]:
    """Questions and principles that a section names before its first story."""
    own = next((mark for mark in between(marks, start, start + 1) if mark.kind == "heading"), None)
    over = [mark for mark in above(marks, start) if own is None or mark.level < own.level]
    if not over or own is None:
        return []
    said = []
    for n in range(bisect_right(marks, over[-1].at, key=lambda one: one.at), len(marks)):
        if marks[n].kind == "heading" or marks[n].at >= start:
            break
        if marks[n].kind == "meta" and marks[n].value and marks[n].names[0] in ("question", "principles"):
            said.append(marks[n])
    return said


def _facts(lines: Sequence[Line], inside: Sequence[Mark], span: list[int]) -> Found:
    """What labels and tags beside the parts say of a story."""
    text = "\n".join(lines[at].text for at in span).strip("\n")
    found = Found(where(lines, span[0], span[-1]) if span else "", text)
    for mark in inside:
        if mark.kind == "meta":
            found.note(mark.names[0], mark.value or _below(lines, mark.at))
    found.tags += re.findall(r"(?<![\w#/(])#([A-Za-z][\w/-]+)", text)
    return found


def _below(lines: Sequence[Line], at: int) -> str:
    """The list below a label that has no text on its own line."""
    listed: list[str] = []
    for line in lines[at + 1 : at + 14]:
        if line.text.strip() and (not _LISTED.match(line.text) or label(line.text)):
            break
        listed += [BULLET.sub("", line.text)] if line.text.strip() else []
    return "\n".join(listed)


def _clean(texts: Sequence[str]) -> str:
    """The text of a part without quote marks, comments, fences and empty lines around it."""
    lines = [re.sub(r"^\s*(?:>\s?)+", "", text).rstrip() for text in texts if text != ENDED]
    text = f"{lines[0]}\n{textwrap.dedent(chr(10).join(lines[1:]))}"
    text = re.sub(r"<!--.*?-->|%%.*?%%|^\s*(?:```|~~~)\w*\s*$|^\s*\|[\s|:-]+$", "", text, flags=re.S | re.M)
    text = re.sub(r"^\s*\([^()]*\b(?:sec|min|\d+ ?s\b|\d+ ?%)[^()]*\)", "", text)  # how long a part should take
    return re.sub(r"\n{3,}", "\n\n", text).strip().strip("|").strip()


def _prose(
    lines: Sequence[Line], marks: Sequence[Mark], taken: set[int], levels: set[int]
) -> Iterable[tuple[int, Found, list[int]]]:
    """Stories without labels under a heading, a bold line, `Story 3` or a question; and slots beside stories."""
    heads = {mark.at: mark for mark in marks if mark.kind == "heading"}
    free = [at for at in range(len(lines)) if at not in taken and at not in heads and _announces(lines, at)]
    below = [at for at in range(1, len(lines)) if at not in taken and at - 1 in taken]  # what follows a story's end
    starts = sorted({0, *heads, *free, *below})
    empty: list[tuple[int, Found, list[int]]] = []
    for start, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        mark = heads.get(start)
        title = mark.value if mark else lines[start].text if start in free else ""
        heads_over = [one for one in above(marks, start) if mark is None or one.level < mark.level]
        over = [one.value for one in heads_over]
        guided = excluded(title) or any(excluded(one.value) for one in heads_over if one.level > 1)
        if start in taken or guided or any(map(illustrates, over)):
            continue
        end = (_whole(lines, heads, starts, start) if mark else None) or after
        end = after if any(at in taken for at in range(start, end)) else end
        span = _trimmed(lines, [at for at in range(start, end) if at not in taken])
        body = "\n".join(lines[at].text for at in span[1 if title else 0 :])
        found = _facts(lines, between(marks, span[0], span[-1] + 1) if span else [], span)
        found.title, found.context = found.title or title, over
        several = _bulleted(lines, span) if is_plural(title) else []
        if several:
            for bullet in several:
                told = _facts(lines, [], bullet)
                told.title, told.context, told.slot = _opening(told.text), over, True
                told.principles += [lead for lead in [_lead(told.text)] if lead]
                yield bullet[0], told, bullet
        elif is_told(body) and not lists_questions(body):
            levels |= {mark.level if mark else 7}
            yield start, found, span
        elif title:
            empty.append((start, found, span))
    for start, found, span in empty:
        after = next(at for at in [*(sorted(heads) if start in heads else starts), len(lines)] if at > start)
        deeper = start in heads and after in heads and heads[after].level > heads[start].level
        level = heads[start].level if start in heads else 7 if asks(found.title) else 0
        if (
            not deeper
            and (level in levels or numbered(found.title))
            and _is_slot(lines, marks, found, range(start + 1, after))
        ):
            found.slot = True
            yield start, found, span


def _bulleted(lines: Sequence[Line], span: Sequence[int]) -> list[list[int]]:
    """The lines of each bullet where all that stands under a heading of stories is bullets that tell one each."""
    bullets: list[list[int]] = []
    for at in span[1:]:
        if re.match(r"(?:[-*+•]|\d+[.)])\s", lines[at].text):
            bullets.append([])
        if bullets:
            bullets[-1].append(at)
    texts = ["\n".join(lines[at].text for at in bullet) for bullet in bullets]
    tell = all(speaks_of_self(text) and len(text.split()) > 7 and not asks(text) for text in texts)
    return [_trimmed(lines, bullet) for bullet in bullets] if len(bullets) > 1 and tell else []


def _lead(text: str) -> str:
    """The principles that a bullet names before its colon."""
    lead = plain(BULLET.sub("", text)).partition(":")[0]
    return lead if only_principles(lead) else ""


def _opening(text: str) -> str:
    """A name for a bullet: how its telling begins."""
    words = plain(BULLET.sub("", text)).removeprefix(_lead(text)).lstrip(": ").split()
    return " ".join(words[:9]).rstrip(".,;:") + ("…" if len(words) > 9 else "")


def _is_slot(lines: Sequence[Line], marks: Sequence[Mark], found: Found, below: range) -> bool:
    """Whether a heading names a story and what follows says no more than that it is to be written."""
    labels = {mark.at for mark in marks if mark.kind in ("meta", "part", "weak", "rule")}
    rest = "\n".join(lines[at].text for at in below if at not in labels)
    return is_todo(rest) and not is_generic(found.title) and not is_plural(found.title)


def _whole(lines: Sequence[Line], heads: dict[int, Mark], starts: list[int], start: int) -> int | None:
    """Where a story ends that goes on under smaller headings; None where these have stories of their own."""
    after = [at for at in starts if at > start]
    end = next((at for at in after if at in heads and heads[at].level <= heads[start].level), len(lines))
    inner = [heads[at].value if at in heads else lines[at].text for at in after if at < end]
    own = "\n".join(line.text for line in lines[start + 1 : after[0] if after else len(lines)])
    if not (is_told(own) or numbered(heads[start].value)):
        return None
    return None if any(numbered(title) or asks(title) or excluded(title) for title in inner) else end


def _announces(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that is no heading stands as one: bold and alone, `Story 3: ...`, or a question apart."""
    text = lines[at].text.strip()
    if not 0 < len(text) < 200 or (at and lines[at - 1].text.strip() and not numbered(text)):
        return False
    said = label(text)
    titled = bool(said and said.kind == "meta" and said.names[0] in ("question", "title") and said.value)
    question = asks(text) and not _LISTED.match(text) and len(text.split()) < 40
    return titled or question or bool(_BOLD.fullmatch(text)) or (numbered(text) and len(plain(text).split()) < 25)
