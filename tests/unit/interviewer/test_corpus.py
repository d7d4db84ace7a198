"""Probes over real answers: what can be checked by rule of how a question is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.interviewer.probing import ranked_probes
from lpcoach.reading.types import Thread

ANSWERS = Path(__file__).parents[2] / "data" / "answers.jsonl"
LINES = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
PACK = load_pack(Path(__file__).parents[3] / "content" / "amazon_ai_engineer")


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_probes_are_said_whole(line: dict[str, str]) -> None:
    """No slot stays open, no word is doubled, marks are balanced, a quote is verbatim and begins no half word."""
    for asked in ranked_probes(Thread(line["question"], line["answer"]), PACK):
        own = re.sub(r"“[^”]*”", "", asked.text)
        assert "{" not in asked.text
        assert not re.search(r"\b(\w+) \1\b", own, re.IGNORECASE)
        assert asked.text.count("“") == asked.text.count("”")
        assert asked.text[-1] in "?."
        for quoted in asked.quotes:
            quote = quoted.quote
            assert line["answer"][quote.start : quote.end] == quote.text
            assert not line["answer"][max(0, quote.start - 1) : quote.start].isalnum()
            assert not line["answer"][quote.end : quote.end + 1].isalnum()


def test_most_probes_are_rooted() -> None:
    """Over the answers, at least three of five probes take up the candidate's own words, under 40 words each."""
    asked = [probe for line in LINES for probe in ranked_probes(Thread(line["question"], line["answer"]), PACK)[:5]]
    assert sum(bool(probe.quotes) for probe in asked) >= 0.6 * len(asked)
    assert all(len(probe.text.split()) < 40 for probe in asked)
