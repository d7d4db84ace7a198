"""What a stranger can ask of the demo, and what they get."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress

import psutil
import pytest
from tornado.httpclient import HTTPClientError

from tests.hosting.site import KEY, Server
from tests.hosting.visitor import Line, Visitor, kernel_in, run

ANY = "0" * 8 + "-0000-4000-8000-" + "0" * 12
CLOSED = [
    "/voila/tree",
    "/voila/api/contents", "/api/contents", "/api/kernels", "/api/sessions", "/api/terminals", "/api/status",
    "/voila/files/00_start.ipynb", "/voila/files/workbook.sqlite", "/voila/files/.env", "/voila/files/../../etc/passwd",
    "/voila/files/README.md", "/voila/files/a.png", "/voila/files/a.db", "/voila/files/a.db-journal",
    "/voila/static/etc/passwd", "/voila/static/../../../etc/passwd", "/voila/static/%2e%2e/%2e%2e/app.py",
    "/voila/static/",
    "/voila/templates/lpcoach/static/../index.html.j2", "/voila/templates/x",
    "/voila/labextensions/jupyterlab-plotly/x.js",
    "/voila/labextensions/anywidget/static/../../jupyterlab-plotly/package.json",
    "/voila/labextensions/anywidget/static/../package.json", "/voila/static/../voila.js",
    "/voila/static//etc/passwd.js",
    "/voila/labextensions/anywidget/", "/voila/labextensions/anywidget/static/../../../etc/passwd", "/voila/render/",
    "/voila/render/nothing.ipynb", "/voila/render/../pyproject.toml", "/voila/render/00_start.ipynb/x",
    "/login", "/logout",
    "/static/etc/passwd", f"/api/kernels/{ANY}", f"/api/kernels/{ANY}/restart", f"/voila/execution/{ANY}",
    f"/voila/query/{ANY}", "/metrics", "/workbook.sqlite", "/workbook.sqlite-journal", "/visitors/cookie-secret",
]  # fmt: skip


def test_everything_else_does_not_exist(demo: Server) -> None:
    """Lists, sources, files, other interfaces: 404, also with a visitor's cookie, with the site's headers."""

    async def code() -> None:
        visitor = await Visitor(demo).begin()
        for path in CLOSED:
            answer = await visitor.ask(path)
            assert (path, answer.code) == (path, 404)
            assert "script-src 'self' blob:" in answer.headers["Content-Security-Policy"]
            assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert "Traceback" not in answer.body.decode()

    run(code())


def test_the_first_page_starts_nothing_and_a_stranger_gets_no_other(demo: Server) -> None:
    """Without a cookie, with a forged one or a cut one every page leads back to the first; no kernel starts."""

    async def code() -> None:
        before = {one.pid for one in demo.kernels()}
        for cookie in ("", "2|1:0|10:1795642396|15:lpcoach_visitor|4:QUFB|" + "0" * 64, "x" * 5000):
            stranger = Visitor(demo, {"lpcoach_visitor": cookie} if cookie else {})
            assert (await stranger.ask("/")).code == 200
            answer = await stranger.page("03_deep_dives")
            assert (answer.code, answer.headers["Location"].split("?")[0]) == (302, "/")
        assert {one.pid for one in demo.kernels()} == before

    run(code())


def test_what_is_no_message_ends_the_line_and_fills_no_log(demo: Server) -> None:
    """The line is closed, the page may open it again; the log has no stack of it."""

    async def code() -> None:
        owner = await Visitor(demo).begin()
        line = await owner.sit("00_start")
        before = demo.logged().count("handlers.py")
        unhashable = '{"header": {"msg_type": "comm_msg"}, "channel": ["shell"]}'
        for said in ("[]", "7", '{"header": 7}', "no JSON", unhashable, bytes(40)):
            line.socket.write_message(said, binary=isinstance(said, bytes))
            with pytest.raises(ConnectionError):
                await line.hear(lambda _: False)
            line = await owner.line(line.kernel)
        await line.leave()
        assert demo.logged().count("handlers.py") == before

    run(code())


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1:1", "http://[::1"])
def test_another_site_cannot_press_the_button(demo: Server, origin: str) -> None:
    """A visitor's cookie is not replaced by a form on another page."""

    async def code() -> None:
        answer = await Visitor(demo).ask("/begin", "POST", **({"Origin": origin} if origin else {}))
        assert (answer.code, answer.headers.get_list("Set-Cookie")) == (403, [])

    run(code())


