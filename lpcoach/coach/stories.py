"""The story bank: what its pages and commands may do; each change is one more revision, so that nothing is lost.

An export of the workbook holds all revisions as the store has them; ``check_body`` says whether one can be read.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.story_reading import StoryReading, read_story
from lpcoach.drills.question import fitting
from lpcoach.drills.recall import StoryFacts
from lpcoach.errors import InputError, SettingError
from lpcoach.scoring.principles import likest
from lpcoach.session.records import PracticeRecord, StoryRecord, Strength
from lpcoach.store import Revision
from lpcoach.stories.story import FIELDS, BroughtOut, Field, Notes, Story, load, plain

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["MOST", "Bank", "KeptNotes", "KeptStory", "check_body", "slot"]

MOST: Final = 500  # stories; six to eight are what a person keeps ready
_RANK: Final[Mapping[str, int]] = {"not_shown": 0, "shown": 1, "strong": 2}


def slot(story: str, field: Field) -> str:
    """Where the drafts of a part are kept."""
    return f"story:{story}:{field}"


def check_body(kind: str, body: object) -> None:
    """Refuse a revision that the bank could not read, with an InputError, before it is taken in."""
    if not isinstance(body, Mapping) or (kind != "notes" and not isinstance(body.get("story"), Mapping)):
        raise InputError("A story of the file cannot be read: it has no parts. Nothing was imported.")
    load(kind, body if kind == "notes" else body["story"])


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story as it stands: ``rev`` counts its revisions from 0, ``how`` says what the last one was."""

    id: str
    rev: int
    at: datetime
    how: str
    story: Story
    reading: StoryReading


@dataclass(frozen=True, slots=True)
class KeptNotes:
    """What an import left over of a file."""

    id: str
    rev: int
    at: datetime
    entry: Notes


