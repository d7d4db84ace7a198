"""The same story told twice is asked about, and never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lpcoach.stories.judging import asks
from lpcoach.stories.types import ImportedFile, ImportedStory, Note
from lpcoach.stories.wording import fold

__all__ = ["Telling", "ask_twice"]

_ALIKE: Final = 0.6  # share of the words of the shorter telling; with three figures in common less is enough
_WITH_FIGURES: Final = 0.3
_LONG: Final = 8  # words below which a likeness may be chance


@dataclass(frozen=True, slots=True)
class Telling:
    """What two tellings are compared by."""

    title: str
    question: str
    words: frozenset[str]
    figures: frozenset[str]

    @classmethod
    def of(cls, title: str, question: str, text: str) -> Telling:
        """From a title, a question and what is told."""
        body = fold(text)
        words = re.findall(r"[^\W\d_]{5,}|[\u3040-\u9fff\uac00-\ud7af]{2}", body)
        figures = re.findall(r"\d+(?:[.,]\d+)*%?", body)
        return cls(fold(title), fold(question), frozenset(words), frozenset(figures))

    def like(self, other: Telling) -> bool:
        """Whether both may be one story: by most words, by figures and some words, or by name."""
        fewer = min(len(self.words), len(other.words))
        shared = len(self.words & other.words) / max(1, fewer)
        several = len(self.figures & other.figures) >= 3 and shared >= _WITH_FIGURES
        same = fewer >= 3 and (self.words == other.words or several or (fewer >= _LONG and shared >= _ALIKE))
        return same or self._named_like(other)

    def _named_like(self, other: Telling) -> bool:
        """Whether they have one name that is no question, principle or number."""
        long = self.title == other.title and len(self.title.split()) >= 3
        return long and not asks(self.title) and self.title != self.question


def ask_twice(files: Sequence[ImportedFile], known: Iterable[tuple[str, Telling]] = ()) -> list[ImportedFile]:
    """Add a note to each file that holds a story told before: in it, in an earlier file, or in the bank (``known``)."""
    earlier = [("", title, "in your story bank", telling) for title, telling in known]
    asked: list[ImportedFile] = []
    for one in files:
        notes = list(one.notes)
        for story in one.stories:
            telling = telling_of(story)
            twin = next((each for each in earlier if telling.like(each[3])), None)
            if twin is not None:
                file, title, where, _ = twin
                place = where if file in ("", one.file) else f"{file}, {where}"
                told = f"Told twice? “{story.title}” ({story.where}) and “{title}” ({place})"
                notes.append(Note(told, story.where, asked=True))
            earlier.append((one.file, story.title, story.where, telling))
        asked.append(replace(one, notes=tuple(notes)))
    return asked


def telling_of(story: ImportedStory) -> Telling:
    """What an imported story is compared by: its parts, else all of it."""
    return Telling.of(story.title, story.question, " ".join(part.text for part in story.star.values()) or story.text)
