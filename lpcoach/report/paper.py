"""HTML files that stand alone: one document, no request, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lpcoach.content.models import Pack
from lpcoach.content.terms import CRITERIA, CriterionId
from lpcoach.content.words import Words
from lpcoach.report.practice import practice_values
from lpcoach.session.rated import Rated
from lpcoach.session.types import Session

__all__ = ["debrief_html", "part", "rendered"]

FOLDER = Path(__file__).parent / "templates"
STRENGTHS = (("strong", "Strong"), ("shown", "Shown"), ("not_shown", "Not shown"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def part(name: str) -> Markup:
    """A stylesheet or script of the package, put into the document as it stands."""
    return Markup((FOLDER / name).read_text("utf-8"))


def rendered(template: str, **values: Any) -> str:  # noqa: ANN401 - what a template takes is its own matter
    """A whole document."""
    return _environment().get_template(template).render(css=part("paper.css"), **values)


def debrief_html(practices: Sequence[tuple[Session, Rated | None]], pack: Pack, *, numbers: bool = True) -> str:
    """Each debrief on its first two pages, the texts behind it; without ``numbers`` levels are words alone."""
    title = "Debriefs" if len(practices) > 1 else "Debrief"
    bodies = [Markup(_body(session, pack, rated, numbers=numbers)) for session, rated in practices]
    return rendered("debrief.html.j2", title=title, bodies=bodies)


def _body(session: Session, pack: Pack, rated: Rated | None, *, numbers: bool) -> str:
    words = Words(pack)
    return rendered(
        "debrief_body.html.j2",
        **practice_values(session, pack, rated),
        numbers=numbers,
        criteria=[_row(criterion, rated, words) for criterion in CRITERIA] if rated else [],
        principles=_principles(rated, words) if rated else [],
    )


def _row(criterion: CriterionId, rated: Rated, words: Words) -> dict[str, Any]:
    median = rated.debrief.medians[criterion]
    own = rated.session.own.levels.get(criterion) if rated.session.own else None
    cells = [
        {
            "level": story.rating.criteria[criterion].level,
            "word": words.level(story.rating.criteria[criterion].level),
            "band": words.band(story.rating.bands.get(criterion)),
        }
        for story in rated.stories
    ]
    name = words.criteria[criterion]
    own_word = words.level(own) if own else ""
    return {
        "name": name,
        "cells": cells,
        "median": median,
        "word": words.level(median),
        "own": own,
        "own_word": own_word,
    }


def _principles(rated: Rated, words: Words) -> list[tuple[str, list[str]]]:
    found = rated.debrief.principles
    return [
        (name, [words.principles[principle] for principle, each in found.items() if each.strength == strength])
        for strength, name in STRENGTHS
    ]
