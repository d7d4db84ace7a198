"""The three plans of a practice, and the hour that they share out, in interview minutes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lpcoach.content.terms import PHASES, PhaseId, Plan

__all__ = ["MINUTES", "PHASES_OF", "STORIES_OF"]

PHASES_OF: Final[Mapping[Plan, tuple[PhaseId, ...]]] = MappingProxyType(
    {"full_loop": PHASES, "one_story": ("deep_dives",), "question_again": ("deep_dives",)}
)
STORIES_OF: Final[Mapping[Plan, int]] = MappingProxyType({"full_loop": 3, "one_story": 1, "question_again": 1})
MINUTES: Final[Mapping[PhaseId, float]] = MappingProxyType(
    {"introductions": 5, "deep_dives": 40, "cross_examination": 10, "your_questions": 5}
)