@pytest.mark.parametrize(
    "query",
    ["template=nope", "theme=dark", "x=%ff%fe", "a=" + "b" * 3000, "__proto__=1", "token=x", "next=//evil.example"],
)
def test_a_query_is_dropped(demo: Server, query: str) -> None:
    """Whatever stands behind the question mark leads to the bare page and near no kernel."""

    async def code() -> None:
        answer = await (await Visitor(demo).begin()).ask(f"/voila/render/00_start.ipynb?{query}")
        assert (answer.code, answer.headers["Location"]) == (302, "/voila/render/00_start.ipynb")

    run(code())


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST"])
def test_other_methods_do_nothing(demo: Server, method: str) -> None:
    """A page can only be read."""

    async def code() -> None:
        visitor = await Visitor(demo).begin()
        answer = await visitor.ask("/voila/render/00_start.ipynb", method, Origin=demo.address)
        assert answer.code in {403, 405}

    run(code())


def test_hostile_headers_change_nothing(demo: Server) -> None:
    """A foreign host, forwarded names and hostile agents get the first page, and none of it is sent back."""

    async def code() -> None:
        for name in ("Host", "X-Forwarded-Host", "X-Forwarded-For", "User-Agent", "Referer", "Accept-Language"):
            answer = await Visitor(demo).ask("/", **{name: "<script>alert(7)</script>.evil.example"})
            assert answer.code in {200, 400}
            assert b"evil.example" not in answer.body

    run(code())


def test_behind_tls_every_cookie_is_secure(demo: Server) -> None:
    """The visitor's and the one against forged requests, where the proxy says https; else neither is."""

    async def code() -> None:
        for seen, secure in (("https", True), ("http", False)):
            visitor = Visitor(demo)
            said = [await visitor.ask("/begin", "POST", Origin=demo.address, **{"X-Forwarded-Proto": seen})]
            said.append(await visitor.ask("/voila/render/00_start.ipynb", **{"X-Forwarded-Proto": seen}))
            cookies = [each for answer in said for each in answer.headers.get_list("Set-Cookie")]
            assert {each.split("=")[0] for each in cookies} == {"lpcoach_visitor", "_xsrf"}
            assert {"; secure" in each.lower() for each in cookies} == {secure}
            await (await visitor.line(kernel_in(said[1]))).leave()

    run(code())


Seated = Callable[[Visitor, Visitor, Line], Awaitable[None]]


def two(demo: Server, check: Seated, page: str = "") -> None:
    """Let one visitor sit on a page, of a story with a secret draft unless it is another, and a second one try."""

    async def code() -> None:
        owner, other = await Visitor(demo).begin(), await Visitor(demo).begin()
        line = await (owner.sit(page) if page else owner.start())
        if not page:
            await line.type("the secret of the owner")
        await check(owner, other, line)
        await line.leave()

    run(code())


def test_a_known_kernel_id_opens_nothing(demo: Server) -> None:
    """Another visitor, and one without a cookie, get 404 for the kernel, its line and its end; it lives on."""

    async def check(owner: Visitor, other: Visitor, line: Line) -> None:
        end = f"/voila/api/shutdown/{line.kernel}"
        for who in (other, Visitor(demo)):
            assert (await who.ask(f"/api/kernels/{line.kernel}")).code == 404
            with pytest.raises(HTTPClientError) as caught:
                await who.connect(line.kernel)
            assert caught.value.code in {403, 404}
            assert (await who.ask(end, "POST", Origin=demo.address)).code in {403, 404}
        assert (await owner.ask(end, "POST", Origin=demo.address)).code == 403  # without its token of the page
        await line.learn()

    two(demo, check, "00_start")


def test_another_sites_websocket_is_refused_even_with_the_cookie(demo: Server) -> None:
    """The owner's cookie does not help a page of another site, or a script that names none."""

    async def check(owner: Visitor, _other: Visitor, line: Line) -> None:
        for origin in ("", "https://evil.example", "null", f"https://evil.example/?{demo.address}"):
            with pytest.raises(HTTPClientError) as caught:
                await owner.connect(line.kernel, Origin=origin)
            assert caught.value.code == 403

    two(demo, check, "00_start")


def test_a_kernel_of_the_past_and_a_guessed_one_are_the_same(demo: Server) -> None:
    """After the page was left its id is as unknown as any other, to its owner too."""

    async def code() -> None:
        owner = await Visitor(demo).begin()
        line = await owner.sit("00_start")
        await line.leave()
        for kernel in (line.kernel, str(uuid.uuid4())):
            with pytest.raises(HTTPClientError) as caught:
                await owner.connect(kernel)
            assert caught.value.code == 404

    run(code())


