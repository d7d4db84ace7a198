"""A rating as JSON: the object of the rating guide for files, and a lossless form for the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lpcoach.content.terms import CRITERIA
from lpcoach.content.words import Words
from lpcoach.reading.types import Evidence, Quote
from lpcoach.scoring.types import CriterionRating, FlagRating, Rating

__all__ = ["dump_rating", "load_rating", "rating_object"]


def rating_object(rating: Rating, id: str, words: Words) -> dict[str, object]:
    """The object that ``lpcoach rate`` prints; scores are null where there is no rating.

    ``reasons`` says for each of ``quotes``, in order, what it shows, in the words of the pages.
    """
    scored = rating.unscored is None
    shown = {c: _shown(rating.criteria[c], words, id) for c in CRITERIA}
    return {
        "id": id,
        "overall": rating.overall,
        **{c: rating.criteria[c].level for c in CRITERIA},
        "red_flags": {f: flag.raised for f, flag in rating.flags.items()} if scored else None,
        "probes": dict(rating.probes) if scored else None,
        "star": dict(rating.star) if scored else None,
        "principles": list(rating.principles) if scored else None,
        "layers": dict(rating.layers) if scored else None,
        "quotes": {c: [asdict(quote) for quote in shown[c]] for c in CRITERIA},
        "reasons": {c: list(shown[c].values()) for c in CRITERIA},
        "missing": {c: [words.missing(signal, id) for signal in rating.criteria[c].missing] for c in CRITERIA},
        "against": {c: _quotes(rating.criteria[c].against) for c in CRITERIA},
        "flag_quotes": {f: _quotes(flag.evidence) for f, flag in rating.flags.items() if flag.raised},
        "rater": rating.rater,
        "bands": {name: list(band) for name, band in rating.bands.items()} if scored else None,
        "unscored": rating.unscored,
    }


def _shown(criterion: CriterionRating, words: Words, key: str) -> dict[Quote, str]:
    """Each quote with what it shows."""
    said = [(item.quote, words.seen(item.signal, key)) for item in criterion.seen]
    said += [(item.quote, words.likely(item.signal, key)) for item in criterion.likely]
    return {quote: " ".join(dict.fromkeys(one for other, one in said if other == quote)) for quote, _ in said}


def _quotes(items: tuple[Evidence, ...]) -> list[dict[str, object]]:
    return [asdict(quote) for quote in dict.fromkeys(item.quote for item in items)]


def dump_rating(rating: Rating) -> dict[str, Any]:
    """The rating as plain JSON values, nothing lost."""
    return {**asdict(rating), "principles": list(rating.principles)}


def load_rating(obj: Mapping[str, Any]) -> Rating:
    """The rating that ``dump_rating`` wrote, also after a way through JSON text."""
    return Rating(
        rater=obj["rater"],
        overall=obj["overall"],
        criteria={
            name: CriterionRating(
                c["level"],
                _items(c["seen"]),
                tuple(c["missing"]),
                _items(c["against"]),
                _items(c.get("likely", [])),  # older ratings have none
            )
            for name, c in obj["criteria"].items()
        },
        flags={name: FlagRating(f["raised"], _items(f["evidence"])) for name, f in obj["flags"].items()},
        probes=dict(obj["probes"]),
        star=dict(obj["star"]),
        layers=dict(obj["layers"]),
        principles=tuple(obj["principles"]),
        principle_quotes={name: _item(item) for name, item in obj["principle_quotes"].items()},
        unscored=obj["unscored"],
        bands={name: (low, high) for name, (low, high) in obj.get("bands", {}).items()},
    )


def _items(objs: list[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(_item(obj) for obj in objs)


def _item(obj: Mapping[str, Any]) -> Evidence:
    return Evidence(obj["signal"], Quote(**obj["quote"]), obj["strength"], obj["layer"], obj.get("weight", 1.0))
