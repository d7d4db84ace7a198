"""The words of names.yaml, loaded once, and how names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["entries", "fold", "names", "pattern", "words_of"]

_FILE: Final = Path(__file__).with_name("names.yaml")
_DROPPED: Final = frozenset({"and", "und", "y", "e", "et"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _loaded() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def entries(*path: str) -> list[str]:
    """The alternatives at a place of names.yaml; none where it has no such place."""
    value: Any = _loaded()
    for step in path:
        value = value.get(step, "")
    return [one for one in re.split(r"\s+\|\s+", str(value).strip()) if one]


def names(table: str) -> dict[str, str]:
    """What each name of a table means."""
    return {fold(name): meaning for meaning in _loaded()[table] for name in entries(table, meaning)}


def pattern(name: str, around: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A regular expression that takes any of the alternatives, ``around`` them."""
    return re.compile(around.replace("{}", "|".join(entries("patterns", name))), flags)


def fold(text: str) -> str:
    """Lower case without accents, so that the same name is written one way."""
    low = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in low if not unicodedata.combining(letter)))


def words_of(text: str) -> list[str]:
    """The folded words of a name, without `and`; CamelCase and snake_case come apart."""
    apart = re.sub(r"[’']", "", _CAMEL.sub(" ", text).replace("_", " "))
    return [word for word in re.findall(r"\w+", fold(apart)) if word not in _DROPPED]
