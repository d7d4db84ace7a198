"""Rows and columns -> stories: CSV and TSV with any column names, tables in a page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final, cast

from lpcoach.content.terms import StarPart
from lpcoach.stories.judging import Found, counted_words, illustrates, is_todo, is_told
from lpcoach.stories.labels import Label, inline, label, named, plain
from lpcoach.stories.types import Part

__all__ = ["fill", "from_rows", "read_grid", "spread", "table_rows"]

Row = tuple[str, list[str]]  # where it stands, its cells
_SPLIT: Final = re.compile(r"(?<!\\)\|")
_LINES: Final = re.compile(r"<br\s*/?>", re.I)


def table_rows(texts: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The rows of a Markdown table with their places, without the line of dashes; empty where it is no table."""
    cells = [
        (
            n,
            [
                _LINES.sub("\n", cell.strip()).replace("\\|", "|")
                for cell in _SPLIT.split(re.sub(r"^\s*(?:>\s*)*\|?|\|?\s*$", "", text))
            ],
        )
        for n, text in enumerate(texts)
    ]
    dashes = [n for n, row in cells if all(re.fullmatch(r":?-{2,}:?|-", cell) for cell in row if cell) and any(row)]
    if not dashes and (len(cells) < 2 or len({len(row) for _, row in cells}) > 1 or len(cells[0][1]) < 3):
        return []
    return [(n, row) for n, row in cells if n not in dashes]


def read_grid(text: str, name: str) -> tuple[list[Found], list[tuple[str, str]]] | None:
    """Read CSV, TSV or lines with semicolons; give stories and the other rows, or None where it is none of them."""
    csv.field_size_limit(10_000_000)
    best: tuple[int, str] | None = None
    for mark in (",", ";", "\t", "|"):
        rows = _rows(text, mark)
        score = max((len(_columns(row)) for row in rows[:10]), default=0)
        if score >= 2 and (best is None or score > best[0]):
            best = (score, mark)
    if best is None:
        return None
    rows = _rows(text, best[1])
    places = [(f"row {n + 1}", [cell.strip() for cell in row]) for n, row in enumerate(rows)]
    found = from_rows(places, [name])
    used = {one.where for one in found}
    head = _header([row for _, row in places])
    rest = [
        (where, best[1].join(cells))
        for n, (where, cells) in enumerate(places)
        if where not in used and any(cells) and n != head
    ]
    if found and head is None:  # the labels stood in a column, each story has a column
        rest = []
    elif not found and head is not None:
        rest.insert(0, places[head] and (places[head][0], best[1].join(places[head][1])))
    return found, rest


def _rows(text: str, mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True))
    except csv.Error:
        return []


def _columns(cells: Sequence[str]) -> dict[int, Label]:
    """What the cells of a header mean, as far as they are known names."""
    found = {
        n: said for n, cell in enumerate(cells) if cell.strip() and (said := named(cell.strip(" :*#"))) is not None
    }
    return found if any(said.kind in ("part", "weak") or said.names[0] == "text" for said in found.values()) else {}


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    for n, cells in enumerate(rows[:12]):
        known = _columns(cells)
        filled = [cell for cell in cells if cell.strip()]
        parts = [said for said in known.values() if said.kind == "part"]
        if len(known) >= 2 and len(known) * 2 >= len(filled) or len(parts) >= 3:
            return n
    return None


def from_rows(rows: Sequence[Row], above: Sequence[str]) -> list[Found]:
    """Stories of a grid: one a row under a header, or one a column beside a column of labels."""
    head = _header([cells for _, cells in rows])
    if head is None:
        return _turned(rows, above)
    names = rows[head][1]
    known = _columns(names)
    if (
        not any(said.kind == "part" or said.names[0] == "text" for said in known.values())
        and len([s for s in known.values() if s.kind == "weak"]) < 2
    ):
        return []
    titled = any(said.names[0] in ("title", "question") for said in known.values())
    found = []
    for where, cells in rows[head + 1 :]:
        pairs = [(name, cell) for name, cell in zip([*names, *[""] * len(cells)], cells, strict=False) if cell.strip()]
        one = fill(pairs, where)
        if not titled and len(pairs) > len(known):
            free = next(
                (
                    cell
                    for name, cell in pairs
                    if named(name.strip(" :*#")) is None and 0 < len(cell.split()) < 16 and not cell.isdigit()
                ),
                "",
            )
            one.title = one.title or free
        one.context = list(above) if len(rows) - head == 2 else [text for text in above[-1:] if not one.title]
        if not one.title and above and len(rows) - head == 2:
            one.title = above[-1]
        if _worth(one, pairs):
            found.append(one)
    return found


