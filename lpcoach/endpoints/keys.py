"""Keys: from the environment, from this process's memory, or from the system's keyring. Never anywhere else.

A key belongs to one host. That of the environment belongs to the host of OPENAI_BASE_URL, or to OpenAI's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from lpcoach.endpoints.address import OPENAI, Endpoint
from lpcoach.endpoints.sealing import VARIABLE, opened, sealed
from lpcoach.errors import SettingError

__all__ = ["Key", "Keyring", "Keys"]

_SERVICE: Final = "lpcoach"
_LONGEST: Final = 1000
Source = Literal["memory", "keyring", "environment", "none needed"]


class Keyring(Protocol):
    """What is used of the keyring library."""

    def get_password(self, service: str, name: str) -> str | None:
        """The secret, if there is one."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep the secret."""

    def delete_password(self, service: str, name: str) -> None:
        """Forget the secret."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where it came from; its text is never in its repr."""

    text: str = field(repr=False)
    source: Source


def _system_keyring() -> Keyring:
    import keyring  # noqa: PLC0415 - looks for the desktop's services when imported

    return keyring


@dataclass
class Keys:
    """The keys of this process. ``ring`` is opened only where the user has asked for it."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    ring: Keyring | None = None
    _typed: dict[str, str] = field(default_factory=dict, repr=False)

    def find(self, endpoint: Endpoint, *, in_keyring: bool) -> Key | None:
        """The key for this endpoint's host; None where it needs one and there is none."""
        if endpoint.host in self._typed:
            return Key(self._typed[endpoint.host], "memory")
        if in_keyring and (kept := self._kept(endpoint.host)):
            return Key(kept, "keyring")
        given = self.environ.get("OPENAI_API_KEY", "").strip()
        if given and endpoint.host == self._host_of_environment():
            return Key(given, "environment")
        return Key("none", "none needed") if endpoint.loopback else None

    def take(self, endpoint: Endpoint, text: str, *, keep: bool) -> None:
        """Take a key that was typed: into memory, and into the system's keyring when ``keep`` is set."""
        key = text.strip()
        if not usable(key):
            raise SettingError("That is no key: a key is one word of plain letters, digits and signs.")
        self._typed[endpoint.host] = key
        if keep:
            try:
                self._ring().set_password(_SERVICE, endpoint.host, key)
            except Exception:  # each backend has its own errors
                raise SettingError(
                    "The system's keyring cannot be used here. The key is kept in memory until this page is closed."
                ) from None

    def forget(self, host: str, *, in_keyring: bool = True) -> None:
        """Forget the key of this host, also in the keyring."""
        self._typed.pop(host, None)
        if not in_keyring:
            return
        try:
            self._ring().delete_password(_SERVICE, host)
        except Exception:  # not there, or no keyring: either way it is not kept
            return

    @property
    def carries(self) -> bool:
        """Whether pages of one server can hand a typed key on, sealed."""
        return bool(self.environ.get(VARIABLE))

    def sealed(self, endpoint: Endpoint) -> str:
        """The key typed for this host, for the browser to carry to the next page; empty where there is none."""
        key = self._typed.get(endpoint.host, "")
        return sealed(self.environ[VARIABLE], endpoint.host, key) if self.carries and key else ""

    def unseal(self, carried: Mapping[str, str]) -> bool:
        """Take the keys that the browser carried, by host; a host that has one keeps it. Whether any was taken."""
        if not self.carries:
            return False
        found = {host: opened(self.environ[VARIABLE], host, text) for host, text in carried.items()}
        taken = {host: key for host, key in found.items() if key and usable(key)}
        self._typed = taken | self._typed
        return bool(taken)

    def _kept(self, host: str) -> str | None:
        try:
            return self._ring().get_password(_SERVICE, host)
        except Exception:  # a locked or missing keyring holds no key for us
            return None

    def _ring(self) -> Keyring:
        self.ring = self.ring or _system_keyring()
        return self.ring

    def _host_of_environment(self) -> str:
        try:
            return Endpoint.of(self.environ.get("OPENAI_BASE_URL") or OPENAI, "").host
        except SettingError:
            return ""


def usable(key: str) -> bool:
    """Whether a key can be sent in a header at all."""
    return 0 < len(key) <= _LONGEST and key.isascii() and key.isprintable() and " " not in key
