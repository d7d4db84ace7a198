"""What a reading still lacks, the biggest gap first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lpcoach.content.terms import ANSWER_KINDS, LAYERS, AnswerKind, LayerId, ProbeKind, SignalId
from lpcoach.reading.types import Reading

__all__ = ["About", "Gap", "calls_for_risk", "gaps"]

About = Literal["system", "people"]

# People, data about them, safety, abuse or money in the story: only then is risk asked for.
_RISK: Final = re.compile(
    r"\b(?:patients?|customers?|users?|riders?|drivers?|couriers?|students?|pupils?|children|kids|teachers?|"
    r"candidates?|applicants?|tenants?|borrowers?|claimants?|farmers?|employees?|nurses?|doctors?|women|men|people|"
    r"merchants?|players?|personal|privacy|gdpr|pii|consent|postcodes?|names?|addresses|faces?|voices?|health|"
    r"medical|hospital|clinic|loans?|credit|insurance|claims?|fraud|abuse|attack\w*|spam|injection|jailbreak\w*|"
    r"harm\w*|safe|safety|unsafe|bias\w*|fair\w*|discriminat\w*|legal|regulat\w*|complian\w*|moderation|ban(?:s|"
    r"ned)?|cost|bill|budget|spend)\b",
    re.IGNORECASE,
)
_SIGNALS: Final[Mapping[AnswerKind, tuple[SignalId, ...]]] = {
    "numbers": ("change", "unsupported", "figure"),
    "mechanisms": ("own_action", "mechanism", "deployment"),
    "alternatives": ("own_decision", "constraint", "novelty_first"),
    "risk": ("unsafe_choice", "data", "customer"),
    "learning": ("self_criticism", "nothing_left", "cause"),
}
# Where two kinds lack equally much and the story pulls to neither, the one that stories answer least comes first.
_ORDER: Final[tuple[AnswerKind, ...]] = ("mechanisms", "alternatives", "numbers", "learning", "risk")
_WORDS: Final[Mapping[ProbeKind, str]] = {
    "numbers": "a figure with its baseline and how it was measured",
    "mechanisms": "what watched it, and who owned that",
    "alternatives": "what else was possible, and why it was rejected",
    "risk": "who could have been harmed, and how that was checked",
    "learning": "what keeps it from happening again",
}
_LAYER_WORDS: Final[Mapping[LayerId, str]] = {
    "product_metric": "what customers felt, as a metric",
    "data": "where the data came from",
    "features": "how the inputs were made",
    "training_eval": "how it was trained and evaluated",
    "deployment": "how it was served",
    "monitoring": "what was watched after launch",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind (for ``depth`` with its layer) that the thread has not answered; ``level`` 0 absent, 1 touched."""

    kind: ProbeKind
    layer: LayerId | None
    level: int
    words: str


def gaps(reading: Reading, *, about: About) -> tuple[Gap, ...]:
    """Every gap of the reading, the biggest first; for stories about people no layer is a gap."""
    text = " ".join(text for _, text in reading.thread.places())
    kinds: list[AnswerKind] = [
        kind
        for kind in ANSWER_KINDS
        if reading.probes.get(kind, 0) < 2 and (kind != "risk" or calls_for_risk(reading.thread.question + " " + text))
    ]
    kinds.sort(key=lambda kind: (reading.probes.get(kind, 0), -_pull(reading, kind), _ORDER.index(kind)))
    found = [Gap(kind, None, reading.probes.get(kind, 0), _WORDS[kind]) for kind in kinds]
    if about == "system":
        _weave(found, _layers(reading))
    return tuple(found)


def calls_for_risk(text: str) -> bool:
    """Whether a story has people, their data, safety, abuse or cost in it."""
    return len({match.group().lower() for match in _RISK.finditer(text)}) >= 2


def _pull(reading: Reading, kind: AnswerKind) -> int:
    """How strongly the story itself calls for the kind: how many of its clauses stand open on that side."""
    return min(3, len(reading.of(*_SIGNALS[kind])))


def _layers(reading: Reading) -> list[Gap]:
    """The layers that are not explained: one beside an explained layer first, since a story leads there."""
    reached = [reading.layers.get(layer, 0) for layer in LAYERS]

    def far(place: int) -> int:
        return min((abs(place - other) for other, mark in enumerate(reached) if mark == 2), default=len(LAYERS))

    open_places = sorted((n for n, mark in enumerate(reached) if mark < 2), key=lambda n: (reached[n], far(n), n))
    return [Gap("depth", LAYERS[n], reached[n], _LAYER_WORDS[LAYERS[n]]) for n in open_places]


def _weave(found: list[Gap], layers: list[Gap]) -> None:
    """Put the layers among the kinds: an absent layer behind the first absent kind, the others after every second."""
    place = 1 if any(gap.level == 0 for gap in found) else 0
    for layer in layers:
        if layer.level and place < len(found) and found[place].level == 0:
            place = sum(gap.level == 0 for gap in found)
        found.insert(min(place, len(found)), layer)
        place += 2
