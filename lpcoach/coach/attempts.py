"""The attempts of the progress page: what each was, and what changed since the one before by the same rater."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lpcoach.content.terms import CRITERIA, LAYERS
from lpcoach.content.words import LAYER_NAMES, Words, counted
from lpcoach.drills.noise import OF_A_TREND, change, marks
from lpcoach.session.records import PracticeRecord

__all__ = ["asked", "changes"]

NAMED: Final = 2  # principles named before the rest is counted
LONGEST: Final = 64  # characters of a question


def asked(record: PracticeRecord) -> str:
    """The question of a single story, or how many stories were told."""
    if record.plan == "full_loop" or len(record.stories) != 1:
        return counted(len(record.stories), "story", "stories")
    words = record.stories[0].question
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"


def changes(records: Sequence[PracticeRecord], words: Words, principles: Mapping[str, str]) -> dict[str, str]:
    """By practice (the oldest first), what is there for the first time, and what moved since the one before."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    latest: dict[str, PracticeRecord] = {}
    for record in records:
        shown = {one for story in record.stories for one in story.principles}
        layers = {layer for story in record.stories for layer in LAYERS if story.layers.get(layer, 0) > 1}
        new = [name for one, name in principles.items() if one in shown - seen]
        deeper = [LAYER_NAMES[layer].lower() for layer in LAYERS if layer in layers - seen]
        parts = [f"first to show {_some(new)}"] if new and seen else []
        parts += [f"first to explain {_some(deeper)}"] if deeper and seen else []
        seen |= shown | layers
        before = latest.get(record.rater)
        if record.overall is not None:
            parts += [*_flags(before, record, words), *_moved(before, record, words)] if before else []
            latest[record.rater] = record
        said = "; ".join(parts) or ("nothing new" if before else "")
        found[record.id] = f"{said[:1].upper()}{said[1:]}." if said else ""
    return found


def _flags(before: PracticeRecord, record: PracticeRecord, words: Words) -> list[str]:
    old, new = ({flag for story in each.stories for flag in story.flags} for each in (before, record))
    raised = [f"“{words.flags[flag]}” stands" for flag in words.flags if flag in new - old]
    return raised + [f"“{words.flags[flag]}” is gone" for flag in words.flags if flag in old - new]


def _moved(before: PracticeRecord, record: PracticeRecord, words: Words) -> list[str]:
    """A trend's noise: row by row and criterion by criterion one looks again and again."""
    found = {name: change(marks([before], name), marks([record], name)) for name in CRITERIA}
    far = {name: moved.by for name, moved in found.items() if moved and abs(moved.by) > OF_A_TREND * moved.noise}
    return [f"{words.criteria[name]} {'better' if by > 0 else 'lower'}, beyond the noise" for name, by in far.items()]


def _some(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names) if rest <= 1 else f"{', '.join(names[:NAMED])} and {rest} more"
