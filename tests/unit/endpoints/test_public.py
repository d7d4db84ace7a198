"""The way out of a demo: to the open internet, by a name that is looked up once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import httpx2
import pytest

from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.client import _make
from lpcoach.endpoints.keys import Key
from lpcoach.endpoints.places import is_public
from lpcoach.endpoints.public import Public
from lpcoach.errors import SettingError

WORLD = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
HOUSE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.1", "192.0.0.192", "168.63.129.16", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::1", "::", "::ffff:10.0.0.1",
    "::ffff:93.184.215.14", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "64:ff9b::a00:1", "2002:a00:1::",
    "2001:db8::1", "2001:0:a00:1::", "ff02::1",
]  # fmt: skip


ODD = [
    *(f"[{one}]" if ":" in one else one for one in HOUSE if "%" not in one),
    "127.1", "0177.0.0.1", "0x7f.1", "0x7f000001", "2130706433", "127.0.0.1.", "\uff11\uff12\uff17.0.0.1",
    "127\u30020\uff610\uff0e1", "0x08.8.8.8", "134744072", "%31%32%37.0.0.1", "[fe80::1%25eth0]", "[::ffff:127.0.0.1]",
    "localhost", "localhost.", "a.localhost", "\u24dbocalhost.", "nas", "nas.lan", "nas.local.", "printer.home.arpa",
    "metadata.google.internal", "..", "api..example.com", ".example.com", "api.example.com:8443", "api.example.com:80",
]  # fmt: skip
TWO_IN_ONE = [
    "u@10.0.0.1", "u:p@api.example.com", "api.example.com@10.0.0.1", "api.example.com#@10.0.0.1", "api.example.com?k=1",
]  # fmt: skip


@pytest.mark.parametrize("host", [*ODD, *TWO_IN_ONE, "api.example.com\\@10.0.0.1", "api.example.com:99999", "[::1"])
def test_an_odd_address_is_refused_when_it_is_typed(host: str) -> None:
    """Whatever way it is written, with a sentence that names no address of this machine as a way out."""
    with pytest.raises(SettingError) as caught:
        Endpoint.of(f"https://{host}/v1", "m", public=True)
    said = str(caught.value)
    assert said.endswith("Write it as https://host/v1.")
    assert ("by https on port 443" in said) == (host in ODD)
    assert ("holds more than an address" in said) == ("@" in host or "?" in host)


@pytest.mark.parametrize(
    "host", [*WORLD[:1], f"[{WORLD[1]}]", "api.example.com", "api.example.com.:443", "b\xfccher.example"]
)
def test_a_plain_address_is_taken(host: str) -> None:
    """Addresses and names of the open internet are, in other scripts too; the lookup has the last word."""
    assert Endpoint.of(f"https://{host}/v1", "m", public=True).public


def ask(found: Sequence[str], url: str = "https://models.example/v1/models") -> list[httpx2.Request]:
    """Ask for ``url`` where its name leads to ``found``; what left the machine. Its first address is out of order."""
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        if len(sent) < len(found):
            raise httpx2.ConnectError("out of order", request=request)
        return httpx2.Response(200)

    async def resolve(name: str, port: int) -> Sequence[str]:
        assert (name, port) == ("models.example", 443)
        return found

    async def code() -> None:
        async with httpx2.AsyncClient(transport=Public(httpx2.MockTransport(answer), resolve)) as client:
            await client.get(url)

    asyncio.run(code())
    return sent


@pytest.mark.parametrize("address", HOUSE)
def test_a_name_that_leads_home_is_asked_nothing(address: str) -> None:
    """One address of this machine, its network or its cloud is enough, whatever stands beside it."""
    assert not is_public(address)
    for found in ([address], [WORLD[0], address], []):
        with pytest.raises(httpx2.ConnectError, match="no such host"):
            ask(found)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked() -> None:
    """A name that changes a moment later changes nothing; host and certificate are still those of the name."""
    assert all(map(is_public, WORLD))
    first, second = ask(WORLD)
    assert first is second
    assert second.url.host == WORLD[1]
    assert second.headers["host"] == "models.example"
    assert second.extensions["sni_hostname"] == "models.example"


def test_nothing_leaves_unencrypted() -> None:
    """Also not to a public address."""
    with pytest.raises(httpx2.ConnectError):
        ask(WORLD, "http://models.example:443/v1/models")


def test_a_demos_client_takes_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes no proxy, which would look names up itself, and follows no redirection."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    client = _make(Endpoint.of("https://models.example/v1", "m", public=True), Key("k", "memory"), 5, None)
    assert isinstance(client._client._transport, Public)
    assert not client._client._mounts
    assert not client._client.follow_redirects
