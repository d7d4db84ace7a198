"""Page 04's margin: the claims on record, story by story, and what became of those under question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lpcoach.content.terms import ClaimKind
from lpcoach.interviewer.types import StoryQuote
from lpcoach.reading.claims import claims
from lpcoach.reading.types import Claim, Quote
from lpcoach.session.standing import standing
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session, Turn
from lpcoach.ui.claim_line import claim_line, overlap
from lpcoach.ui.render import clock_words

__all__ = ["ledger_values"]

KINDS: Final[Mapping[ClaimKind, str]] = {
    "figure": "figure", "date": "date", "duration": "duration", "headcount": "head count", "cost": "cost",
    "role": "role", "owner": "owner", "cause": "cause", "existence": "what there was not",
}  # fmt: skip
LISTED: Final = 4  # claims of a story on show; the rest unfolds


def ledger_values(session: Session, now: Turn | None) -> dict[str, Any]:
    """What the template of the ledger shows; ``now`` is the question that awaits an answer."""
    told = [(story, claims(thread(session, story))) for story in stories(session)]
    under = [(quoted.story, quoted.quote) for quoted in now.asked.quotes] if now else []
    states = list(_states(session))
    listed: list[dict[str, Any]] = []
    number = 1
    for story, made in told:
        put = [quoted.quote for quoted, _ in states if quoted.story == story]
        put += [quote for at, quote in under if at == story]
        clauses = _clauses(made, put)
        rows = [_row(n, clause, kind, story, under, states) for n, (clause, kind) in enumerate(clauses, number)]
        first = [row for n, row in enumerate(rows) if n < LISTED or row["hit"] or row["state"]]
        listed.append({"number": story + 1, "shown": first, "more": [row for row in rows if row not in first]})
        number += len(rows)
    return {"total": number - 1, "marked": bool(under), "line": claim_line(told, under), "stories": listed}


def _clauses(made: Sequence[Claim], put: Sequence[Quote]) -> list[tuple[Quote, str]]:
    """Each clause that claims something, once, with the kind of its first claim; then what else was put as a quote."""
    found: list[tuple[Quote, str]] = []
    claimed = sorted(made, key=lambda claim: claim.quote.start - claim.quote.end)
    for quote, kind in [*((claim.quote, KINDS[claim.kind]) for claim in claimed), *((quote, "") for quote in put)]:
        if not any(overlap(quote, other) for other, _ in found):
            found.append((quote, kind))
    return sorted(found, key=lambda each: (_place(each[0].where), each[0].start))


def _place(where: str) -> int:
    """Where a text stands in its thread: the answer before the replies."""
    return -1 if where == "answer" else int(where.removeprefix("probe:"))


_State = tuple[StoryQuote, str]


def _row(
    number: int,
    clause: Quote,
    kind: str,
    story: int,
    under: Sequence[tuple[int, Quote]],
    states: Sequence[_State],
) -> dict[str, Any]:
    state = [words for quoted, words in states if quoted.story == story and overlap(clause, quoted.quote)]
    return {
        "number": number,
        "text": clause.text,
        "where": clause.where,
        "kind": kind,
        "hit": any(at == story and overlap(clause, quote) for at, quote in under),
        "state": state[0] if state else "",
    }


def _states(session: Session) -> Iterator[_State]:
    """What became of each claim that was put in the cross-examination, the last word on it first."""
    for done in reversed(session.corrections):
        yield StoryQuote(done.story, done.quote), f"Corrected, {clock_words(done.at)}"
    left = [
        StoryQuote(story, quote)
        for clash in standing(session)
        for story, quote in ((clash.story_a, clash.a), (clash.story_b, clash.b))
    ]
    put = [turn for turn in session.turns if turn.phase == "cross_examination" and not turn.open]
    for turn in reversed(put):
        for quoted in turn.asked.quotes:
            held = any(each.story == quoted.story and overlap(each.quote, quoted.quote) for each in left)
            if turn.skipped or turn.answered_at is None or (held and len(turn.asked.quotes) > 1):
                yield quoted, "Left as it was"
            else:
                yield quoted, f"Answered, {clock_words(turn.answered_at)}"
