"""Rows and columns -> stories: CSV and TSV with any column names, tables in a page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final, cast

from lpcoach.content.terms import StarPart
from lpcoach.stories import judging
from lpcoach.stories.found import Found
from lpcoach.stories.labels import Label, inline, label, named, plain
from lpcoach.stories.principles import only_principles
from lpcoach.stories.types import Part

__all__ = ["Rest", "fill", "from_rows", "read_grid", "table_rows"]

Row = tuple[str, list[str]]  # where it stands, its cells
Rest = list[tuple[str, str]]  # where it stands, what is no story
_TELLING: Final = 12  # words; a shorter cell is a name or a remark
_SENTENCES: Final = re.compile(r"[.!?:]\s+\w")
_SPLIT: Final = re.compile(r"(?<!\\)\|")
_TICK: Final = re.compile(r"\s*(?:x|✓|✔|✅|☑|yes|y|1|true|primary|secondary|p|s|\*+)\s*", re.IGNORECASE)
_REMARKS: Final = re.compile(r"\A(?:#[^\n,;\t|]*\n)+")  # lines above the header, as Anki writes them
_BREAK: Final = re.compile(r"(?:<br\s*/?>|</?(?:div|p|ul|ol|li)(?:\s[^<>]*)?>)+", re.IGNORECASE)
_STRONG: Final = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_EDGES: Final = re.compile(r"^\s*(?:>\s*)*\|?|\|?\s*$")


def table_rows(texts: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The rows of a Markdown table with their places, without the line of dashes; empty where it is no table."""
    rows: list[tuple[int, list[str]]] = []
    dashes = False
    for n, text in enumerate(texts):
        cells = [_BREAK.sub("\n", cell.strip()) for cell in _SPLIT.split(_EDGES.sub("", text))]
        if any(cells) and all(re.fullmatch(r":?-+:?", cell) for cell in cells if cell):
            dashes = True
        else:
            rows.append((n, [cell.replace("\\|", "|") for cell in cells]))
    regular = len(rows) > 1 and len({len(cells) for _, cells in rows}) == 1 and len(rows[0][1]) > 2
    return rows if dashes or regular else []


def read_grid(text: str) -> tuple[list[Found], Rest] | None:
    """Read CSV, TSV or lines with semicolons; give stories and the other rows, or None where it is none of them."""
    csv.field_size_limit(10_000_000)
    text = _REMARKS.sub(lambda remarks: "\n" * remarks.group().count("\n"), text)
    read = {mark: _rows(text, mark) for mark in ",;\t|"}
    mark = max(read, key=lambda one: max((len(_columns(cells)) for _, cells in read[one][:12]), default=0))
    rows = read[mark]
    found = from_rows(rows, [])
    head = _header(rows)
    if head is None and not found:
        mark, found = max(((one, _by_length(read[one])) for one in read), key=lambda one: len(one[1]))
        rows, head = read[mark], 0 if found else None
    if head is None:
        return (found, []) if found else None
    used = {one.where.partition(",")[0] for one in found} | ({rows[head][0]} if found else set())
    return found, [(where, mark.join(cells)) for where, cells in rows if where not in used and any(cells)]


def _rows(text: str, mark: str) -> list[Row]:
    try:
        read = csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=mark != "\t")
        return [(f"row {n}", [_cell(cell) for cell in cells]) for n, cells in enumerate(read, start=1)]
    except csv.Error:
        return []


def _cell(text: str) -> str:
    """A cell without the markup that cards and sheets put into it."""
    return _STRONG.sub("**", _BREAK.sub("\n", text)).strip()


def _columns(cells: Sequence[str]) -> dict[int, Label]:
    """What the cells of a header mean, as far as they are known names; nothing where none holds a telling."""
    said = {n: one for n, cell in enumerate(cells) if (one := named(cell.strip(" :*#")))}
    names = {one.names[0] for one in said.values()}
    telling = any(one.kind in ("part", "weak") for one in said.values()) or "text" in names
    return said if telling or ("title" in names and names & {"principles", "question"}) else {}


def _header(rows: Sequence[Row]) -> int | None:
    for n, (_, cells) in enumerate(rows[:12]):
        known = list(_columns(cells).values())
        if sum(one.kind == "part" for one in known) >= 3 or (
            len(known) >= 2 and len(known) * 2 >= sum(map(bool, cells))
        ):
            return n
    return None


def from_rows(rows: Sequence[Row], above: Sequence[str]) -> list[Found]:
    """Stories of a grid: one a row under a header, or one a column beside a column of labels."""
    head = _header(rows)
    if head is None:
        return _turned(rows, above)
    header = rows[head][1]
    known = _columns(header)
    kinds = [one.kind if one.names[0] != "text" else "part" for one in known.values()]
    told = any(judging.is_told(cell) or len(inline(cell)) > 2 for _, cells in rows[head + 1 :] for cell in cells)
    if "part" not in kinds and kinds.count("weak") < 2 and not told:
        return []
    found = []
    only = len(rows) - head == 2
    for where, cells in rows[head + 1 :]:
        pairs = [(name, cell) for name, cell in zip([*header, *[""] * len(cells)], cells, strict=False) if cell]
        one = fill(pairs, where)
        if not any(said.names[0] in ("title", "question") for said in known.values()):
            free = (cell for name, cell in pairs if not named(name) and len(cell.split()) < 16 and not cell.isdigit())
            one.title = next(free, "")
        one.title = one.title or (above[-1] if above and only else "") or _first_words(one, cells)
        one.context = [*above] if only else []
        found += [one] if _worth(one, pairs) else []
    return found


