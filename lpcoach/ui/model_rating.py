"""A rating by a model or your own chatbot, asked for at the debrief: cost, progress, Cancel, what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lpcoach.content.models import Pack
from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.errors import InputError
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating
from lpcoach.session.rated import Rated
from lpcoach.session.threads import stories
from lpcoach.session.types import Session
from lpcoach.ui.live import begin
from lpcoach.ui.model_gate import Gate
from lpcoach.ui.pasted import keeping, pasted
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.coach.model import LanguageModel
    from lpcoach.coach.model_debrief import Progress
    from lpcoach.ui.pages.debrief_page import DebriefPage

__all__ = ["ModelRating", "beside", "chosen_rater", "unrated"]


def unrated(session: Session) -> bool:
    """Whether the own rating is kept, and another is still to come."""
    return session.own is not None and not session.ratings and bool(stories(session))


def chosen_rater(page: DebriefPage) -> str:
    """Who is to rate."""
    chosen = page.coach.settings.rater
    return chosen if chosen == "embedded" or page.coach.language_model.allowed else "embedded"


class ModelRating:
    """``sheet`` is the page's main part until a rating has come."""

    def __init__(self, page: DebriefPage, session: Session) -> None:
        self._page, self._session = page, session
        self.sheet = Sheet("", "lp-row", "lp-row--top")
        self._gate = Gate(page, self.sheet, self._begin, self._embedded_now)
        self.sheet.acts |= {
            "rate": page.act(lambda *_: self._begin()),
            "cancel": page.act(lambda *_: self._lm.cancel()),
            "embedded": page.act(lambda *_: self._embedded_now()),
            "paste": page.act(self._paste),
        }
        self.sheet.on_set = page.guard(self._set)
        self._given: list[Rating] = []
        self._task: asyncio.Task[None] | None = None
        if chosen_rater(page) == "chatbot":
            self.sheet.on_set = page.guard(keeping(page))
            self._show_paste()
        else:
            self._offer()

    @property
    def _lm(self) -> LanguageModel:
        return self._page.coach.language_model

    # A model ----------------------------------------------------------------

    def _offer(self, said: str = "", cost: str = "") -> None:
        settings = self._page.coach.settings
        told = len(stories(self._session))
        by_model = chosen_rater(self._page) == "model"
        self.sheet.html = render(
            "model_rating", samples=settings.samples, told=told, by_model=by_model, said=said, cost=cost, running=False
        )
        if by_model and not cost:
            begin(self._page, self._price(said))

    async def _price(self, said: str) -> None:
        cost = await self._lm.cost_before(self._session)
        if self._task is None and not self._session.ratings:
            self._offer(said, cost)

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        self._page.coach.set("samples", int(value) if str(value).isdigit() else value)
        self._page.frame.say_set(name, value)
        self._offer()

    def _begin(self) -> None:
        if self._task is not None or self._gate.closed():
            return
        self.sheet.html = render(
            "model_rating", samples=0, told=len(stories(self._session)), by_model=True, said="", cost="", running=True
        )
        self.sheet.focus("#lp-page")
        self._task = begin(self._page, self._rate())

    async def _rate(self) -> None:
        try:
            done = await self._lm.debrief(self._session, self._progress)
        finally:
            self._task = None
        if done.session.ratings:
            self._page.rated_now()
        else:
            self._offer(done.note)
            self.sheet.focus("#lp-said")

    def _progress(self, progress: Progress) -> None:
        self.sheet.say("progress", f"{progress.words}. {progress.done} of {progress.total} ratings have come.")

    def _embedded_now(self) -> None:
        self._lm.cancel()
        self._lm.rate_embedded(self._session)
        self._page.rated_now()

    # Your own chatbot -------------------------------------------------------

    def _slot(self) -> str:
        return f"{self._session.id}:rating:{len(self._given)}"

    def _show_paste(self, reply: str = "", why: str = "") -> None:
        from lpcoach.coach.model_chatbot import rating_prompt  # noqa: PLC0415 - most debriefs never need it

        story, told = len(self._given), len(stories(self._session))
        self.sheet.html = render(
            "model_paste",
            slot=self._slot(),
            who="Rater",
            what=f"Story {story + 1} of {told}.",
            prompt=rating_prompt(self._page.coach, self._session, stories(self._session)[story]),
            reply=reply or pasted(self._page, self._slot()),
            why=why,
            arg=f"{story}",
            instead="Let the embedded rater rate",
        )
        self.sheet.focus("#m-why" if why else "[data-copy]")

    def _paste(self, arg: str, values: Mapping[str, Any]) -> None:
        from lpcoach.coach.model_chatbot import read_rating  # noqa: PLC0415
        from lpcoach.coach.model_debrief import keep  # noqa: PLC0415

        coach, reply = self._page.coach, str(values.get("reply", ""))
        told = stories(self._session)
        if arg != f"{len(self._given)}":
            return  # a second click: that story's reply is taken
        try:
            self._given.append(read_rating(coach, self._session, told[len(self._given)], reply))
        except InputError as error:
            self._show_paste(reply, str(error))
            return
        if len(self._given) < len(told):
            self._show_paste()
            return
        keep(coach, self._session, self._given, "Rated by your chatbot; quotes and levels were checked here.")
        self._page.rated_now()


def beside(rated: Rated, pack: Pack, words: Words) -> str:
    """The model's levels with their spread, and the embedded rater's beside them; empty where that one rated."""
    if all(story.rating.rater.startswith("embedded") for story in rated.stories):
        return ""
    told = []
    for story in rated.stories:
        embedded = rate(story.thread, pack, question=story.question)
        cells = [_cell(story.rating, embedded, criterion, words) for criterion in (*CRITERIA, "overall")]
        told.append({"story": story.story, "cells": cells, "why": story.rating.unscored or ""})
    return render("model_beside", stories=told, note=rated.session.rated_note)


def _cell(rating: Rating, embedded: Rating, criterion: str, words: Words) -> dict[str, Any]:
    """One criterion: the median, from what to what the samples went, and the embedded rater's level."""
    low, high = rating.bands.get(criterion, (None, None))  # type: ignore[call-overload]  # overall is a key too
    level = rating.overall if criterion == "overall" else rating.criteria[criterion].level  # type: ignore[index]
    other = embedded.overall if criterion == "overall" else embedded.criteria[criterion].level  # type: ignore[index]
    said = {"word": words.level(level) if level else "", "other_word": words.level(other) if other else ""}
    return {"level": level, "low": low, "high": high, "other": other} | said
