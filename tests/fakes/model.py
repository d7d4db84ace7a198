"""A language model made of scripts behind a coach, and a practice in which it is its turn."""

from __future__ import annotations

from lpcoach.coach import Coach
from lpcoach.coach.model import LanguageModel
from lpcoach.endpoints.keys import Keys
from lpcoach.session.types import Session
from tests.fakes.chat import Script, ScriptedModel
from tests.fakes.stories import SOLID
from tests.fakes.typing import SLOT

__all__ = ["GOOD", "QUOTES", "answered", "model_of"]

GOOD = "Aim: x\nQuote: the acceptance rate fell from 12.4% to 9.1%\nQuestion: Whose acceptance was in the 9.1%?"
QUOTES = {"figure": "the acceptance rate fell from 12.4% to 9.1%", "baseline": "fell from 12.4% to 9.1%"}


def model_of(coach: Coach, *scripts: Script, seconds: float = 0.0) -> tuple[LanguageModel, ScriptedModel]:
    """A language model behind the coach that follows the scripts; it interviews and rates, and consent is given."""
    scripted = ScriptedModel(list(scripts), seconds=seconds)
    lm = LanguageModel(coach, keys=Keys({}), serve=lambda *_: scripted, environ={})
    for name, value in {"interviewer": "model", "rater": "model", "endpoint": "http://127.0.0.1:9/v1"}.items():
        coach.set(name, value)
    coach.set("model", "m")
    lm.agree()
    return lm, scripted


def answered(coach: Coach) -> Session:
    """One story, its lead question answered, the next question not asked yet."""
    return coach.answer(coach.start("one_story"), SOLID, slot=SLOT, ask=False)