def _worth(one: Found, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a row holds a story, or a named slot."""
    if illustrates(one.title) or any(illustrates(cell) and len(cell.split()) < 5 for _, cell in pairs):
        return False
    said = [part for parts in one.parts.values() for part in parts if part.text and not is_todo(part.text)]
    one.slot = not said and bool(
        (plain(one.title) and not one.title.strip().isdigit()) or one.question or one.principles
    )
    return bool(said) or one.slot or is_told(one.text)


def _turned(rows: Sequence[Row], above: Sequence[str]) -> list[Found]:
    sides = [(label(cells[0].rstrip(" :") + ":") if cells and cells[0].strip() else None) for _, cells in rows]
    if len({said.names[0] for said in sides if said and said.kind == "part"}) < 3:
        return []
    width = max(len(cells) for _, cells in rows)
    found = []
    for column in range(1, width):
        pairs = [(cells[0], cells[column]) for _, cells in rows if column < len(cells) and cells[column].strip()]
        first = next(
            (
                cells[column]
                for (_, cells), said in zip(rows, sides, strict=True)
                if said is None and column < len(cells) and cells[column].strip()
            ),
            "",
        )
        one = fill(pairs, f"column {column + 1}")
        one.title = one.title or first
        one.context = list(above)
        if _worth(one, pairs):
            found.append(one)
    return found


def fill(pairs: Sequence[tuple[str, str]], where: str) -> Found:
    """Put named values where they belong; all of them stay in the text."""
    one = Found(where, "\n".join(f"{name}: {value}" if name else value for name, value in pairs))
    for name, value in pairs:
        said = named(name.strip(" :*#"))
        place = f"{where}, {plain(name)}" if name else where
        if said is None or said.kind == "other":
            continue
        if said.kind in ("part", "weak"):
            kept = one.parts if said.kind == "part" else one.weak
            for part in said.names:
                kept.setdefault(cast(StarPart, part), []).append(Part(value.strip(), place))
            continue
        match said.names[0]:
            case "title":
                one.title = one.title or value
            case "question":
                one.question = one.question or value
            case "principles":
                one.principles.append(value)
            case "tags":
                one.tags.append(value)
            case "status":
                one.status += (
                    " " + (value if value.strip().lower() not in ("false", "no") else "no")
                    if "draft" not in name.lower()
                    else (" draft" if re.match(r"(?i)\s*(?:true|yes|1|x|y)\b", value) else "")
                )
            case "failure":
                one.failure = value
            case "text":
                spread(one, value, place)
    if one.parts:
        one.weak = {part: kept for part, kept in one.weak.items() if part not in one.parts and part != "task"}
        for part, kept in one.weak.items():
            one.parts[part] = kept
    if not one.title and one.question and counted_words(one.question) < 2:
        one.title = one.question
    return one


def spread(one: Found, value: str, place: str) -> None:
    """Take the parts out of a cell or value that holds a whole story."""
    several = inline(value)
    if not several:
        lines = [(n, label(line)) for n, line in enumerate(value.split("\n"))]
        heads = [(n, said) for n, said in lines if said and said.kind == "part"]
        rows = value.split("\n")
        if len({said.names[0] for _, said in heads}) >= 3:
            for (n, said), after in zip(heads, [*[m for m, _ in heads[1:]], len(rows)], strict=True):
                text = "\n".join([said.value, *rows[n + 1 : after]]).strip()
                one.parts.setdefault(cast(StarPart, said.names[0]), []).append(Part(text, place))
        return
    ends = [start for start, _, _ in several[1:]] + [len(value)]
    for (_, begin, part), end in zip(several, ends, strict=True):
        one.parts.setdefault(cast(StarPart, part), []).append(Part(value[begin:end].strip(" |"), place))
