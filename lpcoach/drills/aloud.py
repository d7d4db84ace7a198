"""Tell it aloud: when the probe breaks in, and how a telling of a stated length came out."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from random import Random
from typing import Final, Literal

from lpcoach.session.clock import WORDS_A_MINUTE, spoken_seconds, words_of

__all__ = ["FORMS", "SECONDS", "Form", "Length", "breaks_in", "length"]

SECONDS: Final = 240
_EARLIEST, _LATEST = 30, 210  # a probe neither in the first sentence nor after the last
FormId = Literal["headline", "short", "whole"]


def breaks_in(seed: int) -> int:
    """The second at which the probe comes; the same for the same seed, and anywhere in between."""
    return Random(seed).randint(_EARLIEST, _LATEST)


@dataclass(frozen=True, slots=True)
class Form:
    """A length that the loop asks for: seconds aimed at, and from where it is too short or too long."""

    id: FormId
    name: str
    aim: int
    least: int
    most: int

    @property
    def words(self) -> int:
        """Words aimed at."""
        return round(self.aim * WORDS_A_MINUTE / 60)

    def unkept(self, text: str) -> str:
        """Why a text is not kept as the story's own in this form; empty where it can be, a third over the limit too."""
        seconds, most = spoken_seconds(words_of(text)), self.most * 4 // 3
        if self.least <= seconds <= most:
            return ""
        what = "Shorter than" if seconds < self.least else "Longer than"
        return f"{what} {self.least if seconds < self.least else most} s it is not kept as the story’s {self.part}."

    @property
    def part(self) -> str:
        """The part of a story that it can become; empty for a length that no story keeps."""
        return {"headline": "headline", "whole": "telling"}.get(self.id, "")


FORMS: Final = (
    Form("headline", "Headline, 30 s", 30, 20, 45),
    Form("short", "Short telling, 90 s", 90, 70, 110),
    Form("whole", "Whole telling, 4 min", 240, 180, 300),
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text takes aloud, and by how many words it misses the nearer limit (0: it fits)."""

    seconds: int
    result: Literal["fits", "short", "long"]
    words_off: int


def length(text: str, form: Form) -> Length:
    """A text held against a form, at 140 words a minute."""
    words = words_of(text)
    seconds = spoken_seconds(words)
    least, most = (limit * WORDS_A_MINUTE / 60 for limit in (form.least, form.most))
    if words < least:
        return Length(round(seconds), "short", ceil(least) - words)
    if words > most:
        return Length(round(seconds), "long", words - int(most))
    return Length(round(seconds), "fits", 0)
