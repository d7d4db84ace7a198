"""Whether a text can be rated at all. What is off topic or an echo is rated; only these three are not."""

from __future__ import annotations

from lpcoach.reading.clauses import words
from lpcoach.reading.order import in_no_order

__all__ = ["COMMON", "FEWEST", "foreign", "why"]

FEWEST = 12
COMMON = frozenset(
    words(
        "the a an and or of to in is was it that i we you for on with as this be are at by from have had not but "
        "they he she my our so "
        "if what which when who how do did can no there their than then now all one would could should just about "
        "into more because"
    )
)
_OTHERS = frozenset(
    words(
        "der die das und ich wir nicht ist war ein eine mit den dem auf für von zu sie es haben wurde dass auch "
        "als le la les et je "
        "nous pas est était un une avec des du dans sur pour que qui ont a été au ce il el los las y yo no es fue "
        "con en de por "
        "para se lo como más o os e eu nós não foi com um uma em do da na mas gli io noi non è di che per sono era "
        "del della het "
        "een ik wij niet was met van dat op te zijn aan voor jag vi och att det som på är inte med för jeg og ikke "
        "er til av "
        "nie się jest z że bardzo był było w i"
    )
)
_SHARED = COMMON & _OTHERS


def why(text: str) -> str | None:
    """The reason why ``text`` is not rated, or None."""
    found = words(text)
    if not found:
        return "empty"
    if len(found) < FEWEST:
        return "too short to rate"
    if foreign(text, found):
        return "not scored: English only"
    return "the words stand in no order" if in_no_order(text) else None


def foreign(text: str, found: list[str]) -> bool:
    """Whether a text with these words is in another language than English."""
    letters = [c for c in text if c.isalpha()]
    if sum(ord(c) > 0x24F for c in letters) > 0.5 * len(letters):
        return True
    english = sum(word in COMMON and word not in _SHARED for word in found)
    other = sum(word in _OTHERS and word not in _SHARED for word in found)
    return other >= 3 and other > 2 * english
