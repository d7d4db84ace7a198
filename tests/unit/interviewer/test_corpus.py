"""Probes over real answers: what can be checked by rule of how a question is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.interviewer.types import Asked
from lpcoach.reading.types import Thread

ANSWERS = Path(__file__).parents[2] / "data" / "calibration" / "answers.jsonl"
LINES = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
PACK = load_pack(Path(__file__).parents[3] / "content" / "amazon_ai_engineer")


def well_said(line: dict[str, str], probe: Asked) -> None:
    """What can be checked by rule of one probe on one answer."""
    own = re.sub(r"“[^”]*”", "“”", probe.text)
    assert "{" not in probe.text
    assert not re.search(r"\b(\w+) \1\b", own, re.IGNORECASE)
    assert probe.text.count("“") == probe.text.count("”")
    assert probe.text[-1] in "?."
    assert len(probe.text.split()) < 40
    assert not re.match(r"[^“]*\bthat [\d$€£]", own), "a bare figure points at nothing"
    for said in re.findall(r"“([^”]*)”", probe.text):
        assert len(said.split()) >= 3
        assert said.split()[-1].lower() not in {"and", "or", "but", "the", "a", "an", "of", "to", "with", "because"}
    for quoted in probe.quotes:
        quote = quoted.quote
        assert line["answer"][quote.start : quote.end] == quote.text
        assert not line["answer"][max(0, quote.start - 1) : quote.start].isalnum()
        assert not line["answer"][quote.end : quote.end + 1].isalnum()


def swept(lines: list[dict[str, str]], rooted: float) -> None:
    """The first three probes on each answer are well said, and enough are rooted in the candidate's words."""
    asked = [
        (line, probe) for line in lines for probe in ranked_probes(Thread(line["question"], line["answer"]), PACK)[:3]
    ]
    for line, probe in asked:
        well_said(line, probe)
    assert sum(bool(probe.quotes) for _, probe in asked) >= rooted * len(asked)


def test_probes_are_said_whole() -> None:
    """No open slot, doubled word or bare figure, verbatim quotes that begin and end whole: every sixth answer."""
    swept(LINES[::6], 0.7)


@pytest.mark.prove
def test_probes_are_said_whole_on_all_answers() -> None:
    """The same for every answer; four of five probes are rooted."""
    swept(LINES, 0.8)
