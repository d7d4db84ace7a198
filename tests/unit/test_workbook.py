"""The workbook from Python: tables with their columns and types, empty and full, and the figures."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from plotly.graph_objects import Figure

import lpcoach
from lpcoach.coach import Coach
from lpcoach.content.terms import CRITERIA
from lpcoach.store import Store
from lpcoach.workbook import Figures, Workbook
from lpcoach.workbook.tables import ANSWERS, CHANGES, CLAIMS, COVERAGE, DRILLS_TABLE, PLAN, PRACTICES, RATINGS
from tests.fakes.clock import FakeClock
from tests.fakes.pack import small_pack
from tests.fakes.stories import PARTIAL
from tests.fakes.typing import tell_story

TABLES = {
    "practices": PRACTICES,
    "answers": ANSWERS,
    "ratings": RATINGS,
    "coverage": COVERAGE,
    "claims": CLAIMS,
    "drills": DRILLS_TABLE,
    "changes": CHANGES,
    "plan": PLAN,
}
HEAVY = ("sqlalchemy", "pandas", "plotly", "ipywidgets", "pydantic", "jinja2", "yaml")


@pytest.fixture(scope="module")
def coach(tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """Give a coach over one rated story, one that could not be scored, one under way, and the sample."""
    coach = Coach(Store.open(tmp_path_factory.mktemp("told")), small_pack(), FakeClock(), lambda: 7)
    tell_story(coach, PARTIAL)
    tell_story(coach, "Too short.")
    coach.start("one_story")
    coach.sample()
    coach.set("interview", "2025-04-01")
    state = coach.drills.start_rate()
    assert state is not None
    coach.drills.rate(state, dict.fromkeys(("overall", *CRITERIA), 3))
    return coach


@pytest.fixture(scope="module")
def told(coach: Coach) -> Workbook:
    """Give the workbook of that coach."""
    return Workbook(coach)


@pytest.fixture
def empty(tmp_path: Path) -> Workbook:
    """Give a workbook in which nothing was done."""
    return Workbook(Coach(Store.open(tmp_path), small_pack()))


def test_importing_lpcoach_loads_nothing_heavy() -> None:
    """``import lpcoach`` pulls in none of the libraries that take time to load."""
    code = f"import sys, lpcoach; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_what_lpcoach_offers() -> None:
    """The package offers the workbook and its version, and everything that it names is there."""
    assert sorted(lpcoach.__all__) == ["__version__", "open_workbook"]
    assert all(getattr(lpcoach, name) for name in lpcoach.__all__)
    with pytest.raises(AttributeError, match="no attribute 'claims'"):
        _ = lpcoach.claims


def test_open_workbook_reads_the_given_folder(tmp_path: Path) -> None:
    """The workbook in the folder is opened with the pack that is shipped."""
    assert lpcoach.open_workbook(tmp_path).practices.empty
    assert list(tmp_path.iterdir())


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_the_columns_of_a_full_one(empty: Workbook, told: Workbook, name: str) -> None:
    """Columns and types are the same whether there is anything in the workbook or not."""
    none, full = getattr(empty, name), getattr(told, name)
    assert list(none.columns) == list(full.columns) == list(TABLES[name])
    assert none.dtypes.equals(full.dtypes)
    assert len(full) > 0 or name == "changes"  # six stories are needed for a change
    assert len(none) == (16 if name == "coverage" else 0)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    """The docstring of a table names each of its columns, a family of them by its beginning."""
    text = getattr(Workbook, name).__doc__
    families = {
        "layer_": "layer_*",
        "probe_": "probe_*",
        "flag_": "flag_*",
        "own_e": "own_evidence",
        "own_d": "own_evidence to own_bar",
    }
    criteria = {"evidence", "depth", "alignment", "bar", "own_alignment", "own_bar"}
    wanted = {next((f for start, f in families.items() if column.startswith(start)), column) for column in TABLES[name]}
    assert not [column for column in wanted - criteria if column not in text]


def test_practices_oldest_first_with_gaps_for_what_is_not_known(told: Workbook) -> None:
    """A practice under way has no end and no level; one that was not scored has no level."""
    table = told.practices.set_index(told.practices["sample"].map({True: "sample", False: "own"}))
    own = table.loc["own"].reset_index(drop=True)
    assert own["started_at"].is_monotonic_increasing
    assert own["finished_at"].isna().tolist() == [False, False, True]
    assert own["overall"].isna().tolist() == [False, True, True]
    assert own["own_bar"].tolist()[:2] == [2, 2]
    assert own["vote"].isna().all()
    assert str(own["started_at"].dt.tz) == "UTC"


def test_answers_keep_every_turn(told: Workbook) -> None:
    """A turn that was answered has its words and seconds, an open one has gaps."""
    table = told.answers[~told.answers["sample"]]
    first = table.iloc[0]
    assert (first["kind"], first["answer"], first["words"]) == ("lead", PARTIAL, len(PARTIAL.split()))
    assert first["interview_seconds"] > 10
    assert table["answer"].isna().iloc[-1]
    assert table["words"].isna().iloc[-1]


def test_ratings_are_whole_numbers_with_gaps(told: Workbook) -> None:
    """Levels stay whole numbers beside those that are not scored, and the reason is told."""
    table = told.ratings[~told.ratings["sample"]].reset_index(drop=True)
    assert table["overall"].dtype == pd.Int64Dtype()
    assert table["overall"].isna().tolist() == [False, True]
    assert table["unscored"].tolist()[1] == "too short to rate"
    assert isinstance(table["principles"][0], list)


def test_coverage_leaves_the_sample_out(tmp_path: Path) -> None:
    """With nothing but the sample loop no principle is shown; strengths can be compared."""
    coach = Coach(Store.open(tmp_path), small_pack())
    coach.sample()
    table = Workbook(coach).coverage
    assert (table["strength"] == "not_shown").all()
    assert not (table["strength"] >= "shown").any()
    assert table["stories"].sum() == 0


def test_figures_empty_and_full(told: Workbook, empty: Workbook) -> None:
    """All figures are there, with and without practices."""
    for book in (told, empty):
        figures = book.figures
        assert all(isinstance(getattr(figures, part.name), Figure) for part in fields(Figures))
    assert list(told.figures.trend.data[-1].x) == [2]


def test_figures_keep_scores_hidden(tmp_path: Path) -> None:
    """While scores are hidden the figure shows no number of a level."""
    coach = Coach(Store.open(tmp_path), small_pack())
    coach.set("hide_scores", True)
    assert Workbook(coach).figures.trend.layout.yaxis.showticklabels is False