def _first_words(one: Found, cells: Sequence[str]) -> str:
    """A name for a telling beside its principle alone: how it begins."""
    telling = max(cells, key=len, default="")
    words = plain(telling).split()
    return "" if one.parts or len(words) < _TELLING else " ".join(words[:9]).rstrip(".,;:") + "…"


def _by_length(rows: Sequence[Row]) -> list[Found]:
    """Stories of a file whose column of tellings has no known name: the cells in it are long and speak of oneself."""
    header = rows[0][1] if len(rows) > 1 else []
    known = {said.names[0] for name in header if (said := named(name))}
    if not known & {"title", "principles", "question"} or any(len(name.split()) > 4 for name in header):
        return []
    found = []
    for where, cells in rows[1:]:
        wide = [n for n, cell in enumerate(cells) if n < len(header) and _tells(cell)]
        beside = [(header[n], cell) for n, cell in enumerate(cells) if cell and n not in wide and n < len(header)]
        for n in wide:
            one = fill(beside, where if len(wide) == 1 else f"{where}, column {n + 1}")
            one.text = "\n".join([one.text, f"{header[n]}: {cells[n]}"]).strip()
            _spread(one, cells[n], one.where)
            one.title = one.title or _first_words(one, [cells[n]])
            one.slot = True
            found.append(one)
    return found


def _tells(cell: str) -> bool:
    return len(inline(cell)) > 2 or (len(cell.split()) >= _TELLING and judging.speaks_of_self(cell))


def _turned(rows: Sequence[Row], above: Sequence[str]) -> list[Found]:
    sides = [label(f"{cells[0].rstrip(' :')}:") if cells and cells[0] else None for _, cells in rows]
    if len({said.names[0] for said in sides if said and said.kind == "part"}) < 3:
        return []
    found = []
    for column in range(1, max(len(cells) for _, cells in rows)):
        filled = [
            (cells[0], cells[column], said) for (_, cells), said in zip(rows, sides, strict=True) if column < len(cells)
        ]
        pairs = [(name, cell) for name, cell, _ in filled if cell]
        one = fill(pairs, f"column {column + 1}")
        one.title = one.title or next((cell for _, cell, said in filled if cell and said is None), "")
        one.context = [*above]
        found += [one] if _worth(one, pairs) else []
    return found


def _worth(one: Found, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a row holds a story, or a named slot."""
    if any(judging.illustrates(cell) and len(cell.split()) < 5 for _, cell in pairs):
        return False
    ticks = sum(bool(_TICK.fullmatch(cell)) for _, cell in pairs)
    if ticks and all(_TICK.fullmatch(cell) or only_principles(cell) for _, cell in pairs):
        return False  # a row of a matrix: which stories show this principle
    pieces = [piece for told in [*one.parts.values(), *one.weak.values()] for piece in told]
    told = any(piece.text and not judging.is_todo(piece.text) for piece in pieces)
    one.slot = not told and bool((plain(one.title) and not one.title.isdigit()) or one.question or one.principles)
    return told or one.slot or judging.is_told(one.text)


def fill(pairs: Sequence[tuple[str, str]], where: str) -> Found:
    """Put named values where they belong; all of them stay in the text."""
    one = Found(where, "\n".join(f"{name}: {value}" if name else value for name, value in pairs))
    lettered = any(name.strip().lower() == "s" for name, _ in pairs)
    for name, value in pairs:
        said = named(name.strip(" :*#"))
        if only_principles(name) and _TICK.fullmatch(value):
            one.principles.append(name)
        if said is None and len(value.split()) < 4 and judging.tells_failure([value], ""):
            one.failure = value
        if said is None or said.kind == "other":
            continue
        place = f"{where}, {plain(name)}"
        if (
            said.names[0] == "text"
            or (said.names[0] == "title" and (judging.is_told(value) or (_tells(value) and _SENTENCES.search(value))))
            or (said.letter and not lettered)
        ):  # "a" beside "q" is an answer
            _spread(one, value, place)
        elif said.kind == "meta":
            one.note(said.names[0], _status(name, value) if said.names[0] == "status" else value)
        else:
            kept = one.parts if said.kind == "part" else one.weak
            for part in said.names:
                kept.setdefault(cast(StarPart, part), []).append(Part(value.strip(), place))
    if len(one.parts) > 1:
        for part in one.weak.keys() - one.parts.keys() - {"task"}:
            one.parts[part] = one.weak[part]
    return one


def _status(name: str, value: str) -> str:
    """A status in words: `draft: true` and `ready: false` say the same."""
    yes = bool(re.match(r"\s*(?:true|yes|1|x|y)\b", value, re.IGNORECASE))
    if "draft" in name.lower() or "todo" in name.lower():
        return "draft" if yes else ""
    return value


def _spread(one: Found, value: str, place: str) -> None:
    """Take the parts out of a cell or value that holds a whole story."""
    pieces = [(begin, end, part) for begin, end, part in inline(value)]
    if not pieces:
        at = 0
        for line in value.split("\n"):
            said = label(line)
            if said and said.kind == "part":
                pieces.append((at, at + len(line) - len(said.value), said.names[0]))
            at += len(line) + 1
        pieces = pieces if len({part for _, _, part in pieces}) > 2 else []
    for (_, begin, part), end in zip(pieces, [*(start for start, _, _ in pieces), len(value)][1:], strict=True):
        one.parts.setdefault(cast(StarPart, part), []).append(Part(value[begin:end].strip(" |\n"), place))
