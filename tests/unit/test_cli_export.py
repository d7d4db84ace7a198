from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lpcoach.cli import main
from lpcoach.coach import Coach
from lpcoach.errors import SessionError
from lpcoach.store import PracticeRow

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class FakeStore:
    """A store that only lists practices, the newest first."""

    def __init__(self, *rows: PracticeRow) -> None:
        self.rows = rows

    def practices(self) -> tuple[PracticeRow, ...]:
        """List what it was given."""
        return self.rows


class FakeCoach:
    """A coach that writes a practice as its id."""

    def __init__(self, *rows: PracticeRow) -> None:
        self.store = FakeStore(*rows)

    def export_markdown(self, practice_id: str) -> str:
        """Write one line, or say that there is no such practice."""
        if practice_id not in {row.id for row in self.store.rows}:
            raise SessionError(f"There is no practice {practice_id}.")
        return f"# {practice_id}: 3 → 4"


def row(name: str, *, finished: bool = True, sample: bool = False) -> PracticeRow:
    """Make a practice as it is listed."""
    return PracticeRow(name, "one_story", NOON, NOON if finished else None, sample, 9)


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open a workbook with one practice under way, two finished and the sample."""
    fake = FakeCoach(row("now", finished=False), row("new"), row("shown", sample=True), row("old"))
    monkeypatch.setattr(Coach, "open", lambda: fake)


def export(*args: str) -> Result:
    """Run `lpcoach export`."""
    return CliRunner().invoke(main, ["export", *args])


@pytest.mark.usefixtures("coach")
def test_the_last_finished_practice_is_exported_by_default() -> None:
    """Neither the one under way nor the sample is taken."""
    assert export().stdout == "# new: 3 → 4"


@pytest.mark.usefixtures("coach")
def test_all_finished_practices_come_oldest_first() -> None:
    """--all puts them below each other."""
    assert export("--all", "--format", "md").stdout == "# old: 3 → 4\n\n# new: 3 → 4"


@pytest.mark.usefixtures("coach")
@pytest.mark.parametrize("form", ["md", "html"])
def test_many_practices_are_written_under_a_bar(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is counted as it is written, on standard error, so that a pipe stays clean."""
    monkeypatch.setattr("lpcoach.coach.exchange.export_html", lambda _coach, practices: ", ".join(practices))
    found = export("--all", "--format", form)
    assert ("Exporting" in found.stderr, "Exporting" in found.stdout, "old" in found.stdout) == (True, False, True)


@pytest.mark.usefixtures("coach")
def test_a_named_practice_goes_to_a_file(tmp_path: Path) -> None:
    """-o writes UTF-8 and leaves standard output empty."""
    found = export("old", "-o", str(tmp_path / "old.md"))
    assert (found.exit_code, found.stdout) == (0, "")
    assert (tmp_path / "old.md").read_text(encoding="utf-8") == "# old: 3 → 4"


@pytest.mark.usefixtures("coach")
def test_an_unknown_practice_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    """A wrong id leaves no empty file behind."""
    found = export("nope", "-o", str(tmp_path / "out.md"))
    assert (found.exit_code, found.stderr) == (1, "Error: There is no practice nope.\n")
    assert not (tmp_path / "out.md").exists()


@pytest.mark.usefixtures("coach")
def test_a_practice_and_all_are_not_given_together() -> None:
    """A contradiction in the command line is a usage error."""
    assert export("old", "--all").exit_code == 2


def test_an_empty_workbook_has_nothing_to_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is said, with status 1."""
    monkeypatch.setattr(Coach, "open", FakeCoach)
    found = export()
    assert (found.exit_code, found.stderr) == (1, "Error: There is no finished practice to export yet.\n")
