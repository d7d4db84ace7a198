"""Leadership Principles as people write them -> ids: old names, short names, numbers, slips, lists with commas."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from lpcoach.content.terms import STAR_PARTS
from lpcoach.stories.wording import entries, words_of

__all__ = ["PRINCIPLES", "only_principles", "principles_in"]

# In the order in which Amazon numbers them, since people write "LP 3".
PRINCIPLES: Final = (
    "customer_obsession",
    "ownership",
    "invent_and_simplify",
    "are_right_a_lot",
    "learn_and_be_curious",
    "hire_and_develop_the_best",
    "insist_on_the_highest_standards",
    "think_big",
    "bias_for_action",
    "frugality",
    "earn_trust",
    "dive_deep",
    "have_backbone_disagree_and_commit",
    "deliver_results",
    "strive_to_be_earths_best_employer",
    "success_and_scale_bring_broad_responsibility",
)
_BREAKS: Final = re.compile(
    r"[,;、，；|/→·•\n>+()（）\[\]{}\"“”]|\s[-–—&]\s|^[-*•]\s|\b(?:primary|secondary|main|also)\b:?", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?:lp|principle|#)\s*#?\s*(\d{1,2})", re.IGNORECASE)
_STRENGTH: Final = re.compile(r"\s+(?:[-+○●◐~✓✔*]+|o)\s*$")  # how strongly a story shows it, by a legend
_NOISE: Final = re.compile(r"(?:amazon )?(?:lps?|principles?|leadership principles?|leadership|[\d\W_]*)")


@cache
def _names() -> tuple[dict[tuple[str, ...], str], dict[str, str], dict[str, str]]:
    """Return names by words, names that stand alone, and letters."""
    anywhere: dict[tuple[str, ...], str] = {}
    alone: dict[str, str] = {}
    letters: dict[str, str] = {}
    for one in PRINCIPLES:
        place = ("principles", one)
        anywhere |= {tuple(words_of(name)): one for name in entries(*place, "anywhere")}
        alone |= {" ".join(words_of(name)): one for name in entries(*place, "alone") + entries(*place, "anywhere")}
        letters |= dict.fromkeys(entries(*place, "letters"), one)
    return anywhere, alone, letters


@cache
def _star_labels() -> frozenset[str]:
    return frozenset(" ".join(words_of(name)) for part in STAR_PARTS for name in entries("parts", part))


@lru_cache(maxsize=4096)
def principles_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the principles that a list names, in its order, and the entries that are none of them.

    "Action" and "Results" are short for two of them in a list of principles; by themselves they are labels of STAR.
    """
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")
    found, left = _full_names(text)
    unknown: list[str] = []
    labels: list[str] = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAKS.finditer(left)), (len(left), len(left))]:
        entry = left[start:end]
        one = _entry(entry)
        if one and " ".join(words_of(entry)) in _star_labels():
            labels.append(entry.strip())
        if one:
            found.append((start, one))
        elif one is None:
            unknown.append(entry.strip(" \t*`#.:-–—!?&'’"))
        start = after
    if labels and len(labels) == len(found):
        return (), tuple(dict.fromkeys([*labels, *unknown]))
    return tuple(dict.fromkeys(one for _, one in sorted(found))), tuple(dict.fromkeys(unknown))


def only_principles(text: str) -> bool:
    """Whether a text is a list of principles and nothing else."""
    known, unknown = principles_in(text)
    return bool(known) and not unknown


def _full_names(text: str) -> tuple[list[tuple[int, str]], str]:
    """Take full names out of a text, wherever they stand, so that no comma of theirs parts a list."""
    anywhere, _, _ = _names()
    longest = max(map(len, anywhere))
    spots = [(m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text)]
    words = [words_of(text[start:end]) for start, end in spots]
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(spots):
        for until in range(min(len(spots), at + longest + 3), at, -1):
            one = anywhere.get(tuple(word for several in words[at:until] for word in several))
            if one and words[at] and words[until - 1]:
                start, end = spots[at][0], spots[until - 1][1]
                found.append((start, one))
                text = text[:start] + "," * (end - start) + text[end:]
                at = until - 1
                break
        at += 1
    return found, text


def _entry(entry: str) -> str | None:
    """Read an entry that holds no full name: letters, a number, a short name, a slip; None is unknown, "" nothing."""
    _, alone, letters = _names()
    bare = _STRENGTH.sub("", entry).strip(" \t*`.:-–—!?'’")
    key = " ".join(words_of(bare))
    number = _NUMBER.fullmatch(bare)
    if number and 1 <= int(number[1]) <= len(PRINCIPLES):
        return PRINCIPLES[int(number[1]) - 1]
    short = bare.strip("#").upper() if 2 < len(bare) < 7 else bare
    if short in letters:
        return letters[short]
    if _NOISE.fullmatch(key):
        return ""
    if key in alone:
        return alone[key]
    if not 4 < len(key) < 60:
        return None
    # The likeness of ``difflib`` is never above the one of Indel, which is quick to rule nearly every line out.
    maybe = [
        name
        for name, *_ in process.extract(
            key, alone.keys(), scorer=Indel.normalized_similarity, limit=None, score_cutoff=0.79
        )
    ]
    close = get_close_matches(key, maybe, 1, 0.8)
    return alone[close[0]] if close else None
