"""From a model's filled form to a rating: quotes looked up, points without one struck out, levels computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from types import MappingProxyType
from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from lpcoach.content.models import LeadQuestion, Pack
from lpcoach.content.terms import CRITERIA, LAYERS, CriterionId, FlagId, LayerId, SignalId
from lpcoach.reading.addressed import addressed
from lpcoach.reading.quoting import find_quote
from lpcoach.reading.types import Evidence, Quote, Reading, Thread
from lpcoach.scoring.grading_checks import CHECKS, Check, levels_of, overall_of
from lpcoach.scoring.levels import HIGHEST, SIGNALS_OF
from lpcoach.scoring.principles import shown
from lpcoach.scoring.types import CriterionRating, FlagRating, Rated, Rating

__all__ = ["Point", "Verdict", "highest_of", "rated", "verdict_of"]

ABOVE: Final = 1  # levels above the embedded rater's; raters' levels on unseen writers lie higher in 9 of 456 cases
_OFTEN: Final = 2  # checks of one criterion that one quote may carry
_LONGEST: Final = 40  # words of a quote
_CITED: Final = 4  # words from which what stands beside a no is meant as a quote, and is not "none" or "not told"
_SEEN, _MISSING = 5, 4
_BAD: Final[Mapping[str, FlagId]] = {"unsafe": "unsafe", "novelty": "novelty"}


class Point(BaseModel):
    """One check, the evidence before the verdict."""

    model_config = ConfigDict(extra="forbid", strict=True)

    quote: str = Field(
        max_length=600, json_schema_extra={"maxLength": 220}
    )  # a model is held shorter than it is checked
    reason: str = Field(max_length=600, json_schema_extra={"maxLength": 140})
    holds: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sample: the checks that hold with their checked quotes, and the levels that follow.

    ``void`` is empty, or why nothing follows from it: who claims much and shows nothing has not rated the text.
    """

    items: Mapping[str, Evidence]
    levels: Mapping[Rated, int]
    struck: int
    held: int
    void: str = ""


def highest_of(embedded: Rating) -> dict[Rated, int]:
    """The highest levels that a model may give: a bound by code on whatever talks a model into more."""
    marks: dict[Rated, int | None] = {"overall": embedded.overall}
    marks.update({name: found.level for name, found in embedded.criteria.items()})
    return {name: (mark or 1) + ABOVE for name, mark in marks.items()}


def verdict_of(
    points: Mapping[str, Point], thread: Thread, reading: Reading, highest: Mapping[Rated, int] = MappingProxyType({})
) -> Verdict:
    """The verdict that the points carry; a point without a verified quote that can show it does not count."""
    items: dict[str, Evidence] = {}
    used: Counter[tuple[CriterionId, Quote]] = Counter()
    struck = 0
    for check in CHECKS:
        point = points.get(check.id)
        if point is None or not point.holds:
            continue
        quote = _verified(point.quote, check, thread)
        if quote is None or used[check.criterion, quote] >= _OFTEN:
            struck += 1
            continue
        used[check.criterion, quote] += 1
        layer: LayerId | None = next((name for name in LAYERS if name == check.id), None)
        items[check.id] = Evidence(check.signal, quote, check.strength, layer)
    found = levels_of(items.keys())
    contradiction = any(item.strength > 1 for item in reading.of("contradiction"))
    if contradiction:
        found["evidence"] = min(found["evidence"], 2)
    off = any(item.strength > 1 for item in reading.of("off_question"))
    given = dict(found)
    for name, level in given.items():
        found[name] = min(level, highest.get(name, level))
    whole = overall_of(found, unsafe="unsafe" in items, off_question=off, contradiction=contradiction)
    levels: dict[Rated, int] = {"overall": min(whole, highest.get("overall", whole))}
    levels.update(found.items())
    held = sum(found[name] < level for name, level in given.items())
    return Verdict(items, levels, struck, held, "" if items.keys() - _BAD.keys() else _void(points, thread))


