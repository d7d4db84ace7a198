"""Page 03: stories under layered probes, with the ladder of depth beside them."""

from __future__ import annotations

from typing import Any

from lpcoach.content.terms import LAYERS
from lpcoach.content.words import LAYER_NAMES, counted
from lpcoach.reading.reader import read
from lpcoach.session.clock import words_of
from lpcoach.session.rated import RatedStory
from lpcoach.session.threads import exchange, open_turn, stories
from lpcoach.session.types import Session, Turn
from lpcoach.ui.drafts import StarMarks
from lpcoach.ui.loop_page import DEBRIEF, NOTEBOOK_OF, LoopPage
from lpcoach.ui.page import boxed
from lpcoach.ui.render import render
from lpcoach.ui.taking import Taking
from lpcoach.ui.widgets import Sheet
from lpcoach.ui.widgets.editor import Typed

__all__ = ["DeepDivesPage"]

SUBMIT = {"act": "submit", "label": "Submit answer", "look": "lp-btn--go"}
SKIP = {"act": "skip", "label": "Skip this probe", "look": ""}
END = {"act": "end", "label": "End story", "look": "lp-btn--quiet"}
TOO_SHORT = 12  # words, by rating-guide: less cannot be rated
FOOT = "The clock tells, it never cuts you off. Ctrl and Enter submits."


