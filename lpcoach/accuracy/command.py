"""``lpcoach evaluate``: fit, measure, write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from lpcoach.accuracy.bands import bands_of
from lpcoach.accuracy.evaluation import LEVELS, evaluate, judged, level_pairs
from lpcoach.accuracy.ledger import ledgers
from lpcoach.accuracy.rows import (
    Watch,
    data_hash,
    read_questions,
    read_rows,
    read_threads,
    read_written,
    unwatched,
)
from lpcoach.content.models import Pack
from lpcoach.errors import InputError
from lpcoach.reading.weights import Weights, weights_from, weights_here

__all__ = ["FOLDS", "fit", "folds_of", "measure"]

FOLDS: Final = "folds"
SHIPPED: Final = Path(__file__).parent.parent / "reading" / "weights.json"


def folds_of(data: Path) -> dict[str, Weights]:
    """For each author the weights that were fitted without that author's texts."""
    found = {path.stem.removeprefix("without_"): weights_from(path) for path in sorted((data / FOLDS).glob("*.json"))}
    if not found:
        raise InputError(f"There are no fitted weights in {data / FOLDS}. Run: lpcoach evaluate --fit")
    return found


def measure(data: Path, pack: Pack, watch: Watch = unwatched) -> dict[str, Any]:
    """All figures, from the folds that lie beside the data."""
    from lpcoach.accuracy.interviewing import interviewing  # noqa: PLC0415 - it needs the folds of this module

    rows, folds = read_rows(data), folds_of(data)
    made = next(iter(folds.values())).made
    if made["data"] != data_hash(data):
        raise InputError(f"The weights were fitted on other data than lies in {data}. Run: lpcoach evaluate --fit")
    return {
        "made": {"date": made["date"], "data": made["data"]},
        "questions": made["questions"],
        **evaluate(rows, read_threads(data, rows), folds, pack, watch),
        "interviewer": interviewing(data, pack, watch),
        "ledger": {name: vars(found) for name, found in ledgers(data).items()},
    }


def fit(data: Path, pack: Pack, today: date) -> None:
    """Fit a fold for each author, then what is shipped: weights with bands and figures of the folds, probes, panel."""
    from lpcoach.accuracy.interviewing import fit_openness  # noqa: PLC0415 - they need the folds of this module
    from lpcoach.accuracy.panel import main as fit_panel  # noqa: PLC0415

    try:
        from lpcoach.accuracy.clauses import labelled  # noqa: PLC0415 - needs the libraries of development
        from lpcoach.accuracy.fitting import Fits, question_figures, weights_text  # noqa: PLC0415
    except ImportError as missing:
        raise InputError(
            f"Fitting needs the development libraries: {missing}. Run: pip install 'lpcoach[dev]'"
        ) from None
    rows, questions = read_rows(data), read_questions(data)
    fits = Fits([labelled(row) for row in (*rows, *read_written(data))])
    made = {"date": today.isoformat(), "data": data_hash(data), "questions": question_figures(questions)}
    (data / FOLDS).mkdir(exist_ok=True)
    for author in fits.authors:
        others = [name for name in fits.everyone if name != author]
        text = weights_text(fits, frozenset({author}), questions, {**made, "authors": others})
        (data / FOLDS / f"without_{author}.json").write_text(text, "utf-8")
    fit_openness(data)
    found = measure(data, pack)
    told = judged([row for row in rows if not row.base], folds_of(data), pack)
    bands = {name: bands_of(level_pairs(told, name)) for name in LEVELS}
    figures = {**made, "authors": fits.everyone, "figures": _figures(found)}
    text = weights_text(fits, frozenset(), questions, figures, bands)
    SHIPPED.write_text(text, "utf-8")
    weights_here.cache_clear()
    fit_panel(data)


def _figures(found: Mapping[str, Any]) -> dict[str, Any]:
    """What the pages tell of the figures."""
    levels = found["levels"]
    return {name: {key: levels[name][key] for key in ("mean", "worst", "raters")} for name in LEVELS}
