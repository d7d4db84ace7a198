"""Which hosts are of the open internet, by their address or by the name that somebody typed."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Final

__all__ = ["DOTS", "is_public", "may_be_public"]

GLOBAL_SIX: Final = ipaddress.ip_network("2000::/3")
SIX_TO_FOUR: Final = ipaddress.ip_network("2002::/16")  # it may hold a private address inside
DOTS: Final = str.maketrans("\u3002\uff61", "..")  # what browsers and resolvers take for a dot, too
NAME: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")
NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")  # as the last part it makes the whole an address, however it is written
# Looks public and is not: Azure's host service; IETF assignments, where a cloud once kept metadata; retired relays.
CLOUDS: Final = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))
AT_HOME: Final = (".localhost", ".localdomain", ".local", ".lan", ".internal", ".intranet", ".home.arpa")


def is_public(address: str) -> bool:
    """Whether an address is of the open internet: not this machine, its network, its cloud's own services."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if any(found in network for network in CLOUDS if network.version == found.version):
        return False
    if found.version == 6 and (found not in GLOBAL_SIX or found in SIX_TO_FOUR):
        return False
    return found.is_global and not found.is_multicast


def may_be_public(host: str) -> bool:
    """Whether a host as it is typed may be of the open internet; what its name leads to is seen when it is asked.

    An address counts only in its plain form: 127.1, 0x7f.1, 0177.0.0.1 and 2130706433 lead to this machine, too.
    """
    name = unicodedata.normalize("NFKC", host).translate(DOTS).removesuffix(".").lower()
    if ":" in name or NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return is_public(name)
        except ValueError:
            return False
    return NAME.fullmatch(name) is not None and not f".{name}".endswith(AT_HOME)
