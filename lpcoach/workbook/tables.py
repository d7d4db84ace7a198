"""The columns of the workbook's tables, and a row for each thing that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.content.terms import ANSWER_KINDS, CRITERIA, FLAGS, LAYERS
from lpcoach.drills.types import Attempt
from lpcoach.reading.claims import claims
from lpcoach.session.clock import total_minutes, turn_seconds, words_of
from lpcoach.session.records import PracticeRecord
from lpcoach.session.threads import stories, thread
from lpcoach.session.types import Session, Turn

if TYPE_CHECKING:
    import pandas as pd

TIME: Final = "datetime64[us, UTC]"
PRACTICES: Final[Mapping[str, str]] = {
    "practice": "string",
    "plan": "string",
    "mode": "string",
    "pack": "string",
    "sample": "bool",
    "started_at": TIME,
    "finished_at": TIME,
    "interview_minutes": "Float64",
    "stories": "Int64",
    "overall": "Float64",
    **dict.fromkeys(CRITERIA, "Float64"),
    **{f"own_{criterion}": "Int64" for criterion in CRITERIA},
    "vote": "string",
    "own_vote": "string",
}
ANSWERS: Final[Mapping[str, str]] = {
    "practice": "string",
    "sample": "bool",
    "phase": "string",
    "story": "Int64",
    "kind": "string",
    "asked_by": "string",
    "question": "string",
    "asked_at": TIME,
    "answer": "string",
    "answered_at": TIME,
    "skipped": "bool",
    "words": "Int64",
    "interview_seconds": "Float64",
}
RATINGS: Final[Mapping[str, str]] = {
    "practice": "string",
    "sample": "bool",
    "finished_at": TIME,
    "story": "Int64",
    "question_id": "string",
    "question": "string",
    "about": "string",
    "rater": "string",
    "overall": "Int64",
    **dict.fromkeys(CRITERIA, "Int64"),
    "unscored": "string",
    **{f"layer_{layer}": "Int64" for layer in LAYERS},
    **{f"flag_{flag}": "bool" for flag in FLAGS},
    **{f"probe_{kind}": "Int64" for kind in ANSWER_KINDS},
    "principles": "object",
}
CLAIMS: Final[Mapping[str, str]] = {
    "practice": "string",
    "sample": "bool",
    "story": "Int64",
    "kind": "string",
    "token": "string",
    "clause": "string",
    "where": "string",
    "has_baseline": "bool",
}
DRILLS_TABLE: Final[Mapping[str, str]] = {
    "attempt": "string",
    "at": TIME,
    "drill": "string",
    "family": "string",
    "question": "string",
    "story": "string",
    "kind": "string",
    "seconds": "Float64",
    "fit": "string",
    "grade": "Int64",
    "good": "boolean",
    "result": "string",
    "body": "object",
}
CHANGES: Final[Mapping[str, str]] = {
    "criterion": "string",
    "rater": "string",
    "by": "Float64",
    "noise": "Float64",
    "way": "string",
}
PLAN: Final[Mapping[str, str]] = {"day": "datetime64[s]", "what": "string", "minutes": "Int64", "page": "string"}
STRENGTHS: Final = ["not_shown", "shown", "strong"]
COVERAGE: Final[Mapping[str, str]] = {
    "principle": "string",
    "name": "string",
    "strength": "string",
    "stories": "Int64",
}


def practice_row(session: Session, record: PracticeRecord | None) -> dict[str, Any]:
    """One practice; ``record`` where it is rated."""
    own = session.own
    ended = session.finished_at or session.last_at or session.started_at
    return {
        "practice": session.id,
        "plan": session.plan,
        "mode": session.mode,
        "pack": session.pack,
        "sample": session.sample,
        "started_at": session.started_at,
        "finished_at": session.finished_at,
        "interview_minutes": total_minutes(session, ended),
        "stories": len(stories(session)),
        "overall": record.overall if record else None,
        **{str(criterion): record.levels[criterion] if record else None for criterion in CRITERIA},
        **{f"own_{criterion}": own.levels.get(criterion) if own else None for criterion in CRITERIA},
        "vote": record.vote if record else None,
        "own_vote": own.vote if own else None,
    }


def answer_row(session: Session, turn: Turn) -> dict[str, Any]:
    """One question that was asked."""
    return {
        "practice": session.id,
        "sample": session.sample,
        "phase": turn.phase,
        "story": turn.story,
        "kind": turn.asked.kind,
        "asked_by": turn.asked.by,
        "question": turn.asked.text,
        "asked_at": turn.asked_at,
        "answer": turn.answer,
        "answered_at": turn.answered_at,
        "skipped": turn.skipped,
        "words": words_of(turn.answer) if turn.answer is not None else None,
        "interview_seconds": turn_seconds(turn, turn.answered_at) if turn.answered_at else None,
    }


def rating_rows(record: PracticeRecord) -> Iterable[dict[str, Any]]:
    """The rated stories of a practice."""
    for story in record.stories:
        yield {
            "practice": record.id,
            "sample": record.sample,
            "finished_at": record.finished_at,
            "story": story.story,
            "question_id": story.question_id,
            "question": story.question,
            "about": story.about,
            "rater": story.rater,
            "overall": story.overall,
            **{str(criterion): story.levels[criterion] for criterion in CRITERIA},
            "unscored": story.unscored,
            **{f"layer_{layer}": story.layers[layer] for layer in LAYERS},
            **{f"flag_{flag}": flag in story.flags for flag in FLAGS},
            **{f"probe_{kind}": story.probes.get(kind) for kind in ANSWER_KINDS},
            "principles": list(story.principles),
        }


def claim_rows(session: Session) -> Iterable[dict[str, Any]]:
    """The checkable statements of a practice."""
    for story in stories(session):
        for claim in claims(thread(session, story)):
            yield {
                "practice": session.id,
                "sample": session.sample,
                "story": story,
                "kind": claim.kind,
                "token": claim.token,
                "clause": claim.quote.text,
                "where": claim.quote.where,
                "has_baseline": claim.has_baseline,
            }


def attempt_row(attempt: Attempt) -> dict[str, Any]:
    """One attempt at a drill."""
    plain = {name: attempt.body.get(name) for name in DRILLS_TABLE if name not in ("attempt", "at", "drill", "body")}
    return {
        **plain,
        "attempt": attempt.id,
        "at": attempt.at,
        "drill": attempt.drill,
        "body": dict(attempt.body),
    }


def frame(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows as a table of these columns and types, also without a row."""
    import pandas as pd  # noqa: PLC0415 - only where a table is asked for

    # Columns of objects first: numbers with gaps would else become floats on the way.
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).astype(dict(columns))
