"""The lines that order a page: headings, rules, and labels of parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lpcoach.stories.judging import asks
from lpcoach.stories.labels import BULLET, Label, inline, label, plain
from lpcoach.stories.principles import only_principles
from lpcoach.stories.stopping import go_on

__all__ = ["ENDED", "FENCE", "Line", "Mark", "above", "between", "is_rule", "marks_of", "nested", "where"]

_HEADING: Final = re.compile(r"^\s{0,3}(?:>\s*)*(#{1,6})\s*(?=\S)(.*?)\s*#*\s*$")
FENCE: Final = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})\s*(?P<form>[\w+-]*)[^`]*$")
_RULE: Final = re.compile(r"^\s{0,3}(?:(?:[-*_=~]\s*){3,}|[─—━═]{3,})$")

# What one writes to oneself, or below a letter, divides, too.
_REMINDER: Final = re.compile(
    r"(?:TODO|FIXME|N\.?B\.?|PS)\b\W*(?:\w+\W+){2,}|(?i:cheers|best(?: regards)?|thanks|regards|gruß|saludos)[,!.]?\s*$"
)
ENDED: Final = "\f---"  # a rule that no file holds: here a section of HTML ended
# A word alone over an empty form, in a text without headings.
_FORM: Final = re.compile(
    r"\W*(?:(?:blank|empty|leere|star) )?(?:template|vorlage|plantilla|modelo|modele|模板|템플릿|テンプレート)\W*",
    re.IGNORECASE,
)
_CALLOUT: Final = re.compile(r"^\s*>\s*\[!\w+\][+-]?\s+(?P<title>\S.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, from 1."""

    no: int
    text: str


@dataclass(slots=True)
class Mark:
    """A line (by index) that orders the page; ``value`` is a heading's text, or what follows a label.

    A heading that says something of a story (`### Tags`) and names none has the name ``aside``. ``up`` is the heading
    that a mark stands under, so that a page of thousands of stories is not searched for it again and again.
    """

    at: int
    kind: str  # heading, rule, part, weak, meta, other
    level: int = 0
    names: tuple[str, ...] = ()
    value: str = ""
    up: Mark | None = field(default=None, compare=False, repr=False)


def marks_of(lines: Sequence[Line]) -> list[Mark]:
    """All marks of a page in their order; a line that holds several parts gives several."""
    marks: list[Mark] = []
    boxed = any((box := _CALLOUT.match(line.text)) and label(box["title"]) for line in lines)
    hidden = False  # within a comment of several lines, which often holds a template
    fence, opened = "", 0
    for at, line in enumerate(lines):
        go_on()
        if bound := FENCE.match(line.text):
            if not fence:
                fence, opened = bound["mark"], at
            elif bound["mark"].startswith(fence) and not bound["form"]:
                told = any(mark.kind == "part" and mark.at > opened for mark in marks)
                marks += [Mark(at, "rule")] if told else []  # a story that stood in a fence ends with it
                fence = ""
        if not hidden and line.text.strip() and (asked := _asked_below(lines, at)):
            marks.append(Mark(at, "meta", 0, ("question",), asked))
        elif not hidden and line.text.strip():
            box = _CALLOUT.match(line.text) if boxed and not label(line.text) else None
            titled = box is not None and not asks(box["title"])
            marks += [Mark(at, "heading", 6, value=box["title"])] if box and titled else _marks_at(lines, at, marks)
        start, end = line.text.rfind("<!--"), line.text.rfind("-->")
        hidden = start > end if max(start, end) >= 0 else hidden
    return marks


def _asked_below(lines: Sequence[Line], at: int) -> str:
    """The body of a callout that holds a question (`> [!question] Lead`); empty where its own line asks."""
    box = re.match(r"\s*>\s*\[!(?:question|faq|help)\][+-]?\s*(?P<title>.*)$", lines[at].text, re.IGNORECASE)
    below = re.match(r"\s*>\s*(?P<body>[^\s>].*)$", lines[at + 1].text) if box and at + 1 < len(lines) else None
    own = label(box["title"]) if box else None
    if box is None or below is None or asks(box["title"]) or (own and own.value) or not asks(below["body"]):
        return ""
    return below["body"].strip()


