"""Cuts and agreement of the four raters of the debrief: ``python -m lpcoach.accuracy.panel`` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any, Final

from lpcoach.accuracy.command import folds_of
from lpcoach.accuracy.measures import Pair, agreement
from lpcoach.accuracy.rows import Row, read_rows
from lpcoach.content.terms import RATERS, RaterId
from lpcoach.reading.reader import read
from lpcoach.reading.weights import Weights, weights_here
from lpcoach.scoring.panel_scales import own_items, score

__all__ = ["panel_text"]

DATA: Final = Path("tests/data/calibration")
TARGET: Final = Path(__file__).parent.parent / "scoring" / "panel.json"
Scored = tuple[str, float, tuple[int, ...]]  # author, score, the raters' levels


def panel_text(data: Path) -> str:
    """The file: for each rater its cuts from all authors, and its kappa where each author was left out in turn."""
    rows = [row for row in read_rows(data) if not row.base and all(r["overall"] is not None for r in row.ratings)]
    here, folds = weights_here(), folds_of(data)
    all_read = _scores(rows, dict.fromkeys(folds, here))
    left_out = _scores(rows, folds)
    raters = {rater: {"cuts": _cuts(all_read[rater]), "kappa": round(_unseen(left_out[rater]), 3)} for rater in RATERS}
    return json.dumps({"data": here.made["data"], "raters": raters}, indent=1) + "\n"


def _scores(rows: Sequence[Row], weights: Mapping[str, Weights]) -> dict[RaterId, list[Scored]]:
    found: dict[RaterId, list[Scored]] = {rater: [] for rater in RATERS}
    for row in rows:
        known = weights[row.author]
        items = read(row.thread, known).items
        given = tuple(rating["overall"] for rating in row.ratings)
        for rater in RATERS:
            found[rater].append((row.author, score(own_items(rater, items), known), given))
    return found


def _cuts(scored: Sequence[Scored]) -> list[float]:
    """Each cut parts the scores as the raters' levels are parted: as many lie above it as were rated above it."""
    scores = sorted((points for _, points, _ in scored), reverse=True)
    between = [(low + high) / 2 for high, low in pairwise([*scores, scores[-1]])]
    above = [sum(mean(given) >= mark + 0.5 for _, _, given in scored) for mark in range(1, 5)]
    return [round(between[count - 1], 3) for count in above]


def _unseen(scored: Sequence[Scored]) -> float:
    """The mean kappa with the raters, each author rated by cuts from the others."""
    pairs: list[Pair] = []
    for author in sorted({name for name, _, _ in scored}):
        cuts = _cuts([row for row in scored if row[0] != author])
        pairs += [(1 + sum(points >= cut for cut in cuts), given) for name, points, given in scored if name == author]
    return agreement(pairs)


def main(data: Path = DATA, target: Path = TARGET) -> dict[str, Any]:
    """Write the file; what it says is handed back."""
    text = panel_text(data)
    target.write_text(text, "utf-8")
    told: dict[str, Any] = json.loads(text)
    return told


if __name__ == "__main__":
    main()
