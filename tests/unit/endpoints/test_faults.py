"""Every fault that a server, a network or a key can have: each becomes one kind of failure, and nothing leaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import httpx2
import pytest

from lpcoach.chat.failures import KINDS, WORDS, ChatFailure
from lpcoach.chat.types import Limits, Message, Usage
from tests.fakes.wire import Body, chunk, error, event, events, sse, wired

ASK = [Message("user", "Say something.")]
Answer = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]


def openai_error(message: str, code: str | None = None, kind: str = "invalid_request_error") -> dict[str, object]:
    """An error as OpenAI writes it."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def reset() -> Exception:
    """A connection that breaks, with words that nobody should see."""
    return httpx2.ReadError("connection reset by peer, key sk-secret")


CASES: dict[str, tuple[Callable[[], Answer], str, str]] = {
    "no list of choices": (lambda: sse(event({"id": "x", "choices": None}), b"data: [DONE]\n\n"), "garbage", ""),
    "an empty body": (lambda: sse(b""), "garbage", ""),
    "HTML in place of a stream": (
        lambda: error(200, "<html>Sign in</html>", **{"content-type": "text/html"}),
        "garbage",
        "",
    ),
    "JSON in place of a stream": (lambda: error(200, {"choices": [{"message": {"content": "hi"}}]}), "garbage", ""),
    "a truncated line": (lambda: sse(chunk("He"), b'data: {"id": "x", "cho\n\n'), "garbage", "He"),
    "no JSON in a line": (lambda: sse(b"data: hello\n\n"), "garbage", ""),
    "bytes that are no text": (lambda: sse(b"data: \xff\xfe\xfa\n\n"), "garbage", ""),
    "an answer without words": (lambda: sse(*events("", end="stop")), "garbage", ""),
    "blanks alone": (lambda: sse(*events("  \n")), "garbage", "  \n"),
    "a call of a tool": (lambda: sse(chunk(end="tool_calls", tool_calls=[{"index": 0}])), "garbage", ""),
    "the end without a reason": (lambda: sse(chunk("Half a"), b"data: [DONE]\n\n"), "cut", "Half a"),
    "the end without any sign": (lambda: sse(chunk("Half a")), "cut", "Half a"),
    "a reset in mid-stream": (lambda: sse(chunk("Half a"), reset()), "cut", "Half a"),
    "a protocol error in mid-stream": (lambda: sse(chunk("Ha"), httpx2.RemoteProtocolError("x")), "cut", "Ha"),
    "a stall in mid-stream": (lambda: sse(chunk("Half a"), httpx2.ReadTimeout("x")), "timeout", "Half a"),
    "an error in the stream": (lambda: sse(chunk("Ha"), event(openai_error("overloaded"))), "server", "Ha"),
    "a context error in the stream": (lambda: sse(event(openai_error("context_length_exceeded"))), "context", ""),
    "the limit": (lambda: sse(*events("Half a", end="length")), "length", "Half a"),
    "a filter": (lambda: sse(*events("Half a", end="content_filter")), "filtered", "Half a"),
    "a filter before the answer": (lambda: error(400, openai_error("x", "content_filter")), "filtered", ""),
    "a refusal": (lambda: sse(chunk(None, refusal="I cannot"), chunk(end="stop")), "refused", ""),
    "no connection": (lambda: httpx2.ConnectError("no route to host"), "connect", ""),
    "an unknown name": (lambda: httpx2.ConnectError("name or service not known"), "connect", ""),
    "no connection in time": (lambda: httpx2.ConnectTimeout("x"), "timeout", ""),
    "a proxy in the way": (lambda: httpx2.ProxyError("407"), "connect", ""),
    "no key accepted": (lambda: error(401, openai_error("Incorrect API key provided: sk-secret")), "bad_key", ""),
    "a bad key as 400": (lambda: error(400, openai_error("API key not valid")), "bad_key", ""),
    "forbidden": (lambda: error(403, openai_error("Country not supported")), "forbidden", ""),
    "no credit": (
        lambda: error(429, openai_error("You exceeded your current quota", "insufficient_quota")),
        "quota",
        "",
    ),
    "payment required": (lambda: error(402, "Pay"), "quota", ""),
    "too many requests": (lambda: error(429, openai_error("Slow down")), "rate_limit", ""),
    "no such model": (
        lambda: error(404, openai_error("The model `m` does not exist", "model_not_found")),
        "no_model",
        "",
    ),
    "no such deployment": (lambda: error(404, openai_error("x", "DeploymentNotFound")), "no_model", ""),
    "no such page": (lambda: error(404, "<html>Not Found</html>"), "unsupported", ""),
    "no such method": (lambda: error(405, "x"), "unsupported", ""),
    "a redirection": (lambda: error(307, "", location="https://elsewhere.example/v1"), "unsupported", ""),
    "too long for the model": (lambda: error(400, openai_error("x", "context_length_exceeded")), "context", ""),
    "too long for a local server": (
        lambda: error(400, {"error": {"code": 400, "type": "exceed_context_size_error", "message": "x"}}),
        "context",
        "",
    ),
    "too long as 500": (lambda: error(500, {"error": "the context window is full: context_length"}), "context", ""),
    "too long as 413": (lambda: error(413, "x"), "context", ""),
    "an unknown parameter": (lambda: error(400, openai_error("Unknown parameter: 'foo'")), "unsupported", ""),
    "a plain string as error": (lambda: error(400, '{"error":"invalid message format"}'), "bad_request", ""),
    "an invalid value": (lambda: error(422, {"detail": "field required"}), "bad_request", ""),
    "a fault of its own": (lambda: error(500, "<html>oops</html>"), "server", ""),
    "a bad gateway": (lambda: error(502, ""), "server", ""),
    "overloaded": (lambda: error(503, openai_error("overloaded")), "server", ""),
    "not implemented": (lambda: error(501, "x"), "unsupported", ""),
    "a request timeout": (lambda: error(408, "x"), "timeout", ""),
}