class Bank:
    """The stories of one workbook."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._readings: dict[Story, StoryReading] = {}

    # What there is ----------------------------------------------------------

    def stories(self, *, deleted: bool = False) -> tuple[KeptStory, ...]:
        """All stories in the order in which they were begun; those that were deleted only where asked for."""
        return tuple(one for one in map(self._kept, self._rows("story")) if one.story.deleted == deleted)

    def notes(self) -> tuple[KeptNotes, ...]:
        """What imports left over."""
        found = ((row, load("notes", row.body)) for row in self._rows("notes"))
        return tuple(
            KeptNotes(row.id, row.rev, row.at, entry)
            for row, entry in found
            if isinstance(entry, Notes) and not entry.deleted
        )

    def get(self, story: str) -> KeptStory:
        """One story; SettingError where there is none of this id."""
        return self._latest(story)

    def versions(self, story: str) -> tuple[KeptStory, ...]:
        """All revisions of one story, the oldest first."""
        return tuple(map(self._kept, self._coach.store.revisions(story)))

    def drafts(self, story: str) -> dict[Field, str]:
        """Texts that were typed and not saved to the story, by part."""
        latest = {part: self._coach.store.latest_draft(slot(story, part)) for part in FIELDS}
        return {part: draft.text for part, draft in latest.items() if draft is not None}

    def told(self) -> dict[str, list[tuple[PracticeRecord, StoryRecord]]]:
        """By story, the rated practices in which it was told, the newest first."""
        found: dict[str, list[tuple[PracticeRecord, StoryRecord]]] = {}
        kept_from = {one.story.first_told: one.id for one in self.stories() if one.story.first_told}
        for record in reversed(self._coach.records()):
            for one in record.stories:
                story = one.bank or kept_from.get(f"{record.id}:{one.story}", "")
                if story and not record.sample:
                    found.setdefault(story, []).append((record, one))
        return found

    @staticmethod
    def strengths(kept: KeptStory, told: Sequence[tuple[PracticeRecord, StoryRecord]]) -> dict[str, Strength]:
        """The principles that it shows: as it is written, or as it was told in a practice, whichever is stronger."""
        found: dict[str, Strength] = dict(kept.reading.principles)
        for _, one in told:
            for principle, strength in one.principles.items():
                if _RANK[strength] > _RANK[found.get(principle, "not_shown")]:
                    found[principle] = strength
        return found

    def _rows(self, kind: str) -> list[Revision]:
        return [row for row in self._coach.store.bank() if (row.kind == "notes") == (kind == "notes")]

    def _kept(self, row: Revision) -> KeptStory:
        story = load(row.kind, row.body.get("story", {}))
        assert isinstance(story, Story)
        reading = StoryReading.load(row.body.get("reading")) or self.read(story)
        return KeptStory(row.id, row.rev, row.at, row.kind, story, reading)

    def _latest(self, story: str) -> KeptStory:
        rows = self._coach.store.revisions(story)
        if not rows or rows[-1].kind == "notes":
            raise SettingError("That story is not in the bank any more. Open the page again to see what is there.")
        return self._kept(rows[-1])

    def read(self, story: Story) -> StoryReading:
        """What the rater reads in it; read once, so that an import can do it story by story."""
        if story not in self._readings:
            self._readings[story] = read_story(story, self._coach.pack)
        return self._readings[story]

    # What is done to it -----------------------------------------------------

    def add(self, story: Story) -> KeptStory:
        """A new story."""
        return self.add_all([(None, story, "made")])[0]

    def add_all(
        self, entries: Sequence[tuple[KeptStory | None, Story, str]], notes: Sequence[Notes] = ()
    ) -> list[KeptStory]:
        """Keep stories and notes, all or none; with a kept story the new text is its next revision."""
        fresh = sum(before is None for before, _, _ in entries)
        here = len(self.stories())
        if fresh and here + fresh > MOST:
            raise InputError(
                f"The bank holds {here:,} stories and at most {MOST}; {fresh:,} more do not fit. "
                "Delete some, or keep fewer of the import. Six to eight are what a loop asks for."
            )
        rows = [self._revision(before, story, how) for before, story, how in entries]
        now = self._coach.now()
        rows += [Revision(uuid.uuid4().hex, 0, now, "notes", plain(entry)) for entry in notes]
        self._coach.store.add_revisions(rows)
        return [self._kept(row) for row in rows if row.kind != "notes"]

    def write(self, kept: KeptStory, field: Field, text: str) -> KeptStory:
        """Save a typed text to the story; its drafts are history then. Saving the same changes nothing."""
        return self._next(kept, kept.story.with_text(field, text), "edited", slots=[slot(kept.id, field)])

    def change(self, kept: KeptStory, name: str, value: object) -> KeptStory:
        """Change a choice: principles, theme, about, failure or draft."""
        return self._next(kept, replace(kept.story, **{name: self._checked(name, value)}), "edited")

    def _checked(self, name: str, value: object) -> Any:  # noqa: ANN401 - each choice has its own type
        pack = self._coach.pack
        if name == "principles" and isinstance(value, tuple):
            return tuple(one.id for one in pack.principles if one.id in value)
        themes = {"", *(theme.id for theme in pack.pack.themes)}
        if (name == "theme" and value in themes) or (name == "about" and value in ("system", "people")):
            return value
        if name in ("failure", "draft") and isinstance(value, bool):
            return value
        raise SettingError(f"A story's {name} cannot be {value!r}.")

    def bring(self, kept: KeptStory, brought: Sequence[BroughtOut]) -> KeptStory:
        """Add what probes brought out, on its owner's consent."""
        new = tuple(one for one in brought if one not in kept.story.brought_out)
        return self._next(kept, replace(kept.story, brought_out=kept.story.brought_out + new), "brought out")

    def put_back(self, kept: KeptStory, version: KeptStory) -> KeptStory:
        """An earlier version as the next revision."""
        return self._next(kept, version.story, "put back")

    def delete(self, kept: KeptStory) -> KeptStory:
        """Take it out of the bank; it can be put back until everything is deleted."""
        return self._next(kept, replace(kept.story, deleted=True), "deleted")

    def undelete(self, story: str) -> KeptStory:
        """Put a deleted story back."""
        kept = self._latest(story)
        return self._next(kept, replace(kept.story, deleted=False), "put back")

    def drop_notes(self, notes: str) -> None:
        """Take an import's notes away."""
        found = next((one for one in self.notes() if one.id == notes), None)
        if found is not None:
            body = plain(replace(found.entry, deleted=True))
            self._coach.store.add_revisions([Revision(notes, found.rev + 1, self._coach.now(), "notes", body)])

    def _next(self, kept: KeptStory, story: Story, how: str, *, slots: Sequence[str] = ()) -> KeptStory:
        rows = [] if story == kept.story else [self._revision(kept, story, how)]
        self._coach.store.add_revisions(rows, submitted_slots=slots)
        return self._kept(rows[0]) if rows else kept

    def _revision(self, before: KeptStory | None, story: Story, how: str) -> Revision:
        body = {"story": plain(story), "reading": self.read(story).plain()}
        if before is None:
            return Revision(uuid.uuid4().hex, 0, self._coach.now(), how, body)
        return Revision(before.id, before.rev + 1, self._coach.now(), how, body)

    # Practice ---------------------------------------------------------------

    def question_for(self, story: Story) -> str:
        """The lead question with which it is practised: its own, else the one that it can answer best."""
        pack = self._coach.pack
        own = likest(story.question, pack.questions) if story.question else None
        if own is not None:
            return own.id
        shown = self.read(story).principles
        facts = StoryFacts("", shown, story.principles, story.failure, story.theme, f"{story.name} {story.told}")
        return fitting(pack.questions, {theme.id: theme.name for theme in pack.pack.themes}, facts, story.about).id
