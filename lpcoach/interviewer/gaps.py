"""What a reading still lacks, what raters would most likely miss first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lpcoach.content.terms import ANSWER_KINDS, LAYERS, LayerId, ProbeKind
from lpcoach.interviewer.openness import Chance, Openness, openness_here, risk_words
from lpcoach.interviewer.parts import layers_of
from lpcoach.reading.against import unsafe_by_rule
from lpcoach.reading.story import About
from lpcoach.reading.types import Evidence, Reading

__all__ = ["DOUBTFUL", "TURNS", "Gap", "gaps", "unsafe_acts"]

DOUBTFUL: Final = 0.2  # from this chance of being answered already a kind is not asked
_NO_GAP: Final = 0.5  # from this one on it is none
_ANSWERED_DEAR: Final = 0.2  # how much the chance of asking what was answered weighs against that of the biggest gap
_DEPTH_DEAR: Final = 0.02  # six layers stand against one of each kind; where a kind is as likely, that is asked
_SURE: Final = 0.2  # from this weight on a clause is an unsafe act also where no rule names it
_CALLED_FOR: Final = Chance(least=2.0, answered=0.0)  # of the risk in an unsafe act: before all that is only likely
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


# How an interviewer says that the subject changes, from what was told to what is asked next.
TURNS: Final[Mapping[ProbeKind | LayerId, str]] = {
    "numbers": "Now to the numbers.",
    "mechanisms": "Now to how it stays that way.",
    "alternatives": "Now to the choice.",
    "risk": "Now to the risk in it.",
    "learning": "Now to what came of it.",
    "product_metric": "Now to the customer.",
    "data": "Now to the data.",
    "features": "Now to the inputs.",
    "training_eval": "Now to the evaluation.",
    "deployment": "Now to how it runs.",
    "monitoring": "Now to what is watched.",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind (for ``depth`` with its layer) that the thread has not answered; ``level`` 0 absent, 1 touched.

    ``open`` is how likely raters would call it the least answered, over 1 where an unsafe act calls for it;
    ``answered`` how likely they would call it answered.
    """

    kind: ProbeKind
    layer: LayerId | None
    level: int
    words: str
    open: float = 1.0
    answered: float = 0.0


def gaps(
    reading: Reading, *, about: About, openness: Openness | None = None, below: float = _NO_GAP
) -> tuple[Gap, ...]:
    """Every gap of the reading, the likeliest first; for stories about people no layer is a gap.

    What is as likely answered as ``below`` is none.
    """
    risky = risk_words(reading) > 0
    chances = dict((openness or openness_here()).chances(reading))
    if unsafe_acts(reading):
        risky, chances["risk"] = True, _CALLED_FOR
    levels: dict[str, int] = {
        option: level for told in (reading.probes, reading.layers) for option, level in told.items()
    }
    layers = layers_of(reading.thread) if about == "system" else frozenset[LayerId]()
    found = [
        _gap(option, levels.get(option, 0), chance)
        for option, chance in chances.items()
        if chance.answered < below and (option in ANSWER_KINDS or option in layers) and (option != "risk" or risky)
    ]
    return tuple(
        sorted(found, key=lambda gap: _ANSWERED_DEAR * gap.answered + _DEPTH_DEAR * (gap.kind == "depth") - gap.open)
    )


def unsafe_acts(reading: Reading) -> tuple[Evidence, ...]:
    """Clauses that tell of an unsafe act: surely, or a little and a rule says so too."""
    return tuple(one for one in reading.of("unsafe_choice") if one.weight >= _SURE or unsafe_by_rule(one))


def _gap(option: ProbeKind | LayerId, level: int, chance: Chance) -> Gap:
    kind = next((kind for kind in ANSWER_KINDS if kind == option), None)
    if kind is not None:
        return Gap(kind, None, level, _WORDS[kind], chance.least, chance.answered)
    layer = next(layer for layer in LAYERS if layer == option)
    return Gap("depth", layer, level, _LAYER_WORDS[layer], chance.least, chance.answered)
