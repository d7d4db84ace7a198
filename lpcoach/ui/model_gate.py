"""What stands between a page and its model: consent for the host, asked once, and a key; both can be refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lpcoach.chat.failures import ChatFailure
from lpcoach.errors import SettingError
from lpcoach.ui.render import render

if TYPE_CHECKING:
    from lpcoach.coach.model import LanguageModel
    from lpcoach.ui.page import Page
    from lpcoach.ui.widgets import Sheet

__all__ = ["REFUSED", "Gate"]

REFUSED: Final = "Nothing was sent. The embedded interviewer and rater go on; Settings on the start page change that."
_ASKED: Final = frozenset({"no_consent", "no_key"})


class Gate:
    """Asks on ``sheet`` for what is missing, then calls ``go`` (agreed) or ``no`` (refused, embedded from now on)."""

    def __init__(self, page: Page, sheet: Sheet, go: Callable[[], None], no: Callable[[], None]) -> None:
        self._page, self._sheet, self._go, self._no = page, sheet, go, no
        sheet.acts |= {
            "agree": page.act(self._agree),
            "use_key": page.act(self._use_key),
            "refuse": page.act(self._refuse),
        }

    @property
    def _lm(self) -> LanguageModel:
        return self._page.coach.language_model

    @property
    def model(self) -> str:
        """The model by name, also where something is still missing."""
        try:
            endpoint = self._lm.endpoint()
        except SettingError:
            return "a language model"  # what is wrong with the address is told by the failure that follows
        return f"{endpoint.model or 'a language model'} on {endpoint.where}"

    def closed(self) -> bool:
        """Whether something is missing that the user can give; it is asked for then."""
        try:
            self._lm.served()
        except ChatFailure as failure:
            if failure.kind not in _ASKED:
                return False
            self._sheet.html = render("model_gate", **self._values(failure.kind))
            self._sheet.focus("#lp-gate")
            self._page.on_key = self._on  # the browser may bring it a moment later
            return True
        except SettingError:
            return False  # an address that cannot be used is told by whoever asks
        return False

    def _values(self, kind: str) -> dict[str, Any]:
        endpoint = self._lm.endpoint()
        where = {"host": endpoint.host, "model": endpoint.model, "here": endpoint.loopback}
        return {"kind": kind, "own": self._lm.own_machine, "carries": self._lm.keys.carries, **where}

    def _agree(self, _arg: str, _values: Mapping[str, Any]) -> None:
        self._lm.agree()
        self._on()

    def _use_key(self, _arg: str, values: Mapping[str, Any]) -> None:
        self._lm.take_key(str(values.get("key", "")), keep=bool(values.get("keep")))
        self._page.carry_key()
        self._on()

    def _on(self) -> None:
        if not self.closed():
            self._sheet.html = ""
            self._go()

    def _refuse(self, _arg: str, _values: Mapping[str, Any]) -> None:
        for name in ("interviewer", "rater"):
            if getattr(self._page.coach.settings, name) == "model":
                self._page.coach.set(name, "embedded")
        self._sheet.html = ""
        self._no()
