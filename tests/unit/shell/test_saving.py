"""Saving: no text of a person gets into a workbook's .ipynb."""

from __future__ import annotations

from typing import Any

from lpcoach.shell.saving import without_text


def notebook(**metadata: object) -> dict[str, Any]:
    """Make what JupyterLab hands to the hook."""
    cells = [{"cell_type": "code", "outputs": ["CANARY"], "execution_count": 3}, {"cell_type": "markdown"}]
    return {"type": "notebook", "content": {"cells": cells, "metadata": {"widgets": "CANARY", **metadata}}}


def test_outputs_and_widget_state_of_a_workbook_are_not_saved() -> None:
    """A canary in outputs and widget state is gone."""
    model = notebook(lpcoach={"autorun": True})
    without_text(model, path="03_deep_dives.ipynb", contents_manager=None)
    assert "CANARY" not in str(model)
    assert model["content"]["cells"][0]["execution_count"] is None


def test_a_persons_other_notebooks_stay_as_they_are() -> None:
    """Without the package's metadata nothing is touched."""
    model = notebook()
    without_text(model, path="mine.ipynb", contents_manager=None)
    assert model == notebook()


def test_a_file_that_is_no_notebook_passes() -> None:
    """A text file and an empty model are left alone."""
    for model in ({"type": "file", "content": "CANARY"}, {"type": "notebook", "content": None}):
        before = dict(model)
        without_text(model)
        assert model == before
