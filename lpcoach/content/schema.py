"""JSON Schemas of a pack's files, for editors: ``python -m lpcoach.content.schema`` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from lpcoach.content.models import Pack
from lpcoach.content.places import share_path

__all__ = ["schemas", "write_schemas"]


def schemas() -> dict[str, str]:
    """Give the text of each schema file by its name."""
    return {f"{part}.json": _text(part, field) for part, field in Pack.model_fields.items()}


def write_schemas(folder: Path) -> None:
    """Write all schema files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(part: str, field: FieldInfo) -> str:
    schema: dict[str, Any] = TypeAdapter(field.rebuild_annotation()).json_schema()
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{part}.yaml"}
    return json.dumps(top | {key: value for key, value in schema.items() if key != "title"}, indent=1) + "\n"


if __name__ == "__main__":
    write_schemas(share_path("content") / "schema")