class DeepDivesPage(LoopPage):
    """``03_deep_dives``."""

    phase = "deep_dives"

    def parts(self) -> list[Any]:
        """Question, ladder, thread with the editor under it."""
        self.question = Sheet("", "lp-row", "lp-row--top")
        self.ladder = Sheet("", "lp-margin")
        self.thread = Sheet("")
        self.after = Sheet("")
        self.taking = Taking(self)
        told = boxed(self.thread, self.asking.sheet, self.taking.sheet, self.editor, self.after)
        self.star = StarMarks(self.editor.say_parts)
        self._shown: dict[str, int] = {}
        self._heard = ""
        return [boxed(self.question, self.ladder, told, classes="lp-dive")]

    def where(self, session: Session) -> str:
        """Story n of m."""
        told, planned = max(1, len(stories(session))), len(session.questions)
        name = self.name_of(self.phase)
        return f"{name}, story {told} of {planned}" if planned > 1 else name

    def draw(self) -> None:
        """All parts, for the story under way or the last one told."""
        session = self.session = self.asking.look(self.practice)
        self.draw_frame()
        story = stories(session)[-1]
        turns = exchange(session, story)
        now = open_turn(session)
        coached = session.mode == "coached"
        rated = self.coach.read_story(session, story) if coached else None
        self.question.html = render("dive_question", lead=turns[0], note=self._note(session))
        self.ladder.html = self._ladder(story, rated, now) if coached else ""
        self.taking.draw(session)
        announce = now.asked.text if now is not None and now.asked.text != self._heard else ""
        self._heard = now.asked.text if now else ""
        self.thread.html = render("dive_thread", turns=turns, announce=announce)
        over = None if now or self.asking.busy else self._over(session)
        feedback = self._feedback(session, story, rated) if rated else None
        self.after.html = render("dive_after", feedback=feedback, over=over)
        self.editor.layout.display = None if now else "none"
        if now is not None:
            lead = now.asked.kind == "lead"
            acts = [SUBMIT, END] if lead else [SUBMIT, SKIP, END]
            self.show_editor(label="Your answer", who="<b>You</b>, writing", acts=acts, foot=FOOT)
            self.editor.focus = len(session.turns) > 1
            self._mark(self.editor.text)
        elif not self.asking.busy:
            self.after.focus("#lp-over")

    def draft(self, typed: Typed) -> None:
        """A burst of typing; when it rests, the parts of the story found so far are marked."""
        super().draft(typed)
        if typed.slot == self.editor.slot:
            self._mark(typed.text)

    def _mark(self, text: str) -> None:
        """Only for a story's first telling, and never in realistic mode."""
        turn = open_turn(self.practice)
        if self.practice.mode == "coached" and turn is not None and turn.asked.kind == "lead":
            self.star.look(turn.asked.text, self.editor.slot, text)

    def _note(self, session: Session) -> str:
        if session.plan == "question_again":
            return "The same question again. Tell it as if for the first time."
        return ""

    def _ladder(self, story: int, rated: RatedStory | None, now: Turn | None) -> str:
        lead = self.coach.question(self.practice, story)
        asked = now.asked.layer if now else None
        layers = rated.layers if rated else {}
        rungs = []
        for layer in LAYERS:
            reached = layers.get(layer, 0)
            quote = self._rung_quote(rated, layer) if reached > 1 else ""
            state = "is-held" if reached > 1 else "is-now" if layer == asked else "is-some" if reached else ""
            note = "Asked now" if layer == asked else "Named, not yet explained" if reached else "Not reached"
            rungs.append({"name": LAYER_NAMES[layer], "state": state, "quote": quote, "note": note})
        explained = sum(1 for layer in LAYERS if layers.get(layer, 0) > 1)
        named = sum(1 for layer in LAYERS if layers.get(layer, 0) == 1)
        people = rated.about == "people" if rated else lead is not None and lead.about == "people"
        left = [LAYER_NAMES[layer].lower() for layer in LAYERS if not layers.get(layer, 0) and layer != asked]
        short = (f"Asked now: {LAYER_NAMES[asked].lower()}. " if asked else "") + (
            f"Not reached: {', '.join(left)}." if left else "All layers are reached."
        )
        return render(
            "ladder",
            summary="" if people else f"{explained} explained, {named} named, of {len(LAYERS)}",
            rungs=rungs,
            people=people,
            short=short,
            change=self._change(dict(layers)),
        )

    def _change(self, layers: dict[Any, int]) -> str:
        new = [LAYER_NAMES[layer] for layer, reached in layers.items() if reached > max(1, self._shown.get(layer, 0))]
        self._shown = layers
        return f"Explained now: {', '.join(new)}." if new else ""

    @staticmethod
    def _rung_quote(rated: RatedStory | None, layer: str) -> str:
        if rated is None:
            return ""
        items = [item for item in read(rated.thread).items if item.layer == layer]
        best = max(items, key=lambda item: (item.strength, item.weight), default=None)
        return best.quote.text if best else ""

    def _feedback(self, session: Session, story: int, rated: RatedStory) -> dict[str, str] | None:
        """One thing seen and one missing, after the latest answer."""
        criteria = list(rated.rating.criteria.values())
        last = f"probe:{len(rated.thread.probes) - 1}" if rated.thread.probes else "answer"
        seen = [item for criterion in criteria for item in criterion.seen]
        likely = [item for criterion in criteria for item in criterion.likely]
        fresh = [item for item in seen if item.quote.where == last] or seen
        missing = [signal for criterion in criteria for signal in criterion.missing[:1]]
        key = f"{session.id}{story}{last}"
        best = max(fresh or likely, key=lambda item: item.strength, default=None)
        said = self.words.seen if fresh else self.words.likely
        return {
            "seen": said(best.signal, key) if best else "",
            "quote": best.quote.text if best else "",
            "missing": self.words.missing(missing[0], key) if missing else "",
        }

    def _over(self, session: Session) -> dict[str, str]:
        told = len(stories(session))
        if "cross_examination" in session.phases:
            to, link = NOTEBOOK_OF["cross_examination"], "Next: Cross-examination"
        else:
            to, link = DEBRIEF, "Next: Debrief"
        return {
            "head": "The story is told." if told == 1 else f"All {told} stories are told.",
            "body": "Nothing more is asked in this part.",
            "to": to,
            "link": link,
        }

    def pressed(self, act: str, typed: Typed) -> None:
        """Submit, skip, end."""
        first = self.settle(typed)
        session, slot = self.practice, typed.slot
        if act in {"submit", "as_it_is"}:
            if act == "submit" and self._too_little(typed):
                return
            self.session = self.coach.answer(
                session, typed.text, slot=slot, first_key_at=first, ask=self.asking.at_once
            )
        elif act == "skip":
            self.session = self.coach.skip(session, slot=slot, ask=self.asking.at_once)
        elif act == "end":
            self._ask_once(session, typed.text)
            return
        elif act == "end_now":
            self.session = self.coach.end_story(session, slot=slot)
        self.draw()

    def _ask_once(self, session: Session, text: str) -> None:
        last = len(stories(session)) == len(session.questions)
        what = "The open question counts as skipped."
        if text.strip():
            what += f" The {counted(words_of(text), 'word')} in the box are kept as a draft and not submitted: nobody"
            what += " rates them. To have them count, go on and submit them first."
        what += "" if last else " The next story follows."
        self.editor.tell(
            "warn",
            "End this story?",
            what,
            [{"act": "end_now", "label": "Yes, end it"}, {"act": "close", "label": "Go on with it"}],
        )

    def _too_little(self, typed: Typed) -> bool:
        turn = open_turn(self.practice)
        if not typed.text.strip():
            self.editor.tell(
                "warn", "Nothing written yet.", "“I don’t know” is an answer too; a probe may be skipped.", []
            )
            return True
        if turn is None or turn.asked.kind != "lead" or words_of(typed.text) >= TOO_SHORT:
            return False
        acts = [{"act": "close", "label": "Keep writing"}, {"act": "as_it_is", "label": "Submit as it is"}]
        count = counted(words_of(typed.text), "word")
        missing = "What you did yourself and which number moved would be a start."
        self.editor.tell("warn", "Too little to probe or to rate.", f"It has {count}. {missing}", acts)
        return True