def said(*answers: Answer, **named: object) -> ChatFailure:
    """The failure that these answers end in."""
    with pytest.raises(ChatFailure) as caught:
        asyncio.run(wired(*answers, **named).say(ASK, limits=Limits(idle=5, total=10)))  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize("name", CASES)
def test_every_fault_is_one_kind_of_failure_with_its_partial_text(name: str) -> None:
    """Whatever comes back, the failure has the right kind, keeps what had come, and tells nothing of server or key."""
    make, kind, partial = CASES[name]
    failure = said(lambda _: answer if isinstance(answer := make(), httpx2.Response) else _raise(answer))
    assert (failure.kind, failure.partial) == (kind, partial)
    assert "sk-secret" not in f"{failure!r} {failure} {failure.words}"
    assert failure.__cause__ is None


def _raise(error: object) -> httpx2.Response:
    raise error  # type: ignore[misc]


@pytest.mark.parametrize("key", ["", "sk with blanks", "sk-new\nline", "sk–dash"])
def test_a_key_that_no_header_can_carry_is_never_sent(key: str) -> None:
    """A key with a blank, a line break or a dash of print is a bad key, and no request is made."""
    seen: list[httpx2.Request] = []
    assert said(sse(*events("x")), key=key, seen=seen).kind == "bad_key"
    assert not seen


def test_without_a_key_nothing_is_sent() -> None:
    """No key is a failure of its own, and no request is made."""
    seen: list[httpx2.Request] = []
    assert said(sse(*events("x")), key=None, seen=seen).kind == "no_key"
    assert not seen


def test_every_kind_has_one_calm_clause() -> None:
    """Each kind says in a clause what happened, without an exclamation mark and without a code."""
    for kind in KINDS:
        words = ChatFailure(kind, "models.example").words
        assert words[0].islower() or words.startswith("models.example")
        assert not any(sign in words for sign in "!{}0123456789")
    assert set(WORDS) == set(KINDS)


def test_only_faults_that_pass_are_tried_again() -> None:
    """A fault of the server is tried three times; a bad key, no credit and a bad request once."""
    counts = {}
    for name in (
        "a fault of its own",
        "too many requests",
        "no connection",
        "no key accepted",
        "no credit",
        "forbidden",
    ):
        seen: list[httpx2.Request] = []
        make = CASES[name][0]
        said(lambda _, make=make: a if isinstance(a := make(), httpx2.Response) else _raise(a), seen=seen)  # type: ignore[misc]
        counts[name] = len(seen)
    assert list(counts.values()) == [3, 3, 3, 1, 1, 1]


def test_nothing_is_tried_again_after_the_first_token() -> None:
    """A stream that broke off is not asked for again: what was shown stays as it was."""
    seen: list[httpx2.Request] = []
    said(lambda _: sse(chunk("Half"), reset()), seen=seen)
    assert len(seen) == 1


def test_waits_follow_the_server_up_to_thirty_seconds_and_are_told() -> None:
    """Retry-After is kept to, told to the screen, and beyond thirty seconds it is a failure at once."""
    waits: list[float] = []
    told: list[str] = []
    served = wired(error(429, "x", **{"retry-after": "7"}), sse(*events("Hello")), waits=waits)
    found = asyncio.run(served.say(ASK, on_wait=lambda w: told.append(w.words)))
    assert (found.text, waits) == ("Hello", [7.0])
    assert told == ["models.example takes no more requests just now; attempt 2 follows in 7 s"]
    for absurd in ("31", "1e9", "inf", "Fri, 31 Dec 9999 23:59:59 GMT"):
        assert said(error(429, "x", **{"retry-after": absurd}), waits=waits).kind == "rate_limit"
    assert waits == [7.0]


