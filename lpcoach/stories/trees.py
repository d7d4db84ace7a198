"""JSON and YAML banks -> stories: any nesting, any names of keys, values as they are written."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import yaml

from lpcoach.stories.grids import fill
from lpcoach.stories.judging import Found, is_todo, is_told
from lpcoach.stories.labels import named

__all__ = ["read_json", "read_tree", "read_yaml"]

_DEEPEST: Final = 40
_MOST: Final = 50_000  # values; more is no bank of stories, or a file made to blow up
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all values stay text, as written

Pairs = list[tuple[str, Any]]


class _TooMuch(Exception):
    """A tree has too many values to be read as a bank."""


def read_json(text: str) -> Any | None:  # noqa: ANN401
    """Read JSON, JSON Lines, or JSON with comments and commas too many; None where it is none of them."""
    bare = re.sub(r"^\s*//.*$|,(?=\s*[}\]])", "", text, flags=re.M)
    for attempt in (text, bare):
        try:
            return json.loads(attempt, object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError):
            continue
    try:
        rows = [
            json.loads(line, object_pairs_hook=_pairs, parse_int=str, parse_float=str)
            for line in text.splitlines()
            if line.strip()
        ]
    except (ValueError, RecursionError):
        return None
    return rows if rows and all(isinstance(row, _Keyed) for row in rows) else None


def read_yaml(text: str) -> Any | None:  # noqa: ANN401
    """Read one or more YAML documents; None where it is not YAML, or only a text."""
    try:
        documents = [one for one in yaml.load_all(text.replace("\t", "  "), Loader=_LOADER) if one]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    try:
        documents = [_keyed(one, 0, [0]) for one in documents]
    except _TooMuch:
        return None
    if not any(isinstance(one, (_Keyed, list)) for one in documents):
        return None
    return documents[0] if len(documents) == 1 else documents


class _Keyed(list[tuple[str, Any]]):
    """An object with its keys in order; a key that is there twice stays twice."""


def _pairs(pairs: Pairs) -> _Keyed:
    return _Keyed(pairs)


def _keyed(value: Any, depth: int, count: list[int]) -> Any:  # noqa: ANN401
    count[0] += 1
    if count[0] > _MOST or depth > _DEEPEST:  # aliases can make a small file endless
        raise _TooMuch
    if isinstance(value, dict):
        return _Keyed([(_flat(key, count), _keyed(one, depth + 1, count)) for key, one in value.items()])
    if isinstance(value, list):
        return [_keyed(one, depth + 1, count) for one in value]
    return value


def read_tree(tree: Any) -> tuple[list[Found], list[tuple[str, str]]] | None:  # noqa: ANN401
    """Find the stories of a tree, and all that is beside them; None where it is too large to be a bank."""
    found: list[Found] = []
    rest: list[tuple[str, str]] = []
    try:
        _walk(tree, "", "", found, rest, [0], 0)
    except _TooMuch:
        return None
    return found, rest


def _walk(
    value: Any, path: str, key: str, found: list[Found], rest: list[tuple[str, str]], count: list[int], depth: int
) -> None:  # noqa: ANN401, PLR0913
    count[0] += 1
    if count[0] > _MOST:
        raise _TooMuch
    if depth > _DEEPEST:
        rest.append((path, _flat(value, count)))
    elif isinstance(value, _Keyed):
        one = _story(value, path, key, count)
        if one:
            found.append(one)
            return
        for name, inner in value:
            _walk(inner, f"{path}.{name}" if path else name, name, found, rest, count, depth + 1)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            _walk(inner, f"{path}[{n}]", key if not isinstance(inner, _Keyed) else "", found, rest, count, depth + 1)
    elif isinstance(value, str) and is_told(value):
        found.append(fill([("text", value)], path or "the whole file"))
        found[-1].title = "" if key in ("text", "stories", "answer") else key
    elif value not in (None, ""):
        text = _flat(value, count)
        rest.append((path, f"{key}: {text}" if key else text))


def _story(value: _Keyed, path: str, key: str, count: list[int]) -> Found | None:
    """An object that is a story: it has parts, or a title or question with a telling."""
    stars = [name for name, inner in value if isinstance(inner, _Keyed) and _star(inner)]
    if len(stars) > 1 or (stars and len(value) == 1):
        return None
    flat = [(name, inner) for name, inner in value if not (isinstance(inner, _Keyed) and _star(inner))]
    inner_parts = [pair for _, inner in value if isinstance(inner, _Keyed) and _star(inner) for pair in inner]
    known = {name: said for name, _ in [*flat, *inner_parts] if (said := named(name))}
    parts = {said.names[0] for said in known.values() if said.kind == "part"}
    weak = {said.names[0] for said in known.values() if said.kind == "weak"}
    told = any(
        said.names[0] == "text" and is_told(_flat(inner, count)) for name, inner in flat if (said := known.get(name))
    )
    blank = any(
        said.names[0] == "text" and is_todo(_flat(inner, count)) for name, inner in flat if (said := known.get(name))
    )
    asked = any(said.names[0] in ("title", "question") for said in known.values())
    if len(parts) < 2 and not ((told or (blank and asked)) and len(known) > 1) and len(parts | weak) < 3:
        return None
    if any(
        isinstance(inner, list) and any(isinstance(one, _Keyed) and _star(one) for one in inner) for _, inner in flat
    ):
        return None
    pairs = [(name, _flat(inner, count)) for name, inner in [*flat, *inner_parts]]
    one = fill([(name, text) for name, text in pairs if text.strip()], path or "the whole file")
    for name, text in pairs:  # an empty part is a slot to fill, not an absent one
        said = named(name)
        if said and said.kind == "part" and not text.strip():
            fill_empty(one, said.names)
    one.title = one.title or (
        ""
        if not key or named(key) or key.isdigit() or key.lower() in ("stories", "items", "data")
        else re.sub(r"[_-]+", " ", key)
    )
    one.text = "\n".join([*([key] if key and not named(key) else []), one.text, *stars])
    one.slot = bool(one.title or one.question)
    return one


def fill_empty(one: Found, names: tuple[str, ...]) -> None:
    """Note parts that are named and have no text."""
    from lpcoach.stories.types import Part  # noqa: PLC0415

    for name in names:
        one.parts.setdefault(name, [Part("", one.where)])  # type: ignore[arg-type]


def _star(value: _Keyed) -> bool:
    return len({said.names[0] for name, _ in value if (said := named(name)) and said.kind == "part"}) >= 2


def _flat(value: Any, count: list[int], depth: int = 0) -> str:  # noqa: ANN401
    """All text of a value, lists as lines."""
    count[0] += 1
    if count[0] > _MOST:
        raise _TooMuch
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, _Keyed):
        return "\n".join(f"{name}: {_flat(inner, count, depth + 1)}" for name, inner in value)
    if isinstance(value, list):
        return "\n".join(_flat(inner, count, depth + 1) for inner in value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def front_of(tree: Any) -> Found | None:  # noqa: ANN401
    """What the keys of a front matter say."""
    if not isinstance(tree, _Keyed):
        return None
    count = [0]
    return fill([(name, _flat(inner, count)) for name, inner in tree], "front matter")
