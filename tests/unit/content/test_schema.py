from __future__ import annotations

import json

from lpcoach.content.places import share_path
from lpcoach.content.schema import schemas


def test_the_committed_schemas_are_fresh() -> None:
    """Each schema in content/schema is what the models say today (`python -m lpcoach.content.schema`)."""
    folder = share_path("content") / "schema"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == schemas()


def test_a_schema_forbids_unknown_keys() -> None:
    """An editor marks a misspelt key."""
    schema = json.loads(schemas()["probes.json"])
    assert schema["$defs"]["ProbeTemplate"]["additionalProperties"] is False
