"""A notebook is three cells and carries no state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

import lpcoach.ui.pages


@pytest.fixture
def notebook(notebook_path: Path) -> Any:  # noqa: ANN401
    """Read and validate one notebook."""
    found = nbformat.read(notebook_path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(found)
    return found


def test_a_notebook_is_a_title_an_import_and_a_page(notebook: Any) -> None:  # noqa: ANN401
    """Nothing else is in it, so that a person sees at once what runs."""
    title, first, page = notebook.cells
    assert title.source.startswith("# ")
    assert first.source == "from lpcoach.ui import pages"
    assert page.source in {f"pages.{name}()" for name in lpcoach.ui.pages.__all__}
    assert [cell.id for cell in notebook.cells] == ["title", "import", "page"]


def test_a_notebook_has_one_heading_and_one_sentence(notebook: Any) -> None:  # noqa: ANN401
    """The heading is the page's name, the sentence says what it is for."""
    heading, blank, sentence = notebook.cells[0].source.split("\n")
    assert notebook.metadata.title == f"{heading.removeprefix('# ')} · lpcoach"
    assert (blank, sentence.count("."), sentence[-1]) == ("", 1, ".")


def test_a_notebook_carries_no_state(notebook: Any) -> None:  # noqa: ANN401
    """No outputs, no counts, no widgets; code is collapsed; the version is 4.5."""
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.lpcoach.autorun is True
    assert notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells[1:]:
        assert (cell.outputs, cell.execution_count) == ([], None)
        assert cell.metadata.jupyter.source_hidden is True
