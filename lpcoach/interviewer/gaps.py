"""What a reading still lacks, the biggest gap first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lpcoach.content.terms import ANSWER_KINDS, LAYERS, LayerId, ProbeKind
from lpcoach.reading.types import Reading

__all__ = ["About", "Gap", "gaps"]

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
# How sure a gap is where the reading found nothing: the share of rated answers in which raters saw none either.
_SURE: Final[Mapping[ProbeKind | LayerId, float]] = {
    "numbers": 0.95,
    "risk": 0.80,
    "alternatives": 0.71,
    "mechanisms": 0.64,
    "learning": 0.55,
    "features": 0.80,
    "monitoring": 0.79,
    "data": 0.59,
    "training_eval": 0.59,
    "deployment": 0.57,
    "product_metric": 0.33,
}
_TOUCHED, _FURTHER = 0.4, 0.15  # less when it was touched; less for each layer behind the first
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
    found = [
        (_SURE[kind] - _TOUCHED * level, Gap(kind, None, level, _WORDS[kind]))
        for kind in ANSWER_KINDS
        if (level := reading.probes.get(kind, 0)) < 2 and (kind != "risk" or _calls_for_risk(reading))
    ]
    if about == "system":
        layers = ((reading.layers.get(layer, 0), layer) for layer in LAYERS if reading.layers.get(layer, 0) < 2)
        ranked = sorted(layers, key=lambda pair: _TOUCHED * pair[0] - _SURE[pair[1]])
        found += [
            (_SURE[layer] - _TOUCHED * level - _FURTHER * rank, Gap("depth", layer, level, _LAYER_WORDS[layer]))
            for rank, (level, layer) in enumerate(ranked)
        ]
    return tuple(gap for _, gap in sorted(found, key=lambda pair: -pair[0]))


def _calls_for_risk(reading: Reading) -> bool:
    """Whether the story has people, their data, safety, abuse or money in it."""
    text = " ".join((reading.thread.question, *(text for _, text in reading.thread.places())))
    return len({match.group().lower() for match in _RISK.finditer(text)}) >= 2
