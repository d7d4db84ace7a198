"""Reads what can be read of a damaged file: page by page and row by row, without its tree, which may be torn.

The form is SQLite's own (https://sqlite.org/fileformat2.html): every row of a table lies in a cell of a leaf page, its
long tail in a chain of overflow pages. Which table a row is of follows from its columns.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from lpcoach.session.events import KINDS

__all__ = ["SHAPES", "Row", "salvaged"]

Row = Mapping[str, object]
Value = int | float | str | bytes | None
SHAPES: Final[Mapping[str, tuple[str, ...]]] = {
    "practices": ("id", "plan", "started_at", "finished_at", "sample", "last_seq"),
    "events": ("practice_id", "seq", "at", "kind", "body"),
    "drafts": ("id", "slot", "writer", "rev", "at", "text", "submitted"),
    "settings": ("key", "value"),
    "stories": ("id", "rev", "at", "kind", "body"),
    "attempts": ("id", "at", "drill", "body"),
}
LEAF: Final = 13
SIZES: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


def salvaged(file: bytes) -> dict[str, list[Row]]:
    """All rows by table, each once as often as it lies there; the order is that of the pages."""
    size = _page_size(file)
    found: dict[str, list[Row]] = {table: [] for table in SHAPES}
    for start in range(size, len(file), size):
        for values in _leaf(file, start, size):
            table = _table(values)
            if table:
                found[table].append(dict(zip(SHAPES[table], values, strict=True)))
    return found


def _page_size(file: bytes) -> int:
    said = int.from_bytes(file[16:18], "big")
    return said if file.startswith(b"SQLite format 3\0") and said in {2**n for n in range(9, 16)} else 4096


def _leaf(file: bytes, start: int, size: int) -> Iterator[list[Value]]:
    page = file[start : start + size]
    if len(page) < 8 or page[0] != LEAF:
        return
    count = min(int.from_bytes(page[3:5], "big"), size // 4)
    for place in range(8, 8 + 2 * count, 2):
        try:
            yield _cell(file, page, int.from_bytes(page[place : place + 2], "big"), size)
        except (IndexError, ValueError, struct.error):
            continue  # this row is lost


def _cell(file: bytes, page: bytes, at: int, size: int) -> list[Value]:
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    here = length
    if length > most:
        here = least + (length - least) % (size - 4)
        here = here if here <= most else least
    payload = page[at : at + here]
    if length > here:
        payload += _chain(file, int.from_bytes(page[at + here : at + here + 4], "big"), length - here, size)
    values = _record(payload)
    return [number if place == 0 and value is None else value for place, value in enumerate(values)]


def _chain(file: bytes, number: int, left: int, size: int) -> bytes:
    """The tail of a long row, as far as its pages lead."""
    parts: list[bytes] = []
    while left > 0 and 1 < number <= len(file) // size and len(parts) <= len(file) // size:
        page = file[(number - 1) * size : number * size]
        parts.append(page[4 : 4 + min(left, size - 4)])
        left -= size - 4
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> list[Value]:
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if not 2 <= len(kinds) <= 7:
        raise ValueError(len(kinds))
    values: list[Value] = []
    for kind in kinds:
        length = SIZES[kind] if kind in SIZES else (kind - 12) // 2
        values.append(_value(kind, payload[at : at + length]))
        at += length
    return values


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind <= 6:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind <= 11:
        return kind - 8
    return raw.decode("utf-8", "replace") if kind % 2 else raw


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _table(values: list[Value]) -> str:
    """The table whose columns these are; none for indexes, SQLite's own tables, and noise."""
    match values:
        case [str(), str(), str(), str() | None, int(), int()] if _is_time(values[2]):
            return "practices"
        case [str(), int(), str(), str(kind), str()] if _is_time(values[2]):
            return "events" if kind in KINDS else "stories"
        case [int(), str(), str(), int(), str(), str(), int()] if _is_time(values[4]):
            return "drafts"
        case [str(), str(), str(), str()] if _is_time(values[1]):
            return "attempts"
        case [str(), str()]:
            return "settings"
    return ""


def _is_time(value: Value) -> bool:
    try:
        return bool(datetime.fromisoformat(str(value)))
    except ValueError:
        return False
