"""Page 02: the role, how the hour runs, what great looks like, and a warm-up that is not rated."""

from __future__ import annotations

from typing import Any

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
        return render("introductions_rest", pack=pack, phases=phases)

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
