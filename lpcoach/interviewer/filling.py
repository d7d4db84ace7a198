"""Templates filled with the candidate's own words; every word taken comes with its checked quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lpcoach.interviewer.types import StoryQuote
from lpcoach.reading.types import Quote

__all__ = ["LONGEST", "Filler", "cited", "fill", "slots"]

LONGEST = 39  # words of a probe

_SLOT: Final = re.compile(r"([\"'“‘]?)\{(\w+)\}([\"'”’]?)")
_HAS_ARTICLE: Final = re.compile(r"\b(?:the|your|this|a|an|which|what|every|each)\s+$", re.IGNORECASE)
_STATES: Final = re.compile(r"\b(?:gave|give|said|say|me|was|is)\s+$", re.IGNORECASE)  # "You gave 8%", not "that 8%"
_FRAME: Final = re.compile(r"^([A-Z][\w’']*(?: [\w’']+){0,4}) \{figure\}\.")
_SENTENCE_START: Final = re.compile(r"(?:^|[.?!]\s+)$")


@dataclass(frozen=True, slots=True)
class Filler:
    """What can stand in a slot: ``quote`` verbatim, ``article`` before it, in quotation marks when ``marked``.

    ``clause`` is what the quote was said in: a bare figure is only understood with it, so it is said first.
    """

    quote: Quote
    article: str = ""
    marked: bool = False
    clause: Quote | None = None


def slots(text: str) -> tuple[str, ...]:
    """The names of the slots of a template, in order."""
    return tuple(match.group(2) for match in _SLOT.finditer(text))


def cited(quote: Quote) -> Filler:
    """A clause to be cited, in quotation marks."""
    return Filler(quote, marked=True)


def fill(text: str, fillers: dict[str, Filler], story: int) -> tuple[str, tuple[StoryQuote, ...]]:
    """The template with its slots filled, and the quotes that it is rooted in."""
    figure = fillers.get("figure") if "{figure}" in text and "{quote}" not in text else None
    if figure is not None and figure.clause is not None:
        framed = _FRAME.sub(_frame, text)
        text = framed if framed != text else f"You said {{clause}}. {text}"
        fillers = {**fillers, "clause": cited(figure.clause)}
    used: list[StoryQuote] = []
    parts: list[str] = []
    end = 0
    for match in _SLOT.finditer(text):
        filler = fillers[match.group(2)]
        before = text[end : match.start()]
        parts += [before, _spoken(filler, "".join(parts) + before, match.group(1), match.group(3))]
        used.append(StoryQuote(story, filler.quote))
        end = match.end()
    return "".join(parts) + text[end:], tuple(dict.fromkeys(used))


def _frame(match: re.Match[str]) -> str:
    """How a template that opens with its figure opens with the clause of it: no clause is "given"."""
    return f"{'You said' if match.group(1) in {'You gave', 'You mentioned'} else match.group(1)} {{clause}}."


def _spoken(filler: Filler, before: str, opening: str, closing: str) -> str:
    if filler.marked:
        return f"“{filler.quote.text}”"
    pointing = filler.article == "that"
    if not filler.article or _HAS_ARTICLE.search(before) or (pointing and _STATES.search(before)):
        return f"{opening}{filler.quote.text}{closing}"
    article = filler.article.capitalize() if _SENTENCE_START.search(before) else filler.article
    return f"{opening}{article} {filler.quote.text}{closing}"
