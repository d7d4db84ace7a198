"""Markup for the pages: templates with autoescape on, and the few filters that say times and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lpcoach.content.places import machine
from lpcoach.content.words import counted
from lpcoach.interviewer.types import StoryQuote

__all__ = ["clock_words", "day", "render", "spoken"]


def spoken(text: str) -> str:
    """How long a text takes aloud at 140 words a minute, as people say it."""
    seconds = round(len(text.split()) * 60 / 140)
    if seconds < 90:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes, rest = divmod((seconds + 5) // 10 * 10, 60)  # as the browser rounds, and not to even
    return f"{minutes} min {rest}" if rest else f"{minutes} min"


def lasted(seconds: float) -> str:
    """A time that passed, from seconds to hours."""
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"over {counted(whole // 3600, 'hour')}"


def clock_words(at: datetime) -> str:
    """14:02, in the time of this machine."""
    return at.astimezone().strftime("%H:%M")


def _local(at: date | datetime) -> date:
    return at.astimezone().date() if isinstance(at, datetime) else at


def day(at: date | datetime) -> str:
    """24 November."""
    moment = _local(at)
    return f"{moment.day} {moment:%B}"


def short_day(at: date | datetime) -> str:
    """24 Nov."""
    moment = _local(at)
    return f"{moment.day} {moment:%b}"


def _where(place: str) -> str:
    return "first answer" if place == "answer" else f"reply {int(place.removeprefix('probe:')) + 1}"


def _clash(quotes: Sequence[StoryQuote]) -> bool:
    """Whether two quotes stand apart, to be held side by side; a figure inside its own clause does not."""
    if len(quotes) != 2:
        return False
    one, other = quotes
    if (one.story, one.quote.where) != (other.story, other.quote.where):
        return True
    return one.quote.end <= other.quote.start or other.quote.end <= one.quote.start


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n|\n", text) if part.strip()]


def _level(value: float) -> str:
    return f"{value:g}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["machine"] = machine
    environment.filters.update(
        clash=_clash,
        clock=clock_words,
        counted=counted,
        day=day,
        lasted=lasted,
        level=_level,
        paragraphs=_paragraphs,
        short_day=short_day,
        spoken=spoken,
        weekday=lambda at: f"{_local(at):%A}",
        where=_where,
        wordcount_plural=lambda text: counted(len(text.split()), "word"),
    )
    return environment


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - what a template takes is its own matter
    """The markup of ``template``; a value that it names and does not get is an error."""
    return _environment().get_template(f"{template}.html").render(**values)
