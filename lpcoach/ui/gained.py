"""After a practice: what probes brought out, offered to the story of the bank that was told; added on consent only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach.stories import KeptStory
from lpcoach.content.terms import AGAINST
from lpcoach.reading.reader import read
from lpcoach.session.rated import Rated, RatedStory
from lpcoach.stories.story import BroughtOut, Story
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.ui.page import Page

__all__ = ["Gained", "brought_out"]

MOST: Final = 10  # quotes offered of a story


def brought_out(told: RatedStory, practice: str) -> list[BroughtOut]:
    """Clauses of answers to probes that show something in full, in the order of the text."""
    items = [
        item
        for item in read(told.thread).items
        if item.quote.where != "answer" and item.strength > 1 and item.signal not in AGAINST
    ]
    asked = [reply.question for reply in told.thread.probes]
    quotes = {(item.quote.where, item.quote.start): item.quote for item in items}
    return [
        BroughtOut(practice, quote.where, asked[int(quote.where.removeprefix("probe:"))], quote.text)
        for quote in quotes.values()
    ][:MOST]


class Gained:
    """The sheet under a debrief; empty for a sample, and for a practice in which nothing was brought out."""

    def __init__(self, page: Page, rated: Rated) -> None:
        self._page = page
        self._rated = rated
        self.sheet = Sheet(acts={"gain": page.act(self.gain), "new_story": page.act(self.new_story)})
        self.draw()

    def draw(self, said: str = "") -> None:
        """Each story that was told, with the quotes that its story of the bank has not."""
        shown = [] if self._rated.session.sample else [self._values(told) for told in self._rated.stories]
        self.sheet.html = render("gained", stories=[one for one in shown if one], said=said)

    def _values(self, told: RatedStory) -> dict[str, Any] | None:
        kept = self._kept(told)
        quotes = brought_out(told, self._rated.session.id)
        if kept is None:
            return {"number": told.story, "title": "", "quotes": []} if told.thread.answer.strip() else None
        there = {one.quote for one in kept.story.brought_out}
        new = [(n, one) for n, one in enumerate(quotes) if one.quote not in there and one.quote not in kept.story.told]
        return {"number": told.story, "title": kept.story.name, "quotes": new}

    def _kept(self, told: RatedStory) -> KeptStory | None:
        """The story of the bank that it was told from, or that was made of it."""
        here = f"{self._rated.session.id}:{told.story}"
        mine = (one for one in self._page.coach.bank.stories() if one.id == told.bank or one.story.first_told == here)
        return next(mine, None)

    def gain(self, number: str, values: Mapping[str, Any]) -> None:
        """Add the ticked quotes to the story that was told."""
        told = self._rated.stories[int(number)]
        kept = self._kept(told)
        if kept is None:
            self.draw("That story is not in the bank any more.")
            return
        quotes = brought_out(told, self._rated.session.id)
        wanted = [one for n, one in enumerate(quotes) if values.get(f"gain_{number}_{n}")]
        self._page.coach.bank.bring(kept, wanted)
        self.draw(
            f"{len(wanted)} added to “{kept.story.name}”." if wanted else "Nothing was ticked, nothing was added."
        )
        self.sheet.focus("#lp-gained")

    def new_story(self, number: str, _values: Mapping[str, Any]) -> None:
        """Keep what was told as a new story of the bank, with what the probes brought out."""
        told = self._rated.stories[int(number)]
        if self._kept(told) is not None:  # a second click: it is kept already
            return
        question = told.question
        title = " ".join(told.thread.answer.split()[:8])
        kept = self._page.coach.bank.add(
            Story(
                title=f"{title}…",
                question=told.thread.question,
                telling=told.thread.answer,
                about=told.about,
                failure=question is not None and "failure" in question.asks,
                draft=True,
                brought_out=tuple(brought_out(told, self._rated.session.id)),
                first_told=f"{self._rated.session.id}:{told.story}",
            )
        )
        self.draw(f"Kept as “{kept.story.name}”, a draft. Give it a title on the Stories page.")
        self.sheet.focus("#lp-gained")
