"""Page 06: the own rating first, then the vote, one next action, the case, and each story's evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lpcoach.coach.marked import marked
from lpcoach.content.terms import CRITERIA, VOTES, CriterionId, Vote
from lpcoach.content.words import VOTE_WORDS
from lpcoach.report.verdict import verdict_values
from lpcoach.session.rated import Rated
from lpcoach.session.threads import open_turn, stories
from lpcoach.session.types import Session
from lpcoach.store import PracticeRow
from lpcoach.ui.debrief_figures import figure_values
from lpcoach.ui.debrief_files import Files
from lpcoach.ui.debrief_retold import Retelling
from lpcoach.ui.evidence import story_values
from lpcoach.ui.gained import Gained
from lpcoach.ui.loop_page import NOTEBOOK_OF
from lpcoach.ui.model_rating import ModelRating, beside, chosen_rater, unrated
from lpcoach.ui.page import Page
from lpcoach.ui.render import clock_words, render, short_day
from lpcoach.ui.widgets import Sheet

__all__ = ["DebriefPage"]

LABELS: Mapping[CriterionId, str] = {"evidence": "Evidence", "depth": "Depth", "alignment": "Alignment", "bar": "Bar"}
PLAN_WORDS = {"full_loop": "full loop", "one_story": "one story", "question_again": "one question again"}
LISTED = 6  # other debriefs that are offered


class DebriefPage(Page):
    """``06_debrief``."""

    shows_scores = True

    def __init__(self) -> None:
        super().__init__("06_debrief.ipynb")
        self.session: Session | None = None
        self.draw()

    def again(self) -> None:
        """Read it again after another tab went on."""
        self.draw()

    def _find(self) -> Session | None:
        """The practice that was just told to its end, else the one chosen, else the last finished."""
        under = self.coach.under_way()
        if under is not None and under.paused_at is None and _told(under):  # a paused one is resumed first
            session = self.coach.finish(under)
            self.coach.choose_debrief(session.id)
            return session
        chosen = self.coach.chosen_debrief()
        if chosen is not None and chosen.finished_at is not None:
            return chosen
        finished = self.coach.store.practices(finished=True, sample=False, latest=1)
        return self.coach.session(finished[0].id) if finished else None

    def draw(self) -> None:
        """Whatever the practice is ready for."""
        self.session = self._find()
        if self.session is None:
            self._none()
        elif not self.session.ratings and self.session.own is None:
            self._own(self.session, "")
        elif unrated(self.session):
            self.rating = ModelRating(self, self.session)
            self.main.children = (self.rating.sheet,)
        else:
            self._reveal(self.coach.rated(self.session))

    def _none(self) -> None:
        under = self.coach.under_way()
        links = [{"to": "00_start.ipynb", "name": "Start"}]
        body = "Finish a loop or a story, and its debrief opens here."
        if under is not None and under.phase is not None:
            links = [{"to": NOTEBOOK_OF[under.phase], "name": "Go on with the practice"}]
            body = "A practice is under way; its debrief opens here when it is told to its end."
        html = render("none", where="", head="No debrief yet.", body=body, acts=[], links=links)
        self.main.children = (Sheet(html, "lp-row", "lp-row--top"),)

    # Before the reveal ------------------------------------------------------

    def _own(self, session: Session, missing: str) -> None:
        rubric = {criterion.id: criterion for criterion in self.coach.pack.rubric.criteria}
        html = render(
            "own",
            criteria=[
                {"id": c, "label": LABELS[c], "what": rubric[c].what, "anchors": rubric[c].anchors} for c in CRITERIA
            ],
            words=self.coach.pack.rubric.level_words,
            votes=list(VOTE_WORDS.items()),
            chosen=marked(self.coach.store, session.id),
            what=session.id,
            missing=missing,
        )
        own = Sheet(html, acts={"show": self.act(self.show)})
        own.on_set = self.guard(self.take_mark)
        if missing:
            own.focus("#lp-missing")
        self.main.children = (own,)

    def show(self, _arg: str, values: Mapping[str, Any]) -> None:
        """Keep the own rating and reveal the rest."""
        if self.session is None or self.session.own is not None:  # a second click: the debrief is there already
            return
        chosen = {name: value for name, value in values.items() if value}
        open_ = [LABELS[criterion] for criterion in CRITERIA if criterion not in chosen]
        open_ += [] if chosen.get("vote") in VOTES else ["Vote"]
        if open_:
            missing = f"Choose one for {', '.join(open_)} first: a view of your own is worth more before the reveal."
            self._own(self.session, missing)
            return
        levels = {criterion: int(chosen[criterion]) for criterion in CRITERIA}
        vote: Vote = chosen["vote"]
        embedded = chosen_rater(self) == "embedded" or not stories(self.session)
        self.session = self.coach.rate_self(self.session, levels, vote, rate=embedded)
        self.draw()
        if embedded:
            self.top.focus("#lp-page")

    def rated_now(self) -> None:
        """Reveal a rating that has just come."""
        self.draw()
        self.top.focus("#lp-page")

    # The reveal -------------------------------------------------------------

    def _reveal(self, rated: Rated) -> None:
        key = rated.session.id
        acts = {"again": self.again_with, "story": self.story}
        self.top = Sheet(
            render("verdict", **verdict_values(rated, self.coach.pack, self.words)),
            acts={name: self.act(call) for name, call in acts.items()},
        )
        action = rated.debrief.next_action
        first = action.story if action is not None else 0
        told = [
            Sheet(render("evidence", **story_values(each, self.words, key, opened=each.story == first)), "lp-row")
            for each in rated.stories
        ]
        figures = Sheet(render("debrief_figures", **figure_values(rated, self.words)), "lp-row")
        retelling, gained = Retelling(self, rated), Gained(self, rated)
        self.files = files = Files(self, rated)
        others = self._others()
        rest = Sheet(render("debrief_others", others=others) if others else "", acts={"open": self.act(self.open)})
        parts = (
            figures,
            *told,
            retelling.fields,
            retelling.asked,
            retelling.told,
            gained.sheet,
            files.agreement,
            files.sheet,
            rest,
        )
        both = beside(rated, self.coach.pack, self.words)
        second = (Sheet(both, "lp-row"),) if both else ()
        self.main.children = (self.top, *second, *parts)

    def _others(self) -> list[dict[str, str]]:
        rows = self.coach.store.practices(finished=True, latest=LISTED + 1)
        here = self.session.id if self.session else ""
        return [{"id": row.id, "name": _name(row)} for row in rows if row.id != here][:LISTED]

    def again_with(self, question: str, _values: Mapping[str, Any]) -> None:
        """The same question once more."""
        self.coach.start("question_again", question)
        self.go(NOTEBOOK_OF["deep_dives"])

    def story(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """One more story."""
        self.coach.start("one_story")
        self.go(NOTEBOOK_OF["deep_dives"])

    def open(self, practice: str, _values: Mapping[str, Any]) -> None:
        """Show another debrief."""
        self.coach.choose_debrief(practice)
        self.draw()
        self.top.focus("#lp-page")


def _name(row: PracticeRow) -> str:
    sample = " (sample)" if row.sample else ""
    at = row.finished_at or row.started_at
    return f"{short_day(at)}, {clock_words(at)}, {PLAN_WORDS[row.plan]}{sample}"


def _told(session: Session) -> bool:
    """Whether a practice is at its end: its last part, and nothing but the invitation is open."""
    if session.phase != session.phases[-1]:
        return False
    turn = open_turn(session)
    if session.phase == "deep_dives":
        return turn is None and len(stories(session)) == len(session.questions)
    return turn is None or turn.asked.kind == "invitation"
