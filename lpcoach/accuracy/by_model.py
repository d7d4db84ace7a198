"""``lpcoach evaluate --rater model``: a language model measured on the rated answers, up to a cap on what is spent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from lpcoach.accuracy.attacks import ATTACKS, attacked
from lpcoach.accuracy.evaluation import Judged, attack_figures, edits_of, figures_of, whole_of
from lpcoach.accuracy.rows import Row, data_hash, read_rows, read_threads
from lpcoach.chat.failures import WORDS, FailureKind
from lpcoach.chat.types import ChatModel, Usage
from lpcoach.content.models import Pack
from lpcoach.errors import InputError
from lpcoach.scoring.grading import grade

__all__ = ["Run", "Text", "measure_model", "texts_of"]

FEWEST: Final = 8  # rated answers for a report
_HOPELESS: Final[frozenset[FailureKind]] = frozenset(
    {"no_key", "bad_key", "forbidden", "no_model", "quota", "no_consent"}
)
_IN_A_ROW: Final = 3  # failures after which the run ends
ATTACKED: Final = 20  # texts for each attack: there are ten times as many, and each costs
ANSWERS: Final = "answers"
_FIRST: Final = Usage(2000, 1500)  # about what one rating takes, before any has come


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be rated, and which part of the report it is for: answers, edits, threads, or the name of an attack."""

    part: str
    row: Row


def texts_of(data: Path, most: int | None = None) -> list[Text]:
    """At most so many of each part, in the same order on each run: the answers, then the rest mixed evenly."""
    rows, chance = read_rows(data), Random(7)

    def some(found: list[Row], bound: int | None = most) -> list[Row]:
        return chance.sample(found, len(found))[:bound]

    answers = some([row for row in rows if not row.base])
    known = {row.id for row in answers}
    rest = {"edits": some([row for row in rows if row.base in known]), "threads": some(read_threads(data, rows))}
    for attack in ATTACKS:
        changed = [after for before, after in attacked(rows, attack) if before.id in known]
        rest[attack.name] = some(changed, max(1, most // len(ATTACKS)) if most else ATTACKED)
    mixed = sorted((at / len(part), name, at) for name, part in rest.items() for at in range(len(part)))
    return [*(Text(ANSWERS, row) for row in answers), *(Text(name, rest[name][at]) for _, name, at in mixed)]


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
    judged: list[tuple[str, Judged]] = field(default_factory=list)  # with the part that each is for
    usage: Usage = field(default_factory=Usage)
    unscored: int = 0
    stopped: str = ""

    async def rate(self, texts: list[Text]) -> None:
        """Rate one after another until all are done, the cap is reached or nothing comes any more."""
        if self.dollars(Usage(1000, 1000)) is None and self.most is None:
            raise InputError("The price of this model is not known, so a spend cap cannot be kept. Give --most N.")
        failed = 0
        for number, text in enumerate(texts):
            if self._would_spend(number) > self.spend:
                self.stopped = f"Stopped at the spend cap of ${self.spend:.2f}."
                return
            graded = await grade(self.model, text.row.thread, self.pack, samples=self.samples, chance=Random(number))
            self.usage += graded.usage
            if graded.failure is None:
                self.judged.append((text.part, Judged(text.row, graded.rating)))
                failed = 0
            else:
                self.unscored += 1
                failed += 1
            self.on_done(number + 1, len(texts))
            if graded.failure in _HOPELESS or failed >= _IN_A_ROW:
                self.stopped = f"Stopped: {graded.rating.unscored}.".replace("not scored: ", "")
                return

    def _would_spend(self, done: int) -> float:
        """What will be spent after one more, by the mean so far."""
        spent = self.dollars(self.usage) or 0.0
        return spent + (spent / done if done else self.dollars(_FIRST) or 0.0)


def measure_model(run: Run, data: Path, today: date) -> dict[str, Any]:
    """The report; an interrupt writes what there is."""
    texts = texts_of(data, run.most)
    try:
        asyncio.run(run.rate(texts))
    except KeyboardInterrupt:
        run.stopped = f"Stopped: {WORDS['cancelled']}."
    answers = _part(run, ANSWERS)
    if len(answers) < FEWEST:
        raise InputError(
            f"Too few answers were rated for a report: {len(answers)} of at least {FEWEST}. {run.stopped}".strip()
        )
    spent = run.dollars(run.usage)
    price = "price unknown" if spent is None else f"${spent:.4f}"
    return {
        "made": {"date": today.isoformat(), "data": data_hash(data)},
        "rater": run.model.name,
        "samples": run.samples,
        "rated": len(run.judged),
        "chosen": len(texts),
        "unscored": run.unscored,
        "spent": f"{run.usage.sent + run.usage.received:,} tokens, {price}",
        "stopped": run.stopped,
        **figures_of(answers),
        **_beyond(run, answers),
    }


def _part(run: Run, name: str) -> list[Judged]:
    return [one for part, one in run.judged if part == name]


def _beyond(run: Run, answers: list[Judged]) -> dict[str, Any]:
    """Edits, threads and attacks, as far as the run got."""
    edits, threads = _part(run, "edits"), _part(run, "threads")
    before = {one.row.id: one for one in answers}
    edits = [one for one in edits if one.row.base in before]
    pairs = {a.name: [(before[j.row.id], j) for j in _part(run, a.name) if j.row.id in before] for a in ATTACKS}
    told = [one for one in threads if one.row.thread.probes]
    long = [one for one in threads if not one.row.thread.probes]
    return {
        **({"edits": edits_of([*answers, *edits])} if edits else {}),
        **({"threads": whole_of(told)} if told else {}),
        **({"long tellings": whole_of(long)} if long else {}),
        "attacks": {name: attack_figures(moved) for name, moved in pairs.items() if moved},
    }
