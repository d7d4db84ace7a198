"""A story of the bank beside the answer: taken by its owner, shown where notes are allowed, never typed for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.content.terms import STAR_PARTS
from lpcoach.errors import SettingError
from lpcoach.session.threads import open_turn, stories
from lpcoach.session.types import Session
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.ui.pages.deep_dives_page import DeepDivesPage

__all__ = ["Taking"]

OFFERED: Final = 24  # stories in the list; who has more finds them on the Stories page


class Taking:
    """The sheet between the question and the editor."""

    def __init__(self, page: DeepDivesPage) -> None:
        self._page = page
        acts = {"take": self.take, "give_back": self.give_back, "paste": self.paste}
        self.sheet = Sheet(acts={name: page.act(call) for name, call in acts.items()})

    def draw(self, session: Session) -> None:
        """The list while the lead question is open, or the story that was taken; without a bank nothing."""
        bank = self._page.coach.bank
        turn = open_turn(session)
        lead = turn is not None and turn.asked.kind == "lead"
        told = [*bank.stories(), *bank.stories(deleted=True)]
        taken = next((one for one in told if one.id == session.taken.get(stories(session)[-1])), None)
        if taken is None and not (lead and bank.stories()):
            self.sheet.html = ""
            return
        self.sheet.html = render(
            "dive_taken",
            offered=[(one.id, one.story.name) for one in bank.stories()][:OFFERED],
            taken=taken.story if taken else None,
            parts=[(part.capitalize(), getattr(taken.story, part)) for part in STAR_PARTS] if taken else [],
            coached=session.mode == "coached",
            lead=lead,
        )

    def take(self, story: str, _values: Mapping[str, Any]) -> None:
        """Tell the story under way from this one."""
        page = self._page
        page.drafts.flush()
        kept = page.coach.bank.get(story)
        page.session = page.coach.take_story(page.practice, stories(page.practice)[-1], kept.id)
        page.draw()
        self.sheet.focus("#lp-taken")

    def give_back(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Tell another one, or none."""
        page = self._page
        page.drafts.flush()
        page.session = page.coach.take_story(page.practice, stories(page.practice)[-1], "")
        page.draw()
        self.sheet.focus("summary")

    def paste(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Put the telling into the answer box, under what stands there; asked for, never done by itself."""
        page, session = self._page, self._page.practice
        turn = open_turn(session)
        kept = page.coach.bank.get(session.taken.get(stories(session)[-1], ""))
        if turn is None or turn.asked.kind != "lead":
            raise SettingError("The telling can be put into the first answer of a story only.")
        page.drafts.flush()
        slot = page.slot()
        draft = page.coach.store.latest_draft(slot)
        text = "\n\n".join(each for each in (draft.text.strip() if draft else "", kept.story.told.strip()) if each)
        rev = max([page.editor.rev, *(each.rev for each in page.coach.store.drafts(slot))])
        page.drafts.take(slot, rev + 1, text)
        page.drafts.flush()
        page.draw()
