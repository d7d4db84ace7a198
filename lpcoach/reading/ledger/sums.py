"""Sums that one sentence does and gets wrong: a part of a count, parts of a whole, a change in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lpcoach.reading.ledger.told import Clash, Loop

__all__ = ["wrong_sums"]

_N: Final = r"(\d[\d,]*(?:\.\d+)?)"
_PERCENT: Final = r"(?:%| percent)"
_SO: Final = r"(?:so|that's|that is|that makes|which is|which makes|i\.e\.|or|meaning|hence|making it|=)"
_CHANGE: Final = (
    r"(?:reduction|drop|fall|decrease|rise|increase|cut|improvement|saving|less|more|lower|higher|down|up|by|fewer)"
)
_PART: Final = (
    re.compile(
        rf"\bof (?:the |our |all |these |those )?(?P<whole>{_N})[^.;%]*?, "
        rf"(?P<part>{_N})(?![\d,.]*\s?{_PERCENT})[^;]*?[,(] ?{_SO}\b[^;\d]*(?P<share>{_N}) ?{_PERCENT}"
    ),
    re.compile(
        rf"(?P<part>{_N}) (?:out )?of (?:the |our |all |these |those )?(?P<whole>{_N})\b[^;\d]{{0,60}}[,(] "
        rf"?{_SO}\b[^;\d]*(?P<share>{_N}) ?{_PERCENT}"
    ),
)
_FROM_TO: Final = (
    re.compile(
        rf"\bfrom [^\d;.,]?(?P<a>{_N}) ?(?P<u>%|[a-z]*)(?: [^\d;.]*| in [\d,]+ )to [^\d;.,]?(?P<b>{_N})(?: in "
        rf"[\d,]+|[^;,\d]){{0,40}}[,(] ?(?:{_SO}|an?|by)\b[^;,\d]{{0,30}}?\b{_CHANGE}\b[^;\d]*(?P<by>{_N}) "
        rf"?{_PERCENT}"
    ),
    re.compile(
        rf"\b{_CHANGE} (?:of |by )?(?:about |around |roughly )?(?P<by>{_N}) ?{_PERCENT}[^;\d]{{0,30}}\bfrom "
        rf"[^\d;.,]?(?P<a>{_N}) ?(?P<u>%|[a-z]*)[^\d;.]*\bto [^\d;.,]?(?P<b>{_N})"
    ),
)
_LIST: Final = re.compile(rf"\bof (?:the|our|these|those) (?P<whole>{_N})(?: [a-z]+)?, (?P<parts>[^;:]*)$")
_ANY: Final = re.compile(rf"{_N} ?(%|percent)?")


def wrong_sums(loop: Loop) -> Iterator[Clash]:
    """Each wrong sum with the figures it is made of and what it says that they make."""
    for told in loop.told:
        for said, left, right in (*_parts(told.low), *_changes(told.low), *_lists(told.low), *_shares(told.low)):
            a, b = told.sentence.quote(*left), told.sentence.quote(*right)
            yield Clash(told.story, a, told.story, b, "number", said)


_Found = tuple[str, tuple[int, int], tuple[int, int]]


def _of(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def _off(right: float, said: float) -> bool:
    """Whether what is said is off by more than rounding can explain."""
    return abs(right - said) > max(2.0, 0.08 * max(right, said))


def _parts(low: str) -> Iterator[_Found]:
    """300 of 400 are not 85%."""
    for form in _PART:
        for found in form.finditer(low):
            whole, part, share = (_of(found[name]) for name in ("whole", "part", "share"))
            if (
                whole >= 10
                and part < whole
                and _off(part / whole * 100, share)
                and _off(100 - part / whole * 100, share)
            ):
                said = f"{found['part']} of {found['whole']} is {part / whole * 100:.0f}%, not {found['share']}%"
                yield said, found.span("part"), found.span("share")


def _changes(low: str) -> Iterator[_Found]:
    """From 8 to 2 is no fall by 60%."""
    for form in _FROM_TO:
        for found in form.finditer(low):
            a, b, by = (_of(found[name]) for name in ("a", "b", "by"))
            ways = [abs(b - a) / each * 100 for each in (a, b) if each > 0] + (
                [abs(b - a)] if found["u"] == "%" else []
            )
            if a != b and len(ways) > 1 and all(_off(way, by) for way in ways):
                yield (
                    f"from {found['a']} to {found['b']} is {ways[0]:.0f}%, not {found['by']}%",
                    found.span("a"),
                    found.span("by"),
                )


def _lists(low: str) -> Iterator[_Found]:
    """Three parts or more that make more than their whole."""
    found = _LIST.search(low)
    if not found:
        return
    parts = [_of(each[1]) for each in _ANY.finditer(found["parts"]) if not each[2]]
    whole = _of(found["whole"])
    if len(parts) >= 3 and max(parts) < whole and min(parts) >= 0.05 * whole and sum(parts) > 1.02 * whole:
        yield f"the parts make {sum(parts):,.0f}, not {found['whole']}", found.span("whole"), found.span("parts")


def _shares(low: str) -> Iterator[_Found]:
    """Counts and their shares side by side, one of which fits and one does not."""
    numbers = list(_ANY.finditer(low))
    counts = [each for each in numbers if not each[2]]
    shares = [each for each in numbers if each[2]]
    if len(shares) < 2 or len(counts) != len(shares) + 1 or shares[0].start() < counts[-1].start():
        return
    whole, *parts = (_of(each[1]) for each in counts)
    if whole < 20 or max(parts) >= whole:
        return
    fits = [abs(part / whole * 100 - _of(share[1])) <= 0.6 for part, share in zip(parts, shares, strict=True)]
    if any(fits) and not all(fits):
        wrong = fits.index(False)
        said = f"{parts[wrong]:g} of {whole:g} is {parts[wrong] / whole * 100:.1f}%, not {shares[wrong][1]}%"
        yield said, counts[wrong + 1].span(), shares[wrong].span()
