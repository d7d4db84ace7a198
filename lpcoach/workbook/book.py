"""The workbook from Python, beside the pages: ``lpcoach.open_workbook()`` gives its tables and figures.

Every table is read anew when it is asked for, and has its columns and types also while it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lpcoach.coach import Coach
from lpcoach.coach.home import Home
from lpcoach.coach.progress import Progress
from lpcoach.session.types import Session
from lpcoach.workbook.tables import (
    ANSWERS,
    CHANGES,
    CLAIMS,
    COVERAGE,
    DRILLS_TABLE,
    PLAN,
    PRACTICES,
    RATINGS,
    STRENGTHS,
    answer_row,
    attempt_row,
    claim_rows,
    frame,
    practice_row,
    rating_rows,
)

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

__all__ = ["Figures", "Workbook", "open_workbook"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The charts of the progress page as plotly figures."""

    trend: Figure
    depth: Figure
    calibration: Figure
    coverage: Figure
    flags: Figure
    probes: Figure
    uses: Figure
    time: Figure


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
        return frame(PRACTICES, (practice_row(each, records.get(each.id)) for each in self._sessions()))

    @property
    def answers(self) -> pd.DataFrame:
        """A row for each question that was asked, in order.

        practice, sample, phase, story (from 0, <NA>: none), kind (opening, lead, probe, cross, hypothetical,
        invitation), asked_by, question, asked_at, answer (<NA>: skipped or open), answered_at (or skipped at),
        skipped, words, interview_seconds (hearing, thinking and telling, <NA>: open).
        """
        return frame(ANSWERS, (answer_row(each, turn) for each in self._sessions() for turn in each.turns))

    @property
    def ratings(self) -> pd.DataFrame:
        """A row for each rated story.

        practice, sample, finished_at, story (from 0), question_id, question, about (system or people), rater, overall
        and the four criteria (1 to 5, <NA>: not scored), unscored (why, or <NA>), layer_* (0 not reached, 1 named, 2
        explained, 3 held under a probe), flag_* (raised or not), probe_* (0 absent, 1 touched, 2 answered, <NA>: not
        known), principles (a list of ids, the strongest first).
        """
        return frame(RATINGS, (row for record in self._coach.records() for row in rating_rows(record)))

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
        return frame(COVERAGE, rows).astype({"strength": ranks})

    @property
    def claims(self) -> pd.DataFrame:
        """A row for each checkable statement in a thread.

        practice, sample, story (from 0), kind (figure, date, duration, headcount, cost, role, owner), token (the fact
        in your words), clause (the words around it), where (answer or probe:N), has_baseline.
        """
        return frame(CLAIMS, (row for each in self._sessions() for row in claim_rows(each)))

    @property
    def drills(self) -> pd.DataFrame:
        """A row for each attempt at a drill, oldest first.

        attempt (its id), at, drill (recall, probe, rate, aloud, length), family, question (its id), story (of the
        bank, its id), kind (of probe), seconds, fit (of a story that was chosen), grade (1 to 4, as the schedule takes
        it), good (an answer to a probe), result (of a length), body (all that was kept of it).
        """
        return frame(DRILLS_TABLE, (attempt_row(each) for each in self._coach.drills.attempts()))

    @property
    def changes(self) -> pd.DataFrame:
        """From the first to the last third of the stories that the last rater rated; empty below six stories.

        criterion, rater, by (levels), noise (what it has to exceed), way (better, lower, like).
        """
        progress = Progress(self._coach)
        rows = (
            {"criterion": name, "rater": progress.rater, "by": each.by, "noise": each.noise, "way": each.way}
            for name, each in progress.changes.items()
        )
        return frame(CHANGES, rows)

    @property
    def plan(self) -> pd.DataFrame:
        """A row for each session until the interview; empty without a date that lies ahead.

        day, what, minutes, page (the notebook where it is done).
        """
        found = Home.of(self._coach).plan
        rows = (
            {"day": each.day, "what": each.task.what, "minutes": each.task.minutes, "page": each.task.to}
            for each in (found.days if found else ())
        )
        return frame(PLAN, rows)

    @property
    def figures(self) -> Figures:
        """The charts of the progress page; levels carry no number while scores are hidden."""
        from lpcoach.coach.progress_charts import charts  # noqa: PLC0415 - plotly is heavy

        shown = charts(Progress(self._coach), "light", numbers=not self._coach.settings.hide_scores)
        return Figures(**{each.chart.key: each.chart.figure for each in shown})

    def _sessions(self) -> Iterable[Session]:
        return (self._coach.session(row.id) for row in reversed(self._coach.store.practices()))


def open_workbook(folder: Path | None = None) -> Workbook:
    """The workbook in ``folder`` (else LPCOACH_HOME, else the user's data folder)."""
    return Workbook(Coach.open(folder))
