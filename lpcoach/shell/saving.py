"""What JupyterLab calls before it writes a notebook, so that no story gets into an .ipynb file."""

from __future__ import annotations

from typing import Any

__all__ = ["without_text"]


def without_text(model: dict[str, Any], **_: object) -> None:
    """Take outputs and widget state out of a workbook's notebook; a person's other notebooks stay as they are."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    metadata = content.get("metadata", {})
    if "lpcoach" not in metadata:
        return
    metadata.pop("widgets", None)
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
