"""`lpcoach claims`: the checkable statements of a loop, what does not fit together, and what is told twice."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lpcoach.reading.types import Quote, Thread

__all__ = ["claims", "ledger_object"]


@click.command(epilog="Example: lpcoach claims loops.jsonl -o ledger.jsonl")
@click.argument("source", metavar="[FILE]", default="-")
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to write; - is standard output.")
def claims(source: str, output: str) -> None:
    """List claims and contradictions: JSON Lines in, ledgers out.

    A line is a loop: {"id", "stories": [{"question", "answer", "probes": [{"question", "answer"}]}]}.
    A bad line is reported with its number, the others are still done, and the exit status is 1.
    """
    from lpcoach.cli.lines import answer_lines, parse_loop, reading, writing

    with reading(source) as lines, writing(output, source) as target:
        bad = answer_lines(lines, target, lambda line: ledger_object(*parse_loop(line)))
    if bad:
        click.get_current_context().exit(1)


def ledger_object(name: str, threads: Sequence[Thread]) -> dict[str, object]:
    """Give the object that is printed for one loop."""
    from lpcoach.reading.claims import asked_about
    from lpcoach.reading.claims import claims as claims_of
    from lpcoach.reading.clashes import clashes, repeats

    return {
        "id": name,
        "claims": [
            {
                **_side(story, claim.quote),
                "start": claim.quote.start,
                "end": claim.quote.end,
                "kind": claim.kind,
                "token": claim.token,
                "value": claim.value,
                "high": claim.high,
                "unit": claim.unit,
                "subject": claim.subject,
                "has_baseline": claim.has_baseline,
                "moment": claim.moment or None,
                "when": claim.when or None,
                "ask": asked_about(claim),
            }
            for story, thread in enumerate(threads)
            for claim in claims_of(thread)
        ],
        "contradictions": [
            {"a": _side(c.story_a, c.a), "b": _side(c.story_b, c.b), "type": c.type, "why": c.why}
            for c in clashes(threads)
        ],
        "repeats": [{"a": repeat.a, "b": repeat.b, "why": repeat.why} for repeat in repeats(threads)],
    }


def _side(story: int, quote: Quote) -> dict[str, object]:
    return {"story": story, "where": quote.where, "quote": quote.text}
