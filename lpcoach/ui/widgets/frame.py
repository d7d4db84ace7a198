"""The frame of a page: name and links or the hour; theme, hidden numbers, sign of life, way to the next page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from lpcoach.ui.bundle import module, stylesheet
from lpcoach.ui.widgets.sheet import Sheet

__all__ = ["Frame"]

BOOT = uuid.uuid4().hex  # a kernel that was killed and came back is another one


class Frame(Sheet):
    """The first widget of a page; it also carries the styles, once."""

    _esm = module("link", "fields", "files", "draft", "notice", "clock", "sheet", "frame")
    _css = stylesheet()
    numbers = traitlets.Bool(True).tag(sync=True)
    theme = traitlets.Unicode("").tag(sync=True)

    on_kept: Callable[[dict[str, str]], None] | None = None
    on_keys: Callable[[dict[str, str]], None] | None = None

    def _heard(self, widget: object, content: Mapping[str, Any], buffers: object) -> None:
        if content.get("type") == "ping":
            self.send({"type": "pong", "boot": BOOT})
        elif content.get("type") == "kept":
            if self.on_kept is not None:
                self.on_kept({str(slot): str(text) for slot, text in (content.get("texts") or {}).items()})
        elif content.get("type") == "keys":
            if self.on_keys is not None:
                self.on_keys({str(host): str(key) for host, key in (content.get("keys") or {}).items()})
        else:
            super()._heard(widget, content, buffers)

    def say_homeless(self, slots: list[str]) -> None:
        """Tell the browser for which of its texts the workbook has no question any more."""
        self.send({"type": "homeless", "slots": slots})

    def say_set(self, name: str, value: Any) -> None:  # noqa: ANN401 - as the browser sent it
        """Tell the browser that the workbook has taken a field's value."""
        self.send({"type": "set", "name": name, "value": value})

    def say_key(self, host: str, sealed: str) -> None:
        """Let this tab carry a sealed key to its next page; an empty one is dropped."""
        self.send({"type": "key", "host": host, "sealed": sealed})

    def go(self, notebook: str) -> None:
        """Leave for another page."""
        self.send({"type": "go", "to": notebook})