def test_a_line_that_is_cut_while_it_is_made_can_be_asked_for_again(demo: Server) -> None:
    """The same session right after a cut or a broken handshake is taken; nobody is counted away, no stack is logged."""

    async def check(owner: Visitor, _other: Visitor, line: Line) -> None:
        before = demo.logged().count(".py")
        for without in ("-", "Sec-WebSocket-Key", "Upgrade"):
            for seconds in (0, 0.002, 0.01, 0.05):
                session = uuid.uuid4().hex
                writer = await owner.handshake(line.kernel, session, without=without)
                await asyncio.sleep(seconds)
                writer.transport.abort()
                socket, _ = await owner.connect(line.kernel, session)
                socket.close()
        await line.learn()
        assert demo.logged().count(".py") == before

    two(demo, check, "00_start")


def test_no_kernel_takes_more_lines_than_pages_have(demo: Server) -> None:
    """The ninth line to one kernel is refused; one that is closed makes room, and others come in meanwhile."""

    async def check(owner: Visitor, other: Visitor, line: Line) -> None:
        more = [(await owner.connect(line.kernel))[0] for _ in range(7)]
        with pytest.raises(HTTPClientError) as caught:
            await owner.connect(line.kernel)
        assert caught.value.code == 429
        assert (await other.ask("/health")).code == 200
        for socket in more:
            socket.close()
        await until_taken(owner, line.kernel)
        assert await line.type("all the while") < 30

    two(demo, check)


async def until_taken(owner: Visitor, kernel: str) -> None:
    """Come again until a line is free."""
    for _ in range(50):
        with suppress(HTTPClientError):
            await owner.connect(kernel)
            return
        await asyncio.sleep(0.1)
    raise AssertionError("no line came free")


def test_code_is_not_run_and_a_broken_message_ends_nothing(demo: Server) -> None:
    """An execute request and messages that are none are passed over; no print or traceback comes back."""

    async def check(_owner: Visitor, _other: Visitor, line: Line) -> None:
        line._send("execute_request", {"code": "open('ran', 'w')", "silent": False})
        line._send("comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": 7}})
        line._send("comm_msg", {"comm_id": line.editor, "data": {"method": "custom", "content": {"type": "draft"}}})
        assert await line.type("after all that") < 30
        assert not list(demo.home.rglob("ran"))

    two(demo, check)


def test_no_kernel_knows_the_servers_keys_or_the_request(demo: Server) -> None:
    """Only the harmless part of the server's environment is handed on, nothing of a request; memory has a limit."""

    async def check(owner: Visitor, _other: Visitor, _line: Line) -> None:
        for kernel in demo.kernels():
            known = " ".join(f"{name}={value}" for name, value in kernel.environ().items())
            assert KEY not in known
            assert "OPENAI" not in known
            assert kernel.rlimit(psutil.RLIMIT_DATA)[1] == 512 * 2**20
            assert kernel.rlimit(psutil.RLIMIT_CORE)[1] == 0
            assert "QUERY_STRING" not in known
            assert owner.cookies["lpcoach_visitor"] not in known

    two(demo, check, "00_start")


def test_the_log_holds_no_text_and_no_id(demo: Server) -> None:
    """Neither what was typed, nor a cookie, a visitor's hash or a kernel's id is in what the server says."""

    async def check(owner: Visitor, other: Visitor, line: Line) -> None:
        await other.ask(f"/nothing?secret=canary-77&{line.kernel}")
        said = demo.logged()
        for secret in ("the secret of the owner", line.kernel, owner.cookies["lpcoach_visitor"], "canary-77", KEY):
            assert secret not in said
        assert not any(folder.name in said for folder in demo.visitors)

    two(demo, check)


def test_a_page_shows_no_source_and_no_folder(demo: Server) -> None:
    """The page holds widgets and Voila's settings: no cell, no path of the server, no token."""

    async def code() -> None:
        answer = await (await Visitor(demo).begin()).page("00_start")
        text = re.sub(r"<style>.*?</style>", "", answer.body.decode(), flags=re.S)
        for secret in ("pages.start()", "import pages", str(demo.home), "site-packages", "token"):
            assert secret not in text
        assert kernel_in(answer)

    run(code())


def test_folders_are_for_this_account_only_and_apart(demo: Server) -> None:
    """Each visitor has a folder of its own that nobody else may enter, beside a secret that nobody else may read."""
    root = demo.home / "visitors"
    assert {oct(path.stat().st_mode & 0o777) for path in (root, *demo.visitors)} == {"0o700"}
    assert oct((root / "cookie-secret").stat().st_mode & 0o777) == "0o600"
    assert all(re.fullmatch(r"[0-9a-f]{32}", path.name) for path in demo.visitors)
