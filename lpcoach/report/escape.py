"""Text as Markdown that reads as the same text: nothing in it can become a heading, a list, a link or markup."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

__all__ = ["Written", "line", "said", "written"]

_INLINE: Final = re.compile(r"[\\`*_\[\]<>|~$@&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LEADING: Final = re.compile(r"^([#+=\-]|\d{1,9}(?=[.)](?:\s|$)))")
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_KEEP: Final = "\\"
_INDENT: Final = {" ": "&#32;", "\t": "&#9;"}


class Written(str):
    """Markdown that is finished: it is put out as it stands."""

    __slots__ = ()


def written(value: object) -> str:
    """Any value of a template as it is put out: text is escaped, so that no template can forget to."""
    return value if isinstance(value, Written) else line(str(value))


def line(text: str) -> Written:
    """The text in one line; line breaks become spaces."""
    return Written(" ".join(_escaped(part) for part in _BREAK.split(text)))


def said(text: str) -> Written:
    """What somebody typed, as a block quote with its own line breaks and blank lines."""
    lines = [_escaped(part) for part in _BREAK.split(text)]
    return Written("\n".join(_quoted(part, last=not after) for part, after in pairwise([*lines, ""])))


def _quoted(part: str, *, last: bool) -> str:
    """A line of a quote; within a paragraph its end is kept by a backslash."""
    return f"> {part}{'' if last else _KEEP}" if part else ">"


def _escaped(part: str) -> str:
    """One line with everything escaped that Markdown would read as its own."""
    text = _INLINE.sub(r"\\\g<0>", part)
    text = _LEADING.sub(_lead, text)
    return _INDENT.get(text[:1], text[:1]) + text[1:] if text.strip() else ""


def _lead(match: re.Match[str]) -> str:
    first = match[0]
    return f"{first}\\" if first.isdigit() else f"\\{first}"
