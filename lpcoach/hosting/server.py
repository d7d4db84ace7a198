"""The server itself: Voila with these handlers only, its settings, its watch, and a stop that loses nothing."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import resource
import shutil
import signal
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tornado.web
from nbclient.exceptions import DeadKernelError
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from lpcoach.errors import SettingError
from lpcoach.hosting import handlers, own
from lpcoach.hosting.limits import Limits
from lpcoach.hosting.pool import KernelPool, OneKernel
from lpcoach.hosting.seats import Seats
from lpcoach.hosting.visitors import Visitors
from lpcoach.hosting.watch import StoreWatch

__all__ = ["Site", "launch", "open_files"]

KERNEL = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
INSIDE = r"(?!/|.*(?:\.\.|//))[\w./-]+"  # no way out of a folder
STATIC = rf"({INSIDE}\.(?:js|css|svg|woff2?|ttf))"
QUIET = {"statics", "parts", "health"}  # a page asks for a hundred scripts, a watcher every few seconds
SWEEP = 3600  # seconds between two looks for unused workbooks
MESSAGE = 4 * 2**20  # bytes of one message: a text of a hundred thousand characters, and some
ENDED = "_async_check_alive"  # where a kernel that has gone is noticed, a line before it is told
log = logging.getLogger("lpcoach.hosting")


@dataclass(frozen=True, slots=True)
class Site:
    """What is served. ``pages`` are Voila's settings of a page, ``warm`` the modules that a kernel imports at once."""

    notebooks: Path
    data: Path
    pages: Mapping[str, Any]
    warm: str
    port: int
    host: str = "127.0.0.1"
    limits: Limits = field(default_factory=Limits)


def _policy(scripts: list[str]) -> str:
    """What a page may do: scripts are this site's own and the few that stand in the page, word for word."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'self'; script-src 'self' blob: {allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


class Demo(Voila):  # type: ignore[misc]
    """Voila for strangers."""

    site: Site
    visitors: Visitors

    def init_settings(self) -> dict[str, Any]:
        """Put ours in place of what lets everyone in."""
        found: dict[str, Any] = super().init_settings()
        self.visitors = Visitors(self.site.data)
        self.store = StoreWatch()
        limits = self.site.limits
        self.pool: KernelPool = self.kernel_manager
        self.pool.open(limits, Seats(limits, time.monotonic), self.site.warm, self.visitors.folder)
        script = next(text for folder in self.template_paths if (text := _inline(Path(folder))))
        return found | {
            "headers": {
                "Content-Security-Policy": _policy(
                    [script, handlers.LOOK_AGAIN, "lpcoachFailed()", "window.voila_heartbeat()"]
                ),
                "Referrer-Policy": "same-origin",
                "X-Content-Type-Options": "nosniff",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            },
            "cookie_secret": self.visitors.secret(),
            "visitors": self.visitors,
            "store_watch": self.store,
            "keep_days": None if self.store.watches else limits.keep_days,
            "page_styles": self.site.pages["resources"]["page_styles"],
            "default_handler_class": handlers.Nowhere,
            "log_function": _log,
            "websocket_max_message_size": MESSAGE,
            "xsrf_cookie_kwargs": {"samesite": "Lax"},
            "compiled_template_cache": True,
        }

    def init_handlers(self) -> list[Any]:
        """All there is."""
        names = "|".join(sorted(path.stem for path in self.site.notebooks.glob("*.ipynb")))
        page = {"template_paths": self.template_paths, "config": self.config}
        parts = "|".join(self.voila_configuration.extension_allowlist)
        return [
            (r"/", handlers.Landing),
            (r"/begin", handlers.Begin),
            (r"/health", handlers.Health),
            (r"/robots\.txt", handlers.Robots),
            (
                rf"/voila/render/((?:{names})\.ipynb)",
                handlers.Pages,
                {**page, "voila_configuration": self.voila_configuration},
            ),
            (rf"/api/kernels/{KERNEL}", own.OwnKernel),
            (rf"/api/kernels/{KERNEL}/channels", own.Line),
            (rf"/voila/api/shutdown/{KERNEL}", own.Farewell),
            (rf"/voila/static/{STATIC}", handlers.Statics, {"paths": self.static_paths}),
            (r"/voila/templates/lpcoach/static/(theme-light\.css)", handlers.Statics, {"paths": self.static_paths}),
            (
                rf"/voila/labextensions/((?:{parts})/(?:static|schemas)/{INSIDE})",
                handlers.Parts,
                {"path": self.labextensions_path, "no_cache_paths": []},
            ),
        ]

    def listen(self) -> None:
        """Take visitors until a signal says that it is over."""
        bounds = {"max_header_size": 16_384, "max_body_size": 65_536, "body_timeout": 10, "idle_connection_timeout": 60}
        self.http = self.app.listen(self.port, self.ip, **bounds)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self._watch)
        self.ioloop.start()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def stop(self) -> None:
        """Nothing is left to do: kernels are gone, and then their folder."""

    async def _watch(self) -> None:
        """Keep kernels ready and clear away what is over, again and again."""
        tick = min(1.0, self.site.limits.idle_seconds / 4)
        swept = 0.0
        while not self.pool.closing:
            try:
                await self.pool.tend()
                await self.store.look()
                if time.monotonic() - swept > SWEEP:
                    swept = time.monotonic()
                    unused = time.time() - self.site.limits.keep_days * 86_400
                    self.visitors.forget_unused(unused, self.pool.seats.visitors())
            except Exception:
                log.exception("The kernels could not be looked after; it is tried again.")
            await asyncio.sleep(tick)

    def _handle_signal_stop(self, sig: int, frame: object) -> None:
        self.ioloop.add_callback_from_signal(self._leave)

    async def _leave(self) -> None:
        """Take nobody new, let what is on its way arrive, then shut kernels down one and all: each commits first."""
        if self.pool.closing:
            return
        self.pool.closing = True
        await asyncio.sleep(self.site.limits.drain_seconds)  # who watches the server hears a 503 meanwhile
        self.http.stop()
        await self.pool.end_all()
        self.ioloop.stop()


def _inline(folder: Path) -> str:
    """The script that stands in each page, as it stands there."""
    path = folder / "page.js"
    return "\n" + path.read_text("utf-8").removesuffix("\n") + "\n" if path.is_file() else ""


def _log(handler: tornado.web.RequestHandler) -> None:
    """One line a request: what kind, what came of it, how long. No address: it may hold an id or a text."""
    kind, status = type(handler).__name__.lower(), handler.get_status()
    if kind in QUIET and status < 400:
        return
    log.info("%s %s %d %.0f ms", handler.request.method, kind, status, handler.request.request_time() * 1000)


class Places(logging.Formatter):
    """Own lines as they are; of others only who spoke and where in the code: what they say may repeat a text."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0] is DeadKernelError:
            return f"{head} a page was left, or its kernel ended, before it was drawn"
        said = record.getMessage() if record.name == log.name else f"{Path(record.pathname).name}:{record.lineno}"
        lines = [f"{head} {said}"]
        if record.exc_info and record.exc_info[0]:
            lines.append(record.exc_info[0].__name__)
            lines += [line.rstrip() for line in traceback.format_tb(record.exc_info[2])]
        return "\n".join(lines)


