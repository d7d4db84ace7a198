"""One YAML file of a pack: plain values, and the line of each of them.

The nodes of the file are read once. They give the values, and when something is wrong they tell where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from lpcoach.errors import Fault

__all__ = ["Loc", "Sheet", "read_sheet"]

Loc = tuple[int | str, ...]

BIGGEST: Final = 4_000_000  # bytes; the shipped pack has a few hundred thousand in all
DEEPEST: Final = 20
SCALAR: Final = "tag:yaml.org,2002:"
KINDS: Final[dict[str, Callable[[str], object]]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": lambda text: text.lower() in {"true", "yes", "on"},
    "null": lambda _: None,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a file, with the nodes that they came from."""

    name: str
    values: Any
    root: yaml.Node

    def line(self, loc: Loc) -> int:
        """Find the line of the value at ``loc``, or of the last part of the way that exists."""
        node, line = self.root, self.root.start_mark.line + 1
        for step in loc:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            elif isinstance(node, yaml.MappingNode):
                pairs = [(key, value) for key, value in node.value if key.value == step]
                if not pairs:
                    break
                line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        return line


def read_sheet(path: Path) -> tuple[Sheet | None, list[Fault]]:
    """Read a file; all that keeps it from being plain values is a fault."""
    name = path.name
    text, fault = _text(path)
    if fault:
        return None, [fault]
    try:
        root = yaml.CSafeLoader(text).get_single_node()
    except yaml.YAMLError as error:
        return None, [_syntax(name, text, error)]
    if root is None:
        return None, [Fault(name, 0, "the file is empty")]
    faults: list[Fault] = []
    values = _Reader(name, faults).value(root)
    return Sheet(name, values, root), faults


def _text(path: Path) -> tuple[str, Fault | None]:
    name = path.name
    try:
        if not path.is_file():
            return "", Fault(name, 0, "this is not a file" if path.exists() else "the file is missing")
        if path.stat().st_size > BIGGEST:
            return "", Fault(name, 0, f"the file is larger than {BIGGEST:,} bytes")
        raw = path.read_bytes()
    except OSError as error:
        return "", Fault(name, 0, f"the file cannot be read ({error.strerror})")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", Fault(name, raw.count(b"\n", 0, error.start) + 1, "not UTF-8; save the file as UTF-8")
    if "\0" in text:
        return "", Fault(name, text.count("\n", 0, text.index("\0")) + 1, "a NUL byte; remove it")
    return text, None


def _syntax(name: str, text: str, error: yaml.YAMLError) -> Fault:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        return Fault(name, mark.line + 1 if mark else 0, f"not YAML: {said}")
    place = getattr(error, "position", 0)
    return Fault(name, text.count("\n", 0, place) + 1, "not YAML: a control character; remove it")


class _Reader:
    """Turns nodes into values; refuses what a pack has no use for."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = faults
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int = 0) -> object:
        if id(node) in self.seen:  # an alias gives the same node again; following it may never end
            self._fault(node, "an alias (*name); write the value out instead")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth == DEEPEST:
            self._fault(node, f"nested more than {DEEPEST} deep")
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, depth + 1))
        return [self.value(item, depth + 1) for item in node.value]

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[str, object]]:
        keys: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "a key must be a plain word")
                continue
            line = key.start_mark.line + 1
            if key.value in keys:
                self._fault(key, f"the key {key.value} is there twice, first on line {keys[key.value]}")
            keys.setdefault(key.value, line)
            yield key.value, self.value(value, depth)

    def _scalar(self, node: yaml.ScalarNode) -> object:
        kind = node.tag.removeprefix(SCALAR)
        if kind not in KINDS:
            self._fault(node, f"a value of the kind {kind}; put it in quotes")
            return None
        try:
            return KINDS[kind](node.value)
        except ValueError:  # for example 0x1F: left as text, the schema says what should be there
            return str(node.value)

    def _fault(self, node: yaml.Node, message: str) -> None:
        self.faults.append(Fault(self.name, node.start_mark.line + 1, message))
