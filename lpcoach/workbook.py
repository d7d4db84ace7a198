"""The workbook from Python, beside the pages: ``lpcoach.open_workbook()`` gives its tables and figures.

Every table is read anew when it is asked for, and has its columns and types also while it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lpcoach.coach import Coach
from lpcoach.content.terms import CRITERIA, FLAGS, LAYERS
from lpcoach.content.words import Words
from lpcoach.session.clock import total_minutes, turn_seconds, words_of
from lpcoach.session.records import PracticeRecord
from lpcoach.session.threads import stories
from lpcoach.session.types import Session, Turn

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

__all__ = ["Figures", "Workbook", "open_workbook"]

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
    "principles": "object",
}
STRENGTHS: Final = ["not_shown", "shown", "strong"]
COVERAGE: Final[Mapping[str, str]] = {
    "principle": "string",
    "name": "string",
    "strength": "string",
    "stories": "Int64",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The charts of the progress page as plotly figures."""

    trend: Figure
    depth: Figure
    coverage: Figure


class Workbook:
    """A person's workbook, read only. Sample loops are marked by ``sample``, and left out of coverage and figures."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    @property
    def practices(self) -> pd.DataFrame:
        """A row for each practice, oldest first.

        practice (its id), plan, mode, pack, sample, started_at, finished_at (NaT: under way), interview_minutes (as
        the room counts them), stories (asked for), overall and the four criteria (medians over its stories from 1 to
        5, <NA>: not rated or not scored), own_evidence to own_bar (the own levels), vote (full loops only), own_vote.
        """
        records = {record.id: record for record in self._coach.records()}
        return _frame(PRACTICES, (_practice(each, records.get(each.id)) for each in self._sessions()))

    @property
    def answers(self) -> pd.DataFrame:
        """A row for each question that was asked, in order.

        practice, sample, phase, story (from 0, <NA>: none), kind (opening, lead, probe, cross, hypothetical,
        invitation), asked_by, question, asked_at, answer (<NA>: skipped or open), answered_at (or skipped at),
        skipped, words, interview_seconds (hearing, thinking and telling, <NA>: open).
        """
        return _frame(ANSWERS, (_answer(each, turn) for each in self._sessions() for turn in each.turns))

    @property
    def ratings(self) -> pd.DataFrame:
        """A row for each rated story.

        practice, sample, finished_at, story (from 0), question_id, question, about (system or people), rater, overall
        and the four criteria (1 to 5, <NA>: not scored), unscored (why, or <NA>), layer_* (0 not reached, 1 named, 2
        explained, 3 held under a probe), flag_* (raised or not), principles (a list of ids, the strongest first).
        """
        return _frame(RATINGS, (row for record in self._coach.records() for row in _ratings(record)))

    @property
    def coverage(self) -> pd.DataFrame:
        """A row for each principle of the pack, in its order.

        principle (its id), name, strength (not_shown < shown < strong, an ordered category), stories (how many show
        it).
        """
        import pandas as pd  # noqa: PLC0415 - only where a table is asked for

        told = [story for record in self._coach.records() if not record.sample for story in record.stories]
        best = self._coach.coverage()
        rows = (
            {
                "principle": principle.id,
                "name": principle.name,
                "strength": best[principle.id],
                "stories": sum(principle.id in story.principles for story in told),
            }
            for principle in self._coach.pack.principles
        )
        ranks = pd.CategoricalDtype(STRENGTHS, ordered=True)
        return _frame(COVERAGE, rows).astype({"strength": ranks})

    @property
    def figures(self) -> Figures:
        """``trend``, ``depth`` and ``coverage``; levels carry no number while scores are hidden."""
        from lpcoach.charts import coverage_chart, depth_chart, trend_chart  # noqa: PLC0415 - plotly is heavy

        records, pack = self._coach.records(), self._coach.pack
        numbers = not self._coach.settings.hide_scores
        return Figures(
            trend=trend_chart(records, Words(pack), "light", numbers=numbers).figure,
            depth=depth_chart(records, "light").figure,
            coverage=coverage_chart(records, {p.id: p.short for p in pack.principles}, "light").figure,
        )

    def _sessions(self) -> Iterable[Session]:
        return (self._coach.session(row.id) for row in reversed(self._coach.store.practices()))


def open_workbook(folder: Path | None = None) -> Workbook:
    """The workbook in ``folder`` (else LPCOACH_HOME, else the user's data folder)."""
    return Workbook(Coach.open(folder))


def _practice(session: Session, record: PracticeRecord | None) -> dict[str, Any]:
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


def _answer(session: Session, turn: Turn) -> dict[str, Any]:
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


def _ratings(record: PracticeRecord) -> Iterable[dict[str, Any]]:
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
            "principles": list(story.principles),
        }


def _frame(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - only where a table is asked for

    # Columns of objects first: numbers with gaps would else become floats on the way.
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).astype(dict(columns))
