"""From whatever the client raises to a ChatFailure. What a server wrote is looked at here and goes no further."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from lpcoach.chat.failures import ChatFailure, FailureKind

__all__ = ["Fault", "fault_of"]

PARAMETERS: Final = (
    "max_completion_tokens",
    "max_tokens",
    "stream_options",
    "response_format",
    "json_schema",
    "json_object",
    "grammar",
    "schema",
)
# In this order: the first that fits names the kind, whatever the status.
_BY_TEXT: Final[tuple[tuple[FailureKind, re.Pattern[str]], ...]] = (
    (
        "context",
        re.compile(
            r"context[_ ](?:length|size|window)|exceed_context|maximum context|prompt is too long|too many tokens|"
            r"reduce the length|string_above_max_length"
        ),
    ),
    ("filtered", re.compile(r"content_filter|content_policy|content management policy|responsibleai|safety system")),
    ("quota", re.compile(r"insufficient_quota|exceeded your current quota|billing|credit balance|out of credits")),
    ("bad_key", re.compile(r"(?:invalid|incorrect|expired|missing)[_ ](?:the )?api[_ ]?key|api key not valid")),
    (
        "no_model",
        re.compile(
            r"model_not_found|deploymentnotfound|no such model|unknown model|invalid model|no models? loaded|"
            r"model[^.]{0,80}(?:not found|does not exist|not exist|not available)"
        ),
    ),
)
_UNKNOWN: Final = re.compile(
    r"unsupported|not supported|unknown|unrecognized|unexpected|extra (?:inputs|fields)|unpermitted"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure, and which parameters of the request the server complained of."""

    failure: ChatFailure
    names: frozenset[str] = frozenset()


def fault_of(error: Exception, host: str, partial: str) -> Fault:
    """What an error of the client means."""
    import httpx2  # noqa: PLC0415 - comes with openai, imported at the first call
    import openai  # noqa: PLC0415 - the client is imported at the first call

    found = error if isinstance(error, ChatFailure) else error.__cause__  # the client wraps what its hooks raise
    if isinstance(found, ChatFailure):
        return Fault(ChatFailure(found.kind, host, partial=partial))
    kind: FailureKind = "garbage"
    names: frozenset[str] = frozenset()
    wait = None
    if isinstance(error, openai.APIStatusError):
        text = _text(error)
        kind = _by_status(error.status_code, text)
        names = frozenset(name for name in PARAMETERS if name in text)
        wait = _retry_after(error.response.headers)
    elif isinstance(error, openai.APITimeoutError | TimeoutError | httpx2.TimeoutException):
        kind = "timeout"
    elif isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError):
        kind = "cut" if partial else "connect"
    elif isinstance(error, UnicodeEncodeError):
        kind = "bad_key"
    elif isinstance(error, ImportError):
        kind = "connect"  # a SOCKS proxy without its library
    elif isinstance(error, openai.APIError) and not isinstance(error, openai.APIResponseValidationError):
        kind = _by_text(_body(error.body)) or "server"  # an error in the middle of a stream
    return Fault(ChatFailure(kind, host, partial=partial, wait=wait), names)


def _text(error: Any) -> str:  # noqa: ANN401 - the client is not imported here
    try:
        return f"{_body(error.body)} {error.response.text[:4000]}".lower()
    except Exception:  # a body that was not read or cannot be decoded tells nothing
        return _body(error.body)


def _body(body: object) -> str:
    try:
        return json.dumps(body)[:4000].lower()
    except (TypeError, ValueError):
        return ""


def _by_text(text: str) -> FailureKind | None:
    return next((kind for kind, pattern in _BY_TEXT if pattern.search(text)), None)


def _by_status(status: int, text: str) -> FailureKind:
    if status < 500 and (kind := _by_text(text)):
        return kind
    if status >= 500:
        return "context" if _by_text(text) == "context" else "unsupported" if status == 501 else "server"
    known: dict[int, FailureKind] = {
        401: "bad_key",
        402: "quota",
        403: "forbidden",
        408: "timeout",
        409: "server",
        413: "context",
        429: "rate_limit",
    }
    if status in known:
        return known[status]
    if status in (400, 422):
        return "unsupported" if _UNKNOWN.search(text) else "bad_request"
    return "unsupported"  # 404, 405 and a redirection: the interface is not there


def _retry_after(headers: Any) -> float | None:  # noqa: ANN401 - the client is not imported here
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = headers.get(name, "")
        try:
            seconds = float(value) / unit
        except ValueError:
            seconds = _until(value)
        if seconds >= 0:  # a year is passed on too: whoever waits decides that it is too long
            return seconds
    return None


def _until(value: str) -> float:
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return -1.0
    return (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
