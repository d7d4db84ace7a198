"""Whether one claim says another: the same date, or the same value in a unit that fits."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from lpcoach.reading.clauses import flat
from lpcoach.reading.dates import dates
from lpcoach.reading.ledger.told import stem
from lpcoach.reading.nouns import listed
from lpcoach.reading.types import Claim

__all__ = ["checkable", "says"]

_WORD: Final = re.compile(r"[a-z][a-z'-]*")
_MEASURED: Final = listed(
    "s % points bps times months usd eur gbp jpy inr chf cent fps qps rps tps hz khz mhz ghz kb mb gb tb pb kwh px db"
)
_SHARES: Final = frozenset({"%", "points"})
_STAFF: Final = listed(
    "people person persons engineers scientists developers devs analysts researchers colleagues teammates reports "
    "members folks fte ftes heads us"
)
_MONTH: Final = 20 * 86_400.0  # seconds; from there on a calendar's months are no exact number of days
_MONTH_OFF: Final = 0.0035  # twelve months, 52 weeks and 365 days are one year
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
_DISTINCT: Final = 3  # digits of a figure by which it is known without its unit


def checkable(claim: Claim) -> bool:
    """Whether it has a value or a date, and not words alone."""
    return claim.value is not None or claim.kind == "date"


def says(said: Claim, fact: Claim) -> bool:
    """Whether a claim of one text is a claim of another: the same date, or the same value in a unit that fits."""
    if "date" in (said.kind, fact.kind):
        return said.kind == fact.kind and any(
            mine.says(theirs) for theirs in dates(fact.token) for mine in dates(said.token)
        )
    return (_same_value(said, fact) and _same_unit(said, fact)) or _same_digits(said, fact) or _same_share(said, fact)


def _same_share(said: Claim, fact: Claim) -> bool:
    """Whether one is a bare fraction below one and the other the same in percent: a recall of 0.81 is 81%."""
    bare, other = (fact, said) if said.unit else (said, fact)
    if bare.unit or other.unit != "%" or bare.value is None or other.value is None or other.high is not None:
        return False
    return 0 < bare.value < 1 and isclose(bare.value * 100, other.value, rel_tol=1e-9)


def _same_digits(said: Claim, fact: Claim) -> bool:
    """Whether one gives a unit to a figure that stands bare in the other: beside that unit, or no everyday number."""
    bare, other = (fact, said) if said.unit else (said, fact)
    number = _FIGURE.search(other.token.replace(",", ""))
    if bare.unit or bare.value is None or other.unit not in _MEASURED or other.high is not None or number is None:
        return False
    if not isclose(float(number[0]), bare.value, rel_tol=1e-9):
        return False
    unit = re.escape(re.sub(r"[\d.,\s]", "", flat(other.token)))
    beside = unit and re.search(rf"(?<![a-z]){unit}(?![a-z])", flat(bare.quote.text))  # "55 minutes before, 42 after"
    return bool(beside) or max(map(_digits, (bare.token, other.token))) >= _DISTINCT


def _digits(token: str) -> int:
    """How many digits tell a figure apart; the noughts of 100, 12,000 and 0.81 do not."""
    digits = re.sub(r"\D", "", token).lstrip("0")
    return len(digits if "." in token else digits.rstrip("0"))


def _same_value(said: Claim, fact: Claim) -> bool:
    if said.value is None or fact.value is None:
        return False
    if fact.high is not None and said.high is None:
        return fact.value <= said.value <= fact.high
    tops = (said.high or said.value, fact.high or fact.value)
    off = _MONTH_OFF if fact.unit == "s" and fact.value > _MONTH else 1e-9
    return isclose(said.value, fact.value, rel_tol=off) and isclose(*tops, rel_tol=off)


def _same_unit(said: Claim, fact: Claim) -> bool:
    """A bare number fits what stands beside it; a measure fits itself; what is counted fits the same noun."""
    units = {said.unit, fact.unit}
    if len(units) == 1 or units == _SHARES or units <= _STAFF:
        return True
    if "" in units:
        bare, other = (said, fact) if not said.unit else (fact, said)
        written = other.unit == "times" or other.unit not in _MEASURED  # "3 times" is 3x
        return written and stem(other.unit) in _words(bare.quote.text)
    return not units & _MEASURED and len({stem(unit) for unit in units}) == 1


def _words(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(flat(text))}
