"""Layers are asked for only where the story has a thing with such layers."""

from __future__ import annotations

from pathlib import Path

from lpcoach.content.loader import load_pack
from lpcoach.interviewer.parts import layers_of
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.reading.types import Thread
from tests.fakes.candidates import interview

PACK = load_pack(Path(__file__).parents[3] / "content" / "amazon_ai_engineer")
QUESTION = "Describe a time you replaced something complex with something simpler."
LETTERS = (
    "We sorted the letters of a town hall. About one in nine went to the wrong office and came back a week later. I "
    "sat in the post room for two mornings and wrote down each that came back and why. Nearly all had a case number on "
    "them. So I wrote a short list of rules: a letter with a number goes by the number, the others go to Ann. For a "
    "month we did odd days the old way and even days the new way: 11 of 100 came back, then 2 of 100. They change "
    "the list themselves now."
)


def test_a_story_without_a_system_is_not_asked_how_it_runs() -> None:
    """No question on inputs, training, serving or graphs of a list of rules, in the list and in the interview."""
    lead = PACK.questions[0].model_copy(update={"id": "q_told", "text": QUESTION, "about": "system", "themes": ()})
    turns = interview(lead, LETTERS, lambda _, __: "It took two more days, and it was fine.", PACK)
    probes = [*ranked_probes(Thread(QUESTION, LETTERS), PACK), *(probe for probe, _ in turns)]
    assert len(turns) >= 3
    assert not {probe.layer for probe in probes} & {"features", "training_eval", "deployment", "monitoring"}


def test_a_thing_that_learns_has_all_layers() -> None:
    """Also where it is only called a bot; a script that runs has data, serving and watching."""
    assert len(layers_of(Thread(QUESTION, "I cut our bot down to one call."))) == 6
    assert layers_of(Thread(QUESTION, "I cut our script down.")) == {
        "product_metric",
        "data",
        "deployment",
        "monitoring",
    }
