"""The rated answers of ``tests/data/calibration``: texts, two ratings each, and what readers saw in each sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lpcoach.content.terms import LayerId, SignalId
from lpcoach.reading.clauses import sentences
from lpcoach.reading.types import Reply, Thread

__all__ = [
    "FILES",
    "Question",
    "Row",
    "Watch",
    "data_hash",
    "read_questions",
    "read_rows",
    "read_threads",
    "read_written",
    "unwatched",
]

WRITTEN: Final = ("written_w1.jsonl", "written_w2.jsonl", "written_w3.jsonl")
FILES: Final = (
    *("answers.jsonl", "edits.jsonl", "layers.jsonl", "sentences.jsonl", "threads.jsonl", "questions.jsonl"),
    *WRITTEN,
)
WRITER: Final = "written"


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its two ratings. ``labels`` gives the strengths that a reader saw at each span of the answer."""

    id: str
    author: str
    kind: str
    thread: Thread
    ratings: tuple[Mapping[str, Any], ...]
    base: str = ""
    layers: Mapping[LayerId, int] = field(default_factory=dict)
    labels: Mapping[tuple[int, int], Mapping[SignalId, int]] = field(default_factory=dict)
    labeller: int = 0


Watch = Callable[[str, Sequence[Row]], Iterable[Row]]  # gives each row, and shows how far one is with what it is called


def unwatched(_what: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Each row, and nothing is shown."""
    return rows


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a candidate asks, with what was said before it and its two ratings."""

    id: str
    context: str
    text: str
    ratings: tuple[Mapping[str, Any], ...]


def read_questions(folder: Path) -> list[Question]:
    """The candidates' own questions."""
    return [
        Question(obj["id"], obj["context"], obj["text"], tuple(obj["ratings"]))
        for obj in _lines(folder / "questions.jsonl")
    ]


def read_rows(folder: Path) -> list[Row]:
    """The answers, then their edits (``base`` is the answer's id, ``kind`` the edit)."""
    layers = {obj["id"]: obj["layers"] for obj in _lines(folder / "layers.jsonl")}
    seen = {obj["id"]: obj for obj in _lines(folder / "sentences.jsonl")}
    rows = [_row(obj, obj["author"], obj["kind"], "", layers, seen) for obj in _lines(folder / "answers.jsonl")]
    authors = {row.id: row.author for row in rows}
    edits = [
        _row(obj, authors[obj["base"]], obj["edit"], obj["base"], layers, seen)
        for obj in _lines(folder / "edits.jsonl")
    ]
    return rows + edits


def read_threads(folder: Path, rows: list[Row]) -> list[Row]:
    """Whole threads and long tellings; ``kind`` is the behaviour. The author is that of the answer they grew from."""
    authors = {row.id: row.author for row in rows}
    return [
        Row(
            obj["id"],
            authors.get(obj.get("base") or "", ""),
            obj["behaviour"],
            Thread(
                obj["question"],
                obj["answer"],
                tuple(Reply(probe["question"], probe["answer"]) for probe in obj.get("probes") or ()),
            ),
            tuple(obj["ratings"]),
            obj.get("base") or "",
        )
        for obj in _lines(folder / "threads.jsonl")
    ]


def read_written(folder: Path) -> list[Row]:
    """Answers labelled by their writers: to fit by, never to measure by. Each writer is a labeller as well."""
    first = 1 + max(obj["labeller"] for obj in _lines(folder / "sentences.jsonl"))
    return [
        _written(obj, labeller) for labeller, name in enumerate(WRITTEN, start=first) for obj in _lines(folder / name)
    ]


def _written(obj: Mapping[str, Any], labeller: int) -> Row:
    parts = [(text.strip(), signals) for text, signals in obj["sentences"]]
    thread = Thread(obj["question"], " ".join(text for text, _ in parts))
    spans, at = [], 0
    for text, signals in parts:
        spans.append((at, at + len(text), signals))
        at += len(text) + 1
    told = {name: obj[name] for name in ("overall", "evidence", "depth", "alignment", "bar", "probes", "star")}
    rating = {**told, "red_flags": obj["flags"], "principles": obj["principles"]}
    labels = {
        (s.start, s.start + len(s.text)): _within(s.start, s.start + len(s.text), spans)
        for s in sentences("answer", thread.answer)
    }
    return Row(obj["id"], obj["author"], WRITER, thread, (rating, rating), "", obj["layers"], labels, labeller)


def _within(start: int, end: int, spans: Sequence[tuple[int, int, Mapping[SignalId, int]]]) -> dict[SignalId, int]:
    """What the writer's sentences that reach into a span show: the reader may cut in other places than the writer."""
    found: dict[SignalId, int] = {}
    for first, last, signals in spans:
        if min(end, last) - max(start, first) > 3:
            found.update({signal: max(found.get(signal, 0), strength) for signal, strength in signals.items()})
    return found


def data_hash(folder: Path) -> str:
    """The SHA-256 of the calibration files, in order."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _row(
    obj: Mapping[str, Any],
    author: str,
    kind: str,
    base: str,
    layers: Mapping[str, Mapping[LayerId, int]],
    seen: Mapping[str, Mapping[str, Any]],
) -> Row:
    told = seen.get(obj["id"], {"sentences": (), "labeller": 0})
    return Row(
        obj["id"],
        author,
        kind,
        Thread(obj["question"], obj["answer"]),
        tuple(obj["ratings"]),
        base,
        layers.get(obj["id"], {}),
        {(s["start"], s["end"]): s["signals"] for s in told["sentences"]},
        told["labeller"],
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
