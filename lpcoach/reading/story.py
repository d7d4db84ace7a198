"""Whether a story is about people or about a system: its own words decide, the question only leans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from lpcoach.content.terms import LayerId
from lpcoach.reading.clauses import flat
from lpcoach.reading.depth import RULES_OF_LAYERS
from lpcoach.reading.types import Thread

__all__ = ["About", "about_of"]

About = Literal["system", "people"]

_PERSONAL: Final = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|mentor\w*|mentee|juniors?|intern|colleagues?|teammates?|1:1s?|"
    r"one-on-ones?|feedback|morale|burn(?:ed|t)? ?out|hired?|hiring|interview(?:ed|s)?|promot\w+|coach\w*|onboard\w*|"
    r"new hire|pair(?:ed|ing)|parental|shifts?|rota|trust(?:ed)?|argu\w+|apologi\w+|upset|angry|afraid|confidence|"
    r"manager|team lead|resign\w*|quit|quiet\w*)\b"
)
_TECHNICAL: Final[tuple[LayerId, ...]] = ("data", "features", "training_eval", "deployment", "monitoring")
_ASKS_OF_PEOPLE: Final = re.compile(
    r"\bhire|\bhiring|develop(?:ed)? (?:a|people|some|your)|mentor|coach|colleague|junior|team member|someone's "
    r"career|feedback|struggling|morale|place to work|workplace|working life|someone (?:on your team|you)",
    re.IGNORECASE,
)
_A_TERM: Final = 1.5  # what a technical term weighs against a personal word
_CLEAR: Final = 4.0  # from this surplus on the story's own words decide
_FEWEST: Final = 25  # words; who tells less has told no story by which to know


def about_of(thread: Thread, layers: Mapping[LayerId, int], asked: About | None = None) -> About:
    """What the story is about. ``asked`` is what its question is about, where that is known."""
    told = flat(" ".join(text for _, text in thread.places()))
    leaning: About = asked or ("people" if _ASKS_OF_PEOPLE.search(thread.question) else "system")
    if len(told.split()) < _FEWEST:
        return leaning
    terms = sum(len(set(RULES_OF_LAYERS[layer].findall(told))) for layer in _TECHNICAL)
    surplus = len(_PERSONAL.findall(told)) - _A_TERM * terms
    if surplus >= _CLEAR:
        return "people"
    explained = sum(layers.get(layer, 0) > 1 for layer in _TECHNICAL)
    return "system" if leaning == "people" and surplus <= -2 * _CLEAR and explained > 1 else leaning
