"""The rated answers of ``tests/data/calibration``: texts, two ratings each, and what readers saw in each sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lpcoach.content.terms import LayerId, SignalId
from lpcoach.reading.types import Reply, Thread

__all__ = ["FILES", "Question", "Row", "data_hash", "read_questions", "read_rows", "read_threads"]

FILES: Final = ("answers.jsonl", "edits.jsonl", "layers.jsonl", "sentences.jsonl", "threads.jsonl", "questions.jsonl")


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