def _marks_at(lines: Sequence[Line], at: int, before: Sequence[Mark]) -> list[Mark]:
    text = lines[at].text
    said = label(text)
    if head := _HEADING.match(text):
        return _headed(at, len(head[1]), head[2], said)
    if _underlined(lines, at) or _FORM.fullmatch(text):
        return _headed(at, 1 if any("=" in line.text for line in lines[at + 1 : at + 2]) else 2, text.strip(), said)
    if said and (not said.letter or _lettered(before, said, text)):
        return _labelled(at, said)
    if several := inline(text):
        return _spread(at, text, several)
    listed = re.sub(r"\b\d+ ?(?:min|sec)\w*", "", plain(BULLET.sub("", text)))
    if len(text.split()) < 16 and only_principles(listed):
        return [Mark(at, "meta", 0, ("principles",), listed)]
    filled = next((n for n in range(at - 1, -1, -1) if lines[n].text.strip()), -1)
    answers = bool(before) and before[-1].at == filled and not before[-1].value  # the text of the label above it
    apart = filled < at - 1 and not answers
    rule = is_rule(text) and not (at and _underlined(lines, at - 1))
    return [Mark(at, "rule")] if rule or (apart and _REMINDER.match(text)) else []


def is_rule(text: str) -> bool:
    """Whether a line only divides."""
    return bool(_RULE.match(text))


def _headed(at: int, level: int, title: str, said: Label | None) -> list[Mark]:
    """Give the marks of a heading: a part's own heading is a label, any other opens a section."""
    if said and said.kind == "part":
        return [Mark(at, "part", level, said.names, said.value)]
    if said is None:
        return [Mark(at, "heading", level, value=title)]
    named = said.kind == "meta" and said.names[0] in ("title", "question", "principles") and said.value
    heading = Mark(at, "heading", level, () if named else ("aside",), said.value if named else title)
    inner = Mark(at, said.kind, level, said.names, said.value)
    return [heading, inner] if said.kind in ("weak", "meta") and not named else [heading]


def _underlined(lines: Sequence[Line], at: int) -> bool:
    after = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    text = lines[at].text.strip()
    if not re.fullmatch(r"={3,}|-{3,}", after) or len(text) > 100 or not re.match(r"[^\W_]|[^\w\s|>#*+=-]", text):
        return False
    return "=" in after or at == 0 or not lines[at - 1].text.strip()


def _lettered(before: Sequence[Mark], said: Label, text: str) -> bool:
    """Whether a letter means a part: S opens, others follow a part, so that ``A:`` after ``Q:`` is an answer."""
    if "situation" in said.names:
        return True
    last = next((mark for mark in reversed(before) if mark.kind in ("part", "heading", "meta")), None)
    return last is not None and last.kind == "part"


def _labelled(at: int, said: Label) -> list[Mark]:
    """Give the mark of a label, and those of further labels in the same line."""
    first = Mark(at, said.kind, 0, said.names, said.value)
    if said.kind not in ("part", "weak"):
        return [first]
    lead = "S: " if said.letter else "Situation: "
    more = [(start - len(lead), begin - len(lead), part) for start, begin, part in inline(lead + said.value) if start]
    if more:
        first.value = said.value[: more[0][0]].strip()
    return [first, *_spread(at, said.value, more)]


def _spread(at: int, text: str, several: list[tuple[int, int, str]]) -> list[Mark]:
    ends = [*(start for start, _, _ in several), len(text)][1:]
    return [
        Mark(at, "part", 0, (part,), text[begin:end].strip())
        for (_, begin, part), end in zip(several, ends, strict=True)
    ]


def nested(marks: list[Mark]) -> list[Mark]:
    """The same marks, each under its heading."""
    last: Mark | None = None
    for mark in marks:
        mark.up = last
        if mark.kind == "heading":
            while mark.up and mark.up.level >= mark.level:
                mark.up = mark.up.up
            last = mark
    return marks


def above(marks: Sequence[Mark], at: int) -> list[Mark]:
    """The headings above a line, the outermost first; the marks are nested."""
    before = bisect_left(marks, at, key=lambda one: one.at)
    mark = marks[before - 1] if before else None
    if mark and mark.kind != "heading":
        mark = mark.up
    path: list[Mark] = []
    while mark:
        path.insert(0, mark)
        mark = mark.up
    return path


def between(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    """The marks of the lines from ``start`` to before ``end``."""
    first, last = (bisect_left(marks, at, key=lambda one: one.at) for at in (start, end))
    return marks[first:last]


def where(lines: Sequence[Line], first: int, last: int) -> str:
    """The place of lines in the file."""
    start, end = lines[first].no, lines[max(first, last)].no
    return f"line {start}" if start == end else f"lines {start}-{end}"
