"""The same story told twice in one import is asked about, and never dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lpcoach.stories.judging import asks
from lpcoach.stories.principles import fold
from lpcoach.stories.types import ImportedFile, ImportedStory, Note

__all__ = ["ask_twice"]

_COMMON: Final = frozenset(
    "that this with from they them then were when what which would could there their have been after before about into over because team "
    "also only more than each just made make needed told found used using every first while still very much time work project situation task "
    "action result title question principles story tags status draft done".split()
)


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
    words = frozenset(word for word in re.findall(r"[^\W\d_]{4,}|[\u3040-\u9fff\uac00-\ud7af]{2}", body)) - _COMMON
    return words, frozenset(re.findall(r"\d+(?:[.,]\d+)*%?", body))


def _same(words: frozenset[str], known: frozenset[str], figures: frozenset[str], numbers: frozenset[str]) -> bool:
    fewer = min(len(words), len(known))
    if fewer < 6:
        return False
    shared = len(words & known) / fewer
    return shared >= 0.6 or (len(figures & numbers) >= 3 and shared >= 0.3)


def _named_alike(story: ImportedStory, other: ImportedStory) -> bool:
    """Whether two stories have one name that is no question, principle or number."""
    one, two = fold(story.title), fold(other.title)
    return one == two and len(one.split()) >= 3 and not asks(one) and one != fold(story.question)
