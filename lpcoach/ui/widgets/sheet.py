"""A part of a page: markup from a template, whose buttons and fields are sent back by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from lpcoach.ui.bundle import module

__all__ = ["Act", "Sheet"]

Act = Callable[[str, Mapping[str, Any]], None]


class Sheet(anywidget.AnyWidget):
    """Shows ``html`` (made by a template that escapes). ``on_act(arg, values)`` by act, ``on_set(name, value)``."""

    _esm = module("link", "fields", "files", "clock", "notice", "sheet")
    html = traitlets.Unicode("").tag(sync=True)
    aim: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, html: str = "", *classes: str, acts: Mapping[str, Act] | None = None) -> None:
        super().__init__(html=html)
        for name in classes:
            self.add_class(name)
        self.acts: dict[str, Act] = dict(acts or {})
        self.on_set: Callable[[str, Any], None] | None = None
        self.on_file: Callable[[str, int, bytes | None, bool], None] | None = None  # name, size, bytes, the last one
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: Mapping[str, Any], buffers: Any) -> None:  # noqa: ANN401
        if (file := content.get("file")) is not None:
            raw = bytes(buffers[0]) if content.get("whole") and buffers else None
            if self.on_file is not None:
                self.on_file(str(file), int(content.get("size", 0)), raw, bool(content.get("last")))
        elif (name := content.get("set")) is not None:
            if self.on_set is not None:
                self.on_set(str(name), content.get("value"))
        elif (act := self.acts.get(str(content.get("act")))) is not None:
            act(str(content.get("arg", "")), content.get("values") or {})

    def offer_file(self, name: str, text: str, kind: str) -> None:
        """Hand a file to the browser's downloads."""
        self.send({"type": "file", "name": name, "text": text, "kind": kind})

    def say(self, name: str, text: str) -> None:
        """Show a text that is still coming in the place of this name; it becomes no state of the widget."""
        self.send({"type": "live", "name": name, "text": text})

    def focus(self, target: str) -> None:
        """Move the focus to the first element that ``target`` (a selector) finds."""
        self.aim = [target, self.aim[1] + 1 if self.aim else 0]  # a number, so that the same target is new again
