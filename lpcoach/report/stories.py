"""One story's rating in words: each criterion with its level, what carries it and what is missing."""

from __future__ import annotations

from typing import Any

from lpcoach.content.terms import CRITERIA, LAYERS, CriterionId
from lpcoach.content.words import DEPTH_WORDS, LAYER_NAMES, Words
from lpcoach.session.rated import RatedStory
from lpcoach.session.records import StoryRecord

__all__ = ["story_values"]

MISSING = 2  # missing facts named for a criterion


def story_values(told: RatedStory, record: StoryRecord, words: Words, practice: str) -> dict[str, Any]:
    """What the report says of one story; the words are those of the debrief page."""
    rating = told.rating
    quotes = rating.principle_quotes
    return {
        "unscored": rating.unscored,
        "overall": _level(rating.overall, words),
        "criteria": [_criterion(told, criterion, words, f"{practice}{told.story}") for criterion in CRITERIA],
        "principles": [
            (
                words.principles.get(name, name),
                record.principles[name],
                quotes[name].quote.text if name in quotes else "",
            )
            for name in rating.principles
        ],
        "layers": [(LAYER_NAMES[layer], DEPTH_WORDS[told.layers[layer]]) for layer in LAYERS]
        if told.about == "system"
        else [],
        "rater": rating.rater,
    }


def _criterion(told: RatedStory, criterion: CriterionId, words: Words, key: str) -> dict[str, Any]:
    found = told.rating.criteria[criterion]
    return {
        "name": words.criteria[criterion],
        "level": _level(found.level, words),
        "seen": [
            *((words.seen(item.signal, key), item.quote.text) for item in found.strongest()),
            *((words.likely(item.signal, key), item.quote.text) for item in found.likely),
        ],
        "against": [(words.seen(item.signal, key), item.quote.text) for item in found.worst()],
        "missing": " ".join(words.missing(signal, key) for signal in found.missing[:MISSING]),
    }


def _level(level: int | None, words: Words) -> str:
    return words.level(level) if level is None else f"{level} {words.level(level)}"
