"""Page 01: the story bank, one story side by side with what it lacks, and the import."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, get_args

from lpcoach.coach.stories import KeptStory, slot
from lpcoach.coach.story_import import keep
from lpcoach.coach.story_reading import Missing, missing
from lpcoach.content.words import counted
from lpcoach.errors import SettingError, StoreConflict, StoreError
from lpcoach.stories.story import FIELDS, Field, Story
from lpcoach.ui.bank_values import LABELS, bank_values, import_values, kept_values, part_values, story_values
from lpcoach.ui.drafts import Drafts
from lpcoach.ui.importing import Import, Sent
from lpcoach.ui.loop_page import DEBRIEF, NOTEBOOK_OF
from lpcoach.ui.page import Page, boxed
from lpcoach.ui.render import clock_words, render
from lpcoach.ui.widgets import Editor, Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["StoriesPage"]

SAVE = {"act": "save", "label": "Save to the story", "look": "lp-btn--go"}
CLOSE = {"act": "close_part", "label": "Close", "look": "lp-btn--quiet"}
FEET: Final[Mapping[str, str]] = {
    "headline": "30 seconds aloud are about 70 words.",
    "telling": "3 to 5 minutes aloud are 420 to 700 words.",
}
FOOT: Final = "What is typed is kept as a draft at once; the story changes when you save it."


class StoriesPage(Page):
    """``01_stories``."""

    shows_scores = True
    what = "story"

    def __init__(self) -> None:
        super().__init__("01_stories.ipynb")
        self.drafts = Drafts(self.coach.store, self._saved, self._failed)
        self.editor = Editor(on_draft=self.guard(self.draft), on_act=self.guard(self.pressed, self._tell))
        self.kept_story: KeptStory | None = None
        self.part: Field | None = None
        self.epoch = 0
        self.importing: Import | None = None
        self.sent: list[Sent] = []
        self._make_bank()
        self._make_story()
        self.draw()

    def _make_bank(self) -> None:
        bank = {"add": self.add, "open": self.open, "import": self.choose_files}
        self.bank = Sheet(acts={name: self.act(call) for name, call in bank.items()})
        beside = {"undelete": self.undelete, "drop_notes": self.drop_notes}
        self.beside = Sheet(acts={name: self.act(call) for name, call in beside.items()})
        files = {"keep": self.keep, "cancel": self.cancel, "bank": self.back}
        self.files = Sheet(acts={name: self.act(call) for name, call in files.items()})
        self.files.on_file = self.guard(self.file)

    def _make_story(self) -> None:
        parts = {"edit": self.edit, "bank": self.back, "practise": self.practise}
        acts = {name: self.act(call) for name, call in parts.items()}
        self.head, self.above, self.below, self.lacking = (
            Sheet(acts=acts),
            Sheet(acts=acts),
            Sheet(acts=acts),
            Sheet("", "lp-margin", acts=acts),
        )
        self.choices = Sheet("", "lp-row")
        self.choices.on_set = self.guard(self.choose)
        rest = {
            "debrief": self.debrief,
            "put_back": self.put_back,
            "delete": self.ask,
            "delete_now": self.delete,
            "stay": self.stay,
        }
        self.rest = Sheet(acts={name: self.act(call) for name, call in rest.items()})
        self.desk = boxed(boxed(self.above, self.editor, self.below), self.lacking, classes="lp-dive lp-desk")

    # The bank ---------------------------------------------------------------

    def draw(self, said: str = "") -> None:
        """The bank, or the story that is open."""
        if self.kept_story is not None:
            return self._draw_story()
        self.bank.html = render("bank", said=said, **bank_values(self.coach, self.words))
        self.beside.html = render("bank_beside", **kept_values(self.coach))
        self.main.children = (self.bank, self.beside)
        return None

    def again(self) -> None:
        """Read it again after another tab went on."""
        if self.kept_story is not None:
            self.kept_story = self.coach.bank.get(self.kept_story.id)
        self.draw()

    def back(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Leave a story or an import for the bank; drafts are kept."""
        self._leave()
        self.bank.focus("#lp-page")

    def _leave(self, said: str = "") -> None:
        self.drafts.flush()
        self.kept_story, self.part, self.importing = None, None, None
        self.draw(said)

    def add(self, arg: str, _values: Mapping[str, Any]) -> None:
        """A new story; from a lack, it begins with what the lack asks for."""
        lacks = bank_values(self.coach, self.words)["lacks"]
        lack = lacks[int(arg)] if arg.isdigit() and int(arg) < len(lacks) else None
        story = Story()
        if lack is not None:
            question = lack.question
            story = Story(
                question=question.text if question else "",
                principles=(lack.principle,) if lack.principle else (),
                theme=lack.theme,
                failure=lack.failure,
                about=question.about if question else "system",
            )
        elif arg == "failure":
            story = Story(failure=True)
        self.kept_story = self.coach.bank.add(story)
        self._open_part("title")

    def open(self, story: str, _values: Mapping[str, Any]) -> None:
        """Show one story."""
        self.kept_story, self.part = self.coach.bank.get(story), None
        self.draw()
        self.head.focus("#lp-page")

    def undelete(self, story: str, _values: Mapping[str, Any]) -> None:
        """Put a deleted story back."""
        kept = self.coach.bank.undelete(story)
        self.draw(f"“{kept.story.name}” is back.")

    def drop_notes(self, notes: str, _values: Mapping[str, Any]) -> None:
        """Take an import's notes away."""
        self.coach.bank.drop_notes(notes)
        self.draw("The notes are gone from this page.")

    # The import -------------------------------------------------------------

    def choose_files(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """The view in which files are chosen."""
        self._draw_import()
        self.files.focus("#lp-page")

    def _draw_import(self, said: str = "", *, running: bool = False) -> None:
        shown = (
            None
            if self.importing is None or running
            else import_values(self.importing.offered, self.importing.files, self.words)
        )
        refused = self.importing.refused if self.importing and not running else []
        self.files.html = render("bank_import", said=said, running=running, shown=shown, refused=refused)
        self.main.children = (self.files,)

    def file(self, name: str, size: int, raw: bytes | None, last: bool) -> None:
        """One of the chosen files; with the last one the reading begins."""
        self.sent.append((name, size, raw))
        if last:
            sent, self.sent = self.sent, []
            self.importing = Import(self.coach, self._progress, self.guard(self._preview))
            self.importing.begin(sent, self._read)

    def _progress(self, said: str) -> None:
        self._draw_import(said, running=True)

    def _preview(self) -> None:
        self._draw_import()
        self.files.focus("#lp-page")

    def _read(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.importing = None
            self._draw_import()
            self.guard(_raising(error))()

    def cancel(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Stop the reading; nothing was kept."""
        if self.importing is not None:
            self.importing.cancel()
        self.importing = None
        self._draw_import("Stopped. Nothing was kept.")

    def keep(self, _arg: str, values: Mapping[str, Any]) -> None:
        """Keep what is ticked as stories, and all other words as notes."""
        if self.importing is None:
            return
        wanted = {int(name.removeprefix("keep-")) for name, on in values.items() if name.startswith("keep-") and on}
        done = keep(self.coach.bank, self.importing.files, self.importing.offered, wanted)
        said = [f"{counted(len(done.kept), 'story', 'stories')} kept"]
        said += [f"{done.there} in the bank already"] if done.there else []
        said += [f"{done.left_out} left to the notes"] if done.left_out else []
        said += [f"notes of {counted(done.notes, 'file')} kept below"] if done.notes else []
        self._leave(f"{', '.join(said)}.")
        self.bank.focus("#lp-said")

    # One story --------------------------------------------------------------

    @property
    def kept_now(self) -> KeptStory:
        """The story that is open."""
        if self.kept_story is None:
            raise SettingError("No story is open on this page. Choose one from the list.")
        return self.kept_story

    def _draw_story(self) -> None:
        self._draw_parts()
        values = story_values(self.coach, self.kept_now, self.words)
        self.choices.html = render("story_choices", **values)
        self._draw_rest()
        self.main.children = (self.head, self.desk, self.choices, self.rest)

    def _draw_rest(self, *, sure: bool = False) -> None:
        values = story_values(self.coach, self.kept_now, self.words)
        versions = self.coach.bank.versions(self.kept_now.id)
        self.rest.html = render("story_rest", versions=versions[:-1][::-1], sure=sure, **values)

    def _draw_parts(self) -> None:
        """The parts above and below the one that is being written, and what is missing beside them."""
        one = self.kept_now
        asked: list[Missing] = missing(one.story, one.reading, self.words)
        drafts = self.coach.bank.drafts(one.id)
        values = story_values(self.coach, one, self.words)
        number = next(n for n, each in enumerate(self.coach.bank.stories(), start=1) if each.id == one.id)
        self.head.html = render("story_head", number=number, **values)
        self.lacking.html = render("story_lacking", **values)
        place = FIELDS.index(self.part) if self.part else len(FIELDS)
        parts = part_values(one.story, drafts, FIELDS, asked)
        self.above.html = render("story_parts", parts=parts[:place])
        self.below.html = render("story_parts", parts=parts[place + 1 :])
        self.editor.layout.display = None if self.part else "none"

    def edit(self, part: str, _values: Mapping[str, Any]) -> None:
        """Open a part in the editor, where it stands."""
        if part in get_args(Field):
            self._open_part(part)  # type: ignore[arg-type]  # checked above

    def _open_part(self, part: Field) -> None:
        self.drafts.flush()
        self.part = part
        self.draw()
        where = slot(self.kept_now.id, part)
        draft = self.coach.store.latest_draft(where)
        later = FIELDS[FIELDS.index(part) + 1 :]
        self.epoch += 1
        with self.editor.hold_sync():
            self.editor.text = draft.text if draft else getattr(self.kept_now.story, part)
            self.editor.rev = max([0, *(each.rev for each in self.coach.store.drafts(where))])
            self.editor.saved_at = clock_words(draft.at) if draft else ""
            self.editor.label = self.editor.placeholder = LABELS[part]
            self.editor.who = f"<b>{LABELS[part]}</b>"
            following = [
                {
                    "act": f"next:{later[0]}",
                    "label": f"Save and go on: {LABELS[later[0]].partition(',')[0]}",
                    "look": "",
                }
            ]
            self.editor.acts = [SAVE, *(following if later else []), CLOSE]
            self.editor.foot = f"{FEET.get(part, '')} {FOOT}".strip()
            self.editor.clock = {}
            self.editor.slot = where
            self.editor.focus = True
            self.editor.epoch = self.epoch

    def draft(self, typed: Typed) -> None:
        """A burst of typing, on its way to the disk."""
        self.drafts.take(typed.slot, typed.rev, typed.text)

    def pressed(self, act: str, typed: Typed) -> None:
        """Save, save and go on, close."""
        self.calm()
        self.kept = typed.text
        part = self.part
        if part is None or typed.slot != slot(self.kept_now.id, part):
            raise StoreConflict("This page shows another part than the one that was written.")
        self.drafts.take(typed.slot, typed.rev, typed.text)
        self.drafts.flush()
        if act != "close_part":
            self.kept_story = self.coach.bank.write(self.kept_now, part, typed.text)
        if act.startswith("next:"):
            self.edit(act.removeprefix("next:"), {})
            return
        self.part = None
        self.draw()
        sheet = self.above
        sheet.focus(f"[data-act=edit][data-arg={part}]")

    def _tell(self, tone: str, head: str, body: str) -> None:
        self.editor.tell(tone, head, body, [])

    def _saved(self, where: str, rev: int, at: datetime) -> None:
        self.editor.say_saved(where, rev, clock_words(at))

    def _failed(self, where: str, rev: int, error: StoreError) -> None:
        self.editor.say_unsaved(where, str(error))

    def choose(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the bank
        """A choice about the story: principles, theme, about, failure, draft."""
        one = self.kept_now
        if name.startswith("p:"):
            principle = name.removeprefix("p:")
            chosen = {*one.story.principles, principle} if value else {*one.story.principles} - {principle}
            self.kept_story = self.coach.bank.change(one, "principles", tuple(chosen))
        else:
            self.kept_story = self.coach.bank.change(one, name, value)
        self._draw_parts()

    # What is done with it ---------------------------------------------------

    def practise(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Tell it under probes, to the question that it fits."""
        if self.coach.under_way() is not None:
            self.tell(
                "warn", "A practice is under way.", "Finish it first; a story can be taken there too, from Deep dives."
            )
            return
        self.drafts.flush()
        one = self.kept_now
        self.coach.start("one_story", self.coach.bank.question_for(one.story), one.id)
        self.go(NOTEBOOK_OF["deep_dives"])

    def debrief(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Open the debrief of a practice in which it was told."""
        self.coach.choose_debrief(practice)
        self.go(DEBRIEF)

    def put_back(self, rev: str, _values: Mapping[str, Any]) -> None:
        """An earlier version as the next one."""
        one = self.kept_now
        version = next((each for each in self.coach.bank.versions(one.id) if str(each.rev) == rev), one)
        self.kept_story, self.part = self.coach.bank.put_back(one, version), None
        self.draw()
        self.head.focus("#lp-page")

    def ask(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Ask once before deleting."""
        self._draw_rest(sure=True)
        self.rest.focus("#lp-sure")

    def stay(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Nothing is deleted."""
        self._draw_rest()
        self.rest.focus("[data-act=delete]")

    def delete(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Take it out of the bank; it can be put back below the list."""
        gone = self.coach.bank.delete(self.kept_now)
        self._leave(f"“{gone.story.name}” is deleted. It can be put back under “Deleted stories”.")
        self.bank.focus("#lp-said")


def _raising(error: BaseException) -> Any:  # noqa: ANN401 - a call without a result
    def call() -> None:
        raise error

    return call
