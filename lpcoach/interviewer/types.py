"""What an interviewer asks: one type for lead questions, probes, cross-examination and hypotheticals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lpcoach.content.terms import LayerId, ProbeKind
from lpcoach.reading.types import Quote

__all__ = ["Asked", "AskedKind", "StoryQuote"]

AskedKind = Literal["opening", "lead", "probe", "cross", "hypothetical", "invitation"]


@dataclass(frozen=True, slots=True)
class StoryQuote:
    """A quote with the story (from 0) that it stands in."""

    story: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as put to the candidate. ``source`` is the id of the content that it came from.

    ``quotes`` are the checked quotes of the candidate that it is rooted in (two for a contradiction);
    ``gap`` says in a few words what the question is after, for Seen and Missing (never shown before the answer).
    ``by`` is ``embedded`` or the model's name; ``note`` says why another than was chosen asks, empty else.
    """

    kind: AskedKind
    text: str
    source: str
    by: str = "embedded"
    probe_kind: ProbeKind | None = None
    layer: LayerId | None = None
    quotes: tuple[StoryQuote, ...] = ()
    gap: str = ""
    note: str = ""
