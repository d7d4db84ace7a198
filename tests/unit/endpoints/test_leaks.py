"""What goes to a host: our key for it and the request, and nothing that the environment would add."""

from __future__ import annotations

import asyncio
import base64
import subprocess
import sys

import httpx2
import pytest

from lpcoach.chat.types import Message
from lpcoach.endpoints.address import Endpoint
from lpcoach.endpoints.keys import Keys
from lpcoach.errors import SettingError
from tests.fakes.wire import events, sse, wired

ASK = [Message("user", "Say something.")]


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """The secret, if there is one."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep the secret."""
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Forget the secret."""
        del self.kept[service, name]


def test_nothing_of_the_environment_reaches_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key, organization, project, admin key and custom headers of the environment stay at home."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "env-secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Mine: env-secret\nAuthorization: Bearer env-secret")
    seen: list[httpx2.Request] = []
    asyncio.run(wired(sse(*events("a")), seen=seen).say(ASK))
    headers = dict(seen[0].headers)
    assert "env-secret" not in f"{headers} {seen[0].url} {seen[0].content!r}"
    assert headers["authorization"] == "Bearer sk-secret"
    assert not [name for name in headers if name.startswith(("x-", "openai-"))]


def test_the_environments_key_belongs_to_one_host() -> None:
    """It goes to the host of OPENAI_BASE_URL, or to OpenAI's, and to no other; this machine needs none."""
    elsewhere = Endpoint.of("https://models.example/v1", "m")
    openai = Endpoint.of("https://api.openai.com/v1", "m")
    here = Endpoint.of("http://localhost:11434/v1", "m")
    plain = Keys({"OPENAI_API_KEY": "env"})
    assert [plain.find(e, in_keyring=False) is None for e in (elsewhere, openai, here)] == [True, False, False]
    assert (found := plain.find(here, in_keyring=False)) is not None and found.text == "none"
    moved = Keys({"OPENAI_API_KEY": "env", "OPENAI_BASE_URL": "https://models.example/v1"})
    assert [moved.find(e, in_keyring=False) is None for e in (elsewhere, openai)] == [False, True]


def test_a_typed_key_is_kept_in_memory_and_in_the_keyring_only_when_told_so() -> None:
    """Nothing is written anywhere unless the user said to keep it; forgetting forgets both."""
    ring = Ring()
    keys = Keys({}, ring)
    endpoint = Endpoint.of("https://models.example/v1", "m")
    keys.take(endpoint, " sk-typed \n", keep=False)
    assert not ring.kept and (found := keys.find(endpoint, in_keyring=False)) is not None and found.source == "memory"
    assert "sk-typed" not in repr(keys) + repr(found)
    keys.take(endpoint, "sk-typed", keep=True)
    assert Keys({}, ring).find(endpoint, in_keyring=True) is not None
    assert Keys({}, ring).find(endpoint, in_keyring=False) is None
    keys.forget(endpoint.host)
    assert not ring.kept and keys.find(endpoint, in_keyring=True) is None


def test_a_typed_key_goes_to_the_next_page_sealed_for_its_host_and_this_run() -> None:
    """What the browser carries shows no key; another host, another run and a changed text open nothing."""
    here, run = Endpoint.of("https://models.example/v1", "m"), {"LPCOACH_SEAL": "of-this-run"}
    keys, fresh = Keys(run), Keys(run)
    keys.take(here, "sk-typed", keep=False)
    carried = keys.sealed(here)
    assert carried != keys.sealed(here) and "sk-typed" not in carried
    assert b"sk-typed" not in base64.b64decode(carried)
    assert not fresh.unseal({"other.example": carried}) and not fresh.unseal({here.host: carried[::-1]})
    assert not Keys({"LPCOACH_SEAL": "of-the-next-run"}).unseal({here.host: carried})
    assert not Keys({}).unseal({here.host: carried}) and not fresh.unseal({here.host: "no base64"})
    assert fresh.unseal({here.host: carried}) and (found := fresh.find(here, in_keyring=False)) is not None
    assert found.text == "sk-typed"


HERE = "[::1]:8080 0.0.0.0:8000 [::ffff:127.0.0.1] [::]:8000 0x7f000001 127.1:80 2130706433 localhost."
BAD = (
    "ftp://x http://134744072/v1 http://8.2056/v1 models.example http://models.example/v1 https://u:p@h/v1 "
    "https://h/v1?key=sk https://h/v1#a https://h:99999"
)


@pytest.mark.parametrize("url", ["", "https://h /v1", *BAD.split()])
def test_an_address_that_would_leak_or_cannot_be_is_refused(url: str) -> None:
    """No other scheme, no plain HTTP over the network, no name, key or fragment in it; the words repeat none."""
    with pytest.raises(SettingError) as caught:
        Endpoint.of(url, "m")
    assert "sk" not in str(caught.value)


def test_an_address_says_what_follows_from_it() -> None:
    """This machine is told from a name that only looks like it; a bare address gets its version."""
    assert Endpoint.of("http://127.0.0.1:11434", "m").base_url == "http://127.0.0.1:11434/v1"
    for here in HERE.split():
        assert Endpoint.of(f"http://{here}/v1", "m").loopback
    assert not Endpoint.of("https://localhost.example.com/v1", "m").loopback
    assert Endpoint.of("http://192.168.1.20:1234/v1", "m").where == "192.168.1.20:1234"
    assert Endpoint.of("https://my.openai.azure.com/openai/v1/", "m").family == "azure"


def test_proxies_are_not_used_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment is passed over for loopback, and used for the world."""
    from lpcoach.endpoints.client import _make  # noqa: PLC0415 - its inside is what is looked at
    from lpcoach.endpoints.keys import Key  # noqa: PLC0415

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    here = _make(Endpoint.of("http://127.0.0.1:8080/v1", "m"), Key("k", "memory"), 5, None)
    world = _make(Endpoint.of("https://models.example/v1", "m"), Key("k", "memory"), 5, None)
    assert not here._client._mounts
    assert world._client._mounts


def test_neither_the_package_nor_a_page_imports_the_client() -> None:
    """Openai and its network library are imported at the first call, never before."""
    code = (
        "import sys, lpcoach, lpcoach.ui.pages, lpcoach.coach.model, "
        "lpcoach.coach.model_chatbot, lpcoach.cli.commands\n"
        "print([n for n in ('openai', 'httpx2', 'genai_prices', 'keyring') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_one_room_names_the_client() -> None:
    """No file outside lpcoach/endpoints imports openai."""
    from pathlib import Path  # noqa: PLC0415

    root = Path(__file__).parents[3] / "lpcoach"
    named = {p.parent.name for p in root.rglob("*.py") if "import openai" in (t := p.read_text()) or "from openai" in t}
    assert named == {"endpoints"}
