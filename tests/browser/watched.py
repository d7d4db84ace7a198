"""A browser page that remembers what it asked for and what went wrong on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

__all__ = ["Watch"]

INSIDE = {"127.0.0.1", ""}  # data: and blob: addresses have no host
# The two shells ask for parts of themselves that are switched off, and say so; a page of ours never does.
NOT_OURS = ("/lsp/status",)
LABS_OWN = "Could not restore the debugger state"  # JupyterLab, where a notebook closes while it still asks its kernel


@dataclass
class Watch:
    """All requests and all errors of the pages that it was put on."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Keep an eye on a page."""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(f"{error} {error.stack or ''}"))
        return page

    @property
    def outside(self) -> list[str]:
        """What was asked of another machine."""
        return [url for url in self.requests if (urlsplit(url).hostname or "") not in INSIDE]

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.text.startswith(LABS_OWN):
            return
        if message.type == "error" and not any(part in place for part in NOT_OURS):
            self.errors.append(f"{message.text} ({place})")
