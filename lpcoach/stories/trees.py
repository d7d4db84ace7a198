"""JSON and YAML banks -> stories: any nesting, any names of keys, values as they are written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, cast

import yaml

from lpcoach.content.terms import StarPart
from lpcoach.stories.found import Found
from lpcoach.stories.grids import Rest, fill
from lpcoach.stories.judging import excluded, is_todo, is_told
from lpcoach.stories.labels import named
from lpcoach.stories.types import Part

__all__ = ["front_matter", "read_json", "read_tree", "read_yaml"]

_DEEPEST: Final = 40
_MOST: Final = 50_000  # values; more is no bank of stories, or a small file made to blow up
# Keys inside a part that only say that it is told there.
_BARE: Final = re.compile(r"(?i)texts?|details?|descriptions?|summary|content|metrics?|figures?|impact|outcome")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all values stay text, as written


class _Keyed(list[tuple[str, Any]]):
    """An object with its keys in order; a key that is there twice stays twice."""


class _TooMuch(Exception):
    """A tree is too large or too deep to be a bank."""


_load_json = partial(json.loads, object_pairs_hook=_Keyed, parse_int=str, parse_float=str, parse_constant=str)


def read_json(text: str) -> Any | None:  # noqa: ANN401
    """Read JSON, JSON Lines, or JSON with comments and commas too many; None where it is none of them."""
    bare = re.sub(r"^\s*//.*$|,(?=\s*[}\]])", "", text, flags=re.M)
    for attempt in (text, bare):
        try:
            return _load_json(attempt)
        except (ValueError, RecursionError):
            continue
    try:
        rows = [_load_json(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None
    return rows if all(isinstance(row, _Keyed) for row in rows) else None


def read_yaml(text: str) -> Any | None:  # noqa: ANN401
    """Read one or more YAML documents; None where it is not YAML, or only a text."""
    try:
        documents = [_ordered(one, 0, [0]) for one in yaml.load_all(text.replace("\t", "  "), Loader=_LOADER) if one]
    except (yaml.YAMLError, ValueError, RecursionError, _TooMuch):
        return None
    if not any(isinstance(one, list) for one in documents):
        return None
    return documents[0] if len(documents) == 1 else documents


def _ordered(value: Any, depth: int, count: list[int]) -> Any:  # noqa: ANN401
    count[0] += 1
    if count[0] > _MOST or depth > _DEEPEST:  # aliases can make a small file endless
        raise _TooMuch
    if isinstance(value, dict):
        return _Keyed(
            [(_flat(_ordered(key, depth, count)), _ordered(one, depth + 1, count)) for key, one in value.items()]
        )
    return [_ordered(one, depth + 1, count) for one in value] if isinstance(value, list) else value


def read_tree(tree: Any) -> tuple[list[Found], Rest] | None:  # noqa: ANN401
    """Find the stories of a tree, and all that is beside them; None where it is too large to be a bank."""
    walk = _Walk()
    try:
        walk.on(tree, "", [])
    except (_TooMuch, RecursionError):
        return None
    return walk.found, walk.rest


def front_matter(text: str) -> Found | None:
    """What the keys above a page say."""
    tree = read_yaml(text)
    return fill([(name, _flat(inner)) for name, inner in tree], "front matter") if isinstance(tree, _Keyed) else None


@dataclass(slots=True)
class _Walk:
    found: list[Found] = field(default_factory=list)
    rest: Rest = field(default_factory=list)
    count: int = 0

    def on(self, value: Any, path: str, keys: list[str]) -> None:  # noqa: ANN401
        """Look at a value; ``keys`` are the names on the way to it."""
        self.count += 1
        if self.count > _MOST or len(keys) > _DEEPEST:
            raise _TooMuch
        if isinstance(value, _Keyed) and keys and excluded(keys[-1]):
            self.rest.append((path, f"{keys[-1]}\n{_flat(value)}"))
        elif isinstance(value, _Keyed):
            one = _story(value, path or "the whole file", keys)
            if one:
                self.found.append(one)
                return
            for name, inner in value:
                self.on(inner, f"{path}.{name}" if path else name, [*keys, name])
        elif isinstance(value, list):
            for n, inner in enumerate(value):
                self.on(inner, f"{path}[{n}]", keys)
        elif isinstance(value, str) and (one := _told(value, path, keys)):
            self.found.append(one)
        elif value not in (None, ""):
            name = keys[-1] if keys else ""
            self.rest.append((path, f"{name}: {_flat(value)}" if name else _flat(value)))


def _told(value: str, path: str, keys: list[str]) -> Found | None:
    """A text that is a story by itself, named by its key."""
    one = fill([("text", value)], path or "the whole file")
    if len(one.parts) < 3 and not is_told(value):
        return None
    key = keys[-1] if keys and not named(keys[-1]) and not path.endswith("]") else ""
    one.title, one.context = re.sub(r"[_-]+", " ", key), keys[:-1]
    one.text = f"{key}: {value}" if key else value
    return one


def _story(value: _Keyed, path: str, keys: list[str]) -> Found | None:
    """An object that is a story: it has parts, or a title or question with a telling or an empty place for one."""
    stars = [(name, inner) for name, inner in value if isinstance(inner, _Keyed) and _parts_of(inner) > 1]
    inner = [one for _, one in value if not stars or one is not stars[0][1]]
    if len(stars) > 1 or (stars and len(value) == 1) or any(map(_holds_stories, inner)):
        return None
    pairs = [(name, _told_in(name, inner)) for name, inner in value if not stars or name != stars[0][0]]
    pairs += [(name, _told_in(name, inner)) for _, star in stars for name, inner in star]
    said = [(one, text) for name, text in pairs if (one := named(name))]
    kinds = {one.names[0] for one, _ in said if one.kind in ("part", "weak")}
    strong = {one.names[0] for one, _ in said if one.kind == "part" and not one.letter}
    lettered = {one.names[0] for one, _ in said if one.letter}
    named_so = any(one.names[0] in ("title", "question") for one, _ in said)
    tellings = [text for one, text in said if one.names[0] == "text" or (one.letter and len(lettered) < 3)]
    telling = len(said) > 1 and any(
        is_told(text) or (named_so and is_todo(text)) or len(fill([("text", text)], "").parts) > 2 for text in tellings
    )
    if len(strong) < 2 and len(lettered) < 3 and len(kinds) < 3 and not telling:
        return None
    return _filled(pairs, path, keys, stars[0][0] if stars else "")


def _filled(pairs: list[tuple[str, str]], path: str, keys: list[str], star: str) -> Found:
    one = fill([(name, text) for name, text in pairs if text.strip()], path)
    for name, text in pairs:  # an empty part is a slot to fill, not an absent one
        said = named(name)
        if said and said.kind == "part" and not text.strip() and not said.letter:
            one.parts.setdefault(cast(StarPart, said.names[0]), [Part("", path)])
    key = keys[-1] if keys and not path.endswith("]") else ""
    one.context = [re.sub(r"[_-]+", " ", name) for name in keys if name not in (key, "results", "customers")]
    lead = [f"{key}:"] if key and not named(key) and not one.title else []  # else it is in the place alone
    if lead and not key.isdigit():
        one.title = re.sub(r"[_-]+", " ", key)
    one.text = "\n".join([*lead, one.text, *([f"({star})"] if star else [])])
    one.slot = bool(one.title or one.question)
    return one


def _holds_stories(value: Any, depth: int = 0) -> bool:  # noqa: ANN401
    """Whether there are objects with parts somewhere inside a value."""
    if depth > _DEEPEST or not isinstance(value, list):
        return False
    if isinstance(value, _Keyed):
        return _parts_of(value) > 1 or any(_holds_stories(one, depth + 1) for _, one in value)
    return any(_holds_stories(one, depth + 1) for one in value)


def _parts_of(value: _Keyed) -> int:
    return len({said.names[0] for name, _ in value if (said := named(name)) and said.kind in ("part", "weak")})


def _told_in(name: str, value: Any) -> str:  # noqa: ANN401
    """The text of a value; in a part that is an object, its text and its figure stand without their keys."""
    said = named(name)
    if not (isinstance(value, _Keyed) and len(value) > 1 and said and said.kind in ("part", "weak")):
        return _flat(value)
    return "\n".join(_flat(one) if _BARE.fullmatch(key) else f"{key}: {_flat(one)}" for key, one in value)


def _flat(value: Any) -> str:  # noqa: ANN401
    """All text of a value, lists as lines."""
    if isinstance(value, _Keyed) and len(value) == 1:  # {"rich_text": "..."}: a wrapper
        return _flat(value[0][1])
    if isinstance(value, _Keyed):
        return "\n".join(f"{name}: {_flat(inner)}" for name, inner in value)
    if isinstance(value, list):
        return "\n".join(_flat(inner) for inner in value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
