"""How many planted contradictions and repeats the ledger finds, type by type, and how many of its reports are right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lpcoach.reading.clashes import Clash, clashes, repeats
from lpcoach.reading.types import Reply, Thread

__all__ = ["Found", "hits", "ledger_found", "ledger_table", "ledgers", "told"]


@dataclass
class Found:
    """Counts over some loops; ``planted`` and ``found`` by type."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    right: int = 0
    clean: int = 0
    clean_reported: int = 0
    repeats: int = 0
    repeats_found: int = 0
    repeats_false: int = 0


def ledgers(data: Path) -> dict[str, Found]:
    """The counts on the planted loops: those that were read before, those that rules were mended on, those held out."""
    older, new = (
        [json.loads(line) for line in (data / name).read_text("utf-8").splitlines()]
        for name in ("consistency.jsonl", "consistency_new.jsonl")
    )
    return {
        "older loops": ledger_found(older),
        "new, mended on": ledger_found(loop for loop in new if loop["split"] == "dev"),
        "held out": ledger_found(loop for loop in new if loop["split"] == "test"),
    }


def told(stories: Sequence[Mapping[str, Any]]) -> tuple[Thread, ...]:
    """Stories as threads."""
    return tuple(
        Thread(s["question"], s["answer"], tuple(Reply(p["question"], p["answer"]) for p in s.get("probes", ())))
        for s in stories
    )


def hits(clash: Clash, planted: Mapping[str, Any], threads: Sequence[Thread]) -> bool:
    """Whether both quotes of a report overlap those that were planted."""

    def on(story: int, where: str, start: int, end: int, side: Mapping[str, Any]) -> bool:
        at = threads[side["story"]].text(side["where"]).find(side["quote"])
        return (story, where) == (side["story"], side["where"]) and start < at + len(side["quote"]) and at < end

    a = (clash.story_a, clash.a.where, clash.a.start, clash.a.end)
    b = (clash.story_b, clash.b.where, clash.b.start, clash.b.end)
    return any(on(*one, planted["a"]) and on(*other, planted["b"]) for one, other in ((a, b), (b, a)))


def ledger_found(loops: Iterable[Mapping[str, Any]]) -> Found:
    """What the ledger finds in these loops."""
    total = Found()
    for loop in loops:
        threads, planted = told(loop["stories"]), loop["contradictions"]
        reported = clashes(threads)
        total.reports += len(reported)
        total.right += sum(any(hits(clash, one, threads) for one in planted) for clash in reported)
        total.clean += not planted
        total.clean_reported += bool(reported) and not planted
        for one in planted:
            total.planted[one["type"]] += 1
            total.found[one["type"]] += any(hits(clash, one, threads) for clash in reported)
        true, seen = ({(one["a"], one["b"]) for one in loop["repeats"]}, {(r.a, r.b) for r in repeats(threads)})
        total.repeats += len(true)
        total.repeats_found += len(true & seen)
        total.repeats_false += len(seen - true)
    return total


def ledger_table(columns: Mapping[str, Found]) -> str:
    """The counts as a table in Markdown, a column for each set of loops."""
    kinds = sorted({kind for found in columns.values() for kind in found.planted})
    rows = [["", *columns], ["---"] * (1 + len(columns))]
    rows += [
        [kind, *(f"{f.found[kind]} of {f.planted[kind]}" if f.planted[kind] else "" for f in columns.values())]
        for kind in kinds
    ]
    rows.append(["all found", *(f"{f.found.total()} of {f.planted.total()}" for f in columns.values())])
    rows.append(["reports that are right", *(f"{f.right} of {f.reports}" for f in columns.values())])
    rows.append(["clean loops with a report", *(f"{f.clean_reported} of {f.clean}" for f in columns.values())])
    rows.append(["repeats found", *(f"{f.repeats_found} of {f.repeats}" for f in columns.values())])
    rows.append(["false repeats", *(str(f.repeats_false) for f in columns.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
