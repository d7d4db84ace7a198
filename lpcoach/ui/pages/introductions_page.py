"""Page 02: the role, how the hour runs, what great looks like, and a warm-up that is not rated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from lpcoach.content.samples import SampleStory
from lpcoach.content.words import pick
from lpcoach.scoring.introduction import react
from lpcoach.ui.loop_page import NOTEBOOK_OF, LoopPage
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["IntroductionsPage"]

NEXT = NOTEBOOK_OF["deep_dives"]


class IntroductionsPage(LoopPage):
    """``02_introductions``."""

    phase = "introductions"

    def parts(self) -> list[Any]:
        """The top, the warm-up with its editor, the way on."""
        self.top = Sheet(render("introductions", settings=self.coach.settings, pack=self.coach.pack.pack))
        self.top.on_set = self.guard(self.set)
        rest = Sheet(self._rest())
        self.turn = Sheet("", "lp-row")
        self.next = Sheet("", "lp-turn")
        return [self.top, self.turn, self.editor, self.next, rest]

    def _rest(self) -> str:
        pack, start = self.coach.pack.pack, 0
        phases = []
        for part in pack.phases:
            phases.append({"name": part.name, "minutes": part.minutes, "what": part.what, "start": start})
            start += part.minutes
        words = self.coach.pack.rubric.level_words
        questions = {question.id: question.text for question in self.coach.pack.questions}
        examples = [
            Markup(render("example", story=story, word=words[story.level - 1], question=questions[story.question]))
            for story in _one_a_level(self.coach.pack.samples.stories)
        ]
        tips = {where: [tip.text for tip in pack.tips if tip.where == where] for where in ("deep_dives", "stories")}
        return render(
            "introductions_rest",
            pack=pack,
            phases=phases,
            dives=tips["deep_dives"],
            stories=tips["stories"],
            examples=examples,
        )

    def draw(self) -> None:
        """The warm-up, open or answered."""
        self.draw_frame()
        turn = self.practice.turns[0]
        answered = turn.answer is not None
        reaction = self._reaction(turn.answer) if turn.answer is not None and self.practice.mode == "coached" else None
        pack = self.coach.pack.pack
        self.turn.html = render(
            "introduction_turn",
            opening=pack.opening,
            tips=[tip.text for tip in pack.tips if tip.where == "introductions"],
            question=pack.introduction,
            answer=turn if answered else None,
            reaction=reaction,
        )
        self.editor.layout.display = "none" if answered else None
        self.next.html = self.next_link(NEXT, "Next: Deep dives", go=answered)
        if not answered:
            self.show_editor(
                label="Your introduction",
                who="<b>You</b>, writing",
                acts=[{"act": "submit", "label": "Submit answer", "look": "lp-btn--go"}],
                foot="About 60 to 90 s spoken. Ctrl and Enter submits.",
            )
        else:
            self.next.focus("#lp-next")

    def _reaction(self, text: str) -> dict[str, Any]:
        seen, missing = react(text, self.coach.settings.role)
        words = {item.id: item for item in self.coach.pack.feedback.introduction}
        return {
            "seen": [
                {"words": [pick(words[item].seen, text) for item, quote in seen if quote.text == said], "quote": said}
                for said in dict.fromkeys(quote.text for _, quote in seen)
            ],
            "missing": [pick(words[item].missing, text) for item in missing],
        }

    def pressed(self, act: str, typed: Typed) -> None:
        """Submit the introduction."""
        first = self.settle(typed)
        if not typed.text.strip():
            self.editor.tell("warn", "Nothing written yet.", "A few sentences are enough, or go on without.", [])
            return
        self.session = self.coach.answer(self.practice, typed.text, slot=typed.slot, first_key_at=first)
        self.draw()


def _one_a_level(stories: Iterable[SampleStory]) -> list[SampleStory]:
    """The first sample of each level, the weakest first."""
    first: dict[int, SampleStory] = {}
    for story in stories:
        first.setdefault(story.level, story)
    return [first[level] for level in sorted(first)]
