from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lpcoach.content.loader import load_pack
from lpcoach.errors import Fault, PackError
from tests.fakes.pack import small_files, small_pack, write_pack

Change = Callable[[dict[str, Any]], object]


def faults(folder: Path) -> tuple[Fault, ...]:
    """Load a pack that is expected to be faulty and give its faults."""
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return caught.value.faults


def test_a_written_pack_comes_back_equal(tmp_path: Path) -> None:
    """What is written as YAML is loaded as the same pack."""
    assert load_pack(write_pack(tmp_path)) == small_pack()


def test_every_file_of_an_empty_folder_is_reported_as_missing(tmp_path: Path) -> None:
    """Each part that has no file is one fault."""
    found = faults(tmp_path)
    assert len(found) == 11
    assert {fault.message for fault in found} == {"the file is missing"}


def test_a_folder_that_does_not_exist_is_one_fault(tmp_path: Path) -> None:
    """A wrong path is said, not raised as an error of the system."""
    assert faults(tmp_path / "none")[0].message == "there is no such folder"


def test_a_folder_that_cannot_be_looked_at_is_one_fault(tmp_path: Path) -> None:
    """An error of the system, here a name that is too long, is said in words."""
    assert "cannot be read (File name too long)" in str(faults(tmp_path / ("x" * 5000))[0])[-60:]


def test_the_variable_names_the_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LPCOACH_PACK is the pack where none is asked for."""
    monkeypatch.setenv("LPCOACH_PACK", str(write_pack(tmp_path)))
    assert load_pack().pack.id == "small"


@pytest.mark.parametrize(
    ("change", "file", "words"),
    [
        (lambda f: f["questions"][0].update(themes=["nope"]), "questions.yaml", "no theme nope"),
        (lambda f: f["questions"][0].update(principles=["nope"]), "questions.yaml", "no principle nope"),
        (lambda f: f["questions"][4].update(layers=["data"]), "questions.yaml", "has no layers"),
        (lambda f: f["questions"][0].pop("text"), "questions.yaml", "0.text: this key is missing"),
        (lambda f: f["questions"][0].update(txet="x"), "questions.yaml", "0.txet: an unknown key"),
        (lambda f: f["questions"][0].update(text=True), "questions.yaml", "put it in quotes"),
        (lambda f: f["questions"][0]["must"].pop(), "questions.yaml", "needs at least 3 items, but has 2"),
        (lambda f: f["questions"][0].update(must=["xyz"] * 6), "questions.yaml", "needs at most 5 items, but has 6"),
        (lambda f: f["questions"][1].update(id="q_regressed"), "questions.yaml", "q_regressed is there twice"),
        (lambda f: f["principles"][1].update(short="Customer"), "principles.yaml", "Customer is there twice"),
        (lambda f: f["probes"][0].update(text="And what of {foo} then?"), "probes.yaml", "no slot {foo} here"),
        (lambda f: f["probes"][0].update(text="And what of } then?"), "probes.yaml", "a brace that is not"),
        (lambda f: f["probes"][0].update(layer="data"), "probes.yaml", "only a depth probe has a layer"),
        (lambda f: f["probes"][15].pop("layer"), "probes.yaml", "needs a layer"),
        (lambda f: f["probes"][15].update(about=["people"]), "probes.yaml", "people are not asked for layers"),
        (lambda f: f["hypotheticals"][0].update(text="Suppose less."), "hypotheticals.yaml", "{fact} is missing"),
        (lambda f: f["cross_examination"][0].update(text="You said {a}?"), "cross_examination.yaml", "{b} is missing"),
        (lambda f: f["cross_examination"].pop(), "cross_examination.yaml", "no opening of the kind who_else"),
        (lambda f: f["red_flags"].pop(), "red_flags.yaml", "no_learning is missing"),
        (lambda f: f["feedback"]["signals"].pop(), "feedback.yaml", "off_question is missing"),
        (lambda f: f["feedback"]["your_questions"].pop(), "feedback.yaml", "several is missing"),
        (lambda f: f["rubric"]["criteria"].pop(), "rubric.yaml", "bar is missing"),
        (lambda f: f["pack"]["phases"].pop(), "pack.yaml", "your_questions is missing"),
        (lambda f: f["samples"]["loop"].update(stories=["x", "s_thin", "s_solid"]), "samples.yaml", "no story x"),
        (lambda f: f["samples"]["loop"].update(stories=["s_thin"] * 3), "samples.yaml", "1: s_thin is there twice"),
        (lambda f: f["samples"]["stories"][0].update(question="x"), "samples.yaml", "no question x"),
        (lambda f: f["samples"]["stories"][0]["notes"][0].update(quote="Never."), "samples.yaml", "word for word"),
        (lambda f: f["samples"]["loop"]["cross"][0].update(question="“No” is it?"), "samples.yaml", "word for word"),
        (lambda f: f["samples"]["loop"]["cross"][0].update(opening="no_such"), "samples.yaml", "no_such"),
    ],
)
def test_a_fault_is_found_where_it_stands(tmp_path: Path, change: Change, file: str, words: str) -> None:
    """Each kind of fault is reported with its file, a line and words that name it."""
    files = small_files()
    change(files)
    found = [fault for fault in faults(write_pack(tmp_path, files)) if words in str(fault)]
    assert [fault.file for fault in found] == [file]
    assert found[0].line > 0


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    """The line of a fault is where the wrong value is written."""
    files = small_files()
    files["questions"][3]["seniority"] = ["junior"]
    (fault,) = faults(write_pack(tmp_path, files))
    lines = (tmp_path / "questions.yaml").read_text(encoding="utf-8").splitlines()
    assert "junior" in lines[fault.line - 1]


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    """A fault of form, of reference and of a file do not hide each other."""
    files = small_files()
    files["questions"][0].pop("text")
    files["questions"][1]["themes"] = ["nope"]
    write_pack(tmp_path, files)
    (tmp_path / "rubric.yaml").unlink()
    found = {(fault.file, fault.message) for fault in faults(tmp_path)}
    assert found == {
        ("questions.yaml", "0.text: this key is missing"),
        ("questions.yaml", "1.themes.0: there is no theme nope"),
        ("rubric.yaml", "the file is missing"),
    }


def test_a_misspelt_file_name_is_reported(tmp_path: Path) -> None:
    """A YAML file that is no part of a pack is a fault."""
    write_pack(tmp_path)
    (tmp_path / "question.yaml").write_text("[]", encoding="utf-8")
    assert [fault.file for fault in faults(tmp_path)] == ["question.yaml"]
