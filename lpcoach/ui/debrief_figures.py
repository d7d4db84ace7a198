"""The charts of a debrief as plain values: principles, criteria with bands, layers, and the line of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lpcoach.content.terms import CRITERIA, LAYERS
from lpcoach.content.words import DEPTH_WORDS, LAYER_NAMES, Words, counted
from lpcoach.reading.claims import claims
from lpcoach.session.rated import Rated, RatedStory
from lpcoach.ui.claim_line import claim_line

__all__ = ["figure_values"]

STRENGTH_WORDS: Final = {"strong": "strong", "shown": "shown", "not_shown": "not shown"}


def figure_values(rated: Rated, words: Words) -> dict[str, Any]:
    """What the template of the charts shows; empty lists where nothing was scored."""
    told = [story for story in rated.stories if story.rating.unscored is None]
    return {
        "numbers": [story.story for story in told],
        "principles": _principles(rated, told, words),
        "principles_head": _principles_head(rated),
        "criteria": [_criterion(rated, told, criterion, words) for criterion in CRITERIA],
        "criteria_head": _criteria_head(rated, words),
        "systems": [story.story for story in told if story.about == "system"],
        "layers": _layers(told),
        "layers_head": _layers_head(told),
        "line": _line(rated),
    }


def _principles(rated: Rated, told: Sequence[RatedStory], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "name": words.principles[principle],
            "cells": [STRENGTH_WORDS[story.principles.get(principle, "not_shown")] for story in told],
            "best": STRENGTH_WORDS[found.strength],
        }
        for principle, found in rated.debrief.principles.items()
    ]


def _principles_head(rated: Rated) -> str:
    found = [each.strength for each in rated.debrief.principles.values()]
    shown, strong = len(found) - found.count("not_shown"), found.count("strong")
    return f"{shown} of {len(found)} principles are shown, {strong or 'none'} of them strong"


def _criterion(rated: Rated, told: Sequence[RatedStory], criterion: Any, words: Words) -> dict[str, Any]:  # noqa: ANN401
    cells = []
    for story in told:
        level = story.rating.criteria[criterion].level
        band = story.rating.bands.get(criterion) or (level or 1, level or 1)
        cells.append({"level": level, "word": words.level(level), "band": band, "said": words.band(band)})
    median = rated.debrief.medians[criterion]
    return {"name": words.criteria[criterion], "cells": cells, "median": median, "word": words.level(median)}


def _criteria_head(rated: Rated, words: Words) -> str:
    known = {name: level for name, level in rated.debrief.medians.items() if level is not None}
    if not known:
        return "Nothing is scored"
    low, high = min(known.values()), max(known.values())
    if low == high:
        return f"All four criteria are {words.level(low)}"
    weakest = [words.criteria[name] for name, level in known.items() if level == low]
    return f"{' and '.join(weakest)} {'is' if len(weakest) == 1 else 'are'} lowest, {words.level(low)}"


def _layers(told: Sequence[RatedStory]) -> list[dict[str, Any]]:
    systems = [story for story in told if story.about == "system"]
    return [
        {
            "name": LAYER_NAMES[layer],
            "cells": [{"step": story.layers[layer], "word": DEPTH_WORDS[story.layers[layer]]} for story in systems],
        }
        for layer in LAYERS
    ]


def _layers_head(told: Sequence[RatedStory]) -> str:
    systems = [story for story in told if story.about == "system"]
    if not systems:
        return "No technical story is told"
    least = min(LAYERS, key=lambda layer: sum(story.layers[layer] for story in systems))
    reached = sum(story.layers[least] > 1 for story in systems)
    told_of = counted(len(systems), "technical story", "technical stories")
    return f"{LAYER_NAMES[least]}: explained in {reached} of {told_of}"


def _line(rated: Rated) -> dict[str, Any]:
    """The claims in the order in which they were made; those of a standing contradiction are marked."""
    sides = ((clash.story_a, clash.a, clash.story_b, clash.b) for clash in rated.debrief.lens.standing)
    held = [pair for a, quote, b, other in sides for pair in ((a, quote), (b, other))]
    line = claim_line([(story.story, claims(story.thread)) for story in rated.stories], held)
    struck = sum(mark["struck"] for mark in line["marks"])
    stories = counted(len(rated.stories), "story", "stories")
    made = counted(len(line["marks"]), "claim")
    return {"head": f"{made} in {stories}, {struck or 'none'} of them in a contradiction left standing", **line}
