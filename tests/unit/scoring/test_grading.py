"""A model as rater: its checks count only with quotes, and code computes the levels."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Message
from lpcoach.content.terms import CRITERIA
from lpcoach.reading.types import Thread
from lpcoach.scoring.grading import Graded, form_for, grade, messages_for
from lpcoach.scoring.grading_checks import CHECKS, levels_of, overall_of
from lpcoach.scoring.wire import dump_rating, load_rating
from tests.fakes.chat import Script, ScriptedModel
from tests.fakes.pack import small_pack

PACK = small_pack()
ANSWER = (
    "I decided to roll the model back because click-through fell from 9.1% to 7.8% in a two-week test. The join on the "
    "feed had lost late rows. I added a gate that fails the release when the row count drops, and two teams took it up."
)
THREAD = Thread("Tell me about a regression in production.", ANSWER)
QUOTES = {
    "figure": "click-through fell from 9.1% to 7.8%",
    "baseline": "fell from 9.1% to 7.8%",
    "measured": "in a two-week test",
    "data": "The join on the feed had lost late rows",
    "own_action": "I decided to roll the model back",
    "own_decision": "I decided to roll the model back because",
    "mechanism": "I added a gate that fails the release",
    "trigger": "fails the release when the row count drops",
}


def sheet(quotes: dict[str, str]) -> Script:
    """A script that fills in whatever checks it is asked, yes where there is a quote."""

    def fill(messages: Sequence[Message]) -> str:
        asked = re.findall(r"^- (\w+): ", messages[-1].content, re.MULTILINE)
        return json.dumps({c: {"quote": quotes.get(c, ""), "reason": "r", "holds": c in quotes} for c in asked})

    return fill


def graded(*scripts: Script, samples: int = 1, thread: Thread = THREAD) -> Graded:
    """What a model with these scripts gives."""
    return asyncio.run(grade(ScriptedModel(list(scripts)), thread, PACK, samples=samples, chance=Random(1)))


def levels(found: Graded) -> list[int | None]:
    """The level overall, then those of the criteria."""
    return [found.rating.overall, *(found.rating.criteria[c].level for c in CRITERIA)]


def test_levels_follow_from_the_checks_that_hold() -> None:
    """Python computes the levels, none more than one above the embedded rater's; each point shows the text's span."""
    found = graded(sheet(QUOTES))
    assert (levels(found), found.held) == ([3, 3, 3, 3, 3], 2)
    for criterion in found.rating.criteria.values():
        assert all(ANSWER[i.quote.start : i.quote.end] == i.quote.text for i in criterion.seen)
    assert found.rating.rater == "scripted on this machine" and found.rating.bands == {}


def test_a_point_without_a_quote_that_was_said_does_not_count() -> None:
    """Invented quotes, changed numbers and quotes that cannot show the check are struck out, and it is said."""
    bad = {"figure": "we cut errors by half", "baseline": "fell from 9.1% to 5.8%", "measured": "I decided to roll"}
    found = graded(sheet({**QUOTES, **bad, "uncertainty": "The join on the feed"}))
    assert found.rating.criteria["evidence"].level == 1
    assert found.struck == 4


@pytest.mark.parametrize(
    ("quotes", "why"),
    [
        (dict.fromkeys((check.id for check in CHECKS), "we halved the latency of search"), "is in your text"),
        (dict.fromkeys(("uncertainty", "figure"), "The join on the feed"), "shows what it claims"),
    ],
)
def test_who_claims_much_and_shows_nothing_has_not_rated(quotes: dict[str, str], why: str) -> None:
    """No level and no red flag follow from a form whose every claim is struck; good samples beside it count."""
    found = graded(sheet(quotes), samples=2)
    assert levels(found) == [None] * 5 and (found.rating.unscored or "").endswith(why) and found.failure == "garbage"
    assert not any(flag.raised for flag in found.rating.flags.values())
    some = graded(sheet(quotes), sheet(QUOTES), samples=2)
    assert levels(some) == levels(graded(sheet(QUOTES))) and some.rating.rater.endswith("1 of 2 samples")


def test_an_empty_form_is_no_rating_and_an_honest_no_is() -> None:
    """Nothing filled in is not scored, nor a no beside a quote of another story; a no with its reasons is a 1."""

    def form(quote: str, reason: str) -> Script:
        point = {"quote": quote, "reason": reason, "holds": False}
        return json.dumps({check.id: point for check in CHECKS})

    assert graded(form("", "")).rating.unscored == "not scored: the form came back empty"
    assert graded(form("we halved the latency of search", "no")).failure == "garbage"
    assert levels(graded(form("", "nothing of it is told"))) == levels(graded(form("none", "no"))) == [1] * 5


def test_one_quote_cannot_carry_everything() -> None:
    """The same words for every check earn two points of a criterion at most."""
    found = graded(sheet(dict.fromkeys((check.id for check in CHECKS), ANSWER[:60])))
    assert max(level or 0 for level in levels(found)) <= 3


def test_samples_give_the_median_and_their_spread() -> None:
    """Three samples that differ: the middle level, the span in the bands, and the number in the rater's name."""
    less = {name: quote for name, quote in QUOTES.items() if name != "measured"}
    found = graded(sheet(QUOTES), sheet(less), sheet({}), samples=3)
    assert found.rating.criteria["evidence"].level == 3
    assert found.rating.bands["evidence"] == (1, 3)
    assert found.rating.rater == "scripted on this machine, 3 samples"


