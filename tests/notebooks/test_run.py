"""Every notebook draws its page on an empty workbook, says nothing on stderr and asks no other machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

GUARDS = Path(__file__).parents[1] / "guards"
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def cells(notebook_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Run a notebook in a kernel under the socket guard, its page twice, as after Shift+Enter."""
    monkeypatch.setenv("LPCOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LPCOACH_GUARD_LOG", str(tmp_path / "outside"))
    monkeypatch.setenv("PYTHONPATH", str(GUARDS))
    notebook = nbformat.read(notebook_path, as_version=4)
    notebook.cells.append(nbformat.from_dict({**notebook.cells[-1], "id": "again"}))
    NotebookClient(notebook, timeout=120, kernel_name="python3", store_widget_state=False).execute()
    code: list[Any] = notebook.cells[1:]
    return code


def test_the_page_is_drawn_and_nothing_else_is_said(cells: list[Any], tmp_path: Path) -> None:
    """The page cell yields a widget's view each time it runs; no other output, none on stderr."""
    first, page, again = ([output.output_type for output in cell.outputs] for cell in cells)
    assert (first, page, again) == ([], ["execute_result"], ["execute_result"])
    assert all(WIDGET in cell.outputs[0].data for cell in cells[1:])
    assert not (tmp_path / "outside").exists()
