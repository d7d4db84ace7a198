"""The blind rating packet: answers without scores for a friend, the small file that comes back, and what it shows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lpcoach.content.models import Pack
from lpcoach.content.terms import CRITERIA, Vote
from lpcoach.content.words import VOTE_WORDS, Words
from lpcoach.errors import InputError
from lpcoach.report.paper import part, rendered
from lpcoach.scoring.types import Rated as Part
from lpcoach.session.rated import Rated, RatedStory
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session

__all__ = ["FriendRatings", "agreement_values", "friend_ratings", "packet_html"]

PARTS: Final[tuple[Part, ...]] = (*CRITERIA, "overall")
APART: Final = 2  # levels between two raters from which they should talk
Level = Annotated[int, Field(ge=1, le=5)] | None


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FriendStory(_Part):
    """A friend's levels of one story; None where it was left open."""

    story: Annotated[int, Field(ge=0, le=9)]
    evidence: Level
    depth: Level
    alignment: Level
    bar: Level
    overall: Level
    note: Annotated[str, Field(max_length=4000)] = ""


class FriendRatings(_Part):
    """The small file that a friend sends back."""

    lpcoach_packet: int
    practice: str
    name: Annotated[str, Field(max_length=200)] = ""
    vote: Vote | None = None
    stories: Annotated[tuple[FriendStory, ...], Field(min_length=1, strict=False)]


def packet_html(session: Session, pack: Pack) -> str:
    """The packet of a practice: questions, answers and the guide, no score and no mark."""
    script = part("packet.js")
    told = [
        {"story": story, "turns": [(each.question, each.answer), *((r.question, r.answer) for r in each.probes)]}
        for story, each in ((n, thread(session, n)) for n in stories(session))
        if each.answer.strip() or each.probes
    ]
    words = Words(pack)
    return rendered(
        "packet.html.j2",
        session=session,
        title=pack.pack.title,
        stories=told,
        criteria=pack.rubric.criteria,
        overall=pack.rubric.overall,
        level_words=pack.rubric.level_words,
        parts=[{"id": name, "name": "Overall" if name == "overall" else words.criteria[name]} for name in PARTS],
        votes=list(VOTE_WORDS.items()),
        disclaimer=pack.pack.disclaimer,
        script=script,
        digest=base64.b64encode(hashlib.sha256(str(script).encode()).digest()).decode(),
    )


def friend_ratings(found: Mapping[str, Any]) -> FriendRatings:
    """The file, checked; InputError with what is wrong and where."""
    number = found.get("lpcoach_packet")
    if isinstance(number, int) and number > 1:
        raise InputError("The ratings were written by a newer packet. Make a new packet with this version.")
    try:
        read = FriendRatings.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "the file"
        raise InputError(f"The ratings cannot be used: {place}: {fault['msg']}. Ask for the file again.") from None
    if len({each.story for each in read.stories}) < len(read.stories):
        raise InputError("The ratings cannot be used: one story is rated twice. Ask for the file again.")
    return read


@dataclass(frozen=True, slots=True)
class _Pair:
    """One level by a friend and by the rater."""

    told: RatedStory
    part: Part
    theirs: int
    given: int

    @property
    def apart(self) -> int:
        return abs(self.theirs - self.given)


def agreement_values(rated: Rated, friend: FriendRatings, words: Words) -> dict[str, Any]:
    """Agreement by criterion, and where to talk, the widest difference first."""
    pairs = _pairs(rated, friend)
    rows = []
    for name in PARTS:
        mine = [pair for pair in pairs if pair.part == name]
        if mine:
            rows.append({"name": _name(name, words), "cells": [_cell(p, words) for p in mine], "sum": _sum(mine)})
    wide = sorted((pair for pair in pairs if pair.apart >= APART), key=lambda pair: -pair.apart)
    return {
        "who": friend.name or "Your friend",
        "vote": VOTE_WORDS[friend.vote] if friend.vote else "",
        "rows": rows,
        "talk": [_talk(pair, words, rated.session.id) for pair in wide],
        "notes": [(each.story, each.note) for each in friend.stories if each.note.strip()],
    }


def _pairs(rated: Rated, friend: FriendRatings) -> list[_Pair]:
    by_story = {each.story: each for each in friend.stories}
    found = []
    for told in rated.stories:
        theirs = by_story.get(told.story)
        for name in PARTS if theirs else ():
            given = told.rating.overall if name == "overall" else told.rating.criteria[name].level
            level = getattr(theirs, name)
            if given is not None and level is not None:
                found.append(_Pair(told, name, level, given))
    return found


def _name(name: Part, words: Words) -> str:
    return "Overall" if name == "overall" else words.criteria[name]


def _cell(pair: _Pair, words: Words) -> dict[str, Any]:
    return {
        "story": pair.told.story,
        "theirs": pair.theirs,
        "theirs_word": words.level(pair.theirs),
        "given": pair.given,
        "given_word": words.level(pair.given),
    }


def _sum(pairs: list[_Pair]) -> str:
    same, near = (sum(pair.apart == n for pair in pairs) for n in (0, 1))
    far = len(pairs) - same - near
    said = [f"{n} {word}" for n, word in ((same, "the same"), (near, "one level apart"), (far, "further apart")) if n]
    return ", ".join(said)


def _talk(pair: _Pair, words: Words, key: str) -> dict[str, Any]:
    higher = "higher" if pair.theirs > pair.given else "lower"
    criterion = pair.told.rating.criteria["evidence" if pair.part == "overall" else pair.part]
    seen = next((item.quote.text for item in (*criterion.seen, *criterion.likely)), "")
    missing = words.missing(criterion.missing[0], f"{key}{pair.told.story}") if criterion.missing else ""
    return {
        "story": pair.told.story,
        "name": _name(pair.part, words),
        "higher": higher,
        "theirs": words.level(pair.theirs),
        "given": words.level(pair.given),
        "quote": seen,
        "missing": missing,
    }
