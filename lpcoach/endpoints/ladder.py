"""How a form is asked for: from a schema that the server enforces down to one that stands in the prompt."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from lpcoach.chat.types import Form, Message

__all__ = ["LAST_RUNG", "asked_on", "filled", "repaired", "response_format"]

LAST_RUNG: Final = 3
_THOUGHT: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_BOUNDS: Final = {"maxLength", "minLength", "maxItems", "minItems", "title"}
_LONGEST: Final = 4000


def response_format(form: type[BaseModel], rung: int, *, bounds: bool) -> dict[str, Any] | None:
    """The parameter ``response_format`` on this rung; on the last there is none."""
    if rung == 0:
        schema = {"name": form.__name__.lower()[:60], "strict": True, "schema": _schema(form, bounds=bounds)}
        return {"type": "json_schema", "json_schema": schema}
    if rung == 1:
        return {"type": "json_object", "schema": _schema(form, bounds=True)}
    return {"type": "json_object"} if rung < LAST_RUNG else None


def asked_on(messages: Sequence[Message], form: type[BaseModel], rung: int) -> list[Message]:
    """The messages, with the schema in words where the server does not enforce it."""
    if rung < 2:
        return list(messages)
    schema = json.dumps(_schema(form, bounds=True), separators=(",", ":"))
    ask = f"Reply with one JSON object and nothing else. It must fit this JSON schema:\n{schema}"
    return [*messages[:-1], Message(messages[-1].role, f"{messages[-1].content}\n\n{ask}")]


def filled(text: str, form: type[Form]) -> Form:
    """The form in a reply, also where it stands in a fence or behind thoughts; ValueError with a reason else."""
    bare = _THOUGHT.sub("", text)
    start, end = bare.find("{"), bare.rfind("}")
    if start < 0 or end < start:
        raise ValueError("there is no JSON object in it")
    try:
        return form.model_validate_json(bare[start : end + 1])
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'the object'}: {fault['msg']}" for fault in error.errors()[:6]]
        raise ValueError("; ".join(faults)[:600]) from None


def repaired(messages: Sequence[Message], form: type[BaseModel], text: str, why: str) -> list[Message]:
    """The one turn that asks for the same form again, with what was wrong."""
    ask = f"That does not fit: {why}. Reply with the corrected JSON object only."
    return [*asked_on(messages, form, LAST_RUNG), Message("assistant", text[:_LONGEST]), Message("user", ask)]


def _schema(form: type[BaseModel], *, bounds: bool) -> dict[str, Any]:
    """The form's schema as strict servers want it: everything required, nothing extra, no references."""
    whole = form.model_json_schema()
    made = _strict(whole, whole.get("$defs", {}), bounds=bounds)
    return {key: value for key, value in made.items() if key != "$defs"}


def _strict(part: Any, defs: Mapping[str, Any], *, bounds: bool) -> Any:  # noqa: ANN401 - walks through JSON
    if isinstance(part, list):
        return [_strict(one, defs, bounds=bounds) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _strict(defs[part["$ref"].rsplit("/", 1)[1]], defs, bounds=bounds)
    dropped = {"title"} if bounds else _BOUNDS
    made = {
        key: {name: _strict(one, defs, bounds=bounds) for name, one in value.items()}
        if key == "properties"
        else _strict(value, defs, bounds=bounds)
        for key, value in part.items()
        if key not in dropped
    }
    if made.get("type") == "object":
        made |= {"additionalProperties": False, "required": list(made.get("properties", {}))}
    return made
