"""The language model as pages and commands use it: ``coach.language_model``. Cheap to make; nothing is imported early.

Settings (kept in the workbook; no key is): ``coach.set(name, value)`` for ``interviewer`` and ``rater`` (embedded,
model, chatbot), ``endpoint``, ``model``, ``samples`` (1, 3, 5), ``keyring``. Empty endpoint and model: as
OPENAI_BASE_URL and LPCOACH_MODEL say. With LPCOACH_MODELS=off there is no model. In a hosted demo (``lm.own_machine``
is false) a key stays in memory, and only a public address is asked.

    lm.asks, lm.rates            whether a model is chosen to interview, to rate
    lm.endpoint()                where; SettingError in words where the address cannot be used
    lm.agreed, lm.agree(), lm.withdraw()      consent for the endpoint's host: ask once, before the first request
    lm.key_words(), lm.take_key(text, keep=), lm.forget_key()       keep: into the system's keyring
    lm.sealed_key(), lm.unseal(carried)       a typed key, for the browser to carry to the next page's kernel
    await lm.find_local()        servers on this machine, looked for only when the user asks
    await lm.try_it(on_check)    checks in words: reachable, key accepted, model there, schema kept, price known

A turn: ``session = coach.answer(..., ask=False)`` commits the answer alone (also ``skip``, ``correct``, and
``enter`` for the cross-examination, whose first question a model may word too); then, in a
task, ``followed = await lm.follow(session, on_text=, on_wait=)`` asks, by the model or, whatever went wrong, by the
embedded interviewer, commits, and says in ``followed.note`` (one calm sentence, also kept as ``asked.note``) who took
over and why. ``follow`` asks nothing where nothing is due, so a page calls it too when it opens on a practice that
awaits a question (``lm.awaits(session)``). Where ``lm.asks`` is false it asks the embedded question at once.

The debrief: ``session = coach.rate_self(..., rate=False)`` commits the own rating alone; then ``await lm.cost_before(
session)`` and ``await lm.debrief(session, on_progress=)``. Where nothing was rated nothing is kept: call it again, or
``lm.rate_embedded(session)``. ``lm.unrated(session)`` tells a page that opens on such a practice.

``await lm.reply(session)`` plays a reply to the question posed last, once, also where two tabs want it; ``await
lm.retell(session, story, facts)`` tells an answer again from its facts. ``lm.cancel()`` stops whatever runs; it ends as
a failure of the kind ``cancelled``.
Your own chatbot: ``coach.model_chatbot``.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from lpcoach.chat.failures import ChatFailure
from lpcoach.chat.types import ChatModel, Usage, Wait
from lpcoach.coach import model_debrief, model_reply, model_turn
from lpcoach.coach.model_debrief import Debriefed
from lpcoach.coach.model_debrief import Progress as DebriefProgress
from lpcoach.coach.model_reply import Replied
from lpcoach.coach.model_try import TryCheck, try_endpoint
from lpcoach.coach.model_turn import Followed
from lpcoach.endpoints.adapter import Served
from lpcoach.endpoints.address import OPENAI, Endpoint
from lpcoach.endpoints.discovery import Local, find_local
from lpcoach.endpoints.keys import Key, Keys
from lpcoach.endpoints.prices import price_of
from lpcoach.errors import SettingError
from lpcoach.interviewer.retelling import Retold
from lpcoach.session.types import Session

if TYPE_CHECKING:
    from lpcoach.coach.coach import Coach

__all__ = ["LanguageModel"]

T = TypeVar("T")
Serve = Callable[[Endpoint, Key | None], ChatModel]


class LanguageModel:
    """See the module. ``serve`` makes the model for an endpoint; tests give one of their own."""

    def __init__(
        self, coach: Coach, *, keys: Keys | None = None, serve: Serve = Served, environ: Mapping[str, str] | None = None
    ) -> None:
        self.coach = coach
        self.environ = os.environ if environ is None else environ
        self.keys = keys or Keys(self.environ)
        self._serve = serve
        self._running: set[asyncio.Future[Any]] = set()
        self._stopped: set[asyncio.Future[Any]] = set()

    # What is chosen ---------------------------------------------------------

    @property
    def allowed(self) -> bool:
        """Whether this installation lets a model be asked at all."""
        return self.environ.get("LPCOACH_MODELS", "").lower() != "off"

    @property
    def own_machine(self) -> bool:
        """Whether its keyring and its servers are the user's, and not those of who runs a demo."""
        return self.environ.get("LPCOACH_HOSTED") != "demo"

    @property
    def asks(self) -> bool:
        """Whether a model is to interview."""
        return self.allowed and self.coach.settings.interviewer == "model"

    @property
    def rates(self) -> bool:
        """Whether a model is to rate."""
        return self.allowed and self.coach.settings.rater == "model"

    def endpoint(self) -> Endpoint:
        """Where the model is, from the settings or the environment."""
        if not self.allowed:
            raise SettingError("This server asks no language model. Run lpcoach on your own machine to use one.")
        settings = self.coach.settings
        base_url = settings.endpoint or self.environ.get("OPENAI_BASE_URL") or OPENAI
        model = settings.model or self.environ.get("LPCOACH_MODEL", "")
        return Endpoint.of(base_url, model, public=not self.own_machine)

    @property
    def agreed(self) -> bool:
        """Whether the user has agreed to send answers to this host."""
        return self.endpoint().host in self.coach.settings.hosts

    def agree(self) -> None:
        """Remember the consent for this host."""
        self.coach.set("hosts", sorted({*self.coach.settings.hosts, self.endpoint().host}))

    def withdraw(self) -> None:
        """Take the consent for this host back."""
        self.coach.set("hosts", sorted({*self.coach.settings.hosts} - {self.endpoint().host}))

    # The key ----------------------------------------------------------------

    def _key(self, endpoint: Endpoint) -> Key | None:
        return self.keys.find(endpoint, in_keyring=self.own_machine and self.coach.settings.keyring)

    def key_words(self) -> str:
        """Where the key comes from, in words; never the key."""
        endpoint = self.endpoint()
        key = self._key(endpoint)
        if key is None:
            return f"There is no key for {endpoint.host} yet."
        return {
            "memory": "The key is in memory, until this tab or lpcoach is closed."
            if self.keys.carries
            else "The key is in the memory of this page, until it is closed.",
            "keyring": "The key is in this system's keyring.",
            "environment": "The key is the one in the environment (OPENAI_API_KEY).",
            "none needed": "No key is sent to a server on this machine, unless you type one.",
        }[key.source]

    def take_key(self, text: str, *, keep: bool) -> None:
        """Take a key that was typed, for this endpoint's host alone."""
        keep = keep and self.own_machine
        self.keys.take(self.endpoint(), text, keep=keep)
        if keep:
            self.coach.set("keyring", True)
            self.coach.set("kept", sorted({*self.coach.settings.kept, self.endpoint().host}))

    def forget_key(self) -> None:
        """Forget this host's key, also in the keyring."""
        self.keys.forget(self.endpoint().host, in_keyring=self.own_machine)

    def forget_all_keys(self) -> None:
        """Forget every key that was typed or kept, whatever was agreed to: everything is deleted."""
        settings = self.coach.settings
        for host in {*settings.hosts, *settings.kept}:
            self.keys.forget(host, in_keyring=self.own_machine and (settings.keyring or host in settings.kept))

    def sealed_key(self) -> tuple[str, str]:
        """The endpoint's host, and the key typed for it, sealed; empty where none may be carried."""
        endpoint = self.endpoint()
        return endpoint.host, self.keys.sealed(endpoint)

    def unseal(self, carried: Mapping[str, str]) -> bool:
        """Take the keys that the browser carried from another page; whether any could be opened."""
        return self.keys.unseal(carried)

    # Asking it --------------------------------------------------------------

    def served(self) -> ChatModel:
        """The model, ready to be asked; ChatFailure where consent, model or key is missing."""
        endpoint = self.endpoint()
        if not self.agreed:
            raise ChatFailure("no_consent", endpoint.server)
        if not endpoint.model:
            raise ChatFailure("no_model", endpoint.server)
        key = self._key(endpoint)
        if key is None:
            raise ChatFailure("no_key", endpoint.server)
        return self._serve(endpoint, key)

    def served_here(self) -> ChatModel:
        """The model for a command that names it: the command is the consent, and no answer of the user's is sent."""
        endpoint = self.endpoint()
        return self._serve(endpoint, self._key(endpoint))

    def dollars(self, usage: Usage) -> float | None:
        """What this usage costs; None where the price is not known. Slow at its first call."""
        return price_of(self.endpoint(), usage).dollars

    def status(self) -> str:
        """Who interviews and rates, in one line."""
        settings = self.coach.settings
        if not self.allowed or {settings.interviewer, settings.rater} == {"embedded"}:
            return "Interviewer and rater: embedded. No language model is asked."
        endpoint = self.endpoint()
        model = f"{endpoint.model or 'no model yet'} on {endpoint.where}"
        names = {"model": model, "embedded": "embedded", "chatbot": "your own chatbot"}
        agreed = "" if endpoint.host in settings.hosts else " You have not agreed to send answers there yet."
        return f"Interviewer: {names[settings.interviewer]}. Rater: {names[settings.rater]}. {self.key_words()}{agreed}"

    async def find_local(self) -> tuple[Local, ...]:
        """Servers for models that run on this machine now."""
        return await asyncio.to_thread(find_local) if self.allowed and self.own_machine else ()

    async def try_it(self, on_check: Callable[[TryCheck], None] = lambda _: None) -> list[TryCheck]:
        """See what works, one check after another; the first that fails ends it."""
        endpoint = self.endpoint()
        if not self.agreed:
            raise ChatFailure("no_consent", endpoint.server)
        return await self.stoppable(try_endpoint(Served(endpoint, self._key(endpoint)), on_check))

    async def cost(self, usage: Usage) -> str:
        """Tokens and price of what was used, in words."""
        price = await asyncio.to_thread(price_of, self.endpoint(), usage)
        about = "about " if usage.estimated else ""
        return f"{about}{usage.sent + usage.received:,} tokens, {price.words}"

    def awaits(self, session: Session) -> bool:
        """Whether the next question of this practice is still to be asked."""
        return model_turn.due(self.coach, session) is not None

    async def follow(
        self,
        session: Session,
        *,
        on_text: Callable[[str], None] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
    ) -> Followed:
        """Ask what follows; the practice goes on whatever happens."""
        return await model_turn.follow(self, session, on_text, on_wait)

    def follow_embedded(self, session: Session, note: str = "") -> Followed:
        """Ask the embedded question that is due."""
        return model_turn.follow_embedded(self.coach, session, note)

    async def reply(
        self,
        session: Session,
        on_text: Callable[[str], None] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
    ) -> Replied:
        """Play the interviewer's reply to the question that the candidate posed last."""
        return await model_reply.reply(self, session, on_text, on_wait)

    async def retell(
        self,
        session: Session,
        story: int,
        facts: Mapping[str, str],
        on_wait: Callable[[Wait], None] | None = None,
    ) -> Retold:
        """Tell the story's answer again, from what was said and the ``facts`` filled in; ChatFailure where it fails."""
        return await model_debrief.retell(self, session, story, facts, on_wait)

    def unrated(self, session: Session) -> bool:
        """Whether the own rating is kept and the other is still to come."""
        return session.finished_at is not None and session.own is not None and not session.ratings

    async def cost_before(self, session: Session) -> str:
        """What rating this practice will cost, estimated."""
        return await model_debrief.cost_before(self, session)

    async def debrief(
        self, session: Session, on_progress: Callable[[DebriefProgress], None] = lambda _: None
    ) -> Debriefed:
        """Rate the practice's stories and keep the ratings, where at least one came."""
        return await model_debrief.debrief(self, session, on_progress)

    def rate_embedded(self, session: Session) -> Session:
        """Let the embedded rater rate a practice that awaits its rating."""
        return model_debrief.keep(self.coach, session)

    # Stopping ---------------------------------------------------------------

    def cancel(self) -> None:
        """Stop whatever runs now; its socket closes."""
        for task in self._running:
            self._stopped.add(task)
            task.cancel()

    async def stoppable(self, work: Coroutine[Any, Any, T]) -> T:
        """The work's result; ChatFailure of the kind ``cancelled`` where ``cancel`` ended it."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            if task in self._stopped:
                raise ChatFailure("cancelled") from None
            raise
        finally:
            self._running.discard(task)
            self._stopped.discard(task)
