"""What may be held up as a reason to hire."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lpcoach.coach import loop
from lpcoach.content.loader import load_pack
from lpcoach.content.terms import SignalId
from lpcoach.reading.types import Evidence, Quote, Reply, Thread
from lpcoach.scoring.debrief import Debrief, debrief
from lpcoach.scoring.merits import against, favours, overlap, stands, surest, whole
from lpcoach.scoring.rater import rate
from lpcoach.session.rated import Rated
from tests.fakes.loops import SIMULATED, simulated

PACKS = Path(__file__).parents[3] / "content"


def _item(text: str, signal: SignalId = "mechanism", at: int = 0) -> Evidence:
    return Evidence(signal, Quote("answer", at, at + len(text), text), 2)


def _sound(found: Debrief) -> bool:
    """Whether no reason for is an admission, or stands in what is held against anything."""
    reasons = [found.for_hire, found.lens.raised]
    return all(r is None or r.item is None or (r.item.signal != "self_criticism" and favours(r.item)) for r in reasons)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("But I never looked at old phones alone", "figure"),
        ("I could have copied her sheet in week one and printed it", "adoption"),
        ("I should have talked to that team lead", "own_action"),
        ("Other depots I haven't computed", "effect"),
        ("waiting time on the phone went from 4 to 9 minutes", "product_metric"),
        ("purchases from the feed were down 3.1%", "change"),
        ("skipped the privacy review to launch in time", "unsafe_choice"),
    ],
)
def test_an_admission_or_a_loss_speaks_for_nobody(text: str, signal: SignalId) -> None:
    """What was not done, only thought of, or got worse is no reason to hire."""
    assert not favours(_item(text, signal))


@pytest.mark.parametrize(
    "text", ["P99 went from 610 to 240 ms", "recall went from 81.2% to 85.9%", "costs fell by 12%"]
)
def test_a_gain_speaks_for_its_author(text: str) -> None:
    """A figure that moved the right way may be quoted, whichever way is right for it."""
    assert favours(_item(text, "change"))


def test_what_is_held_against_a_story_is_never_quoted_for_it() -> None:
    """A quote in favour that shares words with one against is none."""
    one, other = _item("a bot posts the cost on every change"), _item("the gate is run before each launch", at=50)
    assert surest([one, other], [Quote("answer", 5, 9, "post")]) == other


def test_a_whole_sentence_is_quoted_before_a_piece_of_one() -> None:
    """A clause that hangs in the air gives way to a whole one, or is quoted with its sentence."""
    text = "An alarm goes to the owner, if the null rate is 5% off its mean. Then I left."
    hanging = Evidence("trigger", Quote("answer", 28, 63, text[28:63]), 2)
    assert not stands(hanging) and surest([hanging, _item("The release job refuses an index")]) != hanging
    assert whole(hanging, Thread("Why?", text)).quote.text == text[:63]


@pytest.mark.parametrize("name", ["amazon_ai_engineer", "data_scientist"])
def test_the_samples_are_praised_for_what_speaks_for_them(name: str) -> None:
    """No sample story and no sample loop has an admission, or what its flags quote, as its top reason."""
    pack = load_pack(PACKS / name)
    asked = {question.id: question for question in pack.questions}
    for story in pack.samples.stories:
        replies = tuple(Reply(reply.question, reply.answer) for reply in story.probes)
        thread = Thread(asked[story.question].text, story.answer, replies)
        # No rater of its own, so that nothing is rated again for flips.
        rating = replace(rate(thread, pack, question=asked[story.question]), rater="a model")
        found = debrief([rating], pack, [asked[story.question]], [thread], votes=False)
        quoted = found.for_hire and found.for_hire.item
        assert _sound(found) and not (quoted and any(overlap(quoted.quote, bad) for bad in against(rating)))
    told = loop.sample(pack, asked, "s" * 32, datetime(2026, 1, 1, tzinfo=UTC)).session
    assert _sound(Rated.of(told, pack, asked).debrief)


@pytest.mark.parametrize("kind", SIMULATED)
def test_the_reviewed_debriefs_are_praised_for_what_speaks_for_them(kind: str) -> None:
    """Nor has a simulated loop; an unsafe story gives no reason at all, and no rater quotes what was unsafe for it."""
    rated = simulated(kind)
    assert _sound(rated.debrief)
    unsafe = rated.debrief.flags["unsafe"]
    assert rated.debrief.for_hire is None or rated.debrief.for_hire.story not in unsafe
    panel = rated.debrief.decision.panel
    plus = [note.plus for ballot in (panel.ballots if panel else ()) for note in ballot.notes if note.plus]
    bad = [(n, quote) for n, story in enumerate(rated.stories) for quote in against(story.rating)]
    assert not [each for each in plus for n, quote in bad if n == each.story and overlap(each.item.quote, quote)]
