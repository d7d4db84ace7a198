"""One story of the bank side by side with what it lacks: its parts, one of them in the editor, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from ipywidgets import Widget

from lpcoach.coach.stories import KeptStory, slot
from lpcoach.coach.story_reading import missing
from lpcoach.errors import StoreConflict
from lpcoach.stories.story import FIELDS, Field
from lpcoach.ui.bank_values import LABELS, part_values, story_values
from lpcoach.ui.desk import Desk
from lpcoach.ui.loop_page import DEBRIEF, NOTEBOOK_OF
from lpcoach.ui.page import boxed
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

if TYPE_CHECKING:
    from lpcoach.ui.pages.stories_page import StoriesPage

__all__ = ["StoryDesk"]

SAVE = {"act": "save", "label": "Save to the story", "look": "lp-btn--go"}
CLOSE = {"act": "close_part", "label": "Close", "look": "lp-btn--quiet"}
FEET: Final[Mapping[str, str]] = {
    "headline": "30 seconds aloud are about 70 words.",
    "telling": "3 to 5 minutes aloud are 420 to 700 words.",
}
FOOT: Final = "What is typed is kept as a draft at once; the story changes when you save it."


class StoryDesk(Desk):
    """The view of one story. ``page`` shows it, and is gone back to."""

    def __init__(self, page: StoriesPage) -> None:
        self.page = page
        self.coach = page.coach
        super().__init__(page)
        self.kept: KeptStory | None = None
        self.part: Field | None = None
        acts = {"edit": self.edit, "bank": page.back, "practise": self.practise}
        own = {name: page.act(call) for name, call in acts.items()}
        self.head, self.above, self.below = Sheet(acts=own), Sheet(acts=own), Sheet(acts=own)
        self.lacking = Sheet("", "lp-margin", acts=own)
        self.choices = Sheet("", "lp-row")
        self.choices.on_set = page.guard(self.choose)
        rest = {
            "debrief": self.debrief,
            "put_back": self.put_back,
            "delete": self.ask,
            "delete_now": self.delete,
            "stay": self.stay,
        }
        self.rest = Sheet(acts={name: page.act(call) for name, call in rest.items()})
        written = boxed(self.above, self.editor, self.below)
        self.parts: tuple[Widget, ...] = (
            self.head,
            boxed(written, self.lacking, classes="lp-dive lp-desk"),
            self.choices,
            self.rest,
        )

    @property
    def story(self) -> KeptStory:
        """The story that is open; it was checked to be one."""
        assert self.kept is not None, "the desk is drawn for an open story only"
        return self.kept

    def open(self, kept: KeptStory, part: Field | None = None) -> None:
        """Show a story, with a part in the editor where one is given."""
        self.kept, self.part = kept, None
        self.page.draw()
        if part is None:
            self.head.focus("#lp-page")
        else:
            self._open_part(part)

    def leave(self) -> None:
        """Close it; drafts are kept."""
        self.drafts.flush()
        self.kept, self.part = None, None

    def draw(self) -> None:
        """All of it."""
        values = story_values(self.coach, self.story, self.page.words)
        self._draw_parts(values)
        self.choices.html = render("story_choices", **values)
        self._draw_rest(values)

    def _draw_rest(self, values: dict[str, Any], *, sure: bool = False) -> None:
        versions = self.coach.bank.versions(self.story.id)
        self.rest.html = render("story_rest", versions=versions[:-1][::-1], sure=sure, **values)

    def _draw_parts(self, values: dict[str, Any]) -> None:
        """The parts above and below the one that is being written, and what is missing beside them."""
        one = self.story
        number = next((n for n, each in enumerate(self.coach.bank.stories(), start=1) if each.id == one.id), 0)
        self.head.html = render("story_head", number=number, **values)
        self.lacking.html = render("story_lacking", **values)
        place = FIELDS.index(self.part) if self.part else len(FIELDS)
        asked = missing(one.story, one.reading, self.page.words)
        parts = part_values(one.story, self.coach.bank.drafts(one.id), FIELDS, asked)
        self.above.html = render("story_parts", parts=parts[:place])
        self.below.html = render("story_parts", parts=parts[place + 1 :])
        self.editor.layout.display = None if self.part else "none"

    # Writing ----------------------------------------------------------------

    def edit(self, part: str, _values: Mapping[str, Any]) -> None:
        """Open a part in the editor, where it stands."""
        if part in get_args(Field):
            self._open_part(part)  # type: ignore[arg-type]  # checked above

    def _open_part(self, part: Field) -> None:
        self.drafts.flush()
        self.part = part
        self.draw()
        where = slot(self.story.id, part)
        asked = [
            each.ask for each in missing(self.story.story, self.story.reading, self.page.words) if each.field == part
        ]
        self.write(
            where,
            LABELS[part],
            text=getattr(self.story.story, part),
            who=f"<b>{LABELS[part]}</b>",
            acts=[SAVE, *_following(part), CLOSE],
            foot=" ".join([*asked, FEET.get(part, ""), FOOT]),
        )

    def pressed(self, act: str, typed: Typed) -> None:
        """Save, save and go on, close."""
        self.page.calm()
        self.page.kept = typed.text
        part = self.part
        if part is None or typed.slot != slot(self.story.id, part):
            raise StoreConflict("This page shows another part than the one that was written.")
        self.keep_typed(typed)
        if act != "close_part":
            self.kept = self.coach.bank.write(self.story, part, typed.text)
        if act.startswith("next:"):
            self.edit(act.removeprefix("next:"), {})
            return
        self.part = None
        self.draw()
        self.above.focus(f"[data-act=edit][data-arg={part}]")

    def choose(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the bank
        """A choice about the story: principles, theme, about, failure, draft."""
        one, (_, story, field) = self.story, name.split(":", 2)
        if story != one.id:
            raise StoreConflict("This page shows another story than the one that was changed.")
        if field.startswith("p:"):
            principle = field.removeprefix("p:")
            chosen = {*one.story.principles, principle} if value else {*one.story.principles} - {principle}
            self.kept = self.coach.bank.change(one, "principles", tuple(chosen))
        else:
            self.kept = self.coach.bank.change(one, field, value)
        self.page.frame.say_set(name, value)
        values = story_values(self.coach, self.story, self.page.words)
        self._draw_parts(values)
        self._draw_rest(values)

    # What is done with it ---------------------------------------------------

    def practise(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Tell it under probes, to the question that it fits."""
        if self.coach.under_way() is not None:
            where = "Finish it first; a story can be taken there too, on the page Deep dives."
            self.page.tell("warn", "A practice is under way.", where)
            return
        self.drafts.flush()
        one = self.story
        self.coach.start("one_story", self.coach.bank.question_for(one.story), one.id)
        self.page.go(NOTEBOOK_OF["deep_dives"])

    def debrief(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Open the debrief of a practice in which it was told."""
        self.coach.choose_debrief(practice)
        self.page.go(DEBRIEF)

    def put_back(self, rev: str, _values: Mapping[str, Any]) -> None:
        """An earlier version as the next one."""
        one = self.story
        version = next((each for each in self.coach.bank.versions(one.id) if str(each.rev) == rev), one)
        self.open(self.coach.bank.put_back(one, version))

    def ask(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Ask once before deleting."""
        self._draw_rest(story_values(self.coach, self.story, self.page.words), sure=True)
        self.rest.focus("#lp-sure")

    def stay(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Nothing is deleted."""
        self._draw_rest(story_values(self.coach, self.story, self.page.words))
        self.rest.focus("[data-act=delete]")

    def delete(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Take it out of the bank; it can be put back below the list."""
        gone = self.coach.bank.delete(self.story)
        self.page.leave(f"“{gone.story.name}” is deleted. It can be put back under “Deleted stories”.")


def _following(part: Field) -> list[dict[str, str]]:
    later = FIELDS[FIELDS.index(part) + 1 :][:1]
    label = "Save and go on: {}"
    return [{"act": f"next:{one}", "label": label.format(LABELS[one].partition(",")[0]), "look": ""} for one in later]
