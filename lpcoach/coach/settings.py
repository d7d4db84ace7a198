"""What a person has set: kept in the workbook's file, checked when read and when written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal

from lpcoach.errors import SettingError
from lpcoach.session.types import Mode

__all__ = ["Settings", "Who"]

Who = Literal["embedded", "model", "chatbot"]
LONGEST = 20_000  # characters of a pasted job description


@dataclass(frozen=True, slots=True)
class Settings:
    """``interview`` is an ISO date or empty; ``role``, ``customer`` and ``job`` go with each practice as its notes.

    ``interviewer`` and ``rater`` say who asks and who rates; ``endpoint`` and ``model`` where a model is (empty: as the
    environment says), ``samples`` how often it rates. ``keyring`` tells to look for its key in the system's keyring,
    ``hosts`` are those to which the user has agreed to send answers, ``kept`` those whose key went into the keyring.
    No key is ever a setting.
    """

    mode: Mode = "coached"
    hide_scores: bool = False
    interview: str = ""
    role: str = ""
    customer: str = ""
    job: str = ""
    interviewer: Who = "embedded"
    rater: Who = "embedded"
    endpoint: str = ""
    model: str = ""
    samples: int = 1
    keyring: bool = False
    hosts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    hide_clock: bool = False

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Settings:
        """From what is stored; names that this version does not know are left alone."""
        known = {part.name for part in fields(cls)}
        return cls(**{name: checked(name, value) for name, value in stored.items() if name in known})

    def notes(self) -> dict[str, str]:
        """What a practice keeps of them."""
        return {name: value for name, value in asdict(self).items() if name in {"role", "customer", "job"} and value}

    def interview_date(self) -> date | None:
        """The day of the real interview, if one is set."""
        return date.fromisoformat(self.interview) if self.interview else None


def checked(name: str, value: object) -> Any:  # noqa: ANN401, PLR0911 - each setting has its own type and way out
    """The value of a setting if it can be used; raises SettingError with what to do."""
    if name == "mode" and value in ("coached", "realistic"):
        return value
    if name in {"hide_scores", "hide_clock", "keyring"} and isinstance(value, bool):
        return value
    if name in {"interviewer", "rater"} and value in ("embedded", "model", "chatbot"):
        return value
    if name == "samples" and value in (1, 3, 5) and not isinstance(value, bool):
        return value
    if name in {"endpoint", "model"} and isinstance(value, str):
        return value.strip()
    if name in {"hosts", "kept"} and isinstance(value, list | tuple) and all(isinstance(host, str) for host in value):
        return tuple(value)
    if name == "interview" and isinstance(value, str):
        return _day(value)
    if name in {"role", "customer", "job"} and isinstance(value, str):
        if len(value) > LONGEST:
            raise SettingError(f"The {name} has {len(value):,} characters; {LONGEST:,} are kept at most. Shorten it.")
        return value.replace("\x00", "")
    raise SettingError(f"The setting {name!r} cannot be {value!r}.")


FIRST, LAST = 2000, 2100  # a year outside is a slip of the pen


def _day(value: str) -> str:
    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise SettingError(f"The interview date {value!r} is no date. Write it as 2026-12-14.") from None
    if not FIRST <= day.year <= LAST:
        raise SettingError(f"The interview date {value!r} has the year {day.year}. Write it as 2026-12-14.")
    return day.isoformat()
