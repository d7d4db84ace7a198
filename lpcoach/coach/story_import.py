"""An import into the bank: what is new, what is there already, what is asked about; then what is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lpcoach.coach.stories import Bank, KeptStory
from lpcoach.stories.story import Notes, Story, from_import, mark
from lpcoach.stories.twice import Telling, ask_twice
from lpcoach.stories.types import ImportedFile, ImportedStory
from lpcoach.stories.wording import fold

__all__ = ["STATE_WORDS", "Done", "Offer", "keep", "offers"]

State = Literal["new", "same", "same_edited", "changed", "edited", "twice"]
STATE_WORDS: Final[dict[State, str]] = {
    "new": "",
    "same": "In your bank already; nothing changes.",
    "same_edited": "In your bank already, and changed there since; it is left as it is.",
    "changed": "The file has another text than your bank, where it was not changed: it becomes the next version.",
    "edited": "Changed in your bank since it was imported, so it is not overwritten. Keep this text as another story?",
    "twice": "Keep both? What is not kept as a story goes to the notes.",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One story of an import: ``wanted`` is whether it is kept unless its owner says otherwise."""

    file: str
    found: ImportedStory
    story: Story
    state: State
    before: KeptStory | None = None
    asked: tuple[str, ...] = ()

    @property
    def wanted(self) -> bool:
        """New stories and newer texts are; what may be there already is asked about first."""
        return self.state in ("new", "changed")

    @property
    def choice(self) -> bool:
        """Whether there is anything to choose."""
        return not self.state.startswith("same")


@dataclass(frozen=True, slots=True)
class Done:
    """What an import came to."""

    kept: tuple[KeptStory, ...]
    there: int
    left_out: int
    notes: int


def offers(here: Sequence[KeptStory], files: Sequence[ImportedFile]) -> list[Offer]:
    """Each story of the files with what would become of it beside the stories of the bank."""
    asked = ask_twice(files, [(one.story.name, _telling(one.story)) for one in here])
    known = {mark(one.story.source.text): one for one in here if one.story.source}
    named = {(one.story.source.file, fold(one.story.title)): one for one in here if one.story.source}
    found = []
    for file in asked:
        questions: dict[str, list[str]] = {}
        for note in file.notes:
            if note.asked:
                questions.setdefault(note.where, []).append(note.text)
        for story in file.stories:
            before = known.get(mark(story.text)) or named.get((file.file, fold(story.title)))
            asks = tuple(text for text in questions.get(story.where, ()) if f"“{story.title}”" in text)
            found.append(_offer(file.file, story, before, asks))
    return found


def _telling(story: Story) -> Telling:
    return Telling.of(story.title, story.question, story.told or (story.source.text if story.source else ""))


def _offer(file: str, found: ImportedStory, before: KeptStory | None, asks: tuple[str, ...]) -> Offer:
    story = from_import(found, file)
    twice = any(text.startswith("Told twice?") for text in asks)
    state: State = "twice" if twice else "new"
    if before is not None and before.story.source is not None:
        same = mark(before.story.source.text) == mark(found.text)
        if same:
            state = "same" if before.how == "imported" else "same_edited"
        else:
            state = "changed" if before.how == "imported" else "edited"
        asks = tuple(text for text in asks if not text.startswith("Told twice?"))
    return Offer(file, found, story, state, before, asks)


def keep(bank: Bank, files: Sequence[ImportedFile], offered: Sequence[Offer], wanted: Collection[int]) -> Done:
    """Keep the offers with these numbers, and all other words of the files as notes; all or nothing."""
    entries: list[tuple[KeptStory | None, Story, str]] = []
    for number, offer in enumerate(offered):
        if number in wanted and offer.choice:
            before = offer.before if offer.state == "changed" else None
            entries.append((before, offer.story, "imported"))
    left = [offer for number, offer in enumerate(offered) if number not in wanted and offer.choice]
    there = {(one.entry.file, one.entry.notes) for one in bank.notes()}
    notes = [one for file in files if (one := _notes(file, left)).notes and (one.file, one.notes) not in there]
    kept = bank.add_all(entries, notes)
    return Done(tuple(kept), sum(not offer.choice for offer in offered), len(left), len(notes))


def _notes(file: ImportedFile, left: Sequence[Offer]) -> Notes:
    found = [(note.where, note.text) for note in file.notes if not note.asked]
    found += [(offer.found.where, offer.found.text) for offer in left if offer.file == file.file]
    return Notes(file.file, tuple(found))