def test_the_order_of_the_criteria_changes_between_samples() -> None:
    """Criteria are shuffled, so that no one of them always comes last."""
    model = ScriptedModel([sheet(QUOTES)])
    asyncio.run(grade(model, THREAD, PACK, samples=5, chance=Random(3)))
    firsts = {re.findall(r"^- (\w+): ", heard[-1].content, re.MULTILINE)[0] for heard in model.heard}
    assert len(firsts) > 1


def test_no_verdict_is_not_scored_with_the_reason() -> None:
    """A failure gives no level and no default; what came from other samples still counts, and is said."""
    found = graded(ChatFailure("server", "models.example"))
    assert levels(found) == [None] * 5 and found.rating.unscored == "not scored: models.example has a fault of its own"
    some = graded(sheet(QUOTES), ChatFailure("server"), samples=3)
    assert some.rating.rater.endswith("1 of 3 samples") and some.rating.overall == 3


def test_a_form_too_long_for_the_model_is_asked_in_parts() -> None:
    """Where the whole form fails, or a model that is at it is too slow, each criterion is asked alone: same levels."""
    for failure in (ChatFailure("context"), ChatFailure("timeout", partial='{"figure"')):
        assert levels(graded(failure, sheet(QUOTES))) == levels(graded(sheet(QUOTES)))
    assert graded(ChatFailure("timeout"), sheet(QUOTES)).failure == "timeout"  # what says nothing is not asked again


def test_what_cannot_be_rated_is_not_sent() -> None:
    """An answer under twelve words is not scored, and no model is asked."""
    model = ScriptedModel(["never"])
    found = asyncio.run(grade(model, Thread("Q?", "I fixed it."), PACK))
    assert found.rating.unscored == "too short to rate" and not model.heard


def test_the_prompt_as_delivered_asks_for_evidence_before_the_verdict() -> None:
    """Quote and reason stand before holds, in prompt and schema; no level is asked for."""
    system = messages_for(THREAD, CRITERIA)[0][0].content
    assert system.index("quote:") < system.index("reason:") < system.index("holds:")
    form = form_for(CRITERIA).model_json_schema()
    assert list(form["$defs"]["Point"]["properties"]) == ["quote", "reason", "holds"]
    assert "level" not in system and "You give no score" in system


def test_a_models_rating_is_kept_like_any_other() -> None:
    """The type is the same, and nothing is lost on the way through the store."""
    rating = graded(sheet(QUOTES), samples=3).rating
    assert load_rating(json.loads(json.dumps(dump_rating(rating)))) == rating


def test_more_checks_never_lower_a_level() -> None:
    """Levels rise with what is shown; the caps of the guide hold."""
    order = [check.id for check in CHECKS if check.id not in {"unsafe", "novelty"}]
    Random(2).shuffle(order)
    steps = [levels_of(set(order[:n])) for n in range(len(order) + 1)]
    assert all(a[c] <= b[c] for a, b in pairwise(steps) for c in CRITERIA)
    assert steps[-1] == dict.fromkeys(CRITERIA, 5)
    assert overall_of(steps[-1], unsafe=True, off_question=False, contradiction=False) == 2
    assert overall_of(steps[-1], unsafe=False, off_question=False, contradiction=True) == 3
