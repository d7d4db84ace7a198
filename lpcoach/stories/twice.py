"""The same story told twice is asked about, and never dropped."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from lpcoach.stories.judging import asks
from lpcoach.stories.stopping import go_on
from lpcoach.stories.types import ImportedFile, ImportedStory, Note
from lpcoach.stories.wording import fold

__all__ = ["Telling", "ask_twice"]

_ALIKE: Final = 0.6  # share of the words of the shorter telling; with three figures in common less is enough
_WITH_FIGURES: Final = 0.3
_LONG: Final = 8  # words below which a likeness may be chance, so that rows of a few words need other grounds
_STEM: Final = 5  # letters by which rows of a few words are compared: "embedding" and "embeddings"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


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
        figures = re.findall(r"(?<![^\W\d_])\d+(?:[.,]\d+)*%?", body)
        return cls(fold(title), fold(question), frozenset(words), frozenset(figures))

    def like(self, other: Telling) -> bool:
        """Whether both may be one story: by most words, by figures and some words, or by name."""
        fewer = min(len(self.words), len(other.words))
        shared = len(self.words & other.words) / max(1, fewer)
        several = len(self.figures & other.figures) >= 3 and shared >= _WITH_FIGURES
        same = fewer >= 3 and (self.words == other.words or several or (fewer >= _LONG and shared >= _ALIKE))
        return same or (fewer < _LONG and self._briefly_like(other)) or self._named_like(other)

    @property
    def stems(self) -> frozenset[str]:
        """What its words and those of its title begin with."""
        return frozenset(word[:_STEM] for word in {*self.words, *re.findall(r"[^\W\d_]{5,}", self.title)})

    @property
    def counts(self) -> frozenset[str]:
        """Its figures of two digits and more that are no year, whether written as a percentage or not."""
        bare = {figure.rstrip("%") for figure in self.figures}
        return frozenset(one for one in bare if sum(map(str.isdigit, one)) > 1 and not _YEAR.fullmatch(one))

    def _briefly_like(self, other: Telling) -> bool:
        """Whether two rows of a few words share so much that it is no chance: figures and a word, or most words."""
        words, figures = len(self.stems & other.stems), len(self.counts & other.counts)
        most = words >= 4 and words >= _ALIKE * min(len(self.stems), len(other.stems))
        return (figures >= 2 and words >= 1) or (figures == 1 and words >= 3) or most

    def _named_like(self, other: Telling) -> bool:
        """Whether they have one name that is no question, principle or number."""
        long = self.title == other.title and len(self.title.split()) >= 3
        return long and not asks(self.title) and self.title != self.question


class _Earlier:
    """The tellings so far, each with its file, title and place, found by the words that they hold."""

    def __init__(self) -> None:
        self._told: list[tuple[str, str, str, Telling]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_title: dict[str, int] = {}
        self._brief: defaultdict[str, list[int]] = defaultdict(list)  # rows of a few words, by stem and by figure

    def add(self, file: str, title: str, where: str, telling: Telling) -> None:
        """Add what was told in a place."""
        for word in telling.words:
            self._by_word[word].append(len(self._told))
        for sign in (*telling.stems, *telling.counts) if len(telling.words) < _LONG else ():
            self._brief[sign].append(len(self._told))
        self._by_title.setdefault(telling.title, len(self._told))
        self._told.append((file, title, where, telling))

    def twin(self, telling: Telling) -> tuple[str, str, str] | None:
        """Where the first telling stands that may be the same; only those with enough words in common are compared."""
        shared = Counter(chain.from_iterable(self._by_word.get(word, ()) for word in telling.words))
        near = {
            n
            for n, count in shared.items()
            if count >= _WITH_FIGURES * min(len(telling.words), len(self._told[n][3].words))
        }
        brief = Counter(chain.from_iterable(self._brief.get(sign, ()) for sign in (*telling.stems, *telling.counts)))
        near |= {n for n, count in brief.items() if count >= 3}
        if telling.title in self._by_title:
            near.add(self._by_title[telling.title])
        return next((self._told[n][:3] for n in sorted(near) if telling.like(self._told[n][3])), None)


def ask_twice(files: Sequence[ImportedFile], known: Iterable[tuple[str, Telling]] = ()) -> list[ImportedFile]:
    """Add a note to each file that holds a story told before: in it, in an earlier file, or in the bank (``known``)."""
    earlier = _Earlier()
    for title, telling in known:
        earlier.add("", title, "in your story bank", telling)
    asked: list[ImportedFile] = []
    for one in files:
        notes = list(one.notes)
        for story in one.stories:
            go_on()
            telling = telling_of(story)
            twin = earlier.twin(telling)
            if twin is not None:
                file, title, where = twin
                place = where if file in ("", one.file) else f"{file}, {where}"
                told = f"Told twice? “{story.title}” ({story.where}) and “{title}” ({place})"
                notes.append(Note(told, story.where, asked=True))
            earlier.add(one.file, story.title, story.where, telling)
        asked.append(replace(one, notes=tuple(notes)))
    return asked


def telling_of(story: ImportedStory) -> Telling:
    """What an imported story is compared by: its parts, else all of it."""
    return Telling.of(story.title, story.question, " ".join(part.text for part in story.star.values()) or story.text)
