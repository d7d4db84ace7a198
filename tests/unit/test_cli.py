from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from lpcoach.accuracy.rows import read_rows
from lpcoach.cli import main
from lpcoach.cli.commands import _bar
from tests.fakes.pack import small_files, write_pack
from tests.fakes.stories import PARTIAL, SOLID

NAMES = ["app", "claims", "doctor", "evaluate", "export", "import", "lab", "probe", "rate", "serve", "stories"]


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """Write the small pack and give its folder."""
    return str(write_pack(tmp_path / "pack"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the workbook of these tests apart."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LPCOACH_PACK", raising=False)
    return tmp_path / "home"


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Put servers in place of the real ones that only note how they were started."""
    calls: list[tuple[object, ...]] = []

    def lab(port: int | None, browser: bool, in_place: bool) -> int:
        calls.append(("lab", port, browser, in_place))
        return 0

    def app(port: int | None, browser: bool) -> int:
        calls.append(("app", port, browser))
        return 3

    for name, launch in (("lab", lab), ("app", app)):
        module = ModuleType(f"lpcoach.shell.{name}")
        module.launch = launch  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return calls


def run(*args: str, given: str | bytes = "") -> Result:
    """Run a command line."""
    return CliRunner().invoke(main, args, input=given)


def line(name: str, answer: str) -> str:
    """Write one line of input."""
    return json.dumps({"id": name, "question": "Tell me about a model that got worse.", "answer": answer}) + "\n"


def test_these_commands_are_offered_and_no_others() -> None:
    """What does not exist yet is not offered."""
    assert sorted(main.commands) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_help_with_an_example(name: str) -> None:
    """--help ends with a line that can be copied."""
    assert f"Example: lpcoach {name} " in run(name, "--help").output


def test_without_a_command_it_is_lab(home: Path, launched: list[tuple[object, ...]]) -> None:
    """`lpcoach` alone opens the workbook."""
    assert run().exit_code == 0
    assert launched == [("lab", None, True, False)]


def test_servers_are_started_as_asked(home: Path, launched: list[tuple[object, ...]]) -> None:
    """Port, browser and place are handed on, and the exit status is the server's."""
    assert run("lab", "--port", "8890", "--no-browser", "--in-place").exit_code == 0
    assert run("app", "--port", "8891").exit_code == 3
    assert launched == [("lab", 8890, False, True), ("app", 8891, True)]


def test_a_pack_reaches_the_kernels(
    home: Path, pack: str, launched: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--pack is left in LPCOACH_PACK with its whole path."""
    monkeypatch.setenv("LPCOACH_PACK", "")
    monkeypatch.chdir(Path(pack).parent)
    assert run("lab", "--pack", "pack").exit_code == 0
    assert run("doctor").output.count("small 1.0") == 1


def test_a_faulty_pack_starts_no_server(tmp_path: Path, home: Path, launched: list[tuple[object, ...]]) -> None:
    """Its faults are said in the terminal, not later on a page."""
    found = run("app", "--pack", str(tmp_path))
    assert (found.exit_code, launched) == (1, [])
    assert "pack.yaml: the file is missing" in found.stderr


@pytest.mark.parametrize("command", ["serve", "app", "lab", "doctor"])
@pytest.mark.parametrize(
    ("address", "folder", "said"),
    [
        ("notaurl", "visitors", "LPCOACH_STORE is not the address of a database"),
        ("postgresql+psycopg://u:hidden@127.0.0.1:1/d", "visitors", "the server does not answer"),
        ("", "file/visitors", "cannot be "),
    ],
)
def test_where_there_is_no_place_for_what_is_typed_nothing_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, address: str, folder: str, said: str
) -> None:
    """Who runs it reads in one line what is wrong; no password, and no promise that only a page can keep."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("LPCOACH_STORE", address)
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / folder))
    found = run(command)
    assert found.exit_code == 1
    wrong = [line for line in found.output.splitlines() if said in line]
    assert wrong and "hidden" not in found.output and "What is typed" not in found.output


def test_rate_prints_one_rating_a_line(pack: str) -> None:
    """Ratings come in order, with every key of the format."""
    found = run("rate", "--pack", pack, given=line("a", SOLID) + line("b", "Too short."))
    first, second = map(json.loads, found.stdout.splitlines())
    assert found.exit_code == 0
    assert (first["id"], second["id"]) == ("a", "b")
    assert {"overall", "layers", "quotes", "rater", "bands", "unscored"} <= first.keys()
    assert second["overall"] is None
    assert second["unscored"]


