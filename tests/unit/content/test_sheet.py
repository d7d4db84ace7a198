from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcoach.content.sheet import read_sheet


def read(folder: Path, raw: bytes) -> tuple[object, list[str]]:
    """Read ``raw`` as a file: its values and its faults as text."""
    path = folder / "part.yaml"
    path.write_bytes(raw)
    sheet, faults = read_sheet(path)
    return sheet and sheet.values, [str(fault) for fault in faults]


def test_plain_values_keep_their_kinds(tmp_path: Path) -> None:
    """Text, numbers, truth, nothing, lists and mappings are read as such."""
    values, faults = read(tmp_path, b"a: [x, 1, 1.5, true, ~, '1']\nb: {c: no}\n")
    assert values == {"a": ["x", 1, 1.5, True, None, "1"], "b": {"c": False}}
    assert faults == []


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "part.yaml: the file is empty"),
        (b"a: b\nc: \xff\n", "part.yaml:2: not UTF-8; save the file as UTF-8"),
        (b"a: b\nc: d\0\n", "part.yaml:2: a NUL byte; remove it"),
        (b"a: b\nc: d\x07\n", "part.yaml:2: not YAML: a control character; remove it"),
        (b"a: 1\nb: 2\na: 3\n", "part.yaml:3: the key a is there twice, first on line 1"),
        (b"a: &x [1]\nb: *x\n", "part.yaml:1: an alias (*name); write the value out instead"),
        (b"a: 1\n? [x]\n: 2\n", "part.yaml:2: a key must be a plain word"),
        (b"a: 2024-01-01\n", "part.yaml:1: a value of the kind timestamp; put it in quotes"),
        (b"a: !!python/name:os.system x\n", "part.yaml:1: a value of the kind python/name:os.system; put it in quotes"),
    ],
)
def test_what_a_pack_has_no_use_for_is_a_fault(tmp_path: Path, raw: bytes, fault: str) -> None:
    """Each thing that is not a plain value is refused with its line."""
    assert read(tmp_path, raw)[1] == [fault]


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    """What is not YAML is said with the place where reading stopped."""
    (fault,) = read(tmp_path, b"a: 1\nb: [2}\n")[1]
    assert fault.startswith("part.yaml:2: not YAML: ")


@pytest.mark.parametrize("raw", [b"[" * 300_000, b"[" * 900 + b"]" * 900, b"- " * 300_000, b"a: &a [*a, *a]"])
def test_deep_and_endless_files_end_in_a_fault(tmp_path: Path, raw: bytes) -> None:
    """Nesting without end and values that hold themselves are refused."""
    assert read(tmp_path, raw)[1]


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    """Aliases of aliases are not written out before they are refused."""
    rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    assert "an alias" in read(tmp_path, "\n".join(rows).encode())[1][0]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is a fault."""
    assert "larger than" in read(tmp_path, b"a: " + b"x" * 4_000_000)[1][0]


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    """Something that is there but is no file is said to be so."""
    (tmp_path / "part.yaml").mkdir()
    assert str(read_sheet(tmp_path / "part.yaml")[1][0]) == "part.yaml: this is not a file"


@given(raw=st.binary(max_size=200))
def test_any_bytes_give_values_or_faults(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """No file makes the reader fail: it has values, or faults that say why not."""
    values, faults = read(tmp_path_factory.getbasetemp(), raw)
    assert faults or values is not None or raw.strip()
