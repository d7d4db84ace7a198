from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.cli.lines import parse, probes_object, reading, run, writing
from lpcoach.errors import InputError
from lpcoach.interviewer.types import Asked, StoryQuote
from lpcoach.reading.types import Quote, Reply, Thread

GOOD = {"id": "a", "question": "Why?", "answer": "Because."}


def echo(name: str, thread: Thread) -> dict[str, object]:
    """Answer a line with what was read of it."""
    return {"id": name, "answer": thread.answer}


def test_a_line_is_an_id_and_a_thread() -> None:
    """Question, answer and probes become a thread; other keys are let be."""
    line = json.dumps({**GOOD, "author": 1, "probes": [{"question": "How?", "answer": "So."}]}).encode()
    assert parse(line) == ("a", Thread("Why?", "Because.", (Reply("How?", "So."),)))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{bad", "not JSON: Expecting property name enclosed in double quotes (character 2)"),
        (b"\xff{}", "not UTF-8 (byte 1)"),
        (b'{"id": "\0"}', "a NUL byte"),
        (b"[1]", "but is a list"),
        (b"7", "but is a number"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"id": ' + b"9" * 5000 + b"}", "a number too long"),
        (b'{"id": "a", "id": "b"}', 'the key "id" is there twice'),
        (b'{"id": "a", "question": "q"}', 'the key "answer" is missing'),
        (b'{"id": "a", "question": "q", "answer": null}', '"answer" should be text, but is null'),
        (b'{"id": "a", "question": "q", "answer": "\\u0000"}', '"answer" holds a NUL character'),
        (b'{"id": "a", "question": "q", "answer": "\\ud800"}', '"answer" holds half a character'),
        (b'{"id": "a", "question": "q", "answer": "x", "probes": {}}', '"probes" should be a list, but is an object'),
        (b'{"id": "a", "question": "q", "answer": "x", "probes": [1]}', '"probes" 0 should be an object'),
        (b'{"id": "a", "question": "q", "answer": "x", "probes": [{"question": "q"}]}', '"probes" 0: the key "answer"'),
        (json.dumps({**GOOD, "answer": "x" * 100_001}).encode(), '"answer" has 100,001 characters'),
    ],
)
def test_a_bad_line_is_refused_with_the_reason(line: bytes, words: str) -> None:
    """Each way in which a line cannot be used has words for it."""
    with pytest.raises(InputError) as caught:
        parse(line)
    assert words in str(caught.value)


@given(line=st.binary() | st.recursive(st.none() | st.text(), st.lists).map(lambda value: json.dumps(value).encode()))
def test_no_line_breaks_the_reader(line: bytes) -> None:
    """Whatever a line holds, it is a thread or it is refused."""
    try:
        name, thread = parse(line)
    except InputError:
        return
    assert isinstance(name, str)
    assert isinstance(thread, Thread)


def test_bad_lines_do_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    """Good lines are done in order, bad ones reported with their number; empty ones count but say nothing."""
    good = json.dumps(GOOD).encode()
    target = io.BytesIO()
    assert run(io.BytesIO(b"\xef\xbb\xbf" + good + b"\n\n{bad\n" + good), target, echo) == 1
    assert [json.loads(line)["id"] for line in target.getvalue().splitlines()] == ["a", "a"]
    assert capsys.readouterr().err.startswith("line 3: not JSON")


def test_a_failure_of_ours_is_reported_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A rater that fails on one line is said to have failed; no score is made up."""

    def fails(name: str, thread: Thread) -> dict[str, object]:
        raise ZeroDivisionError

    target = io.BytesIO()
    assert run(io.BytesIO(json.dumps(GOOD).encode()), target, fails) == 1
    assert target.getvalue() == b""
    assert capsys.readouterr().err == "line 1: failed with ZeroDivisionError; please report it with this line\n"


def test_probes_are_printed_with_kind_layer_question_and_quote() -> None:
    """A probe without a root has the quote null."""
    quote = Quote("answer", 0, 3, "Our")
    asked = Asked("probe", "How?", "p", probe_kind="depth", layer="data", quotes=(StoryQuote(0, quote),))
    found = probes_object((asked, Asked("probe", "Why?", "p", probe_kind="risk")), "a")
    assert found == {
        "id": "a",
        "probes": [
            {
                "kind": "depth",
                "layer": "data",
                "question": "How?",
                "quote": {"where": "answer", "start": 0, "end": 3, "text": "Our"},
            },
            {"kind": "risk", "layer": None, "question": "Why?", "quote": None},
        ],
    }


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """What cannot be read is named, with the reason."""
    with (
        pytest.raises(InputError, match=r"none.jsonl cannot be read: No such file or directory\.$"),
        reading(str(tmp_path / "none.jsonl")),
    ):
        pass


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    """What cannot be written is named, with the reason."""
    with pytest.raises(InputError, match="cannot be written: No such file"), writing(str(tmp_path / "no" / "out")):
        pass


def test_the_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    """Output over the input is refused before the input is lost."""
    path = tmp_path / "in.jsonl"
    path.write_text("kept")
    with pytest.raises(InputError, match="also what is read"), writing(str(path), source=str(path)):
        pass
    assert path.read_text() == "kept"


def test_a_full_disk_is_one_line() -> None:
    """No space left is said so, also when it shows only at the end."""
    with pytest.raises(InputError, match="/dev/full cannot be written: No space left"), writing("/dev/full") as stream:
        stream.write(b"x")
