"""What a figure measures, whether it is from before or after a change, and when: as far as its sentence says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from lpcoach.reading.nouns import HEADS, MODIFIER_STOPS, listed
from lpcoach.reading.quantities import Quantity

__all__ = ["METRIC", "Moment", "moment", "noun", "subject", "when"]

Moment = Literal["", "before", "after"]
_MODIFIER: Final = rf"(?!(?:into|over|under|of|{'|'.join(MODIFIER_STOPS)})\b)[a-z][a-z-]* "
_HEAD: Final = "|".join(sorted(HEADS["metric"], key=len, reverse=True))
METRIC: Final = re.compile(rf"\b(?:(?:{_MODIFIER})?(?:{_HEAD})|f1|wape|bleu|iou|ece)\b", re.IGNORECASE)
_ARTICLE: Final = r"(?:(?:the|a|an|our|my|their|its|all|these|those) )?"
_OF: Final = re.compile(rf"^ (?:more |fewer |less )?of {_ARTICLE}(?P<thing>[a-z][a-z-]*(?: [a-z][a-z-]*){{0,2}})")
_SAID_OF: Final = re.compile(
    rf"(?:^|[,;:(] |\b(?:and|but|so|because|since|as|while|that|then) ){_ARTICLE}(?P<thing>[a-z][a-z'-]*(?: "
    rf"[a-z][a-z'-]*){{0,4}}?) "
    r"(?:had |has |have |now )?(?:was|were|is|are|cost|came to|took|takes|lasted|fell|dropped|rose|went|grew|stood|"
    r"sat|came|"
    r"improved|climbed|shrank|stayed|reached)\b[^,;:.]{0,40}$"
)
_BARE: Final = re.compile(r"(?:^|[,;:] )(?P<thing>[a-z][a-z0-9-]*(?: [a-z-]+)?) $")  # "Instances 96 to 52"
_NOBODY: Final = listed(
    "i we it he she they that this there which who what you one about around some roughly only just in at on for "
    "from by to with was were is are until after before over"
)
_JOINTS: Final = listed("and but or so then")
_STOP: Final = re.compile(
    rf"^(?:overall|total|altogether|here|there|on|in|for|and|but|or|since|because|when|while|until|with|who|where|"
    rf"whom|could|can|would|should|will|plus|per|within|later|ago|"
    rf"away|"
    rf"maybe|now|then|also|too|did|made|went|came|got|were|apart|left|right|so|{'|'.join(MODIFIER_STOPS)})$"
)
_APART: Final = re.compile(r"\d[^,;]*[,;]|[;:(]")  # another figure's part of the sentence lies between
_MOVED: Final = re.compile(
    r"\b(?:went|go|going|fell|falls|dropped|rose|grew|cut|moved|improved|climbed|came|got|changed?|lowered|raised|"
    r"brought|"
    r"took|reduced|increased|decreased|down|up|shrank)\b[^;]*\bfrom\b|→|->"
)
_FROM: Final = re.compile(r"\bfrom(?: [a-z]+){0,2} $")
_TO: Final = re.compile(r"\b(?:to|now)(?: (?:about|around|under|a|just|some))* $|(?:→|->) ?$")
_BEFORE: Final = re.compile(r"\b(?:used to|at first|had been|previously|originally|baseline|until then)\b")
_AFTER: Final = re.compile(r"\b(?:now|afterwards|since then|today|these days|ended (?:up )?at|by the end)\b")
_OLD: Final = re.compile(r"\bold\b(?: [a-z]+){0,2} $")
_NEW: Final = re.compile(r"\bnew\b(?: [a-z]+){0,2} $")
_RANGE: Final = re.compile(r"\b(?:from|ci|between|interval|range|scale)\b[^,;]*$|\([^)]*$")
_EDGE: Final = re.compile(r"[,;:()]| but | and ")
_WHEN: Final = re.compile(
    r"\b(?:(?:in|by|during|since|at|over|within|for|until) )?(?:the |that |this |last |next |our )?(?:first|second|"
    r"third|"
    r"fourth|last|next|following|same|early|late|mid)[ -](?:\w+ )?(?:spring|summer|autumn|fall|winter|month|quarter|"
    r"half year|"
    r"week|year|season|night|day)s?\b|\b(?:last|this|that|next) (?:spring|summer|autumn|winter|month|quarter|week|"
    r"year|season)\b|"
    r"\bafter (?:the )?(?:\w+ )?(?:launch|rollout|release|change|fix|\w+ (?:weeks|months|days|years))\b|"
    r"\b\w+ (?:days|weeks|months|years) (?:later|after|before|earlier|on)\b|\bin (?:the )?(?:spring|summer|autumn|"
    r"winter)\b|"
    r"\bin (?:week|month|year) \w+\b"
)


def noun(quantity: Quantity, low: str) -> str:
    """What is counted: the first plural among the next words, or the word behind the number."""
    if quantity.family != "count" or not quantity.unit:
        return quantity.unit
    near: list[str] = []
    for word in re.findall(r"^(?:/[\d.,]+|\+)? ?((?:[a-z][a-z'-]* ?){1,3})", low[quantity.end :])[:1]:
        for each in word.split():
            if _STOP.match(each):
                break
            near.append(each)
    plural = [each for each in near if each.endswith("s") and not each.endswith(("ss", "us", "is"))]
    if plural:
        return plural[0]
    return near[0] if near and near[0] == quantity.unit and not near[0].endswith(("ly", "ing", "ed", "self")) else ""


def subject(quantity: Quantity, unit: str, low: str, metrics: Sequence[re.Match[str]]) -> str:
    """What is measured: what is counted, the whole of a share, the metric beside it, or what its verb is said of."""
    if quantity.family == "count" and unit:
        return unit
    whole = _OF.match(low[quantity.end :]) if quantity.family == "share" else None
    if whole and not _STOP.match(whole["thing"].split()[0]):
        return _cut(whole["thing"])
    before = [metric for metric in metrics if metric.start() < quantity.start]
    near = [metric for metric in before[-1:] or metrics[:1] if not _APART.search(low[metric.end() : quantity.start])]
    if near:
        return near[0].group().strip()
    said = _SAID_OF.search(low[: quantity.start]) or _BARE.search(low[: quantity.start])
    return _cut(said["thing"]) if said and not _NOBODY & set(said["thing"].split()) else ""


def _cut(thing: str) -> str:
    """A phrase up to the first word that cannot stand in it."""
    kept: list[str] = []
    for word in thing.split():
        if not kept and word in _JOINTS:
            continue
        if kept and _STOP.match(word):
            break
        kept.append(word)
    return " ".join(kept)


def moment(start: int, end: int, low: str) -> Moment:
    """Whether a value is said of before or after a change: "from 4 to 3", "was 12, now 9"."""
    before = low[:start]
    if re.match(r" to [^\w ]?\d", low[end:]) and not _RANGE.search(before):
        return "before"
    if re.search(r"\d[^\s,;]* to [^\w ]?$", before) and not _RANGE.search(before):
        return "after"
    moved = _MOVED.search(before) is not None
    if moved and _FROM.search(before) and re.search(r"\bto\b|→|->|\bnow\b", low[end:]):
        return "before"
    if moved and _TO.search(before):
        return "after"
    clause = _EDGE.split(before)[-1] + low[start : end + 1] + _EDGE.split(low[end:])[0]
    was = _BEFORE.search(clause) or _OLD.search(before) or re.match(r" old\b", low[end:])
    now = _AFTER.search(clause) or _NEW.search(before) or re.match(r" new\b", low[end:])
    if bool(was) == bool(now):
        return ""
    return "before" if was else "after"


def when(low: str, dates: Sequence[str]) -> str:
    """The first time that the sentence names, a date before all else."""
    if dates:
        return dates[0]
    found = _WHEN.search(low)
    return found.group().strip() if found else ""
