"""What the embedded rater reads in a story of the bank, and what it still asks for. Asked for, never filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from lpcoach.content.models import Pack
from lpcoach.content.terms import AGAINST, CRITERIA, LAYERS, LayerId, SignalId
from lpcoach.content.words import Words, counted
from lpcoach.reading.types import Reply, Thread
from lpcoach.scoring.rater import RATER, rate
from lpcoach.session.clock import spoken_seconds, words_of
from lpcoach.session.records import Strength
from lpcoach.stories.story import Field, Story

__all__ = ["HEADLINE", "LAYER_KIND", "TELLING", "Missing", "StoryReading", "missing", "read_story", "thread_of"]

HEADLINE: Final = (30, 45)  # seconds aloud: the aim, and from where it is too long
TELLING: Final = (180, 300)
LAYER_KIND: Final[frozenset[str]] = frozenset(LAYERS)
EMPTY: Final[Mapping[Field, str]] = {
    "title": "A title that you would know it by.",
    "headline": "A headline: the whole story in 30 seconds, with the result in it.",
    "situation": "Situation: where, when, and what was at stake.",
    "task": "Task: what was yours to do.",
    "action": "Action: what you did and decided yourself.",
    "result": "Result: what came of it, as a number.",
    "telling": "The telling: the whole story in 3 to 5 minutes, as you would say it.",
    "role": "Your own role: what would not have happened without you?",
    "figures": "Figures with their baseline: from what, to what, over which time, measured how?",
    "lasting": "What changed for good: which mechanism is still there, and who owns it?",
}
# The part of a story in which the answer to an asked fact belongs; everything else belongs in the telling.
PLACE: Final[Mapping[SignalId, Field]] = {
    **dict.fromkeys(("figure", "baseline", "change", "measured", "uncertainty", "guardrail", "record"), "figures"),
    **dict.fromkeys(("own_action", "own_decision", "self_criticism", "brought_along"), "role"),
    **dict.fromkeys(("mechanism", "trigger", "owner", "effect", "adoption", "learning"), "lasting"),
}
ASKED: Final = 2  # facts asked for of each criterion


@dataclass(frozen=True, slots=True)
class StoryReading:
    """What was read: layers 0 to 2, principles with their strength, signals that would raise a level."""

    rater: str = RATER
    unscored: str | None = None
    layers: Mapping[LayerId, int] = field(default_factory=dict)
    principles: Mapping[str, Strength] = field(default_factory=dict)
    missing: tuple[SignalId, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        kept: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return kept

    @classmethod
    def load(cls, body: object) -> StoryReading | None:
        """What was kept, if this version's rater has read it; None where it must be read again."""
        try:
            kept = _adapter().validate_json(json.dumps(body))
        except ValidationError:
            return None
        return kept if kept.rater == RATER else None


@cache
def _adapter() -> TypeAdapter[StoryReading]:
    return TypeAdapter(StoryReading)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a story lacks, and the part in which it belongs."""

    field: Field
    ask: str


def thread_of(story: Story) -> Thread:
    """The telling, with what its owner wrote beside it and what probes brought out, as a rater reads it."""
    beside = (
        ("What was your own role?", story.role),
        ("Which figures, against which baseline?", story.figures),
        ("What changed for good?", story.lasting),
        *((one.asked, one.quote) for one in story.brought_out),
    )
    return Thread(story.question, story.told, tuple(Reply(asked, text) for asked, text in beside if text.strip()))


def read_story(story: Story, pack: Pack) -> StoryReading:
    """Read it once, so that a page that lists many need not."""
    rating = rate(thread_of(story), pack)
    solid = (rating.overall or 0) >= 4
    shown: dict[str, Strength] = {
        principle: "strong" if solid and place == 0 else "shown" for place, principle in enumerate(rating.principles)
    }
    wanted = [
        signal
        for criterion in CRITERIA
        for signal in rating.criteria[criterion].missing[:ASKED]
        if signal not in AGAINST and not (story.about == "people" and signal in LAYER_KIND)
    ]
    return StoryReading(RATER, rating.unscored, rating.layers, shown, tuple(dict.fromkeys(wanted)))


def missing(story: Story, reading: StoryReading, words: Words) -> list[Missing]:
    """Empty parts first, then lengths, then the facts that a rater would ask for."""
    empty = [Missing(part, ask) for part, ask in EMPTY.items() if not getattr(story, part).strip()]
    found = [*empty, *_lengths(story)]
    if reading.unscored is None:
        found += [Missing(PLACE.get(signal, "telling"), words.signal(signal).ask) for signal in reading.missing]
    return found


def _lengths(story: Story) -> list[Missing]:
    found: list[Missing] = []
    headline, telling = _seconds(story.headline), _seconds(story.telling)
    if headline > HEADLINE[1]:
        found.append(Missing("headline", f"A shorter headline: it takes {headline} s aloud, {HEADLINE[0]} are enough."))
    if 0 < telling < TELLING[0]:
        more = counted(words_of_seconds(TELLING[0]) - words_of(story.telling), "more word")
        found.append(Missing("telling", f"A longer telling: about {more} make three minutes."))
    if telling > TELLING[1]:
        less = counted(words_of(story.telling) - words_of_seconds(TELLING[1]), "word")
        found.append(Missing("telling", f"A shorter telling: {less} more than five minutes hold."))
    return found


def _seconds(text: str) -> int:
    return round(spoken_seconds(words_of(text)))


def words_of_seconds(seconds: int) -> int:
    """How many words are told in so many seconds, at 140 a minute."""
    return round(seconds * 140 / 60)
