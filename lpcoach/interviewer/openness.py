"""How likely each kind and layer is still open: the table that was fitted to rated answers, applied to a reading.

The reading's own marks are hard; raters' are not. What a reader saw, the question and who or what the story touches
together say how likely raters would call a kind the least answered of all, and how likely answered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp, fsum
from pathlib import Path
from typing import Final

from lpcoach.content.terms import ANSWER_KINDS, LAYERS, LayerId, ProbeKind
from lpcoach.reading.types import Reading
from lpcoach.reading.weights import counted

__all__ = ["OPTIONS", "RISK_WORDS", "Chance", "Openness", "openness_from", "openness_here", "risk_words", "seen_in"]

OPTIONS: Final[tuple[ProbeKind | LayerId, ...]] = (*ANSWER_KINDS, *LAYERS)
_MOST: Final = 2.0  # clauses of one signal; more say no more
_MOST_RISKS: Final = 5

# People, data about them, safety, abuse or money in the story: only then is risk asked for.
RISK_WORDS: Final = re.compile(
    r"\b(?:patients?|customers?|users?|riders?|drivers?|couriers?|students?|pupils?|children|kids|teachers?|"
    r"candidates?|applicants?|tenants?|borrowers?|claimants?|farmers?|employees?|nurses?|doctors?|women|men|people|"
    r"merchants?|players?|personal|privacy|gdpr|pii|consent|postcodes?|names?|addresses|faces?|voices?|health|"
    r"medical|hospital|clinic|loans?|credit|insurance|claims?|fraud|abuse|attack\w*|spam|injection|jailbreak\w*|"
    r"harm\w*|safe|safety|unsafe|bias\w*|fair\w*|discriminat\w*|legal|regulat\w*|complian\w*|moderation|ban(?:s|"
    r"ned)?|cost|bill|budget|spend)\b",
    re.IGNORECASE,
)
# What a lead question calls for itself: an answer to it seldom leaves just that out.
_QUESTIONS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "asks privacy": r"privacy|pii|consent|personal|delet",
        "asks fairness": r"fair|bias|group",
        "asks safety": r"safe|harm|regulat|complian|legal",
        "asks abuse": r"abuse|fraud|attack",
        "asks cost": r"cost|budget|bill",
        "asks choice": r"instead|rather than|alternativ|option|reject|versus|\bvs\b|tried",
        "asks learning": r"learn|mistake|wrong|changed permanently",
        "asks watch": r"monitor|dashboard|owner|owned|detect",
        "asks failure": r"fail|mistake|wrong|regress|broke",
        "asks conflict": r"disagree|conflict|convince|persuade",
        "asks customer": r"customer",
        "asks simpler": r"simpl|\bcut\b|cost",
        "asks people": r"team|mentor|colleague|hire",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely raters would call a kind or layer the least answered, and how likely they would call it answered."""

    least: float
    answered: float


@dataclass(frozen=True, slots=True)
class Openness:
    """The table: for each option a start and the points of what is seen, once for each chance."""

    made: Mapping[str, str]
    least: Mapping[str, Mapping[str, float]]
    answered: Mapping[str, Mapping[str, float]]

    def chances(self, reading: Reading) -> dict[ProbeKind | LayerId, Chance]:
        """The chances of every kind and layer."""
        seen = seen_in(reading)
        return {
            option: Chance(_odds(self.least[option], seen), _odds(self.answered[option], seen)) for option in OPTIONS
        }


def seen_in(reading: Reading) -> dict[str, float]:
    """What the table knows of a thread: clauses of each signal, what was asked for, what could be at risk."""
    signals = {signal: min(count, _MOST) for signal, count in counted(reading.items).items()}
    asked = {name: 1.0 for name, words in _QUESTIONS.items() if words.search(reading.thread.question)}
    return {**signals, **asked, "at risk": float(min(risk_words(reading), _MOST_RISKS)), "": 1.0}


def risk_words(reading: Reading) -> int:
    """How many different words of people, data about them, safety, abuse or money the thread holds."""
    text = " ".join((reading.thread.question, *(text for _, text in reading.thread.places())))
    return len({match.group().lower() for match in RISK_WORDS.finditer(text)})


def openness_from(path: Path) -> Openness:
    """The table of a file."""
    return _loaded(path.read_text("utf-8"))


@lru_cache(maxsize=1)
def openness_here() -> Openness:
    """The table that the package ships."""
    return _loaded(resources.files("lpcoach.interviewer").joinpath("openness.json").read_text("utf-8"))


def _loaded(text: str) -> Openness:
    obj = json.loads(text)
    return Openness(obj["made"], obj["least"], obj["answered"])


def _odds(points: Mapping[str, float], seen: Mapping[str, float]) -> float:
    return 1 / (1 + exp(-fsum(points.get(name, 0.0) * value for name, value in seen.items())))