def test_a_date_and_milliseconds_are_understood_as_a_wait() -> None:
    """Retry-After may be a date, and some servers give milliseconds."""
    waits: list[float] = []
    asyncio.run(wired(error(503, "x", **{"retry-after-ms": "1500"}), sse(*events("a")), waits=waits).say(ASK))
    late = {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}
    asyncio.run(wired(error(503, "x", **late), sse(*events("a")), waits=waits).say(ASK))
    assert waits == [1.5, 1.0]


def test_the_total_deadline_ends_a_stream_that_trickles() -> None:
    """A server that keeps sending signs of life and nothing else is left at the deadline."""

    class Trickle(Body):
        async def __aiter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
            while True:
                await asyncio.sleep(0.02)
                yield b": ping\n\n"

    for limits in (Limits(idle=5, total=0.3), Limits(idle=0.2, total=5, attempts=1)):
        served = wired(
            lambda _: httpx2.Response(200, headers={"content-type": "text/event-stream"}, stream=Trickle([]))
        )
        with pytest.raises(ChatFailure) as caught:
            asyncio.run(served.say(ASK, limits=limits))
        assert caught.value.kind == "timeout"


def test_a_server_that_never_ends_is_stopped() -> None:
    """Text beyond every bound is cut off as too long, however fast it comes."""
    failure = said(lambda _: sse(*(chunk("word " * 50) for _ in range(1000))))
    assert failure.kind == "length" and len(failure.partial) < 10_000


def test_the_tokens_of_a_failed_call_are_counted_as_far_as_known() -> None:
    """What a server counted, else an estimate where it had begun to speak; nothing where it turned the request down."""
    counted = events("Half", end="length", sent=7, received=3)
    answers = (sse(*counted), sse(chunk("Half a")), error(401, {}))
    found = [said(answer).usage for answer in answers]
    assert found[0] == Usage(7, 3) and found[1].received == 2 and found[1].estimated and found[2] == Usage()


def test_text_comes_as_it_streams_with_the_usage_that_the_server_counted() -> None:
    """Each part is handed on with all before it; the tokens are the server's, or estimated and marked so."""
    heard: list[str] = []
    found = asyncio.run(wired(sse(*events("One ", "two"))).say(ASK, on_text=heard.append))
    assert (heard, found.text) == (["One ", "One two"], "One two")
    assert (found.usage.sent, found.usage.received, found.usage.estimated) == (7, 3, False)
    bare = asyncio.run(wired(sse(chunk("One two"), chunk(end="stop"))).say(ASK))
    assert bare.usage.estimated and bare.usage.received == 2


def test_the_limit_is_named_as_the_server_wants_it() -> None:
    """A server that knows the other name of the limit is asked again with it, and it is remembered."""
    seen: list[httpx2.Request] = []
    no = error(400, openai_error("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."))
    served = wired(no, sse(*events("a")), sse(*events("b")), seen=seen)
    asyncio.run(served.say(ASK))
    asyncio.run(served.say(ASK))
    names = [next(name for name in json.loads(r.content) if name.startswith("max_")) for r in seen]
    assert names == ["max_tokens", "max_completion_tokens", "max_completion_tokens"]


def test_usage_is_not_asked_for_where_it_is_not_known() -> None:
    """A server that does not know stream_options is asked again without."""
    seen: list[httpx2.Request] = []
    served = wired(
        error(400, openai_error("Unrecognized request argument: stream_options")), sse(*events("a")), seen=seen
    )
    asyncio.run(served.say(ASK))
    assert ["stream_options" in json.loads(request.content) for request in seen] == [True, False]


@pytest.mark.parametrize("count", [-5, 10**9, 10**400])
def test_counts_that_cannot_be_are_not_believed(count: int) -> None:
    """A usage below nothing or beyond any model is estimated in place of being priced."""
    found = asyncio.run(wired(sse(*events("Hello", sent=count))).say(ASK))
    assert found.usage.estimated and 0 < found.usage.sent < 1000


def endless(status: int, kind: str = "application/json", **headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    """A body beyond the bound: of 4 MB, or of 10 MB where it is a stream."""
    part = b"0" * 100_000
    body = Body(part for _ in range(40 if kind == "application/json" else 100))
    return lambda _: httpx2.Response(status, headers={"content-type": kind, **headers}, stream=body)


@pytest.mark.parametrize(
    "answer",
    [endless(400), endless(200), endless(200, "text/event-stream"), endless(200, **{"content-encoding": "gzip"})],
    ids=["error", "JSON", "stream", "packed"],
)
def test_a_reply_without_an_end_or_packed_is_stopped_and_not_opened(answer: Answer) -> None:
    """No more than the bound is read, and nothing is unpacked: it was asked for unpacked."""
    seen: list[httpx2.Request] = []
    assert said(answer, seen=seen).kind == "garbage"
    assert seen[0].headers["accept-encoding"] == "identity"
    with pytest.raises(ChatFailure) as caught:
        asyncio.run(wired(answer).models())
    assert caught.value.kind == "garbage"
