"""What goes out of a workbook and comes back: by the coach and by the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lpcoach.cli import main
from lpcoach.coach import Coach
from lpcoach.coach.exchange import friends, take_in
from lpcoach.errors import InputError, SessionError
from lpcoach.store import Store
from tests.fakes.loops import pack, simulated, write

BACK = {
    "lpcoach_packet": 1, "practice": "0" * 32, "name": "Robin", "vote": None,
    "stories": [{"story": 0, "evidence": 3, "depth": 3, "alignment": 3, "bar": 3, "overall": 3, "note": ""}],
}  # fmt: skip


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Coach:
    """Open a workbook with one rated loop, also for the commands."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "one"))
    coach = Coach(Store.open(tmp_path / "one"), pack())
    write(coach.store, simulated("mixed"))
    return coach


def test_a_friends_ratings_are_kept_once_and_travel_with_the_workbook(workbook: Coach, tmp_path: Path) -> None:
    """Read in twice they are one; an export and import takes them along."""
    for _ in range(2):
        assert "Robin" in take_in(workbook, json.dumps(BACK).encode())
    other = Coach(Store.open(tmp_path / "two"), pack())
    assert take_in(other, workbook.store.export().encode()) == "Imported: 1 practice added, 1 setting added."
    assert [each.name for each in friends(other, "0" * 32)] == ["Robin"]


def test_ratings_of_another_practice_are_refused(workbook: Coach) -> None:
    """They belong to a practice that this workbook has, and that is rated by oneself."""
    with pytest.raises(InputError, match="not in this workbook"):
        take_in(workbook, json.dumps({**BACK, "practice": "other"}).encode())
    fresh = workbook.start("one_story")
    with pytest.raises(SessionError, match="Rate yourself"):
        take_in(workbook, json.dumps({**BACK, "practice": fresh.id}).encode())


def test_bytes_that_are_no_text_are_refused(workbook: Coach) -> None:
    """In words, not as a traceback."""
    with pytest.raises(InputError, match="UTF-8"):
        take_in(workbook, b"\xff\xfe\x00")


@pytest.mark.usefixtures("workbook")
def test_the_commands_take_a_workbook_out_and_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export of everything, its import into another workbook, export again: the same bytes."""
    one, two = str(tmp_path / "one.json"), str(tmp_path / "two.json")
    assert CliRunner().invoke(main, ["export", "--all", "--format", "json", "-o", one]).exit_code == 0
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "two"))
    assert "1 practice added" in CliRunner().invoke(main, ["import", one]).stdout
    assert CliRunner().invoke(main, ["export", "--all", "--format", "json", "-o", two]).exit_code == 0
    assert Path(one).read_bytes() == Path(two).read_bytes()


@pytest.mark.usefixtures("workbook")
def test_html_and_one_practice_as_json_are_written(tmp_path: Path) -> None:
    """Each format has its file; an unknown practice is one line on stderr and status 1."""
    for form, start in (("html", "<!doctype html>"), ("json", '{\n "lpcoach_export": 1'), ("md", "# Practice")):
        path = tmp_path / f"out.{form}"
        assert CliRunner().invoke(main, ["export", "--format", form, "-o", str(path)]).exit_code == 0
        assert path.read_text("utf-8").startswith(start)
    found = CliRunner().invoke(main, ["export", "nope", "--format", "json"])
    assert (found.exit_code, "no such practice" in found.stderr) == (1, True)


@pytest.mark.usefixtures("workbook")
def test_a_bad_file_is_one_line_and_status_1(tmp_path: Path) -> None:
    """`lpcoach import` of a poem."""
    poem = tmp_path / "poem.txt"
    poem.write_text("a poem", "utf-8")
    found = CliRunner().invoke(main, ["import", str(poem)])
    assert found.exit_code == 1
    assert found.stderr.startswith("Error: The file is not JSON.")
