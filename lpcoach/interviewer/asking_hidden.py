"""What a question may hide its breaches in: look-alike signs, invisible ones, numbers in words, bare addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from lpcoach.reading.unreadable import foreign

__all__ = ["asks_more", "bare", "disguised"]

_WH: Final = r"(?:what|why|how|who|whom|whose|which|when|where)"
_ORDER: Final = r"(?:please )?(?:tell|name|describe|explain|list|give|show|say|walk|compare|type|enter|send|open|visit)"
_ASIDE: Final = re.compile(rf"\b{_WH}\b[^.!?]*(?:[–—&/:(+]|\s-+)\s*(?:and |or |also )?{_WH}\b", re.IGNORECASE)
_BESIDE: Final = re.compile(rf"(?:^|[.!;…]\s+){_ORDER}\b[^.!?;]*[.!;]|[,;–—&]\s*(?:and )?{_ORDER}\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\b[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)
_COUNTED: Final = re.findall(
    r"\w+",
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen",
)
_VALUES: Final = dict(zip(_COUNTED, [*range(4, 21), *range(30, 100, 10)], strict=False))
_SIGNS: Final = frozenset("“”‘’–—…€£±×µ°§")
_FOREIGN: Final = re.compile(
    r"\b(?:der|die|das|und|nicht|wer|wie|warum|welche[rns]?|haben?|que|qué|por|para|cómo|quién|los|las|el|est|les|vous|"
    r"pourquoi|quel(?:le)?s?|avez|che|perché|quale|het|een|waarom|você|não)\b",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """The text with look-alikes as what they look like, and without what cannot be seen."""
    seen = unicodedata.normalize("NFKC", text.replace("…", "\0")).replace("\0", "…")
    return "".join(char for char in seen if unicodedata.category(char)[0] != "C")


def asks_more(own: str) -> bool:
    """Whether something is asked or ordered beside the question."""
    return bool(_ASIDE.search(own) or _BESIDE.search(own))


def disguised(own: str, told: str) -> Iterator[str]:
    """The rules broken by numbers in words, addresses and letters that the candidate did not use."""
    said = set(re.findall(r"[^\W_]+", told.lower()))
    words = re.findall(r"[^\W_]+", own.lower())
    if any(word in _COUNTED and word not in said and str(_VALUES.get(word)) not in said for word in words):
        yield "it has a number in words that the candidate did not give"
    if any(found.lower() not in told.lower() for found in _ADDRESS.findall(own)):
        yield "it has a link"
    strange = any(not word.isascii() and word not in said for word in words)
    signs = any(not char.isascii() and not char.isalnum() and char not in _SIGNS and char not in told for char in own)
    if strange or signs or foreign(own, words) or len(_FOREIGN.findall(own)) > 1:
        yield "it is not in plain English"
