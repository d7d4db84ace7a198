"""A model's text as plain words: no markup, no links, no control characters, no more than was asked for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["LINK", "MARKUP", "plain"]

LINK: Final = re.compile(
    r"\b(?:https?|ftp|file|mailto|javascript|data):\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai|ly|co|me|"
    r"info|xyz|ru|cn|de|uk)(?:/\S*)?(?![\w.])",
    re.IGNORECASE,
)
MARKUP: Final = re.compile(
    r"<[^<>\n]{0,200}>|!?\[[^\]\n]*\]\([^)\n]*\)|```|`|\*\*|__|^[ \t]*#{1,6}[ \t]|[<>{}|\\]", re.MULTILINE
)
_THOUGHT: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)


def plain(text: str, longest: int) -> str:
    """The text in one line, of at most ``longest`` characters."""
    bare = LINK.sub(" ", MARKUP.sub(" ", _THOUGHT.sub(" ", text)))
    kept = "".join(char if char.isspace() or unicodedata.category(char)[0] != "C" else "" for char in bare)
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
