"""The interviewer's choice: its table fitted to rated answers, and how often it goes where raters saw the least.

``fit_openness`` fits the table anew, one without each author, and the one that is shipped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, Final

from lpcoach.accuracy.command import folds_of
from lpcoach.accuracy.rows import Row, Watch, read_rows
from lpcoach.content.models import Pack
from lpcoach.content.terms import ANSWER_KINDS, LAYERS
from lpcoach.errors import InputError
from lpcoach.interviewer.openness import OPTIONS, Openness, openness_from, seen_in
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.interviewer.types import Asked
from lpcoach.reading.reader import read

__all__ = ["chosen_well", "fit_openness", "interviewing", "section"]

TARGET: Final = Path(__file__).parent.parent / "interviewer" / "openness.json"
FOLDS: Final = "folds/openness"
RIDGE: Final = 25.0
EDITS: Final = 0.5  # what a re-written answer weighs beside an answer
ANSWERED: Final = 1.5  # a kind counts as answered from this mean mark of two raters
FIRST: Final = 3  # probes looked at of each answer: about as many as one story is asked


def marks_of(row: Row) -> dict[str, float]:
    """The mean mark of the raters for each kind, the reader's for each layer."""
    marks: dict[str, float] = {kind: mean(r["probes"][kind] for r in row.ratings) for kind in ANSWER_KINDS}
    marks.update({layer: float(mark) for layer, mark in row.layers.items()})
    return marks


def least_of(row: Row) -> set[str]:
    """The kinds that raters marked least answered, and the layers marked least reached."""
    marks = marks_of(row)
    lowest = {group: min((marks[o] for o in group if o in marks), default=9.0) for group in (ANSWER_KINDS, LAYERS)}
    return {option for group, low in lowest.items() for option in group if marks.get(option) == low}


def fit_openness(data: Path) -> None:
    """Write the tables without each author, then the one of all. Each text is read by readers that never saw it."""
    rows, folds = read_rows(data), folds_of(data)
    seen = [seen_in(read(row.thread, folds[row.author])) for row in rows]
    made = {"data": next(iter(folds.values())).made["data"]}
    (data / FOLDS).mkdir(exist_ok=True)
    for author in folds:
        mine = [n for n, row in enumerate(rows) if row.author != author]
        text = _table_of([rows[n] for n in mine], [seen[n] for n in mine], made)
        (data / FOLDS / f"without_{author}.json").write_text(text, "utf-8")
    TARGET.write_text(_table_of(rows, seen, made), "utf-8")


def _table_of(rows: Sequence[Row], seen: Sequence[Mapping[str, float]], made: Mapping[str, str]) -> str:
    least: dict[str, Any] = {}
    answered: dict[str, Any] = {}
    for option in OPTIONS:
        known = [(row, told) for row, told in zip(rows, seen, strict=True) if option in marks_of(row)]
        weights = [EDITS if row.base else 1.0 for row, _ in known]
        told = [one for _, one in known]
        full = ANSWERED if option in ANSWER_KINDS else 2.0
        least[option] = _points(told, [option in least_of(row) for row, _ in known], weights)
        answered[option] = _points(told, [marks_of(row)[option] >= full for row, _ in known], weights)
    return json.dumps({"made": made, "least": least, "answered": answered}, indent=0, sort_keys=True) + "\n"


def _points(seen: Sequence[Mapping[str, float]], true: Sequence[bool], weights: Sequence[float]) -> dict[str, float]:
    """The points of a ridge logistic model over what was seen, each measured by its own spread."""
    import numpy as np  # noqa: PLC0415 - of development
    from scipy.optimize import minimize  # noqa: PLC0415

    names = sorted({name for one in seen for name in one} - {""})
    table = np.array([[one.get(name, 0.0) for name in names] for one in seen])
    spread = np.where(table.std(axis=0) > 0, table.std(axis=0), 1.0)
    rows = np.hstack([table / spread, np.ones((len(seen), 1))])
    truth, share = np.array(true, dtype=float), np.array(weights)
    ridge = np.array([RIDGE] * len(names) + [1e-3])

    def loss(points: Any) -> tuple[float, Any]:  # noqa: ANN401 - arrays
        scores = rows @ points
        wrong = (1 / (1 + np.exp(-scores)) - truth) * share
        total = ((np.logaddexp(0, scores) - truth * scores) * share).sum() + 0.5 * (ridge * points * points).sum()
        return float(total), rows.T @ wrong + ridge * points

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    points = {name: round(float(p / s), 3) for name, p, s in zip(names, found, spread, strict=False)}
    return {"": round(float(found[-1]), 3), **{name: p for name, p in points.items() if p}}


