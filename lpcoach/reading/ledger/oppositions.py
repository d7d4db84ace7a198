"""Pairs of sentences that deny each other in words, where they speak of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lpcoach.reading.ledger.forms import ELSEWHERE, OPPOSITIONS, Opposition
from lpcoach.reading.ledger.told import Clash, Loop, Told, clash

__all__ = ["opposed"]


def opposed(loop: Loop) -> Iterator[Clash]:
    """Every pair of sentences at different places that deny each other about one thing, the closest first."""
    for opposition in OPPOSITIONS:
        ones = _fitting(loop, opposition.one, opposition.other)
        others = _fitting(loop, opposition.other, None)
        for denial, matched in others:
            near = [
                (loop.shared(told.near, denial.around | denial.topic), told, found)
                for told, found in ones
                if told.place != denial.place
            ]
            near = [one for one in near if one[0] >= _needed(loop, opposition, one[1], denial)]
            if near:
                _, told, found = max(near, key=lambda one: (one[0], -one[1].order))
                yield clash(told, found, denial, matched, (opposition.type, opposition.why))


def _fitting(loop: Loop, form: re.Pattern[str], unless: re.Pattern[str] | None) -> list[tuple[Told, re.Match[str]]]:
    return [
        (told, found)
        for told in loop.told
        if (found := form.search(told.low))
        and not ELSEWHERE.search(told.low)
        and not (unless and unless.search(told.low))
    ]


def _needed(loop: Loop, opposition: Opposition, one: Told, other: Told) -> float:
    if one.story == other.story:
        return opposition.within
    return opposition.akin if loop.akin(one, other) else opposition.across