def _listen_to_logs(demo: Demo) -> None:
    """Everything goes through the one formatter, also what Jupyter logs in its own way."""
    handler = logging.StreamHandler()
    handler.setFormatter(Places())
    handler.addFilter(lambda record: record.funcName != ENDED)
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)
    demo.log.handlers, demo.log.propagate = [], True
    demo.log.setLevel(logging.ERROR)
    log.setLevel(logging.INFO)


def settings(site: Site) -> Config:
    """Voila's configuration; nothing is read from files of the user or the current folder."""
    return Config(
        Demo={
            "ip": site.host,
            "port": site.port,
            "root_dir": str(site.notebooks),
            "open_browser": False,
            "log_level": logging.ERROR,
            "token": "",
            "config_file_paths": [],
            "identity_provider_class": handlers.Identity,
        },
        VoilaConfiguration={
            **site.pages,
            "prelaunch_hook": None,
            "multi_kernel_manager_class": KernelPool,
            "kernel_spec_manager_class": OneKernel,
        },
        KernelManager={"transport": "ipc", "autorestart": False},
        MappingKernelManager={"buffer_offline_messages": False, "cull_idle_timeout": 0},
    )


def open_files(limits: Limits) -> None:
    """Let this process open what all visitors may take together: libzmq ends a process that can open no more."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < limits.files:
        raise SettingError(
            f"{limits.kernels} kernels may take {limits.files:,} open files, and this account may have {most:,}. "
            f"Start with --kernels {limits.kernels_with(most)}, or raise the account's limit (ulimit -Hn)."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.files if most == resource.RLIM_INFINITY else most, most))


def launch(site: Site) -> int:
    """Serve until SIGTERM or Ctrl+C; return the exit status."""
    Demo.site = site
    demo = Demo.instance(config=settings(site))
    demo.initialize(argv=[])
    _listen_to_logs(demo)
    signal.signal(signal.SIGINT, demo._handle_signal_stop)
    demo.start()
    return 0
