"""What the bank lacks, by stated rules, and which story to add next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lpcoach.coach.stories import KeptStory
from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import LAYERS, LayerId
from lpcoach.content.words import LAYER_NAMES, counted
from lpcoach.scoring.principles import likest
from lpcoach.session.records import Strength

if TYPE_CHECKING:
    from lpcoach.coach.stories import Bank

__all__ = ["FAILURES", "FEWEST", "RULES", "Cell", "Coverage", "Lack"]

FEWEST, RANGE, FAILURES = 6, "six to eight", 2
Cell = Literal["strong", "shown", "planned", "not"]
_RANK: Final[dict[Cell, int]] = {"not": 0, "planned": 1, "shown": 2, "strong": 3}
RULES: Final = (
    "In this order: two stories of failure; each principle planned or shown by a story; a story for each theme of the "
    "loop; each layer explained in one story; six stories at least; then principles that are planned and not shown yet."
)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to add, why, and a lead question that would ask for it."""

    head: str
    why: str
    question: LeadQuestion | None = None
    principle: str = ""
    theme: str = ""
    failure: bool = False


class Coverage:
    """Which story serves which principle, computed once from the bank."""

    def __init__(self, bank: Bank, stories: Sequence[KeptStory], pack: Pack) -> None:
        self.stories = stories
        self._pack = pack
        told = bank.told()
        self._shown = [bank.strengths(one, told.get(one.id, [])) for one in stories]
        self._ids = [principle.id for principle in pack.principles]

    def cell(self, place: int, principle: str) -> Cell:
        """What a story does for a principle: strong or shown where a text shows it, planned where it is only named."""
        strength: Strength = self._shown[place].get(principle, "not_shown")
        if strength != "not_shown":
            return strength
        return "planned" if principle in self.stories[place].story.principles else "not"

    def best(self, principle: str) -> Cell:
        """The best that any story does for it."""
        cells = [self.cell(place, principle) for place in range(len(self.stories))]
        return max(cells, key=lambda cell: _RANK[cell], default="not")

    def uncovered(self) -> list[str]:
        """Principles that no story is planned for or shows."""
        return [one for one in self._ids if self.best(one) == "not"]

    def failures(self) -> list[KeptStory]:
        """The stories of failure."""
        return [one for one in self.stories if one.story.failure]

    def lacks(self) -> list[Lack]:
        """Everything that the rules find, the first thing to do first."""
        found = [*self._failure(), *self._principles(), *self._themes(), *self._layers()]
        if len(self.stories) < FEWEST:
            more = counted(FEWEST - len(self.stories), "story", "stories")
            found.append(Lack(f"Add {more}", f"A loop asks for {RANGE}; there are {len(self.stories)}."))
        return [*found, *self._planned()]

    def _failure(self) -> list[Lack]:
        there = len(self.failures())
        if there >= FAILURES:
            return []
        which = "a story of failure" if there == 0 else "a second story of failure"
        why = "At least two are asked for, with what each taught and the mechanism that came of it."
        return [Lack(f"Add {which}", why, self._question(failure=True), failure=True)]

    def _principles(self) -> list[Lack]:
        names = {principle.id: principle.name for principle in self._pack.principles}
        return [
            Lack(
                f"Add a story for {names[one]}",
                "No story is planned for it or shows it.",
                self._question(principle=one),
                principle=one,
            )
            for one in self.uncovered()
        ]

    def _themes(self) -> list[Lack]:
        covered = {theme for one in self.stories for theme in self.themes(one)}
        return [
            Lack(
                f"Add a story on the theme “{theme.name}”",
                "It is a theme of the loop, and no story has it.",
                self._question(theme=theme.id),
                theme=theme.id,
            )
            for theme in self._pack.pack.themes
            if theme.brief and theme.id not in covered
        ]

    def themes(self, kept: KeptStory) -> tuple[str, ...]:
        """The theme that its owner chose, else those of the question that it answers."""
        if kept.story.theme:
            return (kept.story.theme,)
        question = likest(kept.story.question, self._pack.questions) if kept.story.question else None
        return question.themes if question else ()

    def _layers(self) -> list[Lack]:
        explained: Counter[LayerId] = Counter(
            layer for one in self.stories for layer, reached in one.reading.layers.items() if reached > 1
        )
        left = [LAYER_NAMES[layer].lower() for layer in LAYERS if not explained[layer]]
        if not left or not self.stories:
            return []
        why = "No telling explains it." if len(left) == 1 else "No telling explains these."
        return [Lack(f"Tell one story down to {', '.join(left)}", why)]

    def _planned(self) -> list[Lack]:
        names = {principle.id: principle.short for principle in self._pack.principles}
        left = [names[one] for one in self._ids if self.best(one) == "planned"]
        if not left:
            return []
        return [Lack(f"Show what is planned: {', '.join(left)}", "A story is named for it, and no text shows it yet.")]

    def _question(self, *, principle: str = "", theme: str = "", failure: bool = False) -> LeadQuestion | None:
        """The lead question that asks for it most."""
        fits = [
            question
            for question in self._pack.questions
            if (not principle or principle in question.principles)
            and (not theme or theme in question.themes)
            and (not failure or "failure" in question.asks)
        ]
        return min(fits, key=lambda one: one.principles.index(principle) if principle else 0, default=None)
