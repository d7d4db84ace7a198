"""The editor of one text: it sends each burst of typing and shows what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import anywidget
import traitlets

from lpcoach.ui.bundle import module

__all__ = ["Editor", "Typed"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as the browser sent it; ``since_key`` is seconds since the first key, None before any."""

    slot: str
    rev: int
    text: str
    since_key: float | None


def _typed(content: Mapping[str, Any]) -> Typed:
    since = content.get("since_key")
    return Typed(
        slot=str(content.get("slot", "")),
        rev=int(content.get("rev", 0)),
        text=str(content.get("text", "")),
        since_key=float(since) if isinstance(since, int | float) else None,
    )


class Editor(anywidget.AnyWidget):
    """``on_draft(typed)`` for each burst, ``on_act(act, typed)`` for a button; a new ``epoch`` opens the slot anew.

    With ``on_history(slot)`` there is a button for earlier texts.
    """

    _esm = module("link", "draft", "notice", "parts", "past", "editor")
    slot = traitlets.Unicode("").tag(sync=True)
    epoch = traitlets.Int(0).tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    rev = traitlets.Int(0).tag(sync=True)
    saved_at = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("Your answer").tag(sync=True)
    who = traitlets.Unicode("").tag(sync=True)
    placeholder = traitlets.Unicode("Your answer").tag(sync=True)
    foot = traitlets.Unicode("").tag(sync=True)
    focus = traitlets.Bool(False).tag(sync=True)
    past = traitlets.Bool(False).tag(sync=True)
    acts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    clock = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        *,
        on_draft: Callable[[Typed], None],
        on_act: Callable[[str, Typed], None],
        on_history: Callable[[str], None] | None = None,
        **traits: object,
    ) -> None:
        super().__init__(past=on_history is not None, **traits)
        self._on_draft = on_draft
        self._on_act = on_act
        self._on_history = on_history
        self.add_class("lp-turn")
        self.add_class("lp-editor")
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: Mapping[str, Any], _buffers: object) -> None:
        if content.get("type") == "draft":
            self._on_draft(_typed(content))
        elif content.get("type") == "history" and self._on_history is not None:
            self._on_history(str(content.get("slot", "")))
        elif content.get("type") == "act":
            try:
                self._on_act(str(content.get("act")), _typed(content))
            finally:
                self.send({"type": "done"})  # the text may be changed again, whatever came of it

    def say_saved(self, slot: str, rev: int, at: str) -> None:
        """Tell the browser that this text is committed."""
        self.send({"type": "saved", "slot": slot, "rev": rev, "at": at})

    def say_unsaved(self, slot: str, why: str) -> None:
        """Tell the browser that the last text could not be committed, and why."""
        self.send({"type": "unsaved", "slot": slot, "why": why})

    def say_other(self, slot: str, text: str, at: str) -> None:
        """Tell the browser what another tab or browser has typed for the same question."""
        self.send({"type": "other", "slot": slot, "text": text, "at": at})

    def say_parts(self, slot: str, parts: list[str]) -> None:
        """Tell the browser which parts of a story its text has so far."""
        self.send({"type": "parts", "slot": slot, "parts": parts})

    def say_history(self, slot: str, drafts: list[dict[str, str]]) -> None:
        """Give the browser earlier texts: ``ago``, ``words``, ``text``; the newest first."""
        self.send({"type": "history", "slot": slot, "drafts": drafts})

    def tell(self, tone: str, head: str, body: str, acts: list[dict[str, str]]) -> None:
        """Show a notice under the text."""
        self.send({"type": "notice", "tone": tone, "head": head, "body": body, "acts": acts})
