"""A practice's record as JSON values, so that it is worked out once and read back quickly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Final

from lpcoach.session.records import PracticeRecord, StoryRecord

__all__ = ["FORM", "dump_record", "load_record"]

# What a record is made of, in short: another form of it is another text here, and kept records are made anew.
FORM: Final = f"1:{len(fields(PracticeRecord))}.{len(fields(StoryRecord))}"


def dump_record(record: PracticeRecord) -> dict[str, Any]:
    """The record as JSON values."""
    whole = asdict(record)
    return {**whole, "started_at": record.started_at.isoformat(), "finished_at": record.finished_at.isoformat()}


def load_record(body: Mapping[str, Any]) -> PracticeRecord:
    """What ``dump_record`` wrote, also after a way through JSON text."""
    return PracticeRecord(
        **{
            **body,
            "started_at": datetime.fromisoformat(body["started_at"]),
            "finished_at": datetime.fromisoformat(body["finished_at"]),
            "stories": tuple(_story(story) for story in body["stories"]),
        }
    )


def _story(body: Mapping[str, Any]) -> StoryRecord:
    bands = {name: (low, high) for name, (low, high) in body["bands"].items()}
    return StoryRecord(**{**body, "flags": tuple(body["flags"]), "bands": bands})
