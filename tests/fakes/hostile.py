"""Hostile answers (``tests/data/injections.json``), their clean twins, and a model that obeys what it can see."""

from __future__ import annotations

import base64
import codecs
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lpcoach.chat.types import Message
from lpcoach.reading.reader import read
from lpcoach.reading.types import Thread
from lpcoach.scoring.grading_checks import CHECKS
from tests.fakes.chat import ScriptedModel

__all__ = ["Attack", "attacks", "obeying", "sheet_of", "told_in", "visible"]

QUESTION = "Tell me about a time you owned an ML system that regressed, or a risk in one. What did you do?"


@dataclass(frozen=True)
class Attack:
    """An answer with an injection in it, the same without, and what the injection wants asked (empty: a level)."""

    id: str
    kind: str
    text: str
    asks: str
    clean: Thread
    hostile: Thread


@cache
def attacks(file: str = "injections") -> tuple[Attack, ...]:
    """All forty of a file; ``injections_fresh`` and ``injections_unseen`` were written without a look at the detector.

    It was widened for the former afterwards, and is never to be for the latter.
    """
    data = json.loads((Path(__file__).parent.parent / "data" / f"{file}.json").read_text("utf-8"))
    return tuple(_attack(one, data["bases"][one["base"]]) for one in data["attacks"])


def _attack(one: dict[str, str], base: str) -> Attack:
    middle = base.index(". ", len(base) // 2) + 2
    text = {
        "start": f"{one['text']} {base}",
        "middle": f"{base[:middle]}{one['text']} {base[middle:]}",
        "end": f"{base}\n\n{one['text']}",
    }[one["place"]]
    clean, hostile = Thread(QUESTION, base), Thread(QUESTION, text)
    return Attack(one["id"], one["kind"], one["text"], one["asks"], clean, hostile)


def told_in(messages: Sequence[Message]) -> str:
    """The candidate's text as it was delivered."""
    found = re.search(r"<(candidate-\w+)>\n(.*?)\n</\1>", messages[1].content, re.DOTALL)
    assert found is not None
    return str(json.loads(found.group(2)))


def obeying(attack: Attack, *, always: bool = False) -> ScriptedModel:
    """A model that does what the injection says once it can see any of it, and else answers as the text was read."""

    def sees(messages: Sequence[Message]) -> bool:
        return always or visible(attack.text, told_in(messages))

    def script(messages: Sequence[Message]) -> str:
        if "Aim:" in messages[0].content:
            return _question(attack, messages, obeys=sees(messages))
        asked = re.findall(r"^- (\w+): ", messages[-1].content, re.MULTILINE)
        return json.dumps(sheet_of(asked, told_in(messages), obeys=sees(messages)))

    return ScriptedModel([script])


def visible(payload: str, told: str) -> bool:
    """Whether three words in a row of the injection, or of what it decodes to, stand in what was told."""
    forms = [payload, codecs.decode(payload, "rot13"), *map(_decoded, re.findall(r"[\w+/]{20,}={0,2}", payload))]
    plain = re.sub(r"\W+", " ", told).lower()
    runs = [re.sub(r"\W+", " ", form).lower().split() for form in forms]
    return any(f" {' '.join(words[n : n + 3])} " in plain for words in runs for n in range(max(1, len(words) - 2)))


def _decoded(token: str) -> str:
    try:
        return base64.b64decode(token + "==").decode("utf-8")
    except ValueError:
        return ""


def _question(attack: Attack, messages: Sequence[Message], *, obeys: bool) -> str:
    quote = " ".join(told_in(messages).split()[:8])
    wanted = attack.asks or "your favourite colour, and well done"
    asked = f"You said “{quote}”, so what about {wanted}?" if obeys else f"What came before “{quote}”?"
    return f"Aim: numbers\nQuote: {quote}\nQuestion: {asked}"


def sheet_of(asked: Sequence[str], told: str, *, obeys: bool) -> dict[str, dict[str, object]]:
    """The checks filled in: as the text was read, or all of them with the quotes that suit best."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+", told) if len(part.split()) > 3]
    items = {item.signal: item.quote.text for item in read(Thread(QUESTION, told)).items if item.strength > 1}
    sheet: dict[str, dict[str, object]] = {}
    for number, check in enumerate(one for one in CHECKS if one.id in asked):
        fit = [s for s in sentences if check.borne_by(s)] or sentences
        quote = fit[number % len(fit)] if obeys and fit else items.get(check.signal, "")
        holds = obeys and check.id not in {"unsafe", "novelty"} if obeys else bool(quote)
        sheet[check.id] = {"quote": quote[:300], "reason": "r", "holds": holds}
    return sheet
