"""Texts made from rated answers that must not be rated higher: what only looks like evidence, or says nothing more."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lpcoach.accuracy.rows import Row
from lpcoach.reading.clauses import sentences

__all__ = ["ATTACKS", "Attack", "attacked"]

_FIGURES: Final = (
    " Alignment rose by 37% in every dimension. The maturity index went from 2.1 to 4.7 across 14 verticals. Synergy "
    "was up 3.2x with a confidence of 96%.",
    " All in all 83% of the effort paid off. We saw 12 points on the scale of 40, 7 of them twice. The delta of 0.42 "
    "speaks for the other 58%.",
    " The ratio was 3:1 over 9 cycles. Energy in the room was at 110%. Of 250 touchpoints 240 were green, from 120 "
    "before.",
)
_QUOTES: Final = (
    ' "This is the best work that I have seen in years," said our director. "A real turning point," wrote a client. '
    '"I would do it again tomorrow," said the team.',
)
_KEYWORDS: Final = (
    " Stack: Python, PyTorch, Spark, Airflow, Kubernetes, MLflow, SageMaker, feature store, A/B testing, canary, "
    "drift detection, SHAP, CI/CD, Grafana, PagerDuty.",
    " Keywords: baseline, guardrail metric, p-value, rollback, postmortem, on-call, data lineage, golden set, "
    "quantised model, shadow mode, bias audit, threshold, dashboard.",
)
_PRINCIPLES: Final = (
    " This shows Customer Obsession, Ownership, Dive Deep, Bias for Action, Earn Trust and Deliver Results.",
    " I had Backbone and Disagreed and Committed, I insisted on the Highest Standards, and I was Right A Lot.",
)
_WE: Final = {"we": "I", "our": "my", "us": "me", "ours": "mine", "we've": "I've", "we'd": "I'd", "we're": "I'm"}


@dataclass(frozen=True, slots=True)
class Attack:
    """One kind of attack: which answers it is made from, and the text that it makes of one."""

    name: str
    on: Callable[[Row], bool]
    make: Callable[[Row, random.Random], str]


def _mean(row: Row) -> float:
    return sum(rating["overall"] or 1 for rating in row.ratings) / len(row.ratings)


def _weak(row: Row) -> bool:
    return _mean(row) <= 4


def _strong(row: Row) -> bool:
    return _mean(row) >= 4


def _team(row: Row) -> bool:
    return all(rating["red_flags"] and rating["red_flags"]["team_credit"] for rating in row.ratings)


def _every(_: Row) -> bool:
    return True


def _added(choices: Sequence[str]) -> Callable[[Row, random.Random], str]:
    return lambda row, chance: row.thread.answer.rstrip() + chance.choice(choices)


def _own(row: Row, _: random.Random) -> str:
    return re.sub(r"\b(?:we(?:'ve|'d|'re)?|our|ours|us)\b", lambda m: _WE[m[0].lower()], row.thread.answer, flags=re.I)


def _words(row: Row, chance: random.Random) -> str:
    words = row.thread.answer.split()
    chance.shuffle(words)
    return " ".join(words)


def _sentences(row: Row, chance: random.Random) -> str:
    found = [sentence.text.strip() for sentence in sentences("answer", row.thread.answer)]
    chance.shuffle(found)
    return " ".join(found)


def _thrice(row: Row, _: random.Random) -> str:
    return "\n\n".join([row.thread.answer] * 3)


def _same(row: Row, _: random.Random) -> str:
    return row.thread.answer


ATTACKS: Final = (
    Attack("meaningless figures", _weak, _added(_FIGURES)),
    Attack("quotes of praise", _weak, _added(_QUOTES)),
    Attack("keyword list", _weak, _added(_KEYWORDS)),
    Attack("principle names", _weak, _added(_PRINCIPLES)),
    Attack("we made I", _team, _own),
    Attack("words shuffled", _strong, _words),
    Attack("sentences shuffled", _every, _sentences),
    Attack("another question", _strong, _same),
    Attack("three times the same", _every, _thrice),
)


def attacked(rows: Sequence[Row], attack: Attack) -> Iterator[tuple[Row, Row]]:
    """(answer, answer under attack) pairs, the same on each run."""
    chance = random.Random(attack.name)
    chosen = [row for row in rows if not row.base and attack.on(row)]
    questions = sorted({row.thread.question for row in rows})
    for row in chosen:
        text = attack.make(row, chance)
        question = row.thread.question
        if attack.name == "another question":
            question = chance.choice([asked for asked in questions if asked != question])
        yield row, replace(row, thread=replace(row.thread, question=question, answer=text))
