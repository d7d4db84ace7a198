from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lpcoach.cli import main
from lpcoach.coach import Coach

BANK = (
    "# Bank\n\n## Export\nLP: Ownership\n**Situation:** It broke.\n**Task:** I took it.\n"
    "**Action:** I wrote it anew.\n**Result:** It works.\n"
)


def run(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["stories", "import", *map(str, arguments)])


def test_one_object_a_file_is_printed(tmp_path: Path) -> None:
    """--json gives a line a file, in order, with exactly the keys that are promised."""
    paths = [tmp_path / name for name in ("a.md", "b.md")]
    for path in paths:
        path.write_text(BANK, encoding="utf-8")
    result = run(*paths, "--dry-run", "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["file"], second["file"]) == tuple(map(str, paths))
    assert list(first) == ["file", "stories", "notes"]
    assert list(first["stories"][0]) == ["title", "question", "principles", "star", "failure", "complete", "text"]
    assert first["stories"][0]["star"] == {
        "situation": "It broke.",
        "task": "I took it.",
        "action": "I wrote it anew.",
        "result": "It works.",
    }
    assert "Told twice?" in second["notes"][-1]


def test_the_preview_says_where_each_part_came_from(tmp_path: Path) -> None:
    """Without --json each story is shown with the lines of its parts, and what went to the notes."""
    path = tmp_path / "a.md"
    path.write_text(BANK, encoding="utf-8")
    shown = run(path, "--dry-run").stdout
    assert "1. Export" in shown
    assert "Action (line 7): I wrote it anew." in shown
    assert "Principles: ownership" in shown
    assert "lines 1-2: # Bank" in shown


def test_an_unreadable_file_stops_no_other(tmp_path: Path) -> None:
    """The reason stands on stderr, the others are done, the exit status is 1."""
    good = tmp_path / "a.md"
    good.write_text(BANK, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    result = run(tmp_path / "none.md", tmp_path / "b.pdf", tmp_path, good, "--dry-run", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "none.md cannot be read: No such file" in result.stderr
    assert "b.pdf is a PDF, not text" in result.stderr
    assert "is a folder" in result.stderr


def test_stories_are_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --dry-run the bank has them, by the file's name alone; a second time nothing changes."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "home"))
    path = tmp_path / "a.md"
    path.write_text(BANK, encoding="utf-8")
    first, second = run(path), run(path)
    assert first.exit_code == second.exit_code == 0
    assert "a.md, lines 3-8: Export: kept" in first.stdout
    assert "1 story kept, 0 in the bank already, notes of 1 file kept." in first.stdout
    assert "0 stories kept, 1 in the bank already." in second.stdout
    [kept] = Coach.open().bank.stories()
    assert kept.story.source is not None
    assert (kept.story.title, kept.story.source.file) == ("Export", "a.md")


def test_what_is_told_twice_is_left_to_the_notes_with_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command cannot ask, so it keeps one as a story, the other as notes, and says where both can be kept."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "home"))
    path = tmp_path / "a.md"
    path.write_text(BANK + BANK.replace("## Export", "## Other"), encoding="utf-8")
    result = run(path)
    assert "Told twice? “Other”" in result.stdout
    assert "1 story left to the notes; import on the Stories page to keep them." in result.stdout
    assert any("## Other" in text for _, text in Coach.open().bank.notes()[0].entry.notes)


def test_json_stays_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json standard output holds objects alone; what was kept is said on stderr."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "home"))
    path = tmp_path / "a.md"
    path.write_text(BANK, encoding="utf-8")
    result = run(path, "--json")
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(path)]
    assert "1 story kept" in result.stderr