def _void(points: Mapping[str, Point], thread: Thread) -> str:
    """Why a form in which nothing good stood the checks is no verdict; empty for an honest no to everything."""
    if not any(point.holds or point.quote.strip() or point.reason.strip() for point in points.values()):
        return "the form came back empty"
    claimed = [point for name, point in points.items() if point.holds and name not in _BAD]
    cited = [point for point in points.values() if point.holds or len(point.quote.split()) >= _CITED]
    if cited and not any(find_quote(thread, point.quote, lambda quote: _is_told(thread, quote)) for point in cited):
        return "no quote of the model is in your text"
    return "no quote of the model shows what it claims" if claimed else ""


def _verified(given: str, check: Check, thread: Thread) -> Quote | None:
    if not 2 <= len(given.split()) <= _LONGEST or not check.borne_by(given):
        return None
    return find_quote(thread, given, lambda quote: _is_told(thread, quote))


def _is_told(thread: Thread, quote: Quote) -> bool:
    return all(quote.end <= start or end <= quote.start for start, end in addressed(thread.text(quote.where)))


def rated(
    verdicts: Sequence[Verdict], reading: Reading, pack: Pack, question: LeadQuestion | None, rater: str
) -> Rating:
    """The rating of the samples: the median of each level with its spread, quotes of a sample that gave it."""
    names: tuple[Rated, ...] = get_args(Literal["overall", "evidence", "depth", "alignment", "bar"])
    levels = {name: median_low([verdict.levels[name] for verdict in verdicts]) for name in names}
    spread = {name: (min(v.levels[name] for v in verdicts), max(v.levels[name] for v in verdicts)) for name in names}
    chosen = {c: next(v for v in verdicts if v.levels[c] == levels[c]) for c in CRITERIA}
    principles = shown(reading, pack, question, levels["alignment"])
    return Rating(
        rater=rater,
        overall=levels["overall"],
        criteria={c: _criterion(c, levels[c], chosen[c], reading) for c in CRITERIA},
        flags=_flags(chosen, levels, reading),
        probes=dict(reading.probes),
        star=dict(reading.star),
        layers=_layers(chosen["depth"], reading),
        principles=tuple(name for name, _ in principles),
        principle_quotes=dict(principles),
        bands=spread if len(verdicts) > 1 else {},
    )


def _criterion(criterion: CriterionId, level: int, verdict: Verdict, reading: Reading) -> CriterionRating:
    mine = [check for check in CHECKS if check.criterion == criterion and check.id not in _BAD]
    seen = [verdict.items[check.id] for check in mine if check.id in verdict.items]
    seen.sort(key=lambda item: (-item.strength, SIGNALS_OF[criterion].index(item.signal)))
    full = {item.signal for item in seen if item.strength > 1}
    open_: list[SignalId] = [check.signal for check in mine if check.signal not in full]
    missing = () if level == HIGHEST else tuple(dict.fromkeys(open_))[:_MISSING]
    against = [verdict.items[name] for name in _BAD if criterion == "alignment" and name in verdict.items]
    if criterion == "evidence":
        against += [item for item in reading.of("contradiction") if item.strength > 1]
    return CriterionRating(level, tuple(seen[:_SEEN]), missing, tuple(against))


def _flags(
    chosen: Mapping[CriterionId, Verdict], levels: Mapping[Rated, int], reading: Reading
) -> dict[FlagId, FlagRating]:
    """What is there has a quote; what is absent follows from the checks that do not hold."""
    alignment, bar = chosen["alignment"].items, chosen["bar"].items
    found = {flag: alignment.get(name) for name, flag in _BAD.items()}
    own = {"own_action", "own_decision"} & alignment.keys()
    left = {"learning", "mechanism", "adoption"} & bar.keys()
    return {
        "team_credit": FlagRating(not own or levels["evidence"] == 1, reading.of("team_only")),
        "shallow": FlagRating(levels["depth"] <= 2),
        "novelty": FlagRating(found["novelty"] is not None, (found["novelty"],) if found["novelty"] else ()),
        "unsafe": FlagRating(found["unsafe"] is not None, (found["unsafe"],) if found["unsafe"] else ()),
        "no_learning": FlagRating(not left, reading.of("nothing_left")),
    }


def _layers(verdict: Verdict, reading: Reading) -> dict[LayerId, int]:
    """Explained where the check holds; else named at most, as the text was read."""
    return {layer: 2 if layer in verdict.items else min(1, reading.layers.get(layer, 0)) for layer in LAYERS}
