"""The frame of a page: name and links or the hour; theme, hidden numbers, sign of life, way to the next page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import traitlets

from lpcoach.ui.bundle import module, stylesheet
from lpcoach.ui.widgets.sheet import Sheet

__all__ = ["Frame"]

BOOT = uuid.uuid4().hex  # a kernel that was killed and came back is another one


class Frame(Sheet):
    """The first widget of a page; it also carries the styles, once."""

    _esm = module("link", "sheet", "frame")
    _css = stylesheet()
    numbers = traitlets.Bool(True).tag(sync=True)
    theme = traitlets.Unicode("").tag(sync=True)

    def _heard(self, widget: object, content: Mapping[str, Any], buffers: object) -> None:
        if content.get("type") == "ping":
            self.send({"type": "pong", "boot": BOOT})
        else:
            super()._heard(widget, content, buffers)

    def go(self, notebook: str) -> None:
        """Leave for another page."""
        self.send({"type": "go", "to": notebook})
