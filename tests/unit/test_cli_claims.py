"""`lpcoach claims`: a loop in, its ledger out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lpcoach.cli import main
from lpcoach.cli.claims import ledger_object
from lpcoach.content.loader import load_pack
from lpcoach.reading.types import Reply, Thread

PACKS = Path(__file__).parents[2] / "content"

LOOP = {
    "id": "one",
    "stories": [
        {
            "question": "Tell me about a launch.",
            "answer": "I led the team of five on the ranker. Recall was 81%.",
            "probes": [{"question": "Who else?", "answer": "Our manager was leading it, I had the features."}],
        }
    ],
}


def run(*lines: object) -> Result:
    """Run `lpcoach claims` on these lines."""
    return CliRunner().invoke(main, ["claims"], input="".join(json.dumps(line) + "\n" for line in lines))


def test_a_loop_gives_its_ledger() -> None:
    """Claims carry their place and span, a contradiction both sides, its type and why."""
    found = json.loads(run(LOOP).stdout)
    assert {claim["kind"] for claim in found["claims"]} >= {"role", "headcount", "figure"}
    (clash,) = found["contradictions"]
    assert (clash["type"], clash["a"]["where"], clash["b"]["where"]) == ("role", "answer", "probe:0")
    assert clash["b"]["quote"] in "Our manager was leading it, I had the features."
    assert found["repeats"] == []
    assert set(found) == {"id", "claims", "contradictions", "repeats"}


@pytest.mark.parametrize("name", ["amazon_ai_engineer", "data_scientist"])
def test_a_sample_loop_that_nobody_wrote_to_contradict_itself_shows_no_clash(name: str) -> None:
    """No contradiction and no case told twice is reported on the loops that a first visitor opens."""
    samples = load_pack(PACKS / name).samples
    told = [next(story for story in samples.stories if story.id == known) for known in samples.loop.stories]
    threads = [Thread(s.title, s.answer, tuple(Reply(p.question, p.answer) for p in s.probes)) for s in told]
    found = ledger_object(name, threads)
    assert (found["contradictions"], found["repeats"]) == ([], [])


def test_a_reply_that_compares_two_stories_makes_no_case_told_twice() -> None:
    """Figures that only a later reply of one story takes from another are no second telling of it."""
    samples = load_pack(PACKS / "amazon_ai_engineer").samples
    told = [next(story for story in samples.stories if story.id == known) for known in samples.loop.stories]
    both = tuple(Reply("Compare the two.", s.answer) for s in told)
    threads = [Thread(s.title, s.answer, both) for s in told]
    found = json.loads(json.dumps(ledger_object("x", threads)))["repeats"]
    assert not [one for one in found if one["why"].startswith("the same figures")]


def test_a_bad_line_is_named_and_the_rest_is_done() -> None:
    """The number of the line, the story and the key are said; the exit status is 1."""
    found = run({"id": "x", "stories": [{"question": "q"}]}, {"id": "y"}, LOOP)
    assert found.exit_code == 1
    assert 'line 1: "stories" 0: the key "answer" is missing' in found.stderr
    assert 'line 2: "stories" should be a list' in found.stderr
    assert json.loads(found.stdout)["id"] == "one"
