"""Whether words stand in an order that English makes: shuffled words say nothing, whatever words they are."""

from __future__ import annotations

import re
from itertools import pairwise

from lpcoach.reading.clauses import flat
from lpcoach.reading.nouns import listed

__all__ = ["in_no_order"]

_TOKEN = re.compile(r"[a-z']+|[^\sa-z']")
_ARTICLES = listed("the a an my our your their")
_PREPOSITIONS = listed("of with from at by into for")
_LINKS = listed("was were is are had has have been be and or but because if when we i they he of to with from by into")
_AFTER_PREPOSITION = listed("was were is are had has have been and or but of because we i they he") - {"of"}
_SUBJECTS = listed("i we they he")
_AFTER_SUBJECT = _ARTICLES | listed("of with from at by into and but is he we they i")
_FEWEST = 6  # places that could tell
_BROKEN = 3
_SHARE = 0.1


def in_no_order(text: str) -> bool:
    """Whether articles and prepositions often stand before words that cannot follow them."""
    places = broken = 0
    for word, following in pairwise(_TOKEN.findall(flat(text))):
        if word in _ARTICLES:
            places += 1
            broken += following in _LINKS or following in _ARTICLES
        elif word in _PREPOSITIONS:
            places += 1
            broken += following in _AFTER_PREPOSITION
        elif word in _SUBJECTS:
            places += 1
            broken += following in _AFTER_SUBJECT
    return places >= _FEWEST and broken >= _BROKEN and broken > _SHARE * places
