"""Which lead questions a practice asks: different themes, what is least covered, not what was asked lately."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from random import Random

from lpcoach.content.models import LeadQuestion, Pack

__all__ = ["choose_questions"]


def choose_questions(
    pack: Pack,
    *,
    plan_count: int,
    covered: Mapping[str, int],
    recent: Collection[str],
    seed: int,
    chosen: Sequence[str] = (),
) -> tuple[LeadQuestion, ...]:
    """The questions of a practice, ``chosen`` ids first; the same for the same arguments.

    ``covered`` counts how often each principle was shown; ``recent`` ids are asked only if nothing else is left.
    """
    by_id = {question.id: question for question in pack.questions}
    picked = [by_id[one] for one in dict.fromkeys(chosen) if one in by_id][:plan_count]
    left = [question for question in pack.questions if question not in picked]
    Random(int.from_bytes(hashlib.sha256(f"leads {seed}".encode()).digest()[:8])).shuffle(left)
    while left and len(picked) < plan_count:
        hard = plan_count > 2 and len(picked) == plan_count - 1 and not any(question.asks for question in picked)
        best = min(left, key=lambda question: _cost(question, picked, covered, recent, hard=hard))
        picked.append(best)
        left.remove(best)
    return tuple(picked)


def _cost(
    question: LeadQuestion,
    picked: Sequence[LeadQuestion],
    covered: Mapping[str, int],
    recent: Collection[str],
    *,
    hard: bool,
) -> tuple[bool, bool, bool, float]:
    """What speaks against asking it next, the weightiest first."""
    shown = {principle for other in picked for principle in other.principles}
    counts = [covered.get(principle, 0) + (principle in shown) for principle in question.principles]
    return (
        question.id in recent,
        any(set(question.themes) & set(other.themes) for other in picked),
        hard and not question.asks,
        # The principle that a question tests most counts as much as all its others together.
        counts[0] + sum(counts[1:]) / max(1, len(counts) - 1),
    )
