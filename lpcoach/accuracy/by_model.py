"""``lpcoach evaluate --rater model``: a language model measured on the rated answers, up to a cap on what is spent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from lpcoach.accuracy.evaluation import Judged, figures_of
from lpcoach.accuracy.rows import Row, data_hash, read_rows
from lpcoach.chat.failures import WORDS, FailureKind
from lpcoach.chat.types import ChatModel, Usage
from lpcoach.content.models import Pack
from lpcoach.errors import InputError
from lpcoach.scoring.grading import grade

__all__ = ["Run", "measure_model"]

FEWEST: Final = 8  # rated answers for a report
_HOPELESS: Final[frozenset[FailureKind]] = frozenset(
    {"no_key", "bad_key", "forbidden", "no_model", "quota", "no_consent"}
)
_IN_A_ROW: Final = 3  # failures after which the run ends


@dataclass
class Run:
    """What is measured and how far it may go. ``dollars`` gives the price of a usage, None where it is unknown."""

    model: ChatModel
    pack: Pack
    dollars: Callable[[Usage], float | None]
    spend: float
    most: int | None = None
    samples: int = 1
    on_done: Callable[[int, int], None] = lambda _done, _all: None
    judged: list[Judged] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    unscored: int = 0
    stopped: str = ""

    def chosen(self, rows: list[Row]) -> list[Row]:
        """The answers in an order that is the same on each run and mixes all kinds."""
        answers = [row for row in rows if not row.base]
        return Random(7).sample(answers, len(answers))[: self.most]

    async def rate(self, rows: list[Row]) -> None:
        """Rate one after another until all are done, the cap is reached or nothing comes any more."""
        if self.dollars(Usage(1000, 1000)) is None and self.most is None:
            raise InputError("The price of this model is not known, so a spend cap cannot be kept. Give --most N.")
        failed = 0
        for number, row in enumerate(rows):
            if self._would_spend(number) > self.spend:
                self.stopped = f"Stopped at the spend cap of ${self.spend:.2f}."
                return
            graded = await grade(self.model, row.thread, self.pack, samples=self.samples, chance=Random(number))
            self.usage += graded.usage
            if graded.failure is None:
                self.judged.append(Judged(row, graded.rating))
                failed = 0
            else:
                self.unscored += 1
                failed += 1
            self.on_done(number + 1, len(rows))
            if graded.failure in _HOPELESS or failed >= _IN_A_ROW:
                self.stopped = f"Stopped: {graded.rating.unscored}.".replace("not scored: ", "")
                return

    def _would_spend(self, done: int) -> float:
        """What will be spent after one more, by the mean so far."""
        spent = self.dollars(self.usage) or 0.0
        return spent + (spent / done if done else 0.0)


def measure_model(run: Run, data: Path, today: date) -> dict[str, Any]:
    """The report; an interrupt writes what there is."""
    rows = run.chosen(read_rows(data))
    try:
        asyncio.run(run.rate(rows))
    except KeyboardInterrupt:
        run.stopped = f"Stopped: {WORDS['cancelled']}."
    if len(run.judged) < FEWEST:
        raise InputError(
            f"Only {len(run.judged)} answers were rated, {FEWEST} are the fewest for a report. {run.stopped}".strip()
        )
    spent = run.dollars(run.usage)
    price = "price unknown" if spent is None else f"${spent:.4f}"
    return {
        "made": {"date": today.isoformat(), "data": data_hash(data)},
        "rater": run.model.name,
        "samples": run.samples,
        "rated": len(run.judged),
        "chosen": len(rows),
        "unscored": run.unscored,
        "spent": f"{run.usage.sent + run.usage.received:,} tokens, {price}",
        "stopped": run.stopped,
        **figures_of(run.judged),
    }
