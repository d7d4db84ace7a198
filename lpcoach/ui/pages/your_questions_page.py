"""Page 05: the candidate asks, and sees what each question shows."""

from __future__ import annotations

from random import Random
from typing import Any

from lpcoach.content.models import CandidateQuestion
from lpcoach.content.words import pick
from lpcoach.scoring.own_questions import question_levels, weigh_question
from lpcoach.session.types import Turn
from lpcoach.ui.loop_page import DEBRIEF, LoopPage
from lpcoach.ui.playing import Playing
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["YourQuestionsPage"]

SUBMIT = {"act": "submit", "label": "Submit question", "look": "lp-btn--go"}


class YourQuestionsPage(LoopPage):
    """``05_your_questions``."""

    phase = "your_questions"

    def parts(self) -> list[Any]:
        """The invitation and the questions asked, the editor, what is weighed, the way on."""
        self.top = Sheet("")
        self.playing = Playing(self)
        examples = self._examples() if self.practice.mode == "coached" else []
        weighed = render("yours_weighed", weighed=self.coach.pack.pack.weighed, examples=examples)
        self.weighed = Sheet(weighed, "lp-row")
        self.next = Sheet("", "lp-turn")
        return [self.top, self.playing.sheet, self.editor, self.next, self.weighed]

    def _examples(self) -> list[CandidateQuestion]:
        """Two questions of each level, others in each practice."""
        shuffled = list(self.coach.pack.candidate_questions)
        Random(self.practice.seed).shuffle(shuffled)
        return [question for level in range(1, 6) for question in [q for q in shuffled if q.level == level][:2]]

    def draw(self) -> None:
        """The questions so far and an empty editor for the next."""
        self.draw_frame()
        asked = [turn for turn in self.practice.turns if turn.phase == self.phase and turn.answer is not None]
        self.top.html = render(
            "yours_top",
            invitation=self.coach.pack.pack.invitation,
            questions=[self._weighed(turn) for turn in asked],
        )
        self.show_editor(
            label="Your question",
            who=f"<b>Your question {len(asked) + 1}</b><br>writing",
            acts=[SUBMIT],
            foot="Two or three good ones are enough.",
        )
        self.editor.focus = bool(asked)
        self.next.html = self.next_link(DEBRIEF, "Next: Debrief", go=False)
        self.playing.offer()

    def _weighed(self, turn: Turn) -> dict[str, Any]:
        text = turn.answer or ""
        shown: dict[str, Any] = {
            "text": text,
            "at": turn.answered_at,
            "seen": None,
            "missing": "",
            "reply": "",
            "level": None,
            "played": turn.reply,
            "played_by": turn.replied_by,
        }
        if self.practice.mode == "realistic":
            return shown
        words = {item.id: item for item in self.coach.pack.feedback.your_questions}
        found = weigh_question(text, self._context())
        shown["seen"] = " ".join(pick(words[item].seen, text) for item in found.seen)
        shown["missing"] = " ".join(pick(words[item].missing, text) for item in found.missing[:2])
        shown["level"] = question_levels(found)["overall"]
        shown["word"] = self.words.level(shown["level"])
        first = next(iter([*found.flags, *found.seen]), None)
        shown["reply"] = pick(words[first].reply, text) if first else ""
        return shown

    def _context(self) -> str:
        """What a question can be specific to: the role as noted, and what was said in this hour."""
        session = self.practice
        said = [turn.answer for turn in session.turns if turn.answer is not None and turn.phase != self.phase]
        return "\n".join([*session.notes.values(), *said])

    def pressed(self, act: str, typed: Typed) -> None:
        """Ask it."""
        self.settle(typed)
        if not typed.text.strip():
            self.editor.tell("warn", "Nothing written yet.", "Type a question, or go on to the debrief.", [])
            return
        self.session = self.coach.pose(self.practice, typed.text, slot=typed.slot)
        self.draw()
        self.playing.ask()
