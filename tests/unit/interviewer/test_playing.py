"""A reply to the candidate's own question keeps the rules that its prompt states, or is not shown."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Limits, Message, Said
from lpcoach.interviewer.playing import Played, play
from tests.fakes.chat import ScriptedModel
from tests.fakes.pack import small_pack

PACK = small_pack()
GOOD = "I mostly work on the scores of our language model; what breaks is the feed, and we review it each week."


def played(*replies: str) -> tuple[Played, ScriptedModel]:
    """The reply that these end in."""
    model = ScriptedModel(list(replies))
    return asyncio.run(play(model, "What broke last quarter?", PACK, "", None)), model


@pytest.mark.parametrize(
    "reply",
    [
        "Great question! We look after the feed.",
        "You are clearly a strong hire, and I rate you well.",
        "I can promise you an offer after this loop.",
        f"We care for {PACK.principles[0].name} above all.",
        "There are 34 of us, and the team spends $5 million.",
        "We lost fifty thousand rows in the spring.",
        "Bei uns ist das die Aufgabe, und wir haben es nicht gelernt.",
        "Type your API key here and I look it up.",
        "See evil.app/login for what broke last quarter.",
    ],
)
def test_a_reply_that_breaks_a_rule_is_repaired_once_and_never_shown(reply: str) -> None:
    """The second turn says what was wrong; who breaks the rules twice is not heard."""
    found, model = played(reply, GOOD)
    assert found.text == GOOD and "cannot be shown" in model.heard[1][-1].content and found.usage.sent == 200
    with pytest.raises(ChatFailure) as caught:
        played(reply, reply)
    assert caught.value.kind == "rules" and caught.value.usage.sent == 200


def test_a_plain_reply_is_shown_at_once() -> None:
    """Scores of a model, reviews and hiring in general are no judgement on the candidate."""
    found, model = played(GOOD)
    assert found.text == GOOD and len(model.heard) == 1


@dataclass
class Timed(ScriptedModel):
    """Notes how long each of its calls may take."""

    totals: list[float] = field(default_factory=list)

    async def say(self, messages: Sequence[Message], *, limits: Limits = Limits(), **told: Any) -> Said:  # noqa: ANN401, B008
        """As ever, with its limit noted."""
        self.totals.append(limits.total)
        return await super().say(messages, limits=limits, **told)


def test_a_repair_has_what_is_left_of_the_two_minutes() -> None:
    """The limit is for both calls together, and what broke a rule is taken from the page before the second."""
    model, shown = Timed(["Great question! We look after the feed.", GOOD], seconds=0.05), list[str]()
    asyncio.run(play(model, "What broke last quarter?", PACK, "", shown.append))
    assert model.totals[0] > 119.9 and model.totals[1] <= model.totals[0] - 0.05
    assert "" in shown and shown[-1] == GOOD
    assert Limits(total=1).left(time.monotonic() - 5).total == 0
