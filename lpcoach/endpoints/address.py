"""Where a model answers: the address, checked, and what follows from it."""

from __future__ import annotations

import ipaddress
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from socket import inet_aton
from typing import Final, Literal
from urllib.parse import urlsplit

from lpcoach.endpoints.places import DOTS, may_be_public
from lpcoach.errors import SettingError

__all__ = ["OPENAI", "Endpoint"]

OPENAI: Final = "https://api.openai.com/v1"
_LONGEST: Final = 300
_ALSO: Final = ", or http://127.0.0.1:11434/v1 on this machine."
_IN_A_DEMO: Final = "A demo asks a model at a public address only, by https on port 443."
Family = Literal["openai", "azure", "other"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address with a model; ``host`` with its port is what consent and keys belong to.

    A ``public`` one is asked from a machine that is not the user's own: it may reach the open internet only.
    """

    base_url: str
    model: str
    host: str
    loopback: bool
    public: bool = False

    @classmethod
    def of(cls, base_url: str, model: str, *, public: bool = False) -> Endpoint:
        """The endpoint, or a SettingError that says what is wrong with the address or the model's name."""
        url = base_url.strip().rstrip("/")
        form = "Write it as https://host/v1" + ("." if public else _ALSO)
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise SettingError(_wrong("is no address", form)) from None
        name = (parts.hostname or "").lower()
        if parts.scheme not in {"http", "https"} or not name or len(url) > _LONGEST or any(c.isspace() for c in url):
            raise SettingError(_wrong("is no address", form))
        if parts.username or parts.password or parts.query or parts.fragment:
            raise SettingError(_wrong("holds more than an address (a name, a key or a question mark)", form))
        loopback, private = _place(name)
        if public and (parts.scheme != "https" or port not in {None, 443} or not may_be_public(name)):
            raise SettingError(f"{_IN_A_DEMO} {form}")
        if parts.scheme == "http" and not private:
            raise SettingError(_wrong("would send answers unencrypted over the network; use https", form))
        if len(model) > _LONGEST or any(not c.isprintable() for c in model):
            raise SettingError("The model's name cannot be used. Write it as its server lists it.")
        if not parts.path:
            url += "/v1"
        host = f"[{name}]" if ":" in name else name
        return cls(url, model.strip(), f"{host}:{port}" if port else host, loopback, public)

    @property
    def where(self) -> str:
        """The place in words: a model is "on" it."""
        return "this machine" if self.loopback else self.host

    @property
    def server(self) -> str:
        """Who answers there, in words for a sentence."""
        return "the server on this machine" if self.loopback else self.host

    @property
    def family(self) -> Family:
        """Whose dialect is spoken there."""
        if self.host == "api.openai.com":
            return "openai"
        return "azure" if self.host.endswith((".openai.azure.com", ".services.ai.azure.com")) else "other"


def _wrong(what: str, form: str) -> str:
    return f"The address of the model {what}. {form}"


def _place(name: str) -> tuple[bool, bool]:
    """Whether a host is this machine, and whether it is at least in the same house."""
    name = unicodedata.normalize("NFKC", name).translate(DOTS).removesuffix(".")
    if name == "localhost":
        return True, True
    address = _address(name)
    if address is None:
        return False, name.endswith((".local", ".lan", ".internal")) or "." not in name
    address = getattr(address, "ipv4_mapped", None) or address
    here = address.is_loopback or address.is_unspecified  # 0.0.0.0 is what servers print when they listen everywhere
    return here, here or address.is_private


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is, also in forms that only resolvers read: 127.1, 0x7f000001; None for a name."""
    with suppress(ValueError):
        return ipaddress.ip_address(name)
    with suppress(ValueError, OSError):
        return ipaddress.ip_address(inet_aton(name))
    return None
