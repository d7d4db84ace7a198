"""What a stranger may ask for, and what they get. Whatever is not here does not exist."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from jupyter_server.auth import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.utils import url_path_join
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler
from voila.handler import VoilaHandler
from voila.static_file_handler import MultiStaticFileHandler

from lpcoach.hosting.pool import KernelPool

__all__ = ["LOOK_AGAIN", "Begin", "Guarded", "Health", "Identity", "Landing", "Nowhere", "Pages", "Parts", "Robots"]
__all__ += ["Statics", "own_origin"]

AGAIN: Final = 15  # seconds after which the page "full" looks again
LOOK_AGAIN: Final = (Path(__file__).parent / "templates" / "full.js").read_text("utf-8")


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)


def own_origin(handler: RequestHandler) -> bool:
    """Whether a page of this site asks; behind a proxy the scheme may be another one, the host is the same."""
    try:
        return urlsplit(handler.request.headers.get("Origin", "")).netloc == handler.request.host
    except ValueError:  # no address at all
        return False


class Guarded(RequestHandler):
    """Every answer carries the headers of the site; an error is one short page without details."""

    def set_default_headers(self) -> None:
        """Set them, whatever kind of handler this is."""
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)
        self.clear_header("Server")

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Where a proxy speaks TLS with the browser, no cookie goes another way."""
        kwargs["secure"] = self.request.headers.get("X-Forwarded-Proto") == "https"
        super().set_cookie(name, value, *args, **kwargs)

    def page(self, name: str, **values: object) -> None:
        """Send a page of this room."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(_templates().get_template(f"{name}.html").render(css=self.settings["page_styles"], **values))

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401
        """Say no more than that there is nothing, or that it failed."""
        self.page("nothing" if status_code in {403, 404, 405} else "failed", status=status_code)

    def full(self, *, away: bool = False) -> None:
        """No kernel is free, the server is about to stop, or the place for workbooks is ``away``."""
        self.set_status(503)
        self.set_header("Retry-After", str(AGAIN))
        self.page("full", again=AGAIN, script=LOOK_AGAIN, away=away)


class Landing(Guarded):
    """The first page; it starts nothing, so that a crawler or a preview costs nothing."""

    def get(self) -> None:
        """What this is, what is kept, and a button."""
        self.page("landing", known=self.settings["visitors"].known(self), days=self.settings["keep_days"])

    head = get


class Begin(Guarded):
    """The button of the first page."""

    def post(self) -> None:
        """Give this browser an id and go to the start page. Another site cannot press the button."""
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or not own_origin(self):
            raise HTTPError(403)
        self.settings["visitors"].greet(self)
        self.redirect(url_path_join(self.settings["base_url"], "voila/render/00_start.ipynb"), status=303)


class Robots(Guarded):
    """Search engines may know the first page only."""

    def get(self) -> None:
        """Say so."""
        self.set_header("Content-Type", "text/plain")
        self.finish("User-agent: *\nDisallow: /voila/\n")


class Health(Guarded):
    """For whoever watches the server: numbers, nothing about anyone."""

    def get(self) -> None:
        """200 while visitors are taken; 503 while it stops or has no place for what they type, and why."""
        pool: KernelPool = self.settings["kernel_manager"]
        why = "" if pool.closing else self.settings["store_watch"].why
        found: dict[str, object] = {"status": "stopping" if pool.closing else "no store" if why else "ok"}
        found |= {"why": why} if why else {}
        found |= {"kernels": len(pool), "seated": len(pool.seats), "ready": len(pool.ready)}
        self.set_status(200 if found["status"] == "ok" else 503)
        self.finish({**found, "most": pool.limits.kernels, "room": max(0, pool.room + len(pool.ready))})

    head = get


class Nowhere(Guarded):
    """Every other address."""

    def prepare(self) -> None:
        """There is nothing."""
        raise HTTPError(404)


class Statics(Guarded, MultiStaticFileHandler):  # type: ignore[misc]
    """Voila's own scripts."""


class Parts(Guarded, FileFindHandler):
    """The three extensions that draw widgets; everyone may have them."""


class Identity(IdentityProvider):
    """Who asks is who has the cookie; a stranger is nobody."""

    auth_enabled = True

    def get_user(self, handler: RequestHandler) -> User | None:
        """The visitor by its hash."""
        visitor = handler.settings["visitors"].known(handler)
        return User(username=visitor) if visitor else None

    def is_token_authenticated(self, handler: RequestHandler) -> bool:
        """There is no token here that would let a request do without the check of its origin."""
        return False


class Pages(Guarded, VoilaHandler):  # type: ignore[misc]
    """One notebook as a page, in a kernel of the visitor's own."""

    async def prepare(self) -> None:
        """Send strangers to the first page, and take no query: nothing of an address gets near a kernel."""
        await super().prepare()  # type: ignore[misc]
        if self.request.query:
            self.redirect(self.request.path)

    async def get(self, path: str) -> None:
        """Draw the page as it comes."""
        pool: KernelPool = self.settings["kernel_manager"]
        await self.settings["store_watch"].look(within=1)
        if self.settings["store_watch"].why:
            self.full(away=True)
            return
        kernel = await pool.seat(self.current_user.username)
        if kernel is None:
            self.full()
            return
        self.taken = Taken(pool, kernel)
        self.xsrf_token  # noqa: B018  # asking for it sets the cookie without which the page's farewell is refused
        try:
            async for part in self.get_generator(path=path):
                self.write(part)
                await self.flush()
        except StreamClosedError:
            await pool.end(kernel)

    def get_login_url(self) -> str:
        """The first page is where strangers begin."""
        return str(self.settings["base_url"])

    @property
    def kernel_manager(self) -> Any:  # noqa: ANN401
        """What Voila starts kernels with: it gets the one that was taken."""
        return self.taken


class Taken:
    """Looks to Voila like its kernel manager and gives out one kernel; no environment of a request reaches it."""

    notebook_data: Final[dict[str, Any]] = {}

    def __init__(self, pool: KernelPool, kernel: str) -> None:
        self._pool = pool
        self._kernel = kernel

    def get_pool_size(self, _notebook: str) -> int:
        """Voila's own pool is not used."""
        return 0

    async def start_kernel(self, **_: Any) -> str:  # noqa: ANN401
        """The kernel that was taken."""
        return self._kernel

    def get_kernel(self, kernel: str) -> Any:  # noqa: ANN401
        """Its manager."""
        return self._pool.get_kernel(kernel)
