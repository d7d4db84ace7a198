"""A form asked for by a schema: down the ladder where a server cannot, validated always, repaired once."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel, ConfigDict, Field

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import Message
from tests.fakes.wire import error, events, sse, wired


class Part(BaseModel):
    """A part of a form."""

    model_config = ConfigDict(extra="forbid", strict=True)

    quote: str = Field(max_length=20)
    holds: bool


class Whole(BaseModel):
    """A form with a part in it."""

    model_config = ConfigDict(extra="forbid")

    first: Part


ASK = [Message("system", "You check."), Message("user", "Check this.")]
GOOD = '{"first": {"quote": "a", "holds": true}}'


def fill(*answers: httpx2.Response, **named: Any) -> tuple[Whole, list[dict[str, Any]]]:  # noqa: ANN401
    """The form that these answers end in, and what was sent."""
    seen: list[httpx2.Request] = []
    found = asyncio.run(wired(*answers, seen=seen, **named).fill(ASK, Whole))
    return found.form, [json.loads(request.content) for request in seen]


def test_a_schema_is_strict_as_servers_want_it() -> None:
    """Everything is required, nothing extra is allowed, no reference is left, and no title tells a class's name."""
    form, sent = fill(sse(*events(GOOD)))
    schema = sent[0]["response_format"]["json_schema"]
    assert form.first.holds and schema["strict"]
    assert schema["schema"]["required"] == ["first"] and schema["schema"]["additionalProperties"] is False
    part = schema["schema"]["properties"]["first"]
    assert (part["required"], part["additionalProperties"]) == (["quote", "holds"], False)
    assert "$ref" not in json.dumps(schema) and "title" not in json.dumps(schema["schema"])


@pytest.mark.parametrize(
    ("url", "bounded"), [("https://models.example/v1", True), ("https://api.openai.com/v1", False)]
)
def test_lengths_are_bounded_where_a_grammar_keeps_them(url: str, bounded: bool) -> None:
    """Small models run on without a bound; the strict schemas of OpenAI are sent without."""
    assert ("maxLength" in json.dumps(fill(sse(*events(GOOD)), url=url)[1][0])) == bounded


def test_the_ladder_is_climbed_down_where_a_server_cannot() -> None:
    """Schema, JSON with a schema, JSON, prompt alone: each refusal leads one rung down."""
    no = error(400, {"error": {"message": "response_format is not supported"}})
    form, sent = fill(no, no, no, sse(*events(GOOD)))
    assert form.first.quote == "a"
    assert [one.get("response_format", {}).get("type") for one in sent] == [
        "json_schema",
        "json_object",
        "json_object",
        None,
    ]
    assert (
        "JSON schema" not in sent[1]["messages"][-1]["content"] and "JSON schema" in sent[3]["messages"][-1]["content"]
    )


@pytest.mark.parametrize("text", [f"```json\n{GOOD}\n```", f"<think>{{no}}</think>Here: {GOOD} Done.", GOOD])
def test_a_form_is_found_in_what_surrounds_it(text: str) -> None:
    """Fences, thoughts and polite words around the object do no harm."""
    assert fill(sse(*events(text)))[0].first.holds


@pytest.mark.parametrize(
    "bad",
    ["no JSON at all", "{}", '{"first": {"quote": "a"}}', '{"first": {"quote": "a", "holds": "yes"}}', "{'first': 1}",
     '{"first": {"quote": "a", "holds": true, "more": 1}}', GOOD.replace('"a"', '"' + "a" * 21 + '"')],
)  # fmt: skip
def test_what_does_not_validate_is_repaired_once_with_the_reason(bad: str) -> None:
    """The second turn carries what was wrong; a form that fits then counts."""
    form, sent = fill(sse(*events(bad)), sse(*events(GOOD)))
    assert form.first.holds and len(sent) == 2
    assert "does not fit" in sent[1]["messages"][-1]["content"]


def test_after_one_repair_there_is_no_verdict() -> None:
    """Twice unusable is garbage: no default form is ever made up."""
    with pytest.raises(ChatFailure) as caught:
        fill(sse(*events("{}")), sse(*events("still {} not")))
    assert caught.value.kind == "garbage"
