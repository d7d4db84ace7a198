"""The rated answers of tests/data, as threads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lpcoach.reading.types import Thread

_FILE = Path(__file__).parent.parent / "data" / "answers.jsonl"


@dataclass(frozen=True)
class RatedAnswer:
    """One synthetic answer with the mean overall of its two raters."""

    id: str
    kind: str
    thread: Thread
    overall: float


@lru_cache
def rated_answers() -> dict[str, RatedAnswer]:
    """All of them by kind."""
    found = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        mean = sum(rating["overall"] for rating in row["ratings"]) / len(row["ratings"])
        found[row["kind"]] = RatedAnswer(row["id"], row["kind"], Thread(row["question"], row["answer"]), mean)
    return found
