"""Settings of the start page: who interviews, who rates, where a model is, and what works there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from lpcoach.errors import LpcoachError, SettingError
from lpcoach.ui.live import begin
from lpcoach.ui.model_gate import REFUSED, Gate
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.coach.model import LanguageModel
    from lpcoach.coach.model_try import TryCheck
    from lpcoach.endpoints.discovery import Local
    from lpcoach.ui.page import Page

__all__ = ["ModelDesk"]

MARKS: Final = {True: "✓", False: "✗", None: "–"}
REDRAWN: Final = frozenset({"interviewer", "rater"})


class ModelDesk:
    """``sheet`` holds the fields, ``state`` what is known of the model; a field is not redrawn while one types."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.sheet = Sheet("", "lp-row")
        self.state = Sheet("", "lp-row", "lp-flush")
        self.sheet.on_set = page.guard(self._set)
        acts: dict[str, Callable[[str, Mapping[str, Any]], None]] = {
            "use_key": self._take_key,
            "forget_key": self._forget_key,
            "look": self._look,
            "use_local": self._use_local,
        }
        self.sheet.acts = {name: page.act(call) for name, call in acts.items()}
        self.state.acts = {
            "try": page.act(self._try),
            "cancel": page.act(lambda *_: self._lm.cancel()),
            "withdraw": page.act(self._withdraw),
        }
        self._gate = Gate(page, self.state, self._tried, self._refused)
        self._found: tuple[Local, ...] | None = None
        self._checks: list[TryCheck] = []
        self._task: asyncio.Task[None] | None = None
        page.on_key = self.draw_state
        self._keys = 0  # a field with a key in it is drawn anew and empty

    @property
    def _lm(self) -> LanguageModel:
        return self._page.coach.language_model

    def foot(self, embedded: str) -> str:
        """What stands under the first buttons: ``embedded`` holds only while nothing is sent anywhere."""
        settings = self._page.coach.settings
        if "model" not in {settings.interviewer, settings.rater} or not self._lm.allowed:
            return embedded
        return "A language model is chosen: its host receives what it is asked about, once you agree to that host."

    def draw(self, said: str = "") -> None:
        """Both parts, with what was just said about them."""
        settings = self._page.coach.settings
        chosen = "model" in {settings.interviewer, settings.rater}
        self.sheet.html = render(
            "model_settings",
            settings=settings,
            chosen=chosen,
            allowed=self._allowed(),
            own=chosen and self._lm.own_machine,
            found=self._found,
            environment=self._environment() if chosen else [],
            host=self._host() if chosen else "",
            keys=self._keys,
            carries=chosen and self._lm.keys.carries,
        )
        self.draw_state(said)

    def _allowed(self) -> bool:
        """Whether a model may be asked at all; the module of models is not needed to say so."""
        settings = self._page.coach.settings
        return settings.interviewer == settings.rater == "embedded" or self._lm.allowed

    def draw_state(self, said: str = "") -> None:
        """Where it is, whether it may be asked, and what was tried."""
        settings = self._page.coach.settings
        if "model" not in {settings.interviewer, settings.rater}:
            self.state.html = ""
            return
        wrong, agreed, key = "", False, ""
        try:
            agreed, key = self._lm.agreed, self._lm.key_words()
        except SettingError as error:
            wrong = str(error)
        self.state.html = render(
            "model_state",
            wrong=wrong,
            host=self._host(),
            agreed=agreed,
            key=key,
            said=said,
            checks=[(MARKS[check.fine], check.words) for check in self._checks],
            trying=self._task is not None,
        )

    def _host(self) -> str:
        try:
            return self._lm.endpoint().host
        except SettingError:
            return "that address"

    def _environment(self) -> list[str]:
        """What the environment has, in words; never the key, and of an address only its host."""
        given = self._lm.environ
        found = [f"LPCOACH_MODEL: {given['LPCOACH_MODEL'][:80]}"] if given.get("LPCOACH_MODEL") else []
        if address := given.get("OPENAI_BASE_URL"):
            found.append(f"OPENAI_BASE_URL: on {_host_of(address)}")
        if given.get("OPENAI_API_KEY"):
            found.append("OPENAI_API_KEY: set, and not shown")
        return found

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - checked by the coach
        taken = int(value) if name == "samples" and str(value).isdigit() else value
        if name in REDRAWN and value == "model" and not self._lm.allowed:
            self._page.frame.say_set(name, value)  # heard, so that the browser does not ask for it again
            raise SettingError("This server asks no language model. Run lpcoach on your own machine to use one.")
        before = self._page.coach.settings
        self._page.coach.set(name, taken)
        self._page.frame.say_set(name, value)
        if self._page.coach.settings == before:
            return  # a field that says the same again does not wipe away what is asked under it
        self._checks = []
        if name in REDRAWN:
            self._page.again()
        else:
            self.sheet.say("host", self._host())  # beside the key; the fields stay as they are while one types
            self.draw_state()

    # The key ----------------------------------------------------------------

    def _take_key(self, _arg: str, values: Mapping[str, Any]) -> None:
        self._keys += 1
        try:
            self._lm.take_key(str(values.get("key", "")), keep=bool(values.get("keep")))
        except LpcoachError as error:
            self.draw(str(error))
            return
        self._page.carry_key()
        self.draw("The key is taken. It is not shown again.")

    def _forget_key(self, _arg: str, _values: Mapping[str, Any]) -> None:
        self._lm.forget_key()
        self._page.carry_key()
        self.draw(f"The key is forgotten{', also in the keyring' if self._lm.own_machine else ''}.")

    # Servers on this machine ------------------------------------------------

    def _look(self, _arg: str, _values: Mapping[str, Any]) -> None:
        begin(self._page, self._looked())

    async def _looked(self) -> None:
        self._found = await self._lm.find_local()
        self.draw()

    def _use_local(self, arg: str, _values: Mapping[str, Any]) -> None:
        place, _, model = arg.partition(" ")
        known = {(local.base_url, name) for local in self._found or () for name in (*local.models, "")}
        if (place, model) not in known:
            raise SettingError("That server is not in the list any more. Look again.")
        self._page.coach.set("endpoint", place)
        self._page.coach.set("model", model)
        self.draw(f"Chosen: {model or 'no model yet'} on this machine.")

    # Trying it --------------------------------------------------------------

    def _try(self, _arg: str, _values: Mapping[str, Any]) -> None:
        self._lm.endpoint()  # an address that cannot be used is told
        self._tried()

    def _tried(self) -> None:
        """Go on once everything is given: consent, and a key where one is needed."""
        if self._task is not None or self._gate.closed():
            return
        self._checks = []
        self._task = begin(self._page, self._trying())
        self.draw_state()

    async def _trying(self) -> None:
        try:
            await self._lm.try_it(self._checked)
            said = "All that was looked at works." if all(check.fine is not False for check in self._checks) else ""
        except LpcoachError as error:
            said = str(error)
        finally:
            self._task = None
        self.draw_state(said)

    def _checked(self, check: TryCheck) -> None:
        self._checks.append(check)
        self.draw_state()

    def _withdraw(self, _arg: str, _values: Mapping[str, Any]) -> None:
        self._lm.withdraw()
        self._checks = []
        self.draw_state("Taken back. Nothing is sent there before you agree again.")

    def _refused(self) -> None:
        self.draw()
        self._page.tell("warn", "Nothing was sent.", REFUSED.removeprefix("Nothing was sent. "))


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or "no address"
    except ValueError:
        return "no address"