def test_probe_prints_the_next_questions(pack: str) -> None:
    """Probes have a kind, and their quotes are spans of the answer."""
    (found,) = map(json.loads, run("probe", "--pack", pack, given=line("a", PARTIAL)).stdout.splitlines())
    quotes = [probe["quote"] for probe in found["probes"] if probe["quote"]]
    assert found["id"] == "a"
    assert quotes
    assert all(PARTIAL[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_a_bad_line_makes_the_status_one(tmp_path: Path, pack: str) -> None:
    """The number and reason go to stderr, the good lines to the file."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(line("a", SOLID) + "{}\n" + line("b", PARTIAL))
    found = run("rate", str(source), "-o", str(target), "--pack", pack)
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == 'line 2: the key "id" is missing\n'
    assert [json.loads(row)["id"] for row in target.read_text().splitlines()] == ["a", "b"]


def test_a_missing_file_is_one_line_on_stderr(pack: str) -> None:
    """An error has one line, nothing on stdout and status 1."""
    found = run("rate", "none.jsonl", "--pack", pack)
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == "Error: none.jsonl cannot be read: No such file or directory.\n"


def test_a_full_disk_behind_a_pipe_is_one_line(pack: str) -> None:
    """Standard output that cannot be written ends with words and status 1."""
    command = [sys.executable, "-c", "from lpcoach.cli import main; main()", "rate", "--pack", pack]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, input=line("a", SOLID).encode(), stdout=full, stderr=-1, check=False)
    assert ended.returncode == 1
    assert ended.stderr == b"Error: Standard output cannot be written: No space left on device.\n"


def test_stories_that_cannot_be_shown_are_one_line(tmp_path: Path) -> None:
    """The same for the story files, whatever the output is."""
    (tmp_path / "a.md").write_text("# A story\nSituation: it broke.\n", "utf-8")
    start = [sys.executable, "-c", "from lpcoach.cli import main; main()"]
    for form in ([], ["--json"]):
        command = [*start, "stories", "import", "a.md", "--dry-run", *form]
        with Path("/dev/full").open("wb") as full:
            ended = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=-1, check=False)
        assert ended.returncode == 1
        assert ended.stderr == b"Error: Standard output cannot be written: No space left on device.\n"


def test_rating_loads_neither_store_nor_pages() -> None:
    """The light commands stay light."""
    check = "import sys, lpcoach.cli, lpcoach.cli.lines; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pydantic", "yaml", "sqlalchemy", "ipywidgets", "pandas", "plotly", "jupyterlab"} & set(loaded)


def test_doctor_says_how_things_stand(home: Path, pack: str) -> None:
    """Versions, the workbook's place and the pack are said, and nothing is made."""
    found = run("doctor", "--pack", pack)
    assert found.exit_code == 0
    assert f"{home / 'workbook.sqlite'}, not there yet" in found.stdout
    assert "small 1.0, sound: 16 principles, 6 lead questions" in found.stdout
    assert not home.exists()


def test_doctor_lists_all_faults_of_a_pack(tmp_path: Path, home: Path) -> None:
    """Each fault has file and line, and the status is 1."""
    files = small_files()
    files["questions"][0]["themes"] = ["nope"]
    files["probes"][0]["text"] = "And what of {foo} then?"
    found = run("doctor", "--pack", str(write_pack(tmp_path / "pack", files)))
    assert found.exit_code == 1
    assert "questions.yaml:5: 0.themes.0: there is no theme nope" in found.stdout
    assert "no slot {foo} here" in found.stdout


def test_doctor_says_that_the_workbook_is_damaged(home: Path, pack: str) -> None:
    """A file that is no database is said to be so."""
    home.mkdir()
    (home / "workbook.sqlite").write_bytes(b"not a database" * 100)
    found = run("doctor", "--pack", pack)
    assert found.exit_code == 1
    assert "WRONG  Workbook: " in found.stdout


@pytest.mark.parametrize("home", ["$HOME/notes", "notes", "~nobody-of-this-name/notes", " /tmp/notes", "'/tmp/notes'"])
def test_doctor_says_that_a_folder_is_hardly_meant(pack: str, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    """A variable that the shell did not fill in, a path from nowhere, an unknown user, a space, a quote."""
    monkeypatch.setenv("LPCOACH_HOME", home)
    found = run("doctor", "--pack", pack)
    assert found.exit_code == 1
    assert "WRONG" in found.stdout
    assert "LPCOACH_HOME" in found.stdout


def test_doctor_says_where_no_workbook_can_be_made(tmp_path: Path, pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the place of the folder is said, with what to do."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "file"))
    found = run("doctor", "--pack", pack)
    assert found.exit_code == 1
    assert "Set LPCOACH_HOME to a folder of yours." in found.stdout


def test_rate_rates_the_questions_of_a_candidate() -> None:
    """A question gets its levels, what is seen in it as a span, and its flags."""
    text = "What did you give up when you moved the ranking to one model, and who would notice first if it was wrong?"
    (found,) = map(
        json.loads, run("rate", "--questions", given=json.dumps({"id": "q", "text": text})).stdout.splitlines()
    )
    assert found["id"] == "q" and found["overall"] in (1, 2, 3, 4, 5) and not found["flags"]["perks"]
    assert all(text[quote["start"] : quote["end"]] == quote["text"] for quote in found["seen"].values())


def test_a_measure_of_minutes_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Each row comes once, under a bar that says what is done; figures go elsewhere."""
    rows = read_rows(Path(__file__).parents[1] / "data" / "calibration")[:3]
    assert list(_bar("Rating answers", rows)) == rows
    shown = capsys.readouterr()
    assert "Rating answers" in shown.err and not shown.out
