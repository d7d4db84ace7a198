"""The same story told twice in one import is asked about, and never dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lpcoach.stories.judging import asks
from lpcoach.stories.types import ImportedFile, ImportedStory, Note
from lpcoach.stories.wording import fold

__all__ = ["ask_twice"]

_ALIKE: Final = 0.6  # share of the words of the shorter telling; with three figures in common less is enough
_WITH_FIGURES: Final = 0.3
_LONG: Final = 8  # words below which a likeness may be chance


def ask_twice(files: Sequence[ImportedFile]) -> list[ImportedFile]:
    """Add a note to each file that holds a story told before, in it or in an earlier file."""
    earlier: list[tuple[str, ImportedStory, frozenset[str], frozenset[str]]] = []
    asked: list[ImportedFile] = []
    for one in files:
        notes = list(one.notes)
        for story in one.stories:
            words, figures = _content(story)
            for file, other, known, numbers in earlier:
                if _same(words, known, figures, numbers) or _named_alike(story, other):
                    place = other.where if file == one.file else f"{file}, {other.where}"
                    notes.append(
                        Note(
                            f"Told twice? “{story.title}” ({story.where}) and “{other.title}” ({place})",
                            story.where,
                            asked=True,
                        )
                    )
                    break
            earlier.append((one.file, story, words, figures))
        asked.append(replace(one, notes=tuple(notes)))
    return asked


def _content(story: ImportedStory) -> tuple[frozenset[str], frozenset[str]]:
    body = fold(" ".join(part.text for part in story.star.values()) or story.text)
    words = frozenset(word for word in re.findall(r"[^\W\d_]{5,}|[\u3040-\u9fff\uac00-\ud7af]{2}", body))
    return words, frozenset(re.findall(r"\d+(?:[.,]\d+)*%?", body))


def _same(words: frozenset[str], known: frozenset[str], figures: frozenset[str], numbers: frozenset[str]) -> bool:
    fewer = min(len(words), len(known))
    if fewer < 3:
        return False
    shared = len(words & known) / fewer
    several = len(figures & numbers) >= 3 and shared >= _WITH_FIGURES
    return words == known or several or (fewer >= _LONG and shared >= _ALIKE)


def _named_alike(story: ImportedStory, other: ImportedStory) -> bool:
    """Whether two stories have one name that is no question, principle or number."""
    one, two = fold(story.title), fold(other.title)
    return one == two and len(one.split()) >= 3 and not asks(one) and one != fold(story.question)
