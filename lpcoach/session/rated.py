"""A practice with its ratings: what pages, reports and charts show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import CRITERIA, LAYERS, LayerId, RaterId, Vote
from lpcoach.reading.story import about_of
from lpcoach.reading.types import Thread
from lpcoach.scoring.debrief import Debrief, debrief, decided
from lpcoach.scoring.panel import tally
from lpcoach.scoring.rater import rate
from lpcoach.scoring.types import Rating
from lpcoach.scoring.votes import capped, offers, vote_of
from lpcoach.scoring.wire import load_rating
from lpcoach.session.clock import total_minutes
from lpcoach.session.records import PracticeRecord, StoryRecord, Strength
from lpcoach.session.standing import standing
from lpcoach.session.threads import exchange, stories, thread
from lpcoach.session.types import Session

__all__ = ["Rated", "RatedStory", "rated_story"]


@dataclass(frozen=True, slots=True)
class RatedStory:
    """One story's thread with its rating. ``layers`` are 0 to 3; ``question`` is None where the pack has it no more.

    ``bank`` is the id of the story of the bank that it was told from, empty where it was from none.
    """

    story: int
    question: LeadQuestion | None
    thread: Thread
    rating: Rating
    layers: Mapping[LayerId, int]
    bank: str = ""

    @property
    def about(self) -> Literal["system", "people"]:
        """Whether technical layers are asked for."""
        return about_of(self.thread, self.layers, self.question.about if self.question else None)

    @property
    def principles(self) -> dict[str, Strength]:
        """Strong where a thread of level 4 or more shows it first, shown where it shows it at all (product.md)."""
        solid = (self.rating.overall or 0) >= 4
        return {
            principle: "strong" if solid and place == 0 else "shown"
            for place, principle in enumerate(self.rating.principles)
        }


@dataclass(frozen=True)
class Rated:
    """A finished practice and its rated stories."""

    session: Session
    stories: tuple[RatedStory, ...]
    pack: Pack

    @classmethod
    def of(cls, session: Session, pack: Pack, questions: Mapping[str, LeadQuestion]) -> Rated:
        """From the ratings that were stored with the practice."""
        loaded = [load_rating(dict(rating)) for rating in session.ratings]
        told = tuple(
            _story(session, story, rating, questions) for story, rating in zip(stories(session), loaded, strict=True)
        )
        return cls(session, told, pack)

    @cached_property
    def debrief(self) -> Debrief:
        """Votes, reasons, what would flip it; computed at its first use, since it rates again what would change."""
        told = self.stories
        return debrief(
            [story.rating for story in told],
            self.pack,
            [story.question for story in told],
            [story.thread for story in told],
            standing(self.session),
            votes=self.session.plan == "full_loop",
        )

    @property
    def vote(self) -> Vote | None:
        """The vote of a whole loop, as it was written: the Bar Raiser's where a panel sat; else that of all threads."""
        if self.session.plan != "full_loop":
            return None
        if self.session.votes:
            return self.session.votes.get("bar_raiser") or self.session.votes.get("whole")
        ratings = [story.rating for story in self.stories]
        scored = [rating.overall for rating in ratings if rating.overall is not None]
        return vote_of(scored, cap=any(capped(rating) for rating in ratings))

    @property
    def offer(self) -> bool | None:
        """Whether the votes make an offer; None without a vote."""
        seats = {rater: vote for rater, vote in self.session.votes.items() if rater != "whole"}
        if seats and self.session.plan == "full_loop":
            return tally(seats)
        return offers(self.vote) if self.vote else None

    @property
    def votes(self) -> dict[RaterId | Literal["whole"], Vote]:
        """The votes that follow from the ratings, to be written with them."""
        if self.session.plan != "full_loop":
            return {}
        told = self.stories
        found = decided([s.rating for s in told], [s.thread for s in told], self.pack, standing(self.session))
        seats: dict[RaterId | Literal["whole"], Vote] = {"whole": found.whole} if found.whole else {}
        return seats | {ballot.rater: ballot.vote for ballot in (found.panel.ballots if found.panel else ())}

    def record(self) -> PracticeRecord:
        """The same as a plain record."""
        session = self.session
        finished = session.finished_at or session.started_at
        return PracticeRecord(
            id=session.id,
            plan=session.plan,
            mode=session.mode,
            started_at=session.started_at,
            finished_at=finished,
            minutes=total_minutes(session, finished),
            sample=session.sample,
            stories=tuple(_record(story) for story in self.stories),
            own=dict(session.own.levels) if session.own else {},
            own_vote=session.own.vote if session.own else None,
            vote=self.vote,
            offer=self.offer,
        )


def rated_story(session: Session, story: int, pack: Pack, questions: Mapping[str, LeadQuestion]) -> RatedStory | None:
    """A story under way, rated as it stands now; None before its first answer."""
    turns = exchange(session, story)
    if not turns or turns[0].answer is None:
        return None
    rating = rate(thread(session, story), pack, question=questions.get(session.questions[story]), standing=())
    return _story(session, story, rating, questions)


def _story(session: Session, story: int, rating: Rating, questions: Mapping[str, LeadQuestion]) -> RatedStory:
    held = {
        turn.asked.layer
        for turn in exchange(session, story)
        if turn.answer is not None and turn.asked.layer is not None
    }
    layers = {
        layer: 3 if rating.layers.get(layer, 0) == 2 and layer in held else rating.layers.get(layer, 0)
        for layer in LAYERS
    }
    lead, bank = questions.get(session.questions[story]), session.taken.get(story, "")
    return RatedStory(story, lead, thread(session, story), rating, layers, bank)


def _record(story: RatedStory) -> StoryRecord:
    rating = story.rating
    return StoryRecord(
        story=story.story,
        question_id=story.question.id if story.question else "",
        question=story.thread.question,
        about=story.about,
        rater=rating.rater,
        overall=rating.overall,
        levels={criterion: rating.criteria[criterion].level for criterion in CRITERIA},
        layers=story.layers,
        principles=story.principles,
        flags=tuple(flag for flag, found in rating.flags.items() if found.raised),
        unscored=rating.unscored,
        bank=story.bank,
        probes=rating.probes,
        bands=rating.bands,
    )