def tables_of(data: Path) -> dict[str, Openness]:
    """For each author the table that was fitted without that author's answers."""
    found = {p.stem.removeprefix("without_"): openness_from(p) for p in sorted((data / FOLDS).glob("*.json"))}
    if not found:
        raise InputError(f"There are no tables in {data / FOLDS}. Run: lpcoach evaluate --fit")
    return found


def chosen_well(row: Row, first: Asked) -> bool:
    """Whether a probe goes to a kind marked least answered or, for depth, to a layer marked least reached."""
    return (first.layer or first.probe_kind) in least_of(row)


def interviewing(data: Path, pack: Pack, watch: Watch) -> dict[str, Any]:
    """The figures of the embedded interviewer on answers whose author no fit has seen."""
    folds, tables = folds_of(data), tables_of(data)
    asked = [
        (row, ranked_probes(row.thread, pack, weights=folds[row.author], openness=tables[row.author]))
        for row in watch("Choosing probes", [row for row in read_rows(data) if not row.base])
    ]
    told = [(row, probes) for row, probes in asked if probes]
    some = [(row, probe) for row, probes in told for probe in probes[:FIRST]]
    hits = {author: mean(chosen_well(r, p[0]) for r, p in told if r.author == author) for author in sorted(folds)}
    kinds = Counter(probes[0].probe_kind for _, probes in told)
    again = [p.probe_kind in ANSWER_KINDS and marks_of(r)[p.probe_kind] >= ANSWERED for r, p in some]
    below = [p.layer is not None and r.layers[p.layer] > 1 for r, p in some]
    ways = (*ANSWER_KINDS, *LAYERS)
    always = {way: round(mean(way in least_of(row) for row, _ in told), 3) for way in ways}
    return {
        "answers": len(asked),
        "asked": len(told),
        "probes": len(some),
        "first": round(mean(chosen_well(r, p[0]) for r, p in told), 3),
        "worst": round(min(hits.values()), 3),
        "always": always,
        "raters": round(mean(_agreed(row) for row, _ in told), 3),
        "again": round(mean(again), 3),
        "layers_again": round(mean(below), 3),
        "kinds": {kind: round(n / len(told), 3) for kind, n in sorted(kinds.items(), key=lambda pair: -pair[1])},
        "rooted": round(mean(bool(probe.quotes) for _, probe in some), 3),
        "longest": max(len(probe.text.split()) for _, probe in some),
    }


def _agreed(row: Row) -> float:
    """How often one rater's least answered kind is one of the other's."""
    first, second = (
        {kind for kind in ANSWER_KINDS if rating["probes"][kind] == min(rating["probes"].values())}
        for rating in row.ratings[:2]
    )
    return mean(kind in second for kind in first)


def section(found: Mapping[str, Any]) -> Iterable[str]:
    """The figures as a section of the page."""
    kinds = ", ".join(f"{kind} {share:.0%}" for kind, share in found["kinds"].items())
    rows = (
        ("first probe where raters marked least", ".85", found["first"]),
        ("· worst writer", "", found["worst"]),
        ("· always risk", "", found["always"]["risk"]),
        ("· one rater's least answered kind, by the other rater", "", found["raters"]),
        ("kind that raters marked answered, asked again", "at most .05", found["again"]),
        ("layer marked explained, asked about", "", found["layers_again"]),
        ("largest share of a kind in first probes", "at most .45", max(found["kinds"].values())),
        ("rooted in the candidate's own words", ".80", found["rooted"]),
        ("words of the longest probe", "under 40", found["longest"]),
    )
    yield "## The interviewer\n"
    yield (
        f"The first {FIRST} probes on each of {found['answers']} answers ({found['probes']} probes), chosen by a table "
        f"and read by readers that were fitted without the answer's writer. What the table looks at and its "
        f"settings were chosen with all four writers in view. First probes by kind: {kinds}.\n"
    )
    yield "| what | aim | reached |\n| --- | --- | --- |"
    yield "\n".join(f"| {what} | {aim} | {reached} |" for what, aim, reached in rows) + "\n"
