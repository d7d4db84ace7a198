"""The notebooks as plain web pages: a Voila server for this machine only, with nothing served but the pages."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from threading import Thread
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from traitlets.config import Config
from voila.app import Voila
from voila.handler import BaseVoilaHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from lpcoach.shell.folders import notebooks_folder, offer_to_jupyter, page_styles
from lpcoach.shell.ports import HOST, announce_once_open, free_port, fresh_token, kept_secret, share_seal
from lpcoach.shell.spare import SpareKernel

__all__ = ["launch", "page_settings", "settings"]

PORT = 8866
START = "voila/render/00_start.ipynb"
EXTENSIONS = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]
IDLE_SECONDS = 1800
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class StartPage(JupyterHandler):
    """Sends ``/`` to the first page; the token in the address has by then become a cookie."""

    @authenticated
    def get(self) -> None:
        """Redirect."""
        self.redirect(url_path_join(self.base_url, START))


class NoSuchPage(BaseVoilaHandler):  # type: ignore[misc]
    """Answers every unknown address with the own error page."""

    async def prepare(self) -> None:
        """Refuse before any method is looked at, but only who is let in at all."""
        await super().prepare()
        raise HTTPError(404)


class PageServer(Voila):  # type: ignore[misc]
    """Voila without its file list, with own pages for start and errors."""

    def init_handlers(self) -> list[Any]:
        """Take away the tree and the contents interface; ``/`` leads to the first page."""
        closed = (TornadoVoilaTreeHandler, VoilaContentsHandler)
        return [(self.server_url, StartPage), *(one for one in super().init_handlers() if one[1] not in closed)]

    def init_settings(self) -> dict[str, Any]:
        """Answer unknown addresses with the own page."""
        found: dict[str, Any] = super().init_settings()
        found["default_handler_class"] = NoSuchPage
        found["default_handler_args"] = {"voila_configuration": self.voila_configuration}
        return found

    def listen(self) -> None:
        """Make a kernel ready as soon as the loop runs."""
        IOLoop.current().add_callback(self.kernel_manager.make_ready)
        super().listen()

    def stop(self) -> None:
        """End the kernels, in the loop that they were started in."""
        self.ioloop.run_sync(self.kernel_manager.settle)
        super().stop()

    def launch_browser(self) -> None:
        """Open the first page by way of a private file, so that no list of processes shows the token."""
        door = Path(self.connection_dir) / "open.html"
        address = f"{self.connection_url}?token={self.token}"
        door.write_text(f'<meta http-equiv="refresh" content="0; url={address}">', "utf-8")
        Thread(target=webbrowser.open, args=(door.as_uri(),), daemon=True).start()


def _give_cookie(handler: JupyterHandler, **_: object) -> None:
    """Set the _xsrf cookie, without which the page's farewell is refused and its kernel stays."""
    handler.xsrf_token  # noqa: B018  # asking for it sets it


def page_settings() -> dict[str, Any]:
    """Return how a page is made, wherever Voila runs."""
    return {
        "template": "lpcoach",
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "strip_sources": True,
        "show_tracebacks": False,
        "file_allowlist": [],
        "extension_allowlist": EXTENSIONS,
        "extension_language_mapping": {},
        "http_header_envs": [],
        "prelaunch_hook": _give_cookie,
        "resources": {"page_styles": page_styles()},
    }


def settings(notebooks: Path, port: int, token: str, browser: bool) -> Config:
    """Return the whole configuration; nothing is read from files of the user or the current folder."""
    return Config(
        Voila={
            "ip": HOST,
            "port": port,
            "port_retries": 0,
            "root_dir": str(notebooks),
            "open_browser": browser,
            "token": token,
            "cookie_secret": kept_secret(),
            "config_file_paths": [],
            "log_level": "ERROR",
            "tornado_settings": {"headers": HEADERS, "ws_ping_timeout": 30_000},
        },
        VoilaConfiguration={**page_settings(), "multi_kernel_manager_class": SpareKernel},
        KernelManager={"transport_encryption": "auto"},
        MappingKernelManager={"cull_idle_timeout": IDLE_SECONDS, "cull_interval": 60, "cull_connected": False},
    )


def launch(port: int | None, browser: bool) -> int:
    """Serve the pages until Ctrl+C; return the exit status."""
    chosen, token = free_port(port, PORT), fresh_token()
    offer_to_jupyter()
    share_seal()
    announce_once_open(chosen, token)
    PageServer.launch_instance(argv=[], config=settings(notebooks_folder(), chosen, token, browser))
    return 0
